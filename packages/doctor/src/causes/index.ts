import type { CauseId } from "./cause-ids.ts";
import type { Cause } from "./cause.ts";
import { knownCauses } from "./known.ts";
import { signatures } from "./signatures/index.ts";

/** The knowledge base: one record per root cause. */
export const causes = Object.fromEntries(
  Object.values(knownCauses).map((cause): [CauseId, Cause] => [cause.id, { ...cause, signatures: signatures[cause.id] }]),
) as Record<CauseId, Cause>;
