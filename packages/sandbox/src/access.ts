import { holdsAction, type ActionKind } from "./access/action.ts";
import { judgeCondition, type Attributes, type Truth } from "./access/condition.ts";
import { everyone, idsOf } from "./access/principals.ts";
import { covers, normalScope } from "./access/scope.ts";
import type { DenyAssignment, Permission, RoleAssignment, RoleDefinition, World } from "./world.ts";

export type { ActionKind } from "./access/action.ts";
export type { Attributes } from "./access/condition.ts";

/** What the sandbox's doors decide about one action of one principal. */
export type AccessDecision =
  | { allowed: true; by: RoleAssignment }
  | {
      allowed: false;
      because: "no-assignment" | "action-not-in-role" | "not-effective-yet" | "condition" | "deny-assignment";
      /** An attribute that the sandbox does not know would decide it; the door stays shut. */
      uncertain: boolean;
      /** The deny assignment that refuses, or the role assignment that would have allowed. */
      by?: DenyAssignment | RoleAssignment;
    };

/**
 * Whether a principal may perform an action at a scope, by Azure RBAC's order of evaluation: deny assignments first,
 * then the union of all role assignments at and above the scope, each with its condition.
 * Data actions count from an assignment's `effectiveAt` on; Resource Manager honours an assignment at once.
 */
export function decideAccess(
  world: World,
  principalId: string,
  action: string,
  scope: string,
  kind: ActionKind,
  attributes: Attributes = {},
): AccessDecision {
  const ids = idsOf(world, principalId);
  const question = { world, ids, action, scope, kind, attributes };
  const deny = refusingDeny(question);
  if (deny !== undefined) return { allowed: false, because: "deny-assignment", uncertain: deny.truth === "unknown", by: deny.assignment };
  const assignments = world.roleAssignments.filter((assignment) => ids.has(assignment.principalId.toLowerCase()) && covers(world, assignment.scope, scope));
  if (assignments.length === 0) return { allowed: false, because: "no-assignment", uncertain: false };
  const grants = assignments.map((assignment) => ({ assignment, truth: granted(question, assignment) }));
  const honoured = grants.filter(({ assignment }) => kind === "control" || assignment.effectiveAt <= world.clock.now());
  const allowed = honoured.find(({ truth }) => truth === true);
  if (allowed !== undefined) return { allowed: true, by: allowed.assignment };
  const pending = grants.find(({ truth }) => truth === true);
  if (pending !== undefined) return { allowed: false, because: "not-effective-yet", uncertain: false, by: pending.assignment };
  const conditional = honoured.find(({ truth }) => truth !== "no-action");
  if (conditional !== undefined) return { allowed: false, because: "condition", uncertain: honoured.some(({ truth }) => truth === "unknown"), by: conditional.assignment };
  return { allowed: false, because: "action-not-in-role", uncertain: false };
}

interface Question {
  world: World;
  ids: Set<string>;
  action: string;
  scope: string;
  kind: ActionKind;
  attributes: Attributes;
}

function refusingDeny(question: Question): { assignment: DenyAssignment; truth: Truth } | undefined {
  const hits = question.world.denyAssignments
    .filter((deny) => denyReaches(question, deny))
    .map((assignment) => ({ assignment, truth: denyTruth(question, assignment) }))
    .filter(({ truth }) => truth !== false);
  return hits.find(({ truth }) => truth === true) ?? hits[0];
}

function denyReaches({ world, ids, scope }: Question, deny: DenyAssignment): boolean {
  const names = (principals: { id: string }[]): boolean => principals.some(({ id }) => id === everyone || ids.has(id.toLowerCase()));
  const placed = deny.doNotApplyToChildScopes ? normalScope(deny.scope) === normalScope(scope) : covers(world, deny.scope, scope);
  return placed && names(deny.principals) && !names(deny.excludePrincipals);
}

function denyTruth(question: Question, deny: DenyAssignment): Truth {
  const inPermissions = permissionTruth(question, deny.permissions);
  if (inPermissions === "no-action") return false;
  return both(inPermissions, conditionTruth(question, deny.condition));
}

function granted(question: Question, assignment: RoleAssignment): Truth | "no-action" {
  const role = roleOf(question.world, assignment.roleDefinitionId);
  const inRole = role === undefined ? "no-action" : permissionTruth(question, role.permissions);
  if (inRole === "no-action") return inRole;
  return both(inRole, conditionTruth(question, assignment.condition));
}

/** Several permission blocks: each subtracts its own exclusions, then they add up. */
function permissionTruth(question: Question, permissions: Permission[]): Truth | "no-action" {
  const truths = permissions
    .filter((permission) => holdsAction(permission, question.action, question.kind))
    .map((permission) => conditionTruth(question, permission.condition));
  if (truths.length === 0) return "no-action";
  if (truths.includes(true)) return true;
  return truths.includes("unknown") ? "unknown" : false;
}

function conditionTruth(question: Question, condition: string | undefined): Truth {
  return condition === undefined || condition === "" ? true : judgeCondition(condition, question.action, question.attributes);
}

function both(left: Truth, right: Truth): Truth {
  if (left === false || right === false) return false;
  return left === "unknown" || right === "unknown" ? "unknown" : true;
}

/** The role definition that an id names: a bare GUID or any resource id that ends in it. */
export function roleOf(world: World, roleDefinitionId: string): RoleDefinition | undefined {
  const guid = roleDefinitionId.toLowerCase().split("/").pop();
  return world.roleDefinitions.find((role) => role.id.toLowerCase() === guid);
}
