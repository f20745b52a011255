import type { Claims } from "../access/bearer.ts";
import { decideAccess } from "../access.ts";
import type { Context, Route, SandboxRequest, SandboxResponse } from "../app.ts";
import { partOfHost } from "../names.ts";
import type { Account, CloudName, Properties, Subscription, World } from "../world.ts";
import { authenticate, tenantRefusal } from "./authenticate.ts";
import { armError } from "./error.ts";

/** One authorised Resource Manager request, as an operation sees it. */
export interface ArmCall {
  world: World;
  context: Context;
  url: URL;
  params: Record<string, string>;
  body: Properties;
  caller: Claims;
  cloud: CloudName;
  /** Where the caller's permission was checked. */
  scope: string;
}

/** One line of Resource Manager's table: what it needs and what it answers. */
export interface ArmOperation {
  method: string;
  path: string;
  /** The control-plane action that the caller needs at the scope, perhaps by what the URL asks for; without one, every authenticated caller may. */
  action?: string | ((url: URL) => string | undefined);
  handle(call: ArmCall): SandboxResponse;
}

/** Path of an account in templates. */
export const accountPath = "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.CognitiveServices/accounts/:account";

/** The route of an operation: api-version, token, tenant, permission, then the operation itself, in Resource Manager's order. */
export function toRoute(operation: ArmOperation): Route {
  return { method: operation.method, path: operation.path, handler: (request, context) => withQuota(answer(operation, request, context), request, context) };
}

function answer(operation: ArmOperation, request: SandboxRequest, context: Context): SandboxResponse {
  const { world } = context;
  const { url, params } = request;
  const cloud = partOfHost(url.hostname)?.cloud ?? "public";
  const scope = scopeOf(params);
  const named = subscriptionOf(world, scope);
  const signedIn = authenticate(request, context, cloud, named?.tenantId);
  if ("status" in signedIn) return signedIn;
  if (!/^\d{4}-\d\d-\d\d(-preview)?$/.test(url.searchParams.get("api-version") ?? "")) return wrongVersion(url);
  if (scope.startsWith("/subscriptions/") && named === undefined) return armError(404, "SubscriptionNotFound", `The subscription '${scope.split("/")[2]}' could not be found.`);
  const wrongTenant = named === undefined ? undefined : tenantRefusal(signedIn.claims, named.tenantId, cloud);
  if (wrongTenant !== undefined) return wrongTenant;
  const body = parse(request.body);
  if (body === undefined) return armError(400, "InvalidRequestContent", "The request content was invalid and could not be deserialized.");
  const action = typeof operation.action === "function" ? operation.action(url) : operation.action;
  const refused = action === undefined ? undefined : mayNot(context, signedIn.claims, action, scope, body);
  return refused ?? operation.handle({ world, context, url, params, body, caller: signedIn.claims, cloud, scope });
}

/** The scope that a path names: an extension's, or the deepest of account, resource group and subscription. */
function scopeOf(params: Record<string, string>): string {
  const { scope, subscription, group, account, identity, site, machine } = params;
  if (scope !== undefined) return `/${scope.replace(/^\/+/, "")}`;
  if (subscription === undefined) return "/";
  const parts = [`/subscriptions/${subscription}`];
  if (group !== undefined) parts.push(`resourceGroups/${group}`);
  if (account !== undefined) parts.push(`providers/Microsoft.CognitiveServices/accounts/${account}`);
  if (identity !== undefined) parts.push(`providers/Microsoft.ManagedIdentity/userAssignedIdentities/${identity}`);
  if (site !== undefined) parts.push(`providers/Microsoft.Web/sites/${site}`);
  if (machine !== undefined) parts.push(`providers/Microsoft.Compute/virtualMachines/${machine}`);
  return parts.join("/");
}

/** 403 `AuthorizationFailed` when the sandbox's own RBAC says no. */
function mayNot({ world }: Context, caller: Claims, action: string, scope: string, body: Properties): SandboxResponse | undefined {
  const role = (body["properties"] as Properties | undefined)?.["roleDefinitionId"];
  const attributes: Record<string, string[]> =
    typeof role === "string" ? { "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]": [role.split("/").pop() ?? role] } : {};
  if (decideAccess(world, caller.oid, action, scope, "control", attributes).allowed) return undefined;
  const client = caller.upn ?? caller.appid ?? caller.oid;
  return armError(
    403,
    "AuthorizationFailed",
    `The client '${client}' with object id '${caller.oid}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

function wrongVersion(url: URL): SandboxResponse {
  const version = url.searchParams.get("api-version");
  if (version === null) return armError(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
  return armError(400, "InvalidApiVersionParameter", `The api-version '${version}' is invalid. The supported versions are dates such as '2022-04-01'.`);
}

function parse(body: string): Properties | undefined {
  if (body.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : undefined;
  } catch {
    return undefined;
  }
}

/** The headers by which Resource Manager tells how much of the quota is left. */
function withQuota(response: SandboxResponse, request: SandboxRequest, context: Context): SandboxResponse {
  const read = request.method === "GET" || request.method === "HEAD";
  const [name, size] = read ? ["reads", 250] : request.method === "DELETE" ? ["deletes", 200] : ["writes", 200];
  const used = (context.counters[`arm-${name}`] ?? 0) + 1;
  context.counters[`arm-${name}`] = used;
  const request_id = `00000000-0000-4000-8000-${String(used).padStart(12, "0")}`;
  return {
    ...response,
    headers: {
      [`x-ms-ratelimit-remaining-subscription-${name}`]: String(Math.max(size - (used % size), 1)),
      "x-ms-request-id": request_id,
      "x-ms-correlation-request-id": request_id,
      ...response.headers,
    },
  };
}

/** The subscription that a scope lies in. */
export function subscriptionOf(world: World, scope: string): Subscription | undefined {
  const [, kind, id] = scope.toLowerCase().split("/");
  return kind === "subscriptions" ? world.subscriptions.find((candidate) => candidate.id.toLowerCase() === id) : undefined;
}

/** The account that a path names, by name without regard to case. */
export function accountOf({ world, params }: ArmCall): Account | undefined {
  const same = (left: string | undefined, right: string): boolean => left?.toLowerCase() === right.toLowerCase();
  return world.accounts.find(
    (account) => same(params["subscription"], account.subscriptionId) && same(params["group"], account.resourceGroup) && same(params["account"], account.name),
  );
}
