import type { RoleAssignment } from "../facts/resource.ts";
import type { Missing } from "../rbac/access-question.ts";
import type { ConsideredAssignment } from "../rbac/assignments.ts";
import { builtInRole, type Role, roleLabel } from "../rbac/roles.ts";
import { roleGuid, scopeLevel } from "../rbac/scope.ts";

/** `Reader at the subscription`, by both names of a renamed role; the GUID where no name is known. */
export function heldRole({ assignment, role, through }: Pick<ConsideredAssignment<RoleAssignment>, "assignment" | "role"> & { through?: string }): string {
  return `${nameOfRole(assignment.roleDefinitionId, role)} at ${scopeInWords(assignment.scope)}${through === "group" ? ", through a group" : ""}`;
}

/** The role's names, or its GUID. */
export function nameOfRole(roleDefinitionId: string, role: Role | undefined): string {
  const known = role ?? builtInRole(roleDefinitionId);
  return known === undefined ? `role ${roleGuid(roleDefinitionId)}` : roleLabel(known);
}

/** A scope as people speak of it. */
export function scopeInWords(scope: string): string {
  const name = scope.slice(scope.lastIndexOf("/") + 1);
  switch (scopeLevel(scope)) {
    case "root":
      return "the root";
    case "management-group":
      return `management group ${name}`;
    case "subscription":
      return `subscription ${name}`;
    case "resource-group":
      return `resource group ${name}`;
    default:
      return `${/\/projects\/[^/]+$/i.test(scope) ? "project" : /\/accounts\/[^/]+$/i.test(scope) ? "account" : "resource"} ${name}`;
  }
}

/** What would settle an open question: the permission to get, or the value to look up. */
export function whatWouldSettle(missing: readonly Missing[], scope: string): string {
  return [...new Set(missing.map((one) => settles(one, scope)))].join("; ");
}

function settles(missing: Missing, scope: string): string {
  switch (missing.what) {
    case "role-assignments":
      return `the role assignments: Microsoft.Authorization/roleAssignments/read at ${scope} (the role Reader holds it)`;
    case "deny-assignments":
      return `the deny assignments: Microsoft.Authorization/denyAssignments/read at ${scope} (the role Reader holds it)`;
    case "groups":
      return "the caller's groups: GroupMember.Read.All in Microsoft Graph";
    case "management-groups":
      return "the management groups above the subscription: Microsoft.Management/managementGroups/read";
    case "role-definition":
      return `the definition of role ${roleGuid(missing.roleDefinitionId)}: Microsoft.Authorization/roleDefinitions/read`;
    default:
      return missing.attributes.length === 0 ? `the condition of ${missing.of}, which can't be read` : `the value of ${missing.attributes.join(", ")} in the condition of ${missing.of}`;
  }
}
