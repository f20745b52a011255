import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, type TestContext } from "vitest";
import { clauses } from "../src/spec.ts";
import { lane } from "../src/lanes.ts";
import { closeSandboxes, observe } from "../src/observe.ts";
import { openaiScenarios } from "../src/openai-scenarios.ts";
import { scenarios } from "../src/scenarios.ts";
import type { Observation, Scenario } from "../src/clause.ts";
import { languageIds, languages, type LanguageId, type SampleName } from "../src/languages/index.ts";
import { places } from "../src/languages/places.ts";
import { copyShop, mutantsIn, type Copy } from "../src/mutants.ts";
import { repository } from "../src/source-tree.ts";

const home = mkdtempSync(join(tmpdir(), "mutants-"));
symlinkSync(join(repository, "node_modules"), join(home, "node_modules"), "junction");
const busy = lane(2);
const allScenarios: Readonly<Record<string, Scenario>> = { ...scenarios, ...openaiScenarios };

const mutants = mutantsIn(join(repository, "packages", "clauses", "mutants"));
/** What each language's copies are compared with, and the clauses that hold of it; Java's Copilot SDK is not everywhere. */
const whole = (id: LanguageId): { sample: SampleName; scenario: string; healthy: readonly string[] } =>
  id === "java" ? { sample: "openai-client", scenario: "healthy", healthy: ["L6"] } : { sample: "basic", scenario: "healthy", healthy: ["O1", "O2"] };
const controls = languageIds.map((id): Copy => ({ id: `as-it-is-${id}`, language: id, sample: whole(id).sample }));
const copyOf = copyShop(home, [...mutants, ...controls]);

/** One run of a copy, or nothing where its language or its SDK is not. */
async function seenOf(copy: Copy, name: string, skip: TestContext["skip"]): Promise<Observation | undefined> {
  const language = languages.find(({ id }) => id === copy.language);
  const scenario = allScenarios[name];
  if (language === undefined || scenario === undefined) throw new Error(`${copy.id} names a language or scenario that does not exist`);
  const toolchain = await language.toolchain(places);
  const lacking = toolchain.present ? language.lacking?.(copy.sample, places) : toolchain.install;
  if (lacking !== undefined) {
    skip(lacking);
    return undefined;
  }
  const program = await copyOf(language, copy);
  const run = () => observe({ ...language, program: () => program }, copy.sample, scenario, scenario.waits === undefined ? 90 : 45);
  return scenario.waits === undefined ? busy(run) : run();
}

describe("a broken sample turns its clause red", () => {
  for (const mutant of mutants) {
    it.concurrent(`${mutant.id} (${mutant.language}/${mutant.sample}, ${mutant.clause}): ${mutant.title}`, { timeout: 600_000 }, async ({ expect, skip }) => {
      const clause = clauses.find(({ id, samples }) => id === mutant.clause && samples.includes(mutant.sample));
      if (clause === undefined) throw new Error(`${mutant.id} names a clause that does not exist`);
      const scenario = mutant.scenario ?? clause.scenarios[0] ?? "";
      const seen = await seenOf(mutant, scenario, skip);
      if (seen !== undefined) expect(clause.judge(seen, { sample: mutant.sample, language: mutant.language, scenario })).not.toEqual([]);
    });
  }
});

describe("a copy as it is answers, so that a mutant's red is the mutation's", () => {
  for (const copy of controls) {
    it.concurrent(`${copy.language}/${copy.sample}`, { timeout: 600_000 }, async ({ expect, skip }) => {
      const { scenario, healthy } = whole(copy.language);
      const seen = await seenOf(copy, scenario, skip);
      const judges = clauses.filter(({ id, samples }) => healthy.includes(id) && samples.includes(copy.sample));
      expect(judges).toHaveLength(healthy.length);
      if (seen !== undefined) expect(judges.flatMap((clause) => clause.judge(seen, { sample: copy.sample, language: copy.language, scenario }))).toEqual([]);
    });
  }
});

it("each language has mutants", () => {
  expect(languageIds.filter((id) => !mutants.some(({ language }) => language === id))).toEqual([]);
});

afterAll(async () => {
  await closeSandboxes();
  rmSync(home, { recursive: true, force: true });
});
