import builtIn from "./built-in-roles.json" with { type: "json" };
import { roleGuid } from "./scope.ts";

/** One permission block: what it names minus what it takes out again, for control (`actions`) and data operations apart. */
export interface PermissionBlock {
  actions: readonly string[];
  notActions: readonly string[];
  dataActions: readonly string[];
  notDataActions: readonly string[];
  condition?: string | null;
}

/** A role definition. Compare roles by `guid` only: names change and are not the same in every cloud. */
export interface Role {
  /** GUID, lower case. */
  guid: string;
  name: string;
  /** Names the same role had earlier and may still be shown with. */
  formerNames: readonly string[];
  custom: boolean;
  permissions: readonly PermissionBlock[];
}

/** Microsoft's built-in roles that concern Foundry and Azure OpenAI, as the role-definition API gave them on 2026-08-22. */
export const builtInRoles: readonly Role[] = builtIn.map(({ id, name, formerNames, ...block }) => ({
  guid: id.toLowerCase(),
  name,
  formerNames,
  custom: false,
  permissions: [block],
}));

/** GUIDs of the roles that fixes and verdicts name. */
export const roleIds = {
  openAiUser: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
  foundryUser: "53ca6127-db72-4b80-b1b0-d745d6d5456d",
  cognitiveServicesUser: "a97b65f3-24c7-4388-baec-2e87135dc908",
} as const;

/** A built-in role by GUID or full role definition id. */
export function builtInRole(roleDefinitionId: string): Role | undefined {
  const guid = roleGuid(roleDefinitionId);
  return builtInRoles.find((role) => role.guid === guid);
}

/** The role's name with the one it had before, since either may be what a portal, a script or a colleague says. */
export function roleLabel(role: Pick<Role, "name" | "formerNames">): string {
  return role.formerNames.length === 0 ? role.name : `${role.name} (was ${role.formerNames.join(", ")})`;
}
