import { json, type SandboxResponse } from "../app.ts";
import type { ManagedIdentity, Properties } from "../world.ts";
import { resourceNotFound } from "./error.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";

const type = "Microsoft.Web/sites";
const sitePath = `/subscriptions/:subscription/resourceGroups/:group/providers/${type}/:site`;

/** The web app that is the host of the system-assigned identity: just enough of it to attach identities. */
export const siteOperations: ArmOperation[] = [
  { method: "GET", path: sitePath, action: `${type}/read`, handle: onSite((own, call) => json(200, shape(own, call))) },
  { method: "PUT", path: sitePath, action: `${type}/write`, handle: onSite(attach) },
  { method: "PATCH", path: sitePath, action: `${type}/write`, handle: onSite(attach) },
];

function onSite(handle: (own: ManagedIdentity, call: ArmCall) => SandboxResponse): (call: ArmCall) => SandboxResponse {
  return (call) => {
    const own = call.world.identities.find((identity) => identity.kind === "SystemAssigned" && identity.resourceId.toLowerCase() === call.scope.toLowerCase());
    return own === undefined ? resourceNotFound(type, call.params["site"] ?? "", call.params["group"] ?? "") : handle(own, call);
  };
}

/** Attaches what the body's `identity` names and detaches the rest; a body without it changes nothing. */
function attach(own: ManagedIdentity, call: ArmCall): SandboxResponse {
  const identity = call.body["identity"] as Properties | undefined;
  if (typeof identity?.["type"] === "string") {
    const kinds = identity["type"].split(/,\s*/);
    const named = Object.keys((identity["userAssignedIdentities"] ?? {}) as Properties).map((id) => id.toLowerCase());
    own.assigned = kinds.includes("SystemAssigned");
    for (const other of call.world.identities) {
      if (other.kind === "UserAssigned") other.assigned = kinds.includes("UserAssigned") && named.includes(other.resourceId.toLowerCase());
    }
  }
  return json(200, shape(own, call));
}

function shape(own: ManagedIdentity, { world }: ArmCall): Properties {
  const attached = world.identities.filter(({ kind, assigned }) => kind === "UserAssigned" && assigned);
  const kinds = [...(own.assigned ? ["SystemAssigned"] : []), ...(attached.length > 0 ? ["UserAssigned"] : [])];
  return {
    id: own.resourceId,
    name: own.resourceId.split("/").pop(),
    type,
    kind: "app,linux",
    location: "Sweden Central",
    properties: { state: "Running", enabled: true, serverFarmId: null },
    identity: {
      type: kinds.length === 0 ? "None" : kinds.join(", "),
      ...(own.assigned ? { principalId: own.principalId, tenantId: own.tenantId } : {}),
      ...(attached.length > 0 ? { userAssignedIdentities: Object.fromEntries(attached.map(({ resourceId, principalId, clientId }) => [resourceId, { principalId, clientId }])) } : {}),
    },
  };
}
