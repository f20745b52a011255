import type { Check } from "../../check.ts";

/** In the order in which a reader should hear of them. */
export const resourceChecks: readonly Check[] = [];
