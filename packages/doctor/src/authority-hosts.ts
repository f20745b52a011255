import { type Cloud, cloudList } from "@copilot-entra/auth/cloud";

/** Every host that a cloud signs in at, or that its tokens name as their issuer. */
export function authorityHosts(cloud: Cloud): readonly string[] {
  const addresses = [cloud.authority, cloud.issuers.v1, cloud.issuers.v2];
  return [...new Set([...addresses.map((address) => new URL(address).hostname), ...cloud.authorityAliases])];
}

/** The same of all clouds. */
export const allAuthorityHosts: ReadonlySet<string> = new Set(cloudList.flatMap(authorityHosts));
