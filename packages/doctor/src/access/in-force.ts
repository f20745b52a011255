import { readAnswerKind } from "../data-plane/answer-kind.ts";
import type { Facts } from "../facts.ts";
import type { RoleAssignment } from "../facts/resource.ts";

/** Minutes within which a new assignment may not be in force: a quarter of an hour was seen, half of one is allowed for. */
export const propagationMinutes = 30;

/** Why the service refuses although an assignment grants. */
export interface NotInForce {
  /** Age of the assignment; absent when it does not say when it was made. */
  minutes?: number;
  recent: boolean;
  /** The service refused in the words that it uses while an assignment spreads. */
  genericRefusal: boolean;
}

/** Weighs the assignment's age, by the servers' clock where it is known, and the words of the refusal. */
export function notInForce(assignment: RoleAssignment, { clock, token, inference, models }: Facts): NotInForce {
  const made = Date.parse(assignment.updatedOn ?? assignment.createdOn ?? "") / 1000;
  const now = clock.known ? clock.value.serverNow : token.known ? token.value.seenAt : Number.NaN;
  const minutes = Math.round((now - made) / 60);
  const genericRefusal = [inference, models].some((fact) => fact.known && readAnswerKind(fact.value).kind === "no-access");
  return { ...(Number.isFinite(minutes) && { minutes }), recent: Number.isFinite(minutes) && minutes < propagationMinutes, genericRefusal };
}
