import type { World } from "../world.ts";

const managementGroupPrefix = "/providers/microsoft.management/managementgroups/";

/** A scope in the form in which scopes are compared: lower case, one leading slash, none at the end; the root is `/`. */
export function normalScope(scope: string): string {
  return `/${scope.toLowerCase().split("/").filter(Boolean).join("/")}`;
}

/**
 * The scope and everything above it, nearest first: parent resources, resource group, subscription, management groups, root.
 * Management groups do not show in a resource id, so they come from the world.
 */
export function scopeAndParents(world: World, scope: string): string[] {
  const own = normalScope(scope);
  if (own === "/") return ["/"];
  const segments = own.slice(1).split("/");
  if (segments[0] !== "subscriptions") return [own, "/"];
  const chain = resourceScopes(segments);
  const subscription = world.subscriptions.find((candidate) => candidate.id.toLowerCase() === segments[1]);
  const groups = (subscription?.managementGroups ?? []).map((name) => normalScope(name.includes("/") ? name : managementGroupPrefix + name));
  return [...chain, ...groups, "/"];
}

/** Whether an assignment at `holder` reaches `scope`: itself or any parent, never a child. */
export function covers(world: World, holder: string, scope: string): boolean {
  return scopeAndParents(world, scope).includes(normalScope(holder));
}

/** `/subscriptions/s[/resourceGroups/g[/providers/ns/type/name[/type/name]…]]` and each of its prefixes that is a scope. */
function resourceScopes(segments: string[]): string[] {
  const prefix = (length: number): string => `/${segments.slice(0, length).join("/")}`;
  const lengths = [2, 4];
  const provider = segments.indexOf("providers");
  if (provider >= 0) for (let end = provider + 4; end <= segments.length; end += 2) lengths.push(end);
  const known = lengths.filter((length) => length <= segments.length && (length !== 4 || segments[2] === "resourcegroups"));
  const scopes = known.map(prefix);
  const own = prefix(segments.length);
  return [...new Set([own, ...scopes.toReversed()])];
}
