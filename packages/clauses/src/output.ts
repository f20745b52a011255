import { copilotSamples as samples, type Clause } from "./clause.ts";
import { all, answersAlone, exits, quiet } from "./expectations.ts";

/** What a reader sees when all is well. */
export const output: readonly Clause[] = [
  { id: "O1", title: "stdout has the answers alone", samples, scenarios: ["healthy", "client-secret"], judge: answersAlone },
  { id: "O2", title: "stderr is empty and the exit code is 0", samples, scenarios: ["healthy", "client-secret"], judge: all(exits(0), quiet) },
];
