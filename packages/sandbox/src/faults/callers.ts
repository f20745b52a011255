import { roleOf } from "../access.ts";
import { ids } from "../seed.ts";
import type { Account, RoleAssignment, World } from "../world.ts";

/** Contoso's account, which the program under test talks to. */
export function contoso(world: World): Account {
  const account = world.accounts.find(({ name }) => name === "contoso");
  if (account === undefined) throw new Error("The world has no account 'contoso'.");
  return account;
}

/** Object ids of everyone in Contoso that a credential kind can sign in as. */
export const callers: readonly string[] = [ids.systemIdentityPrincipal, ids.userIdentityPrincipal, ids.appPrincipal, ids.developer];

/** Takes from every caller all roles, but from the developer only those with data actions: someone must be able to mend things. */
export function withoutRoles(world: World): void {
  const mends = ({ principalId, roleDefinitionId }: RoleAssignment): boolean =>
    principalId === ids.developer && roleOf(world, roleDefinitionId)?.permissions.every((permission) => permission.dataActions.length === 0) === true;
  world.roleAssignments = world.roleAssignments.filter((assignment) => !callers.includes(assignment.principalId) || mends(assignment));
}

/** Gives every caller a role at a scope; `change` alters each assignment before it is added. */
export function assignToCallers(world: World, roleDefinitionId: string, scope: string, change: Partial<RoleAssignment> = {}, to: readonly string[] = callers): void {
  const at = world.clock.now() - 3_600_000;
  for (const principalId of to) {
    world.roleAssignments.push({
      name: `fa010000-0000-4000-8000-${String(world.roleAssignments.length).padStart(12, "0")}`,
      scope,
      roleDefinitionId,
      principalId,
      principalType: principalId === ids.developer ? "User" : "ServicePrincipal",
      createdAt: at,
      effectiveAt: at,
      ...change,
    });
  }
}
