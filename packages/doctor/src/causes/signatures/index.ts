import { causeIds, type CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";

/** What the text of a failure holds, per cause. */
export const signatures = Object.fromEntries(causeIds.map((id) => [id, []])) as unknown as Record<CauseId, readonly Signature[]>;
