import type { Facts } from "../facts.ts";
import { roleGuid } from "../rbac/scope.ts";

/** Why Microsoft Graph is worth asking; nothing when what Resource Manager said is enough. */
export interface DirectoryNeed {
  /** Something depends on which groups the principal is in. */
  groups: boolean;
  /** The principal holds no role with data actions, so who the roles were given to instead may explain it. */
  principals: boolean;
}

/** Judges nothing about access: it only spares the directory, and the person its permission prompts, where no answer could change. */
export function directoryNeed(facts: Partial<Facts>): DirectoryNeed {
  const assignments = facts.roleAssignments?.known === true ? facts.roleAssignments.value : undefined;
  if (assignments === undefined) return { groups: false, principals: false };
  const denies = facts.denyAssignments?.known === true ? facts.denyAssignments.value.items : [];
  const definitions = facts.roleDefinitions?.known === true ? facts.roleDefinitions.value.items : [];
  const withData = new Set(definitions.filter(({ permissions }) => permissions.some(({ dataActions }) => dataActions.length > 0)).map(({ name }) => name.toLowerCase()));
  const held = assignments.items.filter(({ id, principalId }) => assignments.forPrincipal.includes(id) || principalId.toLowerCase() === assignments.principalId.toLowerCase());
  const isGroup = ({ type }: { type: string }): boolean => /group$/i.test(type);
  const groupsUncounted = !assignments.groupsCounted && assignments.items.some(({ principalType }) => isGroup({ type: principalType ?? "Group" }));
  return {
    groups: groupsUncounted || denies.some(({ principals, excludePrincipals }) => [...principals, ...excludePrincipals].some(isGroup)),
    principals: assignments.items.length > held.length && !held.some(({ roleDefinitionId }) => withData.has(roleGuid(roleDefinitionId))),
  };
}
