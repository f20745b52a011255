import { resolves } from "../wire.ts";
import type { World } from "../world.ts";
import { nameError, noError, type Resource } from "./message.ts";

/** A public address that belongs to nobody (RFC 5737): what the names of a healthy world resolve to. */
const publicAddress = "203.0.113.80";

/** What this world's DNS says to a question: the names' own entries with their chain of aliases, a public address for the rest, nothing for strangers. */
export function resolve(name: string, type: number, world: World): { code: number; resources: Resource[] } {
  const { dns, unknownHosts } = world.transport;
  const resources: Resource[] = [];
  let at = name;
  for (let step = 0; step < 8; step += 1) {
    const entry = dns[at];
    if (unknownHosts.includes(at)) return { code: nameError, resources };
    if (entry === undefined) {
      if (!resolves(at, world)) return { code: nameError, resources };
      return { code: noError, resources: [...resources, ...addressesOf(at, [publicAddress], type)] };
    }
    if (entry.cname === undefined) return { code: noError, resources: [...resources, ...addressesOf(at, entry.addresses ?? [], type)] };
    resources.push({ name: at, cname: entry.cname });
    if (type === 5) return { code: noError, resources };
    // An entry may carry the addresses of its alias, for want of a longer table.
    if (dns[entry.cname] === undefined) {
      return entry.addresses === undefined ? { code: nameError, resources } : { code: noError, resources: [...resources, ...addressesOf(entry.cname, entry.addresses, type)] };
    }
    at = entry.cname;
  }
  return { code: noError, resources };
}

function addressesOf(name: string, addresses: readonly string[], type: number): Resource[] {
  return addresses.filter((address) => (address.includes(":") ? type === 28 : type === 1)).map((address) => ({ name, address }));
}
