export { causeIds, type CauseId } from "./causes/cause-ids.ts";
export { causes } from "./causes/index.ts";
export type { Cause, FixEvidence, Neighbour, Signature, Step } from "./causes/cause.ts";
export { checkGroups } from "./checks/index.ts";
