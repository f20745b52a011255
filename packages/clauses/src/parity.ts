import type { Language, LanguageId, SampleName } from "./languages/index.ts";
import { clauses } from "./spec.ts";

/** What the tests of one language found: sample → clause → `yes`, `no`, or the reason of an exception. */
export type Parity = Record<string, Record<string, string>>;

/** The table of one language, in the order of the samples and clauses. */
export function parityOf(language: Language, states: readonly { sample: SampleName; clause: string; holds: boolean }[]): Parity {
  const table: Parity = {};
  for (const { sample, clause, holds } of states) {
    const exception = language.exceptions?.[`${sample} ${clause}`] ?? language.exceptions?.[clause];
    (table[sample] ??= {})[clause] = exception ?? (holds ? "yes" : "no");
  }
  return table;
}

/** The clauses of a sample in the order of samples/SPEC.md. */
const clausesOf = (sample: SampleName) => {
  const order = [...new Set(clauses.map(({ id }) => id))];
  return clauses.filter((clause) => clause.samples.includes(sample)).toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
};

/** The whole table as Markdown: a row per sample and clause, a column per language. */
export function parityMarkdown(tables: Partial<Record<LanguageId, Parity>>, titles: Readonly<Record<LanguageId, string>>, samples: readonly SampleName[]): string {
  const ids = Object.keys(titles) as LanguageId[];
  const notes: string[] = [];
  const cell = (state: string | undefined): string => {
    if (state === undefined) return "";
    if (state === "yes" || state === "no") return state === "yes" ? "✓" : "✗";
    if (!notes.includes(state)) notes.push(state);
    return `[${notes.indexOf(state) + 1}]`;
  };
  const parts = samples.flatMap((sample) => {
    const rows = clausesOf(sample).filter(() => ids.some((id) => tables[id]?.[sample] !== undefined));
    if (rows.length === 0) return [];
    return [
      `## ${sample}`,
      "",
      `| Clause | | ${ids.map((id) => titles[id]).join(" | ")} | .NET |`,
      `| --- | --- | ${ids.map(() => "---").join(" | ")} | --- |`,
      ...rows.map(({ id, title }) => `| ${id} | ${title} | ${ids.map((language) => cell(tables[language]?.[sample]?.[id])).join(" | ")} | |`),
      "",
    ];
  });
  const footnotes = notes.map((note, index) => `[${index + 1}] ${note}`);
  return [
    "# Every sample, every language, every clause",
    "",
    "Made from what the tests found; the clauses are in [SPEC.md](SPEC.md). ✓ holds, ✗ does not, empty: there is no such sample in that language. .NET is not there yet.",
    "",
    ...parts,
    ...(footnotes.length === 0 ? [] : [...footnotes, ""]),
  ].join("\n");
}
