import { json, type SandboxResponse } from "../app.ts";
import type { Account, Properties } from "../world.ts";
import { accountShape } from "./account-shape.ts";
import { armError } from "./error.ts";
import type { ArmCall } from "./operation.ts";

/** Changes subdomain, network access and key sign-in, as a PATCH or PUT of an account names them. */
export function updateAccount(account: Account, call: ArmCall): SandboxResponse {
  const properties = (call.body["properties"] ?? {}) as Properties;
  const { customSubDomainName: name, publicNetworkAccess, networkAcls, disableLocalAuth } = properties;
  if (typeof name === "string") {
    const refused = subdomainRefusal(account, name, call);
    if (refused !== undefined) return refused;
    account.customSubDomainName = name;
  }
  if (publicNetworkAccess === "Enabled" || publicNetworkAccess === "Disabled") account.publicNetworkAccess = publicNetworkAccess;
  if (typeof disableLocalAuth === "boolean") account.disableLocalAuth = disableLocalAuth;
  if (networkAcls !== undefined && networkAcls !== null) account.networkAcls = networkRules(networkAcls as Properties);
  return json(200, accountShape(account));
}

function networkRules(acls: Properties): NonNullable<Account["networkAcls"]> {
  const list = (value: unknown): Properties[] => (Array.isArray(value) ? (value as Properties[]) : []);
  return {
    defaultAction: acls["defaultAction"] === "Allow" ? "Allow" : "Deny",
    ipRules: list(acls["ipRules"]).map((rule) => ({ value: String(rule["value"]) })),
    virtualNetworkRules: list(acls["virtualNetworkRules"]).map((rule) => ({ id: String(rule["id"]) })),
  };
}

function subdomainRefusal(account: Account, name: string, call: ArmCall): SandboxResponse | undefined {
  if (!/^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$/i.test(name)) {
    return armError(400, "BadRequest", `The custom subdomain name '${name}' is invalid: 2 to 64 letters, digits or '-', not ending in '-'.`);
  }
  if (account.customSubDomainName !== undefined && account.customSubDomainName.toLowerCase() !== name.toLowerCase()) {
    return armError(400, "CustomDomainCannotBeChanged", "The custom subdomain name of an account cannot be changed once it is set.");
  }
  const holder = subdomainOwner(call, name);
  if (holder === undefined || holder === account) return undefined;
  return armError(409, "CustomDomainInUse", `Please pick a different name. The subdomain name '${name}' is not available as it's already used by a resource.`);
}

/** The account that holds a custom subdomain. */
export function subdomainOwner(call: ArmCall, name: string): Account | undefined {
  return call.world.accounts.find((candidate) => candidate.customSubDomainName?.toLowerCase() === name.toLowerCase());
}
