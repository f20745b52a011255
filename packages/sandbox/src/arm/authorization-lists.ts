import { roleOf } from "../access.ts";
import { everyone, idsOf } from "../access/principals.ts";
import { covers } from "../access/scope.ts";
import type { SandboxResponse } from "../app.ts";
import type { DenyAssignment, Properties } from "../world.ts";
import { readFilter, unsupportedFilter, type AuthorizationFilter } from "./filter.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";
import { page } from "./page.ts";

const provider = "/*scope/providers/Microsoft.Authorization";

/** Effective permissions and deny assignments. */
export const authorizationListOperations: ArmOperation[] = [
  // Only about the caller, so no permission is needed; deny assignments and conditions are not folded in.
  { method: "GET", path: `${provider}/permissions`, handle: permissions },
  { method: "GET", path: `${provider}/denyAssignments`, action: "Microsoft.Authorization/denyAssignments/read", handle: denyAssignments },
];

function permissions(call: ArmCall): SandboxResponse {
  const ids = idsOf(call.world, call.caller.oid);
  const held = call.world.roleAssignments.filter((assignment) => ids.has(assignment.principalId.toLowerCase()) && covers(call.world, assignment.scope, call.scope));
  const blocks = held.flatMap((assignment) => roleOf(call.world, assignment.roleDefinitionId)?.permissions ?? []);
  return page(call, blocks.map(({ actions, notActions, dataActions, notDataActions }) => ({ actions, notActions, dataActions, notDataActions })));
}

function denyAssignments(call: ArmCall): SandboxResponse {
  const filter = readFilter(call.url.searchParams.get("$filter"));
  if (filter === undefined) return unsupportedFilter();
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
