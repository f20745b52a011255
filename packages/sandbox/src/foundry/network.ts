import type { Account } from "../world.ts";

/** Whether an account's network rules let this address in; private addresses come through an approved private endpoint. */
export function addressAllowed(account: Account, address: string): boolean {
  if (isPrivate(address)) return account.privateEndpointConnections.some((connection) => connection.status === "Approved");
  if (account.publicNetworkAccess === "Disabled") return false;
  const acls = account.networkAcls;
  return acls === undefined || acls.defaultAction === "Allow" || acls.ipRules.some((rule) => inRange(address, rule.value));
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Whether an IPv4 address is of a private range. */
export function isPrivate(address: string): boolean {
  return privateRanges.some((range) => inRange(address, range));
}

/** Whether an IPv4 address is in `a.b.c.d` or `a.b.c.d/bits`. */
function inRange(address: string, range: string): boolean {
  const [base = "", bits = "32"] = range.split("/");
  const size = 2 ** (32 - Number(bits));
  const [left, right] = [toNumber(address), toNumber(base)];
  return left !== undefined && right !== undefined && Math.floor(left / size) === Math.floor(right / size);
}

function toNumber(address: string): number | undefined {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
