import { randomUUID } from "node:crypto";
import { idsOf } from "../access/principals.ts";
import { json, type SandboxResponse } from "../app.ts";
import type { Principal, Properties } from "../world.ts";
import { graphError, notFound, type GraphCall } from "./call.ts";
import { principalShape } from "./shapes.ts";

/** One principal by object id, or a user by name. */
export function principalById({ principals }: GraphCall, id: string, type?: Principal["type"]): SandboxResponse {
  const wanted = id.toLowerCase();
  const found = principals.find((principal) => (principal.id === wanted || principal.userPrincipalName === wanted) && (type === undefined || principal.type === type));
  return found === undefined ? notFound(id) : json(200, principalShape(found));
}

/** An app's service principal in the caller's tenant; apps of other tenants come only if they are meant for many. */
export function createServicePrincipal({ body, context, caller, principals }: GraphCall): SandboxResponse {
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
export function enable({ body, principals, request }: GraphCall): SandboxResponse {
  const found = principals.find(({ id, userPrincipalName }) => id === request.params["id"] || userPrincipalName === request.params["id"]);
  if (found === undefined) return notFound(request.params["id"] ?? "");
  if (typeof body["accountEnabled"] === "boolean") found.enabled = body["accountEnabled"];
  return { status: 204, headers: {}, body: "" };
}

/** Ids of every group of the principal in the path, directly or through others. */
export function groupIdsOf({ request, context }: GraphCall): string[] {
  const id = request.params["id"] ?? "";
  return [...idsOf(context.world, id)].filter((group) => group !== id.toLowerCase());
}

/** The groups themselves. */
export function groupsOf(call: GraphCall): SandboxResponse {
  const groups = groupIdsOf(call);
  return json(200, { value: call.principals.filter(({ id }) => groups.includes(id)).map(principalShape) });
}

/** Lists what `$filter` lets through: `field eq 'value'` and `name/any(c:c eq 'value')`, joined by `or`. */
export function filtered(call: GraphCall, objects: Properties[]): SandboxResponse {
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
