import { roleOf } from "../access.ts";
import { everyone, idsOf } from "../access/principals.ts";
import { covers } from "../access/scope.ts";
import { json, type SandboxResponse } from "../app.ts";
import type { DenyAssignment, Properties, RoleAssignment, RoleEligibility } from "../world.ts";
import { armError } from "./error.ts";
import { readFilter, type AuthorizationFilter } from "./filter.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";
import { page } from "./page.ts";
import { roleDefinitionIdIn } from "./role-definitions.ts";

const provider = "/*scope/providers/Microsoft.Authorization";

/** Effective permissions, deny assignments and Privileged Identity Management schedules. */
export const authorizationListOperations: ArmOperation[] = [
  // Only about the caller, so no permission is needed; deny assignments and conditions are not folded in.
  { method: "GET", path: `${provider}/permissions`, handle: permissions },
  { method: "GET", path: `${provider}/denyAssignments`, action: "Microsoft.Authorization/denyAssignments/read", handle: denyAssignments },
  { method: "GET", path: `${provider}/roleEligibilityScheduleInstances`, action: unlessOwn("Microsoft.Authorization/roleEligibilityScheduleInstances/read"), handle: eligibilities },
  { method: "GET", path: `${provider}/roleAssignmentScheduleInstances`, action: unlessOwn("Microsoft.Authorization/roleAssignmentScheduleInstances/read"), handle: schedules },
  { method: "PUT", path: `${provider}/roleAssignmentScheduleRequests/:name`, handle: activate },
];

/** A list with `asTarget()` is about the caller and needs no permission. */
function unlessOwn(action: string): (url: URL) => string | undefined {
  return (url) => (readFilter(url.searchParams.get("$filter"))?.asTarget === true ? undefined : action);
}

function permissions(call: ArmCall): SandboxResponse {
  const ids = idsOf(call.world, call.caller.oid);
  const held = call.world.roleAssignments.filter((assignment) => ids.has(assignment.principalId.toLowerCase()) && covers(call.world, assignment.scope, call.scope));
  const blocks = held.flatMap((assignment) => roleOf(call.world, assignment.roleDefinitionId)?.permissions ?? []);
  return page(call, blocks.map(({ actions, notActions, dataActions, notDataActions }) => ({ actions, notActions, dataActions, notDataActions })));
}

function denyAssignments(call: ArmCall): SandboxResponse {
  const filter = readFilter(call.url.searchParams.get("$filter"));
  if (filter === undefined) return unsupported();
  const { world, scope } = call;
  const shown = world.denyAssignments.filter((deny) => {
    const placed = covers(world, deny.scope, scope) || (!filter.atScope && covers(world, scope, deny.scope));
    const named = filter.denyAssignmentName === undefined || deny.displayName === filter.denyAssignmentName;
    return placed && named && concerns(call, deny, filter);
  });
  return page(call, shown.map(denyShape));
}

function concerns({ world }: ArmCall, deny: DenyAssignment, filter: AuthorizationFilter): boolean {
  const wanted = filter.assignedTo ?? filter.principalId;
  if (wanted === undefined) return true;
  const ids = filter.assignedTo === undefined ? new Set([wanted.toLowerCase()]) : idsOf(world, wanted);
  return deny.principals.some(({ id }) => id === everyone || ids.has(id.toLowerCase()));
}

function denyShape(deny: DenyAssignment): Properties {
  return {
    id: `${deny.scope}/providers/Microsoft.Authorization/denyAssignments/${deny.name}`,
    name: deny.name,
    type: "Microsoft.Authorization/denyAssignments",
    properties: {
      denyAssignmentName: deny.displayName,
      description: "",
      permissions: deny.permissions,
      scope: deny.scope,
      doNotApplyToChildScopes: deny.doNotApplyToChildScopes,
      principals: deny.principals,
      excludePrincipals: deny.excludePrincipals,
      isSystemProtected: deny.isSystemProtected,
      ...(deny.condition === undefined ? {} : { condition: deny.condition, conditionVersion: "2.0" }),
    },
  };
}

