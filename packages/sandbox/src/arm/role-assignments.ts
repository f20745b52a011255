import { idsOf } from "../access/principals.ts";
import { covers } from "../access/scope.ts";
import { json, type SandboxResponse } from "../app.ts";
import type { RoleAssignment, World } from "../world.ts";
import { createRoleAssignment } from "./create-role-assignment.ts";
import { armError } from "./error.ts";
import { readFilter, unsupportedFilter, type AuthorizationFilter } from "./filter.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";
import { page } from "./page.ts";
import { principalOf, roleAssignmentShape } from "./role-assignment-shape.ts";

const path = "/*scope/providers/Microsoft.Authorization/roleAssignments";
const action = "Microsoft.Authorization/roleAssignments";

/** Role assignments at any scope, with the filters that Resource Manager documents. */
export const roleAssignmentOperations: ArmOperation[] = [
  { method: "GET", path, action: `${action}/read`, handle: list },
  { method: "GET", path: `${path}/:name`, action: `${action}/read`, handle: (call) => withAssignment(call, (found) => json(200, roleAssignmentShape(call.world, found))) },
  { method: "PUT", path: `${path}/:name`, action: `${action}/write`, handle: createRoleAssignment },
  {
    method: "DELETE",
    path: `${path}/:name`,
    action: `${action}/delete`,
    handle: (call) =>
      withAssignment(call, (found) => {
        call.world.roleAssignments.splice(call.world.roleAssignments.indexOf(found), 1);
        return json(200, roleAssignmentShape(call.world, found));
      }),
  },
];

function list(call: ArmCall): SandboxResponse {
  const filter = readFilter(call.url.searchParams.get("$filter"));
  if (filter === undefined) return unsupportedFilter();
  const subject = filter.assignedTo === undefined ? undefined : principalOf(call.world, filter.assignedTo);
  if (subject?.type === "Group") return armError(400, "UnsupportedQuery", "assignedTo() takes the object id of a user or a service principal, not of a group.");
  return page(call, assignmentsIn(call.world, call.scope, filter).map((assignment) => roleAssignmentShape(call.world, assignment)));
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
