import type { LanguageId, SampleName } from "./languages/index.ts";
import type { Parity } from "./parity.ts";

/** The matrix that README shows: a row per sample, a column per language, how many clauses hold of how many. */
export function matrixMarkdown(tables: Partial<Record<LanguageId, Parity>>, titles: Readonly<Record<LanguageId, string>>, samples: readonly SampleName[]): string {
  const ids = Object.keys(titles) as LanguageId[];
  const cell = (language: LanguageId, sample: SampleName): string => {
    const states = Object.values(tables[language]?.[sample] ?? {});
    if (states.length === 0) return "";
    const broken = states.filter((state) => state === "no").length;
    return broken === 0 ? `✓ ${states.length}` : `✗ ${broken} of ${states.length}`;
  };
  const rows = samples.filter((sample) => ids.some((id) => tables[id]?.[sample] !== undefined));
  return [
    `| Clauses that hold | ${ids.map((id) => titles[id]).join(" | ")} | .NET |`,
    `| --- | ${ids.map(() => "---").join(" | ")} | --- |`,
    ...rows.map((sample) => `| ${sample} | ${ids.map((id) => cell(id, sample)).join(" | ")} | not yet |`),
  ].join("\n");
}
