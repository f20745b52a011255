import { evaluateCondition } from "./condition.ts";
import type { AccessQuestion, DenyAssignment, Listing, Missing } from "./access-question.ts";
import { evaluatePermissions } from "./permissions.ts";
import { covers, normalizeScope } from "./scope.ts";
import { all, any, not, type Ternary, ternary } from "./ternary.ts";

/** The principal of a deny assignment that stands for everyone. */
export const everyone = "00000000-0000-0000-0000-000000000000";

/** One deny assignment, and whether it takes the operation away from the caller. */
export interface ConsideredDeny {
  deny: DenyAssignment;
  applies: Ternary;
  missing: readonly Missing[];
}

/** Judges every deny assignment of the question by itself. */
export function considerDenies(question: AccessQuestion): ConsideredDeny[] {
  return question.denyAssignments.items.map((deny) => {
    const principal = all([listed(deny.principals, question.principal), not(listed(deny.excludePrincipals, question.principal))]);
    const scope = scopeApplies(deny, question);
    const permission = evaluatePermissions(deny.permissions, question.operation);
    const condition = evaluateCondition(deny.condition, question.operation.name);
    const applies = all([principal, scope, permission.grants, condition.holds]);
    if (applies !== "unknown") return { deny, applies, missing: [] };
    const missing: Missing[] = [];
    if (principal === "unknown") missing.push({ what: "groups" });
    if (scope === "unknown") missing.push({ what: "management-groups" });
    if (permission.grants === "unknown") missing.push({ what: "condition", of: deny.denyAssignmentName, attributes: permission.attributes });
    if (condition.holds === "unknown") missing.push({ what: "condition", of: deny.denyAssignmentName, attributes: condition.attributes });
    return { deny, applies, missing };
  });
}

function scopeApplies(deny: DenyAssignment, question: AccessQuestion): Ternary {
  if (!deny.doNotApplyToChildScopes) return covers(deny.scope, question.resource, question.managementGroups);
  return ternary(normalizeScope(deny.scope) === normalizeScope(question.resource));
}

function listed(entries: DenyAssignment["principals"], principal: { id: string; groups: Listing<string> }): Ternary {
  const groups = new Set(principal.groups.items.map((group) => group.toLowerCase()));
  return any(
    entries.map(({ id, type }) => {
      const entry = id.toLowerCase();
      if (entry === everyone || entry === principal.id.toLowerCase() || groups.has(entry)) return "true";
      return /group$/i.test(type) && !principal.groups.complete ? "unknown" : "false";
    }),
  );
}
