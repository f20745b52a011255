import { evaluateCondition } from "./condition.ts";
import type { AccessQuestion, Missing, RoleAssignment } from "./access-question.ts";
import { evaluatePermissions } from "./permissions.ts";
import { builtInRole, type Role } from "./roles.ts";
import { covers, isBelow, managementGroupOf, roleGuid } from "./scope.ts";
import { all, type Ternary } from "./ternary.ts";

/** One assignment with the first reason why it does not grant, in the order principal, scope, role, condition. */
export interface ConsideredAssignment<Assignment extends RoleAssignment = RoleAssignment> {
  assignment: Assignment;
  role?: Role;
  /** The principal itself, a group it is in, someone else, or a group of which that is not known. */
  through: "principal" | "group" | "someone-else" | "unknown";
  outcome: "grants" | "other-principal" | "below-scope" | "other-scope" | "lacks-action" | "condition-unmet" | "undecided";
  missing: readonly Missing[];
}

/** Judges every assignment of the question by itself. */
export function considerAssignments<Assignment extends RoleAssignment>(question: AccessQuestion<Assignment>): ConsideredAssignment<Assignment>[] {
  const definitions = new Map(question.roles.map((role) => [role.guid.toLowerCase(), role]));
  return question.assignments.items.map((assignment) => {
    const role = definitions.get(roleGuid(assignment.roleDefinitionId)) ?? builtInRole(assignment.roleDefinitionId);
    return { assignment, ...(role && { role }), ...judge(question, assignment, role) };
  });
}

type Judgement = Pick<ConsideredAssignment, "through" | "outcome" | "missing">;

function judge(question: AccessQuestion, assignment: RoleAssignment, role: Role | undefined): Judgement {
  const through = reach(question, assignment);
  const no = (outcome: ConsideredAssignment["outcome"]): Judgement => ({ through, outcome, missing: [] });
  if (through === "someone-else") return no("other-principal");

  const scope = covers(assignment.scope, question.resource, question.managementGroups);
  if (scope === "false") return no(isBelow(assignment.scope, question.resource) ? "below-scope" : "other-scope");

  const permission = role && evaluatePermissions(role.permissions, question.operation);
  if (permission?.grants === "false") return no("lacks-action");
  const condition = evaluateCondition(assignment.condition, question.operation.name);
  if (condition.holds === "false") return no("condition-unmet");

  const grants: Ternary = all([through === "unknown" ? "unknown" : "true", scope, permission?.grants ?? "unknown", condition.holds]);
  if (grants === "true") return { through, outcome: "grants", missing: [] };
  const missing: Missing[] = [];
  if (through === "unknown") missing.push({ what: "groups" });
  if (scope === "unknown") missing.push({ what: "management-groups" });
  if (permission === undefined) missing.push({ what: "role-definition", roleDefinitionId: assignment.roleDefinitionId });
  if (permission?.grants === "unknown") missing.push({ what: "condition", of: role?.name ?? assignment.id, attributes: permission.attributes });
  if (condition.holds === "unknown") missing.push({ what: "condition", of: assignment.id, attributes: condition.attributes });
  return { through, outcome: "undecided", missing };
}

function reach(question: AccessQuestion, { id, principalId, principalType }: RoleAssignment): ConsideredAssignment["through"] {
  const { principal, listedForPrincipal } = question;
  const wanted = principalId.toLowerCase();
  if (wanted === principal.id.toLowerCase()) return "principal";
  const listed = listedForPrincipal?.some((name) => name.toLowerCase() === id.toLowerCase());
  if (listed === true || principal.groups.items.some((group) => group.toLowerCase() === wanted)) return "group";
  // A type of Unknown is what a deleted principal is listed with: nobody is in such a group any more.
  const mayBeGroup = principalType === undefined || /group$/i.test(principalType);
  return mayBeGroup && listed === undefined && !principal.groups.complete ? "unknown" : "someone-else";
}

/** Management groups that a listing at and above a resource (`atScope()`) proves to be ancestors of it. */
export function ancestorsIn(assignments: readonly { scope: string }[]): string[] {
  return [...new Set(assignments.map(({ scope }) => managementGroupOf(scope)).filter((name) => name !== undefined))];
}
