import { randomUUID } from "node:crypto";
import { idsOf } from "../access/principals.ts";
import { normalAudience, readBearer, type Claims } from "../access/bearer.ts";
import { json, type Context, type Handler, type Route, type SandboxRequest, type SandboxResponse } from "../app.ts";
import type { App, Principal, Properties } from "../world.ts";
import { addPassword, changeApp, removePassword, setFederatedCredentials } from "./app-changes.ts";
import { appShape, federatedCredentialShape, principalShape } from "./shapes.ts";

/** An authorised Graph request: the world as the caller's tenant sees it. */
interface GraphCall {
  request: SandboxRequest;
  context: Context;
  caller: Claims;
  body: Properties;
  principals: Principal[];
  apps: App[];
}

const audiences = ["https://graph.microsoft.com", "https://graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn", "00000003-0000-0000-c000-000000000000"];

/**
 * The little of Microsoft Graph that the Azure CLI and the doctor ask: who a principal is, its groups, and an app's credentials.
 * Reading is open to everyone in the tenant; only the tenant's users may change an app, as its owners would.
 */
export const graphRoutes: Route[] = [
  route("GET", "/me", (call) => (call.caller.idtyp === "app" ? graphError(400, "BadRequest", "/me request is only valid with delegated authentication flow.") : principalById(call, call.caller.oid))),
  route("GET", "/users/:id", (call) => principalById(call, call.request.params["id"] ?? "", "User")),
  route("GET", "/groups/:id", (call) => principalById(call, call.request.params["id"] ?? "", "Group")),
  route("GET", "/servicePrincipals/:id", (call) => principalById(call, call.request.params["id"] ?? "", "ServicePrincipal")),
  route("GET", "/users", (call) => list(call, call.principals.filter(({ type }) => type === "User").map(principalShape))),
  route("GET", "/groups", (call) => list(call, call.principals.filter(({ type }) => type === "Group").map(principalShape))),
  route("GET", "/servicePrincipals", (call) => list(call, call.principals.filter(({ type }) => type === "ServicePrincipal").map(principalShape))),
  route("GET", "/directoryObjects/:id", (call) => principalById(call, call.request.params["id"] ?? "")),
  route("POST", "/directoryObjects/getByIds", (call) => {
    const wanted = Array.isArray(call.body["ids"]) ? call.body["ids"].map((id) => String(id).toLowerCase()) : [];
    const objects = [...call.principals.map(principalShape), ...call.apps.map((app) => ({ "@odata.type": "#microsoft.graph.application", ...appShape(app) }))];
    return json(200, { value: objects.filter((object: Properties) => wanted.includes(String(object["id"]).toLowerCase())) });
  }),
  ...["users", "servicePrincipals", "directoryObjects"].map((kind) => route("GET", `/${kind}/:id/transitiveMemberOf`, groupsOf)),
  ...["users", "servicePrincipals", "directoryObjects"].map((kind) => route("POST", `/${kind}/:id/getMemberGroups`, (call) => json(200, { value: groupIdsOf(call) }))),
  route("POST", "/servicePrincipals", byUser(createServicePrincipal)),
  ...["users", "servicePrincipals"].map((kind) => route("PATCH", `/${kind}/:id`, byUser(enable))),
  route("PATCH", "/applications/:id", byUser(onApp(changeApp))),
  route("GET", "/applications", (call) => list(call, call.apps.map(appShape))),
  route("GET", "/applications/:id", onApp((app) => json(200, appShape(app)))),
  route("POST", "/applications/:id/addPassword", byUser(onApp(addPassword))),
  route("POST", "/applications/:id/removePassword", byUser(onApp(removePassword))),
  route("GET", "/applications/:id/federatedIdentityCredentials", onApp((app) => json(200, { value: app.federatedCredentials.map(federatedCredentialShape) }))),
  route("POST", "/applications/:id/federatedIdentityCredentials", byUser(onApp(setFederatedCredentials))),
  route("PATCH", "/applications/:id/federatedIdentityCredentials/:credential", byUser(onApp(setFederatedCredentials))),
];

/** What Graph says to a path that the sandbox does not know. */
export const graphNotFound: Handler = (request) => graphError(404, "ResourceNotFound", `The sandbox does not answer '${request.method} ${request.url.pathname}' of Microsoft Graph; fidelity.md lists what it answers.`);

