import type { AccessQuestion, Missing, RoleAssignment } from "./access-question.ts";
import { considerAssignments, type ConsideredAssignment } from "./assignments.ts";
import { type ConsideredDeny, considerDenies } from "./deny.ts";

/** Yes, no, or what is missing to say so. `considered` tells of every assignment why it does or does not grant. */
export type AccessDecision<Assignment extends RoleAssignment = RoleAssignment> = {
  considered: readonly ConsideredAssignment<Assignment>[];
  denies: readonly ConsideredDeny[];
} & (
  | { answer: "granted"; by: ConsideredAssignment<Assignment> }
  | { answer: "denied"; by: ConsideredDeny }
  | { answer: "no" }
  | { answer: "undecided"; missing: readonly Missing[] }
);

/**
 * Azure RBAC for one operation of one principal on one resource: a deny assignment that applies beats every role; otherwise one
 * assignment that reaches principal and resource, whose role names the operation and whose conditions hold, is enough.
 * Source: learn.microsoft.com/azure/role-based-access-control/overview, "How Azure RBAC determines if a user has access".
 */
export function evaluateAccess<Assignment extends RoleAssignment>(question: AccessQuestion<Assignment>): AccessDecision<Assignment> {
  const considered = considerAssignments(question);
  const blocking = considerDenies(question);
  const base = { considered, denies: blocking };

  const denied = blocking.find((deny) => deny.applies === "true");
  if (denied !== undefined) return { ...base, answer: "denied", by: denied };
  const grant = considered.find((assignment) => assignment.outcome === "grants");
  const open = considered.filter((assignment) => assignment.outcome === "undecided");
  if (grant === undefined && open.length === 0 && question.assignments.complete) return { ...base, answer: "no" };

  const missing: Missing[] = [];
  if (grant === undefined) {
    missing.push(...open.flatMap((assignment) => assignment.missing));
    if (!question.assignments.complete) missing.push({ what: "role-assignments" });
  }
  missing.push(...blocking.filter((deny) => deny.applies === "unknown").flatMap((deny) => deny.missing));
  if (!question.denyAssignments.complete) missing.push({ what: "deny-assignments" });
  if (grant !== undefined && missing.length === 0) return { ...base, answer: "granted", by: grant };
  return { ...base, answer: "undecided", missing: distinct(missing) };
}

function distinct(missing: readonly Missing[]): Missing[] {
  return [...new Map(missing.map((item) => [JSON.stringify(item), item])).values()];
}
