import type { Part } from "./names.ts";
import type { WireFault, World } from "./world.ts";

/** The wire fault that hits a request, if any; one that hits a number of times is used up by it. */
export function takeWireFault(world: World, part: Part, url: URL): WireFault["effect"] | undefined {
  const fault = world.wireFaults.find(
    ({ where, path, times }) => (where === "any" || where === part) && (times === undefined || times > 0) && (path === undefined || `${url.host}${url.pathname}`.includes(path)),
  );
  if (fault === undefined) return undefined;
  if (fault.times !== undefined) fault.times -= 1;
  return fault.effect;
}

/** Whether anything stands at an address: the metadata service's exists only on a virtual machine. */
export function isReachable(host: string, world: World): boolean {
  return host !== "169.254.169.254" || world.identityHost === "imds";
}
