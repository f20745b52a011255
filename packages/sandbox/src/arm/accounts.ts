import { json, type SandboxResponse } from "../app.ts";
import type { Account, Properties } from "../world.ts";
import { subdomainOwner, updateAccount } from "./account-changes.ts";
import { accountId, accountShape, connectionShape } from "./account-shape.ts";
import { armError, resourceNotFound } from "./error.ts";
import { accountOf, accountPath, type ArmCall, type ArmOperation } from "./operation.ts";
import { page } from "./page.ts";

const read = "Microsoft.CognitiveServices/accounts/read";

/** Accounts and what hangs on them besides deployments, models and projects. */
export const accountOperations: ArmOperation[] = [
  {
    method: "GET",
    path: "/subscriptions/:subscription/providers/Microsoft.CognitiveServices/accounts",
    action: read,
    handle: (call) => page(call, call.world.accounts.filter((account) => same(account.subscriptionId, call.params["subscription"])).map(accountShape)),
  },
  {
    method: "GET",
    path: "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.CognitiveServices/accounts",
    action: read,
    handle: (call) =>
      page(
        call,
        call.world.accounts
          .filter((account) => same(account.subscriptionId, call.params["subscription"]) && same(account.resourceGroup, call.params["group"]))
          .map(accountShape),
      ),
  },
  { method: "GET", path: accountPath, action: read, handle: onAccount((account) => json(200, accountShape(account))) },
  { method: "PATCH", path: accountPath, action: "Microsoft.CognitiveServices/accounts/write", handle: onAccount(updateAccount) },
  { method: "PUT", path: accountPath, action: "Microsoft.CognitiveServices/accounts/write", handle: onAccount(updateAccount) },
  {
    method: "GET",
    path: `${accountPath}/privateEndpointConnections`,
    action: "Microsoft.CognitiveServices/accounts/privateEndpointConnections/read",
    handle: onAccount((account) => json(200, { value: account.privateEndpointConnections.map((connection) => connectionShape(account, connection)) })),
  },
  {
    method: "GET",
    path: `${accountPath}/privateLinkResources`,
    action: "Microsoft.CognitiveServices/accounts/privateLinkResources/read",
    handle: onAccount((account) => json(200, { value: [linkResource(account)] })),
  },
  {
    method: "GET",
    path: `${accountPath}/usages`,
    action: "Microsoft.CognitiveServices/accounts/usages/read",
    handle: onAccount((account) => json(200, { value: account.deployments.map((deployment) => usage(deployment.model.name, deployment.sku)) })),
  },
  { method: "POST", path: `${accountPath}/listKeys`, action: "Microsoft.CognitiveServices/accounts/listkeys/action", handle: onAccount(keys) },
  {
    method: "POST",
    path: "/subscriptions/:subscription/providers/Microsoft.CognitiveServices/checkDomainAvailability",
    action: "Microsoft.CognitiveServices/checkDomainAvailability/action",
    handle: (call) => {
      const name = call.body["subdomainName"];
      if (typeof name !== "string") return armError(400, "InvalidRequestContent", "The request content must hold 'subdomainName'.");
      const taken = subdomainOwner(call, name) !== undefined;
      return json(200, { isSubdomainAvailable: !taken, subdomainName: name, type: call.body["type"], ...(taken ? { reason: `Sub domain name '${name}' is already used. Please pick a different name.` } : {}) });
    },
  },
];

/** Finds the account of the path and hands it on, or answers 404. */
export function onAccount(handle: (account: Account, call: ArmCall) => SandboxResponse): (call: ArmCall) => SandboxResponse {
  return (call) => {
    const account = accountOf(call);
    if (account !== undefined) return handle(account, call);
    return resourceNotFound("Microsoft.CognitiveServices/accounts", call.params["account"] ?? "", call.params["group"] ?? "");
  };
}

function keys(account: Account): SandboxResponse {
  if (account.disableLocalAuth) return armError(400, "BadRequest", "Failed to list key. disableLocalAuth is set to be true");
  return json(200, { key1: account.keys[0], key2: account.keys[1] });
}

function linkResource(account: Account): Properties {
  const zones = ["privatelink.cognitiveservices.azure.com", "privatelink.openai.azure.com", "privatelink.services.ai.azure.com"];
  return {
    id: `${accountId(account)}/privateLinkResources/account`,
    name: "account",
    type: "Microsoft.CognitiveServices/accounts/privateLinkResources",
    properties: { groupId: "account", displayName: "Cognitive Services", requiredMembers: ["default"], requiredZoneNames: account.kind === "AIServices" ? zones : zones.slice(0, 2) },
  };
}

function usage(model: string, sku: { name: string; capacity: number }): Properties {
  const value = `OpenAI.${sku.name}.${model}`;
  return { name: { value, localizedValue: `Tokens Per Minute (thousands) - ${model} - ${sku.name}` }, currentValue: sku.capacity, limit: 1000, unit: "Count" };
}

function same(left: string, right: string | undefined): boolean {
  return left.toLowerCase() === right?.toLowerCase();
}
