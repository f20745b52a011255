import { normalAudience, readBearer, type Claims } from "../access/bearer.ts";
import { json, type Context, type Route, type SandboxRequest, type SandboxResponse } from "../app.ts";
import type { App, Principal, Properties } from "../world.ts";

/** An authorised Graph request: the world as the caller's tenant sees it. */
export interface GraphCall {
  request: SandboxRequest;
  context: Context;
  caller: Claims;
  body: Properties;
  principals: Principal[];
  apps: App[];
}

const audiences = ["https://graph.microsoft.com", "https://graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn", "00000003-0000-0000-c000-000000000000"];

/** The route of one Graph operation: token first, then the operation on what the caller's tenant holds. */
export function graphRoute(method: string, path: string, handle: (call: GraphCall) => SandboxResponse): Route {
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

/** Finds the app registration of the path and hands it on, or answers 404. */
export function onApp(handle: (app: App, body: Properties, context: Context, params: Record<string, string>) => SandboxResponse): (call: GraphCall) => SandboxResponse {
  return (call) => {
    const id = call.request.params["id"] ?? "";
    const app = call.apps.find((candidate) => candidate.objectId === id);
    return app === undefined ? notFound(id) : handle(app, call.body, call.context, call.request.params);
  };
}

/** Lets users change the directory and refuses apps. */
export function byUser(handle: (call: GraphCall) => SandboxResponse): (call: GraphCall) => SandboxResponse {
  return (call) => (call.caller.idtyp === "app" ? graphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.") : handle(call));
}

/** 404 for an object that the caller's tenant does not hold. */
export function notFound(id: string): SandboxResponse {
  return graphError(404, "Request_ResourceNotFound", `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`);
}

/** An error in Graph's form. */
export function graphError(status: number, code: string, message: string): SandboxResponse {
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
