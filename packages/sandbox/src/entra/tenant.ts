import type { Tenant, World } from "../world.ts";
import { clouds, partOfHost } from "../names.ts";
import { Refusal } from "./refusal.ts";

/** The endpoints that stand for no tenant of their own. */
const shared = new Set(["common", "organizations", "consumers"]);

/** The tenant that a path names by id or domain; nothing for `common` and its like, which leave it to the account. */
export function tenantOfPath(segment: string, world: World): Tenant | undefined {
  const name = segment.toLowerCase();
  if (shared.has(name)) return undefined;
  const tenant = world.tenants.find(({ id, domain }) => id === name || domain === name);
  if (tenant !== undefined) return tenant;
  const isGuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(name);
  const isDomain = /^[\da-z-]+(\.[\da-z-]+)+$/.test(name);
  throw new Refusal(isGuid || isDomain ? 90002 : 900023, { tenant: segment });
}

/** Refuses a token request at another cloud's login host: a tenant exists in one cloud only. */
export function requireSameCloud(tenant: Tenant, loginHost: string, confidential: boolean): void {
  const cloud = partOfHost(loginHost)?.cloud;
  if (cloud === undefined || cloud === tenant.cloud) return;
  throw new Refusal(confidential ? 900382 : 90038, { tenant: tenant.id, cloud: clouds[tenant.cloud].login.replace("login.", "") });
}
