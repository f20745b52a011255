import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, it } from "vitest";
import { languages, type LanguageId, type SampleName } from "./languages/index.ts";
import { places } from "./languages/places.ts";
import type { Clause, Observation, Scenario } from "./clause.ts";
import { clauses } from "./spec.ts";
import { lane } from "./lanes.ts";
import { closeSandboxes, observe } from "./observe.ts";
import { parityOf, type Parity } from "./parity.ts";
import { openaiScenarios } from "./openai-scenarios.ts";
import { scenarios } from "./scenarios.ts";

const allScenarios: Readonly<Record<string, Scenario>> = { ...scenarios, ...openaiScenarios };

/**
 * Registers the tests of one language: each of its samples against each clause of samples/SPEC.md.
 * A scenario is run once per sample, however many clauses look at it. Runs that wait start first and don't count as busy.
 */
export async function conformance(id: LanguageId): Promise<void> {
  const language = languages.find((one) => one.id === id);
  if (language === undefined) throw new RangeError(`There is no language record for ${id} in packages/conformance/src/languages.`);
  const toolchain = await language.toolchain(places);
  if (!toolchain.present) {
    it(`${language.title} samples meet samples/SPEC.md`, ({ skip }) => skip(toolchain.install));
    return;
  }

  const busy = lane(2);
  const waiting = lane(12);
  const seen = new Map<string, Promise<Observation>>();
  const run = (sample: SampleName, name: string): Promise<Observation> => {
    const key = `${sample} ${name}`;
    const scenario = allScenarios[name];
    if (scenario === undefined) throw new RangeError(`There is no scenario ${name}.`);
    const observation = seen.get(key) ?? (scenario.waits === undefined ? busy : waiting)(() => observe(language, sample, scenario));
    seen.set(key, observation);
    return observation;
  };
  const judge = async (clause: Clause, sample: SampleName): Promise<string[]> => {
    const context = { sample, language: id };
    const wrong = await Promise.all(
      clause.scenarios.map(async (scenario) => clause.judge(await run(sample, scenario), { ...context, scenario }).map((sentence) => `${scenario}: ${sentence}`)),
    );
    return wrong.flat();
  };

  const samples = Object.keys(language.sources) as SampleName[];
  const lacking = new Map(samples.map((sample) => [sample, language.lacking?.(sample, places)]));
  const applying = samples.filter((sample) => lacking.get(sample) === undefined).flatMap((sample) => clauses.filter((clause) => clause.samples.includes(sample)).map((clause) => ({ sample, clause })));
  const longest = ({ clause }: { clause: Clause }): number => Math.max(...clause.scenarios.map((name) => allScenarios[name]?.waits ?? 0));
  describe(`${language.title} samples (${toolchain.version})`, () => {
    for (const { sample, clause } of applying.toSorted((a, b) => longest(b) - longest(a))) {
      const exception = language.exceptions?.[`${sample} ${clause.id}`] ?? language.exceptions?.[clause.id];
      it.concurrent(`${sample} ${clause.id}: ${clause.title}`, async ({ expect, skip }) => {
        if (exception !== undefined) skip(exception);
        expect(await judge(clause, sample)).toEqual([]);
      });
    }

    for (const reason of new Set(lacking.values())) {
      if (reason === undefined) continue;
      const names = samples.filter((sample) => lacking.get(sample) === reason);
      it(`${names.join(", ")} meet samples/SPEC.md`, ({ skip }) => skip(reason));
    }

    it.concurrent("samples/parity shows what these tests found", async ({ expect }) => {
      const states = await Promise.all(
        applying.map(async ({ sample, clause }) => ({ sample, clause: clause.id, holds: (await judge(clause, sample)).length === 0 })),
      );
      const file = `samples/${id}/parity.json`;
      const found: Parity = { ...(JSON.parse(places.read(file) ?? "{}") as Parity), ...parityOf(language, states) };
      const table = Object.fromEntries(samples.flatMap((sample) => (found[sample] === undefined ? [] : [[sample, found[sample]]])));
      await expect(`${JSON.stringify(table, null, 2)}\n`).toMatchFileSnapshot(join(places.root, file));
    });

    it("every sample of the folder is in the language's record", ({ expect }) => {
      const folders = readdirSync(join(places.root, "samples", id), { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(join(entry.parentPath, entry.name, ".env.example")));
      expect(folders.map(({ name }) => name).toSorted()).toEqual(samples.toSorted());
    });

    afterAll(closeSandboxes);
  });
}
