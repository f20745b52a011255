import type { World } from "../world.ts";

/** The principal's own id and the ids of every group it is in, directly or through other groups. */
export function idsOf(world: World, principalId: string): Set<string> {
  const seen = new Set<string>();
  const open = [principalId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id.toLowerCase())) continue;
    seen.add(id.toLowerCase());
    const wanted = id.toLowerCase();
    open.push(...(world.principals.find((principal) => principal.id.toLowerCase() === wanted)?.memberOf ?? []));
  }
  return seen;
}

/** The principal that every caller is, as deny assignments name it. */
export const everyone = "00000000-0000-0000-0000-000000000000";