function eligibilities(call: ArmCall): SandboxResponse {
  return instances(call, call.world.roleEligibilities, (eligibility) => ({
    id: `${eligibility.scope}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/${eligibility.name}`,
    name: eligibility.name,
    type: "Microsoft.Authorization/roleEligibilityScheduleInstances",
    properties: {
      ...instanceProperties(eligibility),
      roleEligibilityScheduleId: `${eligibility.scope}/providers/Microsoft.Authorization/roleEligibilitySchedules/${eligibility.name}`,
      ...(eligibility.endAt === undefined ? {} : { endDateTime: new Date(eligibility.endAt).toISOString() }),
    },
  }));
}

function schedules(call: ArmCall): SandboxResponse {
  return instances(call, call.world.roleAssignments, (assignment) => ({
    id: `${assignment.scope}/providers/Microsoft.Authorization/roleAssignmentScheduleInstances/${assignment.name}`,
    name: assignment.name,
    type: "Microsoft.Authorization/roleAssignmentScheduleInstances",
    properties: {
      ...instanceProperties(assignment),
      assignmentType: assignment.activated === true ? "Activated" : "Assigned",
      originRoleAssignmentId: `${assignment.scope}/providers/Microsoft.Authorization/roleAssignments/${assignment.name}`,
      startDateTime: new Date(assignment.createdAt).toISOString(),
    },
  }));
}

function instanceProperties({ scope, roleDefinitionId, principalId }: RoleEligibility | RoleAssignment): Properties {
  return { scope, roleDefinitionId: roleDefinitionIdIn(scope, roleDefinitionId), principalId, memberType: "Direct", status: "Provisioned" };
}

function instances<T extends RoleEligibility | RoleAssignment>(call: ArmCall, all: T[], shape: (one: T) => Properties): SandboxResponse {
  const filter = readFilter(call.url.searchParams.get("$filter"));
  if (filter === undefined) return unsupported();
  const { world, scope, caller } = call;
  const target = filter.asTarget ? caller.oid : filter.assignedTo;
  const ids = target === undefined ? undefined : idsOf(world, target);
  const shown = all.filter((one) => {
    const placed = covers(world, one.scope, scope) || (!filter.atScope && covers(world, scope, one.scope));
    const theirs = ids === undefined || ids.has(one.principalId.toLowerCase());
    return placed && theirs && (filter.principalId === undefined || filter.principalId.toLowerCase() === one.principalId.toLowerCase());
  });
  return page(call, shown.map(shape));
}

/** Self-activation of an eligible role, which turns it into an assignment for as long as it lasts. */
function activate(call: ArmCall): SandboxResponse {
  const properties = (call.body["properties"] ?? {}) as Properties;
  const { requestType, principalId, roleDefinitionId } = properties;
  if (requestType !== "SelfActivate" || principalId !== call.caller.oid || typeof roleDefinitionId !== "string") {
    return armError(400, "InvalidRequestContent", "The sandbox answers 'SelfActivate' requests of the caller's own eligible roles.");
  }
  const ids = idsOf(call.world, call.caller.oid);
  const role = roleOf(call.world, roleDefinitionId);
  const eligibility = call.world.roleEligibilities.find(
    (candidate) => ids.has(candidate.principalId.toLowerCase()) && roleOf(call.world, candidate.roleDefinitionId) === role && covers(call.world, candidate.scope, call.scope),
  );
  if (role === undefined || eligibility === undefined) return armError(400, "RoleAssignmentDoesNotExist", "The Role assignment does not exist.");
  const now = call.world.clock.now();
  const type = call.world.principals.find((principal) => principal.id === call.caller.oid)?.type ?? "User";
  call.world.roleAssignments.push({ name: call.params["name"] ?? "", scope: call.scope, roleDefinitionId: role.id, principalId: call.caller.oid, principalType: type, createdAt: now, effectiveAt: now + (call.world.propagationDelay ?? 0), activated: true });
  return json(201, { name: call.params["name"], type: "Microsoft.Authorization/roleAssignmentScheduleRequests", properties: { ...properties, status: "Provisioned" } });
}

function unsupported(): SandboxResponse {
  return armError(400, "UnsupportedQuery", "The filter is not supported.");
}