function route(method: string, path: string, handle: (call: GraphCall) => SandboxResponse): Route {
  return {
    method,
    path: `/v1.0${path}`,
    handler: (request, context) => {
      const bearer = readBearer(request, context);
      if ("problem" in bearer) return graphError(401, "InvalidAuthenticationToken", bearer.problem === "missing" ? "Access token is empty." : "Access token validation failure.");
      const caller = bearer.claims;
      if (!audiences.includes(normalAudience(caller.aud))) return graphError(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.");
      const { world } = context;
      return handle({
        request,
        context,
        caller,
        body: parse(request.body),
        principals: world.principals.filter(({ tenantId }) => tenantId === caller.tid),
        apps: world.apps.filter(({ tenantId }) => tenantId === caller.tid),
      });
    },
  };
}

function onApp(handle: (app: App, body: Properties, context: Context, params: Record<string, string>) => SandboxResponse): (call: GraphCall) => SandboxResponse {
  return (call) => {
    const id = call.request.params["id"] ?? "";
    const app = call.apps.find((candidate) => candidate.objectId === id);
    return app === undefined ? notFound(id) : handle(app, call.body, call.context, call.request.params);
  };
}

function byUser(handle: (call: GraphCall) => SandboxResponse): (call: GraphCall) => SandboxResponse {
  return (call) => (call.caller.idtyp === "app" ? graphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.") : handle(call));
}

function principalById({ principals }: GraphCall, id: string, type?: Principal["type"]): SandboxResponse {
  const wanted = id.toLowerCase();
  const found = principals.find((principal) => (principal.id === wanted || principal.userPrincipalName === wanted) && (type === undefined || principal.type === type));
  return found === undefined ? notFound(id) : json(200, principalShape(found));
}

/** An app's service principal in the caller's tenant; apps of other tenants come only if they are meant for many. */
function createServicePrincipal({ body, context, caller, principals }: GraphCall): SandboxResponse {
  const { world } = context;
  const app = world.apps.find(({ appId }) => appId === body["appId"]);
  if (app === undefined || (app.tenantId !== caller.tid && !app.multiTenant)) {
    return graphError(403, "Authorization_RequestDenied", "When using this permission, the backing application of the service principal being created must in the local tenant");
  }
  if (principals.some(({ appId }) => appId === app.appId)) return graphError(409, "Request_MultipleObjectsWithSameKeyValue", `The service principal cannot be created, updated, or restored because the service principal name ${app.appId} is already in use.`);
  const principal: Principal = { id: randomUUID(), type: "ServicePrincipal", displayName: app.displayName, tenantId: caller.tid, appId: app.appId, enabled: true, memberOf: [] };
  world.principals.push(principal);
  return json(201, principalShape(principal));
}

/** Switches a user or service principal on or off. */
function enable({ body, principals, request }: GraphCall): SandboxResponse {
  const found = principals.find(({ id, userPrincipalName }) => id === request.params["id"] || userPrincipalName === request.params["id"]);
  if (found === undefined) return notFound(request.params["id"] ?? "");
  if (typeof body["accountEnabled"] === "boolean") found.enabled = body["accountEnabled"];
  return { status: 204, headers: {}, body: "" };
}

function groupIdsOf({ request, context }: GraphCall): string[] {
  const id = request.params["id"] ?? "";
  return [...idsOf(context.world, id)].filter((group) => group !== id.toLowerCase());
}

function groupsOf(call: GraphCall): SandboxResponse {
  const groups = groupIdsOf(call);
  return json(200, { value: call.principals.filter(({ id }) => groups.includes(id)).map(principalShape) });
}

/** Lists what `$filter` lets through: `field eq 'value'` and `name/any(c:c eq 'value')`, joined by `or`. */
function list(call: GraphCall, objects: Properties[]): SandboxResponse {
  const filter = call.request.url.searchParams.get("$filter");
  if (filter === null) return json(200, { value: objects });
  const wanted = filter.split(/\s+or\s+/).map((part) => /^(?<field>\w+)(?:\/any\(\w+:\w+)? eq '(?<value>[^']*)'\)?$/.exec(part.trim())?.groups);
  if (wanted.includes(undefined)) return graphError(400, "Request_UnsupportedQuery", "Unsupported or invalid query filter clause specified.");
  const matches = (object: Properties): boolean =>
    wanted.some((part) => {
      const value = object[part?.["field"] ?? ""];
      const same = (one: unknown): boolean => String(one).toLowerCase() === part?.["value"]?.toLowerCase();
      return Array.isArray(value) ? value.some(same) : same(value);
    });
  return json(200, { value: objects.filter(matches) });
}

function notFound(id: string): SandboxResponse {
  return graphError(404, "Request_ResourceNotFound", `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
}

function graphError(status: number, code: string, message: string): SandboxResponse {
  return json(status, { error: { code, message, innerError: {} } });
}

function parse(body: string): Properties {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Properties) : {};
  } catch {
    return {};
  }
}
