import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type LanguageId, languageIds, matrixMarkdown, type Parity, repository, sampleNames } from "@copilot-entra/clauses";
import { describe, expect, it } from "vitest";

const path = join(repository, "README.md");
const titles: Record<LanguageId, string> = { typescript: "TypeScript", python: "Python", go: "Go", java: "Java", rust: "Rust" };

describe("README.md", () => {
  const text = readFileSync(path, "utf8");

  it("shows the matrix that the languages' own tables add up to", async () => {
    const tables: Partial<Record<LanguageId, Parity>> = {};
    for (const id of languageIds) {
      const table = join(repository, "samples", id, "parity.json");
      if (existsSync(table)) tables[id] = JSON.parse(readFileSync(table, "utf8")) as Parity;
    }
    const matrix = matrixMarkdown(tables, titles, sampleNames);
    await expect(text.replace(/<!-- matrix -->[\s\S]*<!-- \/matrix -->/, `<!-- matrix -->\n${matrix}\n<!-- /matrix -->`)).toMatchFileSnapshot(path);
  });

  it("names only files and scripts that are there", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? "");
    expect(links.filter((link) => !existsSync(join(repository, link)))).toEqual([]);
    const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { scripts: Record<string, string> };
    const run = [...text.matchAll(/npm run ([\w-]+)/g)].map((match) => match[1] ?? "");
    expect(run.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it("fits one screen", () => {
    expect(text.split("\n").length).toBeLessThanOrEqual(60);
  });
});
