import type { Check } from "../../check.ts";
import { inferenceAnswer } from "./inference-answer.ts";
import { modelsAnswer } from "./models-answer.ts";

/** The application's own call first: what it lacks is what has to be repaired. */
export const dataPlaneChecks: readonly Check[] = [inferenceAnswer, modelsAnswer];
