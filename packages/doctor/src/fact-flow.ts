import type { FactName } from "./facts.ts";

/** What each fact directly decides. A wrong value here makes what follows wrong too, so failures there are consequences. */
const flow: { readonly [N in FactName]?: readonly FactName[] } = {
  settings: ["chain", "proxy", "dns", "acquisition", "accountId", "models", "inference"],
  environment: ["chain", "proxy"],
  chain: ["acquisition"],
  tools: ["acquisition"],
  proxy: ["dns", "tcp", "acquisition"],
  dns: ["tcp"],
  tcp: ["tls"],
  tls: ["http"],
  http: ["models"],
  authority: ["acquisition", "signature"],
  clock: ["acquisition", "token"],
  acquisition: ["token", "armToken", "graphToken"],
  token: ["signature", "models", "inference", "permissions"],
  armToken: ["accountId"],
  resourceTenant: ["accountId", "models"],
  accountId: ["account", "deployments", "roleAssignments", "denyAssignments", "eligibilities", "permissions"],
  account: ["models", "inference"],
  roleAssignments: ["roleDefinitions", "principals", "models", "inference"],
  roleDefinitions: ["models", "inference"],
  denyAssignments: ["models", "inference"],
  eligibilities: ["models", "inference"],
  groups: ["models", "inference"],
  principals: ["models", "inference"],
  deployments: ["inference"],
  models: ["inference"],
};

/** Whether the second fact depends on the first, directly or through others; a fact depends on itself. */
export function flowsInto(from: FactName, to: FactName): boolean {
  const seen = new Set<FactName>([from]);
  for (const name of seen) {
    if (name === to) return true;
    for (const next of flow[name] ?? []) seen.add(next);
  }
  return false;
}
