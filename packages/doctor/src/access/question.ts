import type { Facts, KnownFacts } from "../facts.ts";
import type { RoleAssignment, RoleDefinition } from "../facts/resource.ts";
import type { AccessQuestion, Listing } from "../rbac/access-question.ts";
import { ancestorsIn } from "../rbac/assignments.ts";
import type { Operation } from "../rbac/permissions.ts";
import { builtInRole, type Role } from "../rbac/roles.ts";

/** The facts that an access question cannot do without. */
export type AccessFacts = KnownFacts<"settings" | "roleAssignments">;

/** Puts what was learnt into one question about access; every part that was not learnt stays open in it. */
export function accessQuestion({ roleAssignments }: AccessFacts, facts: Facts, operation: Operation): AccessQuestion<RoleAssignment> {
  const { principalId, scope, items, complete, groupsCounted, forPrincipal } = roleAssignments;
  const denyAssignments = facts.denyAssignments.known ? facts.denyAssignments.value : { items: [], complete: false };
  return {
    operation,
    resource: scope,
    principal: { id: principalId, groups: groupsOf(facts) },
    assignments: { items, complete },
    ...(groupsCounted && { listedForPrincipal: forPrincipal }),
    denyAssignments,
    roles: facts.roleDefinitions.known ? facts.roleDefinitions.value.items.map(asRole) : [],
    // Both lists were asked for at and above the scope, so whatever management group they name lies above it.
    managementGroups: ancestorsIn([...items, ...denyAssignments.items]),
  };
}

/** Whether the question is about the token's own principal, so that the token, and the service's answers to it, say something about it. */
export function isAboutCaller({ settings, token }: Facts): boolean {
  const asked = settings.known ? settings.value.principal : undefined;
  return asked === undefined || (token.known && asked.toLowerCase() === token.value.principal.objectId?.toLowerCase());
}

function groupsOf(facts: Facts): Listing<string> {
  const { groups, token } = facts;
  if (groups.known) return { items: groups.value.items.map(({ id }) => id), complete: groups.value.complete };
  const claimed = token.known && isAboutCaller(facts) ? token.value.groups : undefined;
  return { items: claimed ?? [], complete: claimed !== undefined && token.known && !token.value.groupsOverage };
}

/** A definition as it was read, with the names it had earlier where it is one of the built-in ones. */
export function asRole({ id, name, roleName, type, permissions }: RoleDefinition): Role {
  return { guid: name.toLowerCase(), name: roleName, formerNames: builtInRole(id)?.formerNames ?? [], custom: type === "CustomRole", permissions };
}
