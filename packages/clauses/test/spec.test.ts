import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { clauses } from "../src/spec.ts";
import { openaiScenarios } from "../src/openai-scenarios.ts";
import { scenarios } from "../src/scenarios.ts";
import { languageIds, languages, sampleNames } from "../src/languages/index.ts";
import { repository } from "../src/source-tree.ts";

const read = (path: string): string => readFileSync(join(repository, path), "utf8");
const copilotRegions = ["imports", "configuration", "credential", "provider", "session", "ask"];

/** The regions that a sample has in every language, in their order. */
const regionsOf: Readonly<Record<string, readonly string[]>> = {
  basic: copilotRegions,
  "token-refresh": [...copilotRegions, "refresh"],
  "token-provider": copilotRegions,
  "with-auth": ["imports", "configuration", "credential", "session", "ask"],
  "openai-client": ["imports", "configuration", "credential", "client", "ask"],
  classic: ["imports", "configuration", "credential", "client", "ask"],
  "list-models": ["imports", "configuration", "credential", "client", "ask"],
  credentials: ["imports", "configuration", "credential", "ask"],
};

const marker = /^\s*(?:\/\/ #|# )(end)?region ([\w-]+)\s*$/;

/** The regions of a source in the order of their starts; each must end under its own name. */
function regions(source: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  for (const line of source.split(/\r?\n/)) {
    const [, end, name] = marker.exec(line) ?? [];
    if (name === undefined) continue;
    if (end === undefined) {
      names.push(name);
      open.push(name);
    } else expect(open.pop(), `#endregion ${name}`).toBe(name);
  }
  expect(open, "regions without an end").toEqual([]);
  return names;
}

describe("samples/SPEC.md and the clauses as data are the same list", () => {
  const written = [...read("samples/SPEC.md").matchAll(/^\| ([A-Z]+\d+) \|/gm)].map((match) => match[1] ?? "");

  it("each clause of the document has its data, and the other way round", () => {
    expect([...new Set(clauses.map(({ id }) => id))].toSorted()).toEqual(written.toSorted());
  });

  it("each scenario is judged by a clause of its own, not only by those that look at all", () => {
    const judged = new Set(clauses.filter(({ id }) => id !== "E1" && id !== "E5").flatMap((clause) => clause.scenarios));
    expect(Object.keys({ ...scenarios, ...openaiScenarios }).filter((name) => !judged.has(name))).toEqual([]);
  });
});

describe("each sample is laid out like its siblings", () => {
  for (const language of languages) {
    for (const [sample, path] of Object.entries(language.sources)) {
      it(`${language.id}/${sample} has its siblings' regions in their order`, () => {
        expect(regions(read(path))).toEqual(regionsOf[sample]);
      });

      it(`${language.id}/${sample} has at most 120 lines of code`, () => {
        const lines = read(path)
          .split(/\r?\n/)
          .filter((line) => line.trim() !== "" && !marker.test(line));
        expect(lines.length).toBeLessThanOrEqual(120);
      });

      it(`${language.id}/${sample} comes with a README and an .env.example`, () => {
        const folder = sampleFolder(path, sample);
        expect(existsSync(join(repository, folder, ".env.example"))).toBe(true);
        const readme = read(join(folder, "README.md"));
        for (const part of ["## Run it", "## What to change", "## How it fails"]) expect(readme).toContain(part);
      });

      it(`${language.id}/${sample} knows nothing of the sandbox, and none of our packages unless it shows them`, () => {
        const source = read(path);
        expect(source).not.toMatch(/sandbox|contoso|127\.0\.0\.1|localhost/i);
        if (sample !== "with-auth") expect(source).not.toMatch(/copilot-entra/);
      });
    }
  }
});

it("samples/README.md links to each sample there is, and to nothing else", () => {
  const linked = [...read("samples/README.md").matchAll(/\[✓\]\(([\w/-]+)\)/g)].map((match) => match[1] ?? "");
  const present = languageIds.flatMap((id) => sampleNames.map((sample) => `${id}/${sample}`)).filter((path) => existsSync(join(repository, "samples", path, ".env.example")));
  expect(linked.toSorted()).toEqual(present.toSorted());
});

/** The folder of a sample, also where the language puts its source deeper. */
function sampleFolder(path: string, sample: string): string {
  let folder = dirname(path);
  while (!folder.endsWith(`/${sample}`) && folder.includes("/")) folder = dirname(folder);
  return folder;
}
