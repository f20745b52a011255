import { partOfHost } from "../names.ts";
import type { Account, World } from "../world.ts";

/** What a data-plane host name leads to. */
export type Destination =
  /** A custom subdomain: one account. */
  | { kind: "account"; account: Account }
  /** A regional host, which tells accounts apart only by their keys. */
  | { kind: "regional"; region: string }
  /** A name that no account has: it does not exist in DNS. */
  | { kind: "nobody" };

/** Finds the account behind a host; `{subdomain}.services.ai…` belongs to accounts of kind AIServices only. */
export function destinationOf(world: World, hostname: string): Destination {
  const host = hostname.toLowerCase();
  const place = partOfHost(host);
  if (place?.part !== "foundry") return { kind: "nobody" };
  const [label = "", ...rest] = host.split(".");
  if (rest[0] === "api") return { kind: "regional", region: label };
  const account = world.accounts.find((candidate) => candidate.customSubDomainName?.toLowerCase() === label && candidate.cloud === place.cloud);
  if (account === undefined || (rest[0] === "services" && account.kind !== "AIServices")) return { kind: "nobody" };
  return { kind: "account", account };
}

/** Whether a data-plane host exists in this world's DNS: it has an account, or is regional. */
export function hostExists(world: World, hostname: string): boolean {
  return destinationOf(world, hostname).kind !== "nobody";
}
