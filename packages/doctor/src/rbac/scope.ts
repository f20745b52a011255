import { type Ternary, ternary } from "./ternary.ts";

const managementGroupPrefix = "/providers/microsoft.management/managementgroups/";

/** Where a scope sits in the tree that role assignments are inherited through. */
export type ScopeLevel = "root" | "management-group" | "subscription" | "resource-group" | "resource";

/** An ARM id made comparable: lower case, one leading slash, none at the end. */
export function normalizeScope(scope: string): string {
  return `/${scope.trim().toLowerCase().split("/").filter(Boolean).join("/")}`;
}

/** The level of a scope; children of a resource count as resources. */
export function scopeLevel(scope: string): ScopeLevel {
  const id = normalizeScope(scope);
  if (id === "/") return "root";
  if (id.startsWith(managementGroupPrefix)) return "management-group";
  const parts = id.split("/").slice(1);
  if (parts[0] === "subscriptions" && parts.length <= 2) return "subscription";
  return parts[2] === "resourcegroups" && parts.length <= 4 ? "resource-group" : "resource";
}

/** Name of the management group that a scope is, if it is one. */
export function managementGroupOf(scope: string): string | undefined {
  const id = normalizeScope(scope);
  return id.startsWith(managementGroupPrefix) ? id.slice(managementGroupPrefix.length) : undefined;
}

/**
 * Whether an assignment at `scope` reaches `resource`: the scope itself or an ancestor of it, on a segment boundary, never below.
 * Management groups do not show in a resource id, so without their list (names, in any order) they are `unknown`.
 */
export function covers(scope: string, resource: string, managementGroups?: readonly string[]): Ternary {
  const outer = normalizeScope(scope);
  const inner = normalizeScope(resource);
  if (outer === "/" || outer === inner || inner.startsWith(`${outer}/`)) return "true";
  const group = managementGroupOf(scope);
  if (group === undefined) return "false";
  if (managementGroups === undefined) return "unknown";
  return ternary(managementGroups.some((name) => (managementGroupOf(name) ?? name.toLowerCase()) === group));
}

/** Whether `scope` lies strictly below `resource`, such as a project of an account: a role there does not reach the account. */
export function isBelow(scope: string, resource: string): boolean {
  return normalizeScope(scope).startsWith(`${normalizeScope(resource)}/`);
}

/** The GUID at the end of a role definition id, lower case: the one name of a role that is never changed. */
export function roleGuid(roleDefinitionId: string): string {
  return roleDefinitionId.slice(roleDefinitionId.lastIndexOf("/") + 1).toLowerCase();
}
