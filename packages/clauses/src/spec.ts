import type { Clause } from "./clause.ts";
import { configuration } from "./configuration.ts";
import { controlPlane } from "./control-plane.ts";
import { ending, endings } from "./ending.ts";
import { failure } from "./failure.ts";
import { openai } from "./openai.ts";
import { output } from "./output.ts";
import { wire } from "./wire.ts";
import { withAuth } from "./with-auth.ts";

export type { Clause, JudgeContext, Observation, Scenario } from "./clause.ts";

/** samples/SPEC.md as data, in its order. */
export const clauses: readonly Clause[] = [...configuration, ...wire, ...output, ...failure, ...ending, ...withAuth, ...openai, ...controlPlane, ...endings([...openai, ...controlPlane])];
