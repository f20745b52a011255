import type { Principal, Properties, RoleAssignment, World } from "../world.ts";
import { roleDefinitionIdIn } from "./role-definitions.ts";

/** The principal of an object id. */
export function principalOf(world: World, id: string): Principal | undefined {
  return world.principals.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
}

/** A role assignment as Resource Manager shows it; a principal that is gone shows as `Unknown`. */
export function roleAssignmentShape(world: World, assignment: RoleAssignment): Properties {
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
