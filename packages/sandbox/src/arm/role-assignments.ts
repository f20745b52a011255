import { roleOf } from "../access.ts";
import { idsOf } from "../access/principals.ts";
import { covers, normalScope } from "../access/scope.ts";
import { json, type SandboxResponse } from "../app.ts";
import type { Principal, Properties, RoleAssignment, World } from "../world.ts";
import { armError } from "./error.ts";
import { readFilter, type AuthorizationFilter } from "./filter.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";
import { page } from "./page.ts";
import { roleDefinitionIdIn } from "./role-definitions.ts";

const path = "/*scope/providers/Microsoft.Authorization/roleAssignments";
const action = "Microsoft.Authorization/roleAssignments";

/** Role assignments at any scope, with the filters that Resource Manager documents. */
export const roleAssignmentOperations: ArmOperation[] = [
  { method: "GET", path, action: `${action}/read`, handle: list },
  { method: "GET", path: `${path}/:name`, action: `${action}/read`, handle: (call) => withAssignment(call, (found) => json(200, shape(call.world, found))) },
  { method: "PUT", path: `${path}/:name`, action: `${action}/write`, handle: create },
  {
    method: "DELETE",
    path: `${path}/:name`,
    action: `${action}/delete`,
    handle: (call) =>
      withAssignment(call, (found) => {
        call.world.roleAssignments.splice(call.world.roleAssignments.indexOf(found), 1);
        return json(200, shape(call.world, found));
      }),
  },
];

function list(call: ArmCall): SandboxResponse {
  const filter = readFilter(call.url.searchParams.get("$filter"));
  if (filter === undefined) return armError(400, "UnsupportedQuery", "The filter is not supported. Supported filters are 'atScope()', 'assignedTo('{value}')' and 'principalId eq '{value}''.");
  const subject = filter.assignedTo === undefined ? undefined : principalOf(call.world, filter.assignedTo);
  if (subject?.type === "Group") return armError(400, "UnsupportedQuery", "assignedTo() takes the object id of a user or a service principal, not of a group.");
  return page(call, assignmentsIn(call.world, call.scope, filter).map((assignment) => shape(call.world, assignment)));
}

/** The assignments that a list at a scope shows: at, above and, unless `atScope()` is asked for, below it. */
function assignmentsIn(world: World, scope: string, filter: AuthorizationFilter): RoleAssignment[] {
  const ids = filter.assignedTo === undefined ? undefined : idsOf(world, filter.assignedTo);
  return world.roleAssignments.filter((assignment) => {
    const placed = covers(world, assignment.scope, scope) || (!filter.atScope && covers(world, scope, assignment.scope));
    const theirs = ids === undefined || ids.has(assignment.principalId.toLowerCase());
    return placed && theirs && (filter.principalId === undefined || assignment.principalId.toLowerCase() === filter.principalId.toLowerCase());
  });
}

function withAssignment(call: ArmCall, handle: (found: RoleAssignment) => SandboxResponse): SandboxResponse {
  const found = call.world.roleAssignments.find((candidate) => candidate.name.toLowerCase() === call.params["name"]?.toLowerCase());
  if (found === undefined) return armError(404, "RoleAssignmentNotFound", `The role assignment '${call.params["name"]}' is not found.`);
  return handle(found);
}

function create(call: ArmCall): SandboxResponse {
  const { world } = call;
  const properties = (call.body["properties"] ?? call.body) as Properties;
  const { roleDefinitionId, principalId, principalType, condition, conditionVersion } = properties;
  if (typeof roleDefinitionId !== "string" || typeof principalId !== "string") return armError(400, "BadRequestFormat", "The request was incorrectly formatted: properties.roleDefinitionId and properties.principalId are required.");
  const role = roleOf(world, roleDefinitionId);
  if (role === undefined) return armError(400, "RoleDefinitionDoesNotExist", `The specified role definition with ID '${roleDefinitionId.split("/").pop()}' does not exist.`);
  const principal = principalOf(world, principalId);
  const refused = principalRefusal(call, principal, principalId, principalType);
  if (refused !== undefined) return refused;
  const wanted = { scope: normalScope(call.scope), role: role.id, principal: principalId.toLowerCase() };
  const isSame = (candidate: RoleAssignment): boolean =>
    normalScope(candidate.scope) === wanted.scope && roleOf(world, candidate.roleDefinitionId)?.id === wanted.role && candidate.principalId.toLowerCase() === wanted.principal;
  const named = world.roleAssignments.find((candidate) => candidate.name === call.params["name"]);
  if (named !== undefined && !isSame(named)) return armError(400, "RoleAssignmentUpdateNotPermitted", "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
  const twin = world.roleAssignments.find(isSame);
  if (named !== undefined) return json(200, shape(world, named));
  if (twin !== undefined) return armError(409, "RoleAssignmentExists", `The role assignment already exists. The ID of the conflicting role assignment is ${twin.name.replaceAll("-", "")}.`);
  const now = world.clock.now();
  const assignment: RoleAssignment = {
    name: call.params["name"] ?? "",
    scope: call.scope,
    roleDefinitionId: role.id,
    principalId,
    principalType: typeof principalType === "string" ? (principalType as RoleAssignment["principalType"]) : (principal?.type ?? "Unknown"),
    ...(typeof condition === "string" ? { condition, conditionVersion: typeof conditionVersion === "string" ? conditionVersion : "2.0" } : {}),
    createdAt: now,
    effectiveAt: now + (world.propagationDelay ?? 0),
  };
  world.roleAssignments.push(assignment);
  return json(201, shape(world, assignment));
}

/** Without a type the directory is asked, and a principal that it does not hold is refused; with a type, only a wrong type is. */
function principalRefusal(call: ArmCall, principal: Principal | undefined, id: string, type: unknown): SandboxResponse | undefined {
  const known = principal !== undefined && principal.tenantId === call.caller.tid;
  if (!known && (type === undefined || type === null)) {
    return armError(400, "PrincipalNotFound", `Principal ${id.replaceAll("-", "")} does not exist in the directory ${call.caller.tid}. Check that you have the correct principal ID. If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype`);
  }
  if (!known || type === undefined || type === null || type === principal.type) return undefined;
  return armError(400, "UnmatchedPrincipalType", `The PrincipalId '${id.replaceAll("-", "")}' has type '${principal.type}' , which is different from specified PrinciaplType '${JSON.stringify(type).slice(1, -1)}'.`);
}

function principalOf(world: World, id: string): Principal | undefined {
  return world.principals.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
}

/** A role assignment as Resource Manager shows it; a principal that is gone shows as `Unknown`. */
function shape(world: World, assignment: RoleAssignment): Properties {
  const scope = assignment.scope === "/" ? "" : assignment.scope;
  const created = new Date(assignment.createdAt).toISOString();
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${assignment.name}`,
    name: assignment.name,
    type: "Microsoft.Authorization/roleAssignments",
    properties: {
      roleDefinitionId: roleDefinitionIdIn(scope, assignment.roleDefinitionId),
      principalId: assignment.principalId,
      principalType: principalOf(world, assignment.principalId) === undefined ? "Unknown" : assignment.principalType,
      scope: assignment.scope,
      condition: assignment.condition ?? null,
      conditionVersion: assignment.conditionVersion ?? null,
      createdOn: created,
      updatedOn: created,
      createdBy: null,
      updatedBy: null,
      delegatedManagedIdentityResourceId: null,
      description: null,
    },
  };
}
