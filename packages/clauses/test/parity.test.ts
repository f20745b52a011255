import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parityMarkdown, type Parity } from "../src/parity.ts";
import { languageIds, sampleNames, type LanguageId } from "../src/languages/index.ts";
import { repository } from "../src/source-tree.ts";

const titles: Record<LanguageId, string> = { typescript: "TypeScript", python: "Python", go: "Go", java: "Java", rust: "Rust" };

it("samples/parity.md is what the languages' own tables add up to", async () => {
  const tables: Partial<Record<LanguageId, Parity>> = {};
  for (const id of languageIds) {
    const path = join(repository, "samples", id, "parity.json");
    if (existsSync(path)) tables[id] = JSON.parse(readFileSync(path, "utf8")) as Parity;
  }
  await expect(parityMarkdown(tables, titles, sampleNames)).toMatchFileSnapshot(join(repository, "samples", "parity.md"));
});
