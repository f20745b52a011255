import { copilotSamples as samples, type Clause } from "./clause.ts";
import type { SampleName } from "./languages/language.ts";
import { all, must, noAnswer, quiet } from "./expectations.ts";
import { scenarios } from "./scenarios.ts";

const every = Object.keys(scenarios);
const noneLeft = must((seen) => seen.left.length === 0 && !seen.killed, (seen) => (seen.killed ? "had to be killed" : `left: ${seen.left.join("; ")}`));
const noLeak = must((seen) => seen.leaks.length === 0, (seen) => `found in ${seen.leaks.join(", ")}`);

const interrupted = all(
  must((seen) => seen.exitCode === 130 || seen.signal === "SIGINT", (seen) => `exit code 130 expected, got ${seen.exitCode ?? seen.signal}`),
  noAnswer,
  quiet,
);

/** How a sample ends. */
export const ending: readonly Clause[] = [
  { id: "E1", title: "no process is left 3 s after the end", samples, scenarios: every, judge: noneLeft },
  { id: "E2", title: "Ctrl-C to the process ends it with 130 and without a word", samples, scenarios: ["interrupt"], judge: interrupted },
  { id: "E3", title: "Ctrl-C in a terminal, to all its processes, does the same", samples, scenarios: ["interrupt-group", "interrupt-identity"], judge: interrupted },
  { id: "E4", title: "SIGTERM ends it without a word", samples, scenarios: ["terminate"], judge: all(must((seen) => seen.exitCode === 143 || seen.signal === "SIGTERM", (seen) => `exit code 143 expected, got ${seen.exitCode ?? seen.signal}`), noAnswer, quiet) },
  { id: "E5", title: "no token, secret or header stands in output or files", samples, scenarios: every, judge: noLeak },
];

/** The same two for samples whose other clauses name the scenarios they run in. */
export const endings = (clauses: readonly Clause[]): readonly Clause[] =>
  [...new Set(clauses.flatMap(({ samples }) => samples))].flatMap((sample: SampleName): Clause[] => {
    const scenarios = [...new Set(clauses.filter(({ samples }) => samples.includes(sample)).flatMap(({ scenarios }) => scenarios))];
    return [
      { id: "E1", title: "no process is left 3 s after the end", samples: [sample], scenarios, judge: noneLeft },
      { id: "E5", title: "no token, secret or header stands in output or files", samples: [sample], scenarios, judge: noLeak },
    ];
  });
