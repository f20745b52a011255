import { hostExists } from "./foundry/host.ts";
import { partOfHost, type Part } from "./names.ts";
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

/** Whether a name exists in this world's DNS: the sandbox stands for it, it has an account where it is one's, and no fault hides it. */
export function resolves(host: string, world: World): boolean {
  const place = partOfHost(host);
  return place !== undefined && !world.transport.unknownHosts.includes(host) && (place.part !== "foundry" || hostExists(world, host));
}
