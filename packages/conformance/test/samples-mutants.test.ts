import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, it } from "vitest";
import { clauses } from "../src/clauses/index.ts";
import { lane } from "../src/clauses/lanes.ts";
import { closeSandboxes, observe } from "../src/clauses/observe.ts";
import { openaiScenarios } from "../src/clauses/openai-scenarios.ts";
import { scenarios } from "../src/clauses/scenarios.ts";
import type { Scenario } from "../src/clauses/clause.ts";
import { languages, type SampleName } from "../src/languages/index.ts";
import { places } from "../src/languages/places.ts";
import { repository } from "../src/source-tree.ts";

const folder = join(repository, "packages", "conformance", "mutants");
const home = mkdtempSync(join(tmpdir(), "mutants-"));
symlinkSync(join(repository, "node_modules"), join(home, "node_modules"), "junction");
const busy = lane(3);
const allScenarios: Readonly<Record<string, Scenario>> = { ...scenarios, ...openaiScenarios };

/** A mutant as its patch tells: what is broken, in which sample, and which clause must see it (in which scenario, when not its first). */
const mutants = readdirSync(folder)
  .filter((name) => name.endsWith(".patch"))
  .map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const [, clause = "", scenario] = /^clause: (\S+)(?: (\S+))?$/m.exec(text) ?? [];
    const [, language = "", sample = ""] = /^\+\+\+ b\/samples\/([^/]+)\/([^/]+)\//m.exec(text) ?? [];
    return { id: name.replace(".patch", ""), title: text.split("\n", 1)[0] ?? "", clause, scenario, language, sample: sample as SampleName, patch: join(folder, name) };
  });

describe("a broken sample turns its clause red", () => {
  for (const mutant of mutants) {
    it.concurrent(`${mutant.id} (${mutant.language}/${mutant.sample}, ${mutant.clause}): ${mutant.title}`, { timeout: 300_000 }, async ({ expect, skip }) => {
      const language = languages.find(({ id }) => id === mutant.language);
      const clause = clauses.find(({ id, samples }) => id === mutant.clause && samples.includes(mutant.sample));
      const name = mutant.scenario ?? clause?.scenarios[0] ?? "";
      const scenario = allScenarios[name];
      if (language === undefined || clause === undefined || scenario === undefined) throw new Error(`${mutant.id} names a language, sample or clause that does not exist`);
      const toolchain = await language.toolchain(places);
      if (!toolchain.present) {
        skip(toolchain.install);
        return;
      }

      const program = { ...language.program(mutant.sample, places), cwd: copyOf(mutant) };
      const run = () => observe({ ...language, program: () => program }, mutant.sample, scenario, 90);
      const seen = await (scenario.waits === undefined ? busy(run) : run());
      expect(clause.judge(seen, { sample: mutant.sample, language: language.id, scenario: name })).not.toEqual([]);
    });
  }
});

describe("a copy as it is answers, so that a mutant's red is the mutation's", () => {
  for (const language of languages.filter((one) => mutants.some(({ language: id }) => id === one.id))) {
    const { id } = language;
    it.concurrent(`${id}/basic`, { timeout: 300_000 }, async ({ expect, skip }) => {
      const toolchain = await language.toolchain(places);
      if (!toolchain.present) {
        skip(toolchain.install);
        return;
      }
      const program = { ...language.program("basic", places), cwd: copyOf({ id: `control-${id}`, language: id, sample: "basic" }) };
      const seen = await busy(() => observe({ ...language, program: () => program }, "basic", scenarios.healthy));
      expect(clauses.filter((clause) => clause.id === "O1" || clause.id === "O2").flatMap((clause) => clause.judge(seen, { sample: "basic", language: id, scenario: "healthy" }))).toEqual([]);
    });
  }
});

/** A copy of the sample, with the patch applied if there is one, built. */
function copyOf({ id, language, sample, patch }: { id: string; language: string; sample: SampleName; patch?: string }): string {
  const root = join(home, id);
  const copy = join(root, "samples", language, sample);
  cpSync(join(repository, "samples", language, sample), copy, { recursive: true, filter: (path) => !/[\\/](?:dist|node_modules)$/.test(path) });
  if (patch !== undefined) execFileSync("git", ["apply", "-p1", patch], { cwd: root, stdio: "pipe", env: { ...process.env, GIT_CEILING_DIRECTORIES: home } });
  if (language === "typescript") execFileSync(process.execPath, [join(repository, "node_modules", "typescript", "bin", "tsc")], { cwd: copy, stdio: "pipe" });
  return copy;
}

afterAll(async () => {
  await closeSandboxes();
  rmSync(home, { recursive: true, force: true });
});
