import { roleOf } from "../access.ts";
import { normalScope } from "../access/scope.ts";
import { json, type SandboxResponse } from "../app.ts";
import type { Principal, Properties, RoleAssignment } from "../world.ts";
import { armError } from "./error.ts";
import type { ArmCall } from "./operation.ts";
import { principalOf, roleAssignmentShape } from "./role-assignment-shape.ts";

/** Creates a role assignment, or answers what stands against it. */
export function createRoleAssignment(call: ArmCall): SandboxResponse {
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
  if (named !== undefined) return json(200, roleAssignmentShape(world, named));
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
  return json(201, roleAssignmentShape(world, assignment));
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
