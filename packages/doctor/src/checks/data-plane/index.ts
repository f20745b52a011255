import type { Check } from "../../check.ts";
import { inferenceAnswer } from "./inference-answer.ts";
import { modelsAnswer } from "./models-answer.ts";

/** In the order in which a reader should hear of them. */
export const dataPlaneChecks: readonly Check[] = [modelsAnswer, inferenceAnswer];
