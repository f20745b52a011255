import { decideAccess } from "../access.ts";
import { json, type SandboxResponse } from "../app.ts";
import type { Account, ManagedIdentity, Properties } from "../world.ts";
import { accountId, accountShape } from "./account-shape.ts";
import { armError } from "./error.ts";
import { QueryProblem, runQuery, type Row } from "./kql.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";

/** Azure Resource Graph: rows of what the caller may read, pages by `$skipToken`. */
export const resourceGraphOperations: ArmOperation[] = [
  { method: "POST", path: "/providers/Microsoft.ResourceGraph/resources", handle: query },
];

function query(call: ArmCall): SandboxResponse {
  const { query: text, options, subscriptions } = call.body;
  if (typeof text !== "string") return badQuery("The query is missing.");
  try {
    const found = runQuery(text, rows(call, Array.isArray(subscriptions) ? subscriptions.map(String) : undefined));
    return answer(found, (options ?? {}) as Properties);
  } catch (error) {
    if (error instanceof QueryProblem) return badQuery(`Query is invalid: ${error.message} is not supported.`);
    throw error;
  }
}

function rows(call: ArmCall, subscriptions: string[] | undefined): Row[] {
  const { world, caller } = call;
  const readable = (id: string, action: string): boolean => decideAccess(world, caller.oid, action, id, "control").allowed;
  const asked = (id: string): boolean => subscriptions === undefined || subscriptions.some((subscription) => id.toLowerCase().startsWith(`/subscriptions/${subscription.toLowerCase()}/`));
  const accounts = world.accounts.filter((account) => account.tenantId === caller.tid).map(accountRow);
  const identities = world.identities.filter((identity) => identity.kind === "UserAssigned" && identity.tenantId === caller.tid).map(identityRow);
  return [...accounts, ...identities].filter((row) => asked(String(row["id"])) && readable(String(row["id"]), `${String(row["type"])}/read`));
}

function accountRow(account: Account): Row {
  return { ...accountShape(account), type: "microsoft.cognitiveservices/accounts", tenantId: account.tenantId, subscriptionId: account.subscriptionId, resourceGroup: account.resourceGroup.toLowerCase(), id: accountId(account) };
}

function identityRow(identity: ManagedIdentity): Row {
  const segments = identity.resourceId.split("/");
  return {
    id: identity.resourceId,
    name: segments.at(-1),
    type: "microsoft.managedidentity/userassignedidentities",
    tenantId: identity.tenantId,
    subscriptionId: segments[2],
    resourceGroup: segments[4]?.toLowerCase(),
    properties: { tenantId: identity.tenantId, principalId: identity.principalId, clientId: identity.clientId },
  };
}

function answer(found: Row[], options: Properties): SandboxResponse {
  const size = Number(options["$top"] ?? 1000);
  const from = Number(options["$skipToken"] ?? options["$skip"] ?? 0) || 0;
  const data = found.slice(from, from + size);
  const more = from + size < found.length;
  return json(
    200,
    { totalRecords: found.length, count: data.length, data, facets: [], resultTruncated: more ? "true" : "false", ...(more ? { $skipToken: String(from + size) } : {}) },
    { "x-ms-user-quota-remaining": "14", "x-ms-user-quota-resets-after": "00:00:05" },
  );
}

function badQuery(message: string): SandboxResponse {
  return armError(400, "BadRequest", `Please provide below info when asking for support. ${message}`);
}
