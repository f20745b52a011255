import { roleOf } from "../access.ts";
import { covers, normalScope } from "../access/scope.ts";
import { json } from "../app.ts";
import type { Properties, RoleDefinition } from "../world.ts";
import { armError } from "./error.ts";
import { readFilter, unsupportedFilter } from "./filter.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";
import { page } from "./page.ts";

const path = "/*scope/providers/Microsoft.Authorization/roleDefinitions";

/** Role definitions: every built-in one, and the custom ones that may be assigned at the scope. */
export const roleDefinitionOperations: ArmOperation[] = [
  {
    method: "GET",
    path,
    action: "Microsoft.Authorization/roleDefinitions/read",
    handle: (call) => {
      const filter = readFilter(call.url.searchParams.get("$filter"));
      if (filter === undefined) return unsupportedFilter();
      const named = call.world.roleDefinitions.filter((role) => filter.roleName === undefined || role.name.toLowerCase() === filter.roleName.toLowerCase());
      return page(call, named.filter((role) => offered(call, role)).map((role) => shape(call.scope, role)));
    },
  },
  {
    method: "GET",
    path: `${path}/:role`,
    // Everyone may read a built-in definition by its id, whatever scope it is asked at.
    handle: (call) => {
      const role = roleOf(call.world, call.params["role"] ?? "");
      return role === undefined
        ? armError(404, "RoleDefinitionDoesNotExist", `The specified role definition with ID '${call.params["role"]}' does not exist.`)
        : json(200, shape(call.scope, role));
    },
  },
];

function offered({ world, scope }: ArmCall, role: RoleDefinition): boolean {
  return role.type === "BuiltInRole" || role.assignableScopes.some((assignable) => covers(world, assignable, scope));
}

/** The id under which a role definition shows at a scope: below its subscription where there is one. */
export function roleDefinitionIdIn(scope: string, roleDefinitionId: string): string {
  const guid = roleDefinitionId.split("/").pop() ?? roleDefinitionId;
  const [, kind, subscription] = normalScope(scope).split("/");
  const prefix = kind === "subscriptions" && subscription !== undefined ? `/subscriptions/${subscription}` : "";
  return `${prefix}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
}

function shape(scope: string, role: RoleDefinition): Properties {
  return {
    id: roleDefinitionIdIn(scope, role.id),
    name: role.id,
    type: "Microsoft.Authorization/roleDefinitions",
    properties: {
      roleName: role.name,
      type: role.type,
      description: role.description,
      assignableScopes: role.assignableScopes,
      permissions: role.permissions.map(({ actions, notActions, dataActions, notDataActions, condition, conditionVersion }) => ({
        actions,
        notActions,
        dataActions,
        notDataActions,
        ...(condition === undefined ? {} : { condition, conditionVersion }),
      })),
      createdOn: "2018-01-01T00:00:00.0000000Z",
      updatedOn: "2026-08-22T00:00:00.0000000Z",
      createdBy: null,
      updatedBy: null,
    },
  };
}
