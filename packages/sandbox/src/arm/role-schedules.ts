import { roleOf } from "../access.ts";
import { idsOf } from "../access/principals.ts";
import { covers } from "../access/scope.ts";
import { json, type SandboxResponse } from "../app.ts";
import type { Properties, RoleAssignment, RoleEligibility } from "../world.ts";
import { armError } from "./error.ts";
import { readFilter, unsupportedFilter } from "./filter.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";
import { page } from "./page.ts";
import { roleDefinitionIdIn } from "./role-definitions.ts";

const provider = "/*scope/providers/Microsoft.Authorization";

/** Privileged Identity Management: who is eligible, who is active, and activation. */
export const roleScheduleOperations: ArmOperation[] = [
  { method: "GET", path: `${provider}/roleEligibilityScheduleInstances`, action: unlessOwn("Microsoft.Authorization/roleEligibilityScheduleInstances/read"), handle: eligibilities },
  { method: "GET", path: `${provider}/roleAssignmentScheduleInstances`, action: unlessOwn("Microsoft.Authorization/roleAssignmentScheduleInstances/read"), handle: schedules },
  { method: "PUT", path: `${provider}/roleAssignmentScheduleRequests/:name`, handle: activate },
];

/** A list with `asTarget()` is about the caller and needs no permission. */
function unlessOwn(action: string): (url: URL) => string | undefined {
  return (url) => (readFilter(url.searchParams.get("$filter"))?.asTarget === true ? undefined : action);
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
  if (filter === undefined) return unsupportedFilter();
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
