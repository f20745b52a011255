import { json, type SandboxResponse } from "../app.ts";
import type { ManagedIdentity, Properties } from "../world.ts";
import { resourceNotFound } from "./error.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";

/** A kind of resource that a program runs on and that carries its managed identities. */
interface Host {
  type: string;
  /** Path below the resource group's providers, with the placeholder of the name. */
  path: string;
  name: "site" | "machine";
  /** What the resource shows besides its identities. */
  shape: Properties;
}

/** Reading a host and attaching identities to it: just enough of it for `az … identity assign`. The host is the system-assigned identity's. */
export function hostOperations(host: Host): ArmOperation[] {
  const onHost = (handle: (own: ManagedIdentity, call: ArmCall) => void) => (call: ArmCall): SandboxResponse => {
    const own = call.world.identities.find((identity) => identity.kind === "SystemAssigned" && identity.resourceId.toLowerCase() === call.scope.toLowerCase());
    if (own === undefined) return resourceNotFound(host.type, call.params[host.name] ?? "", call.params["group"] ?? "");
    handle(own, call);
    return json(200, { id: own.resourceId, name: own.resourceId.split("/").pop(), type: host.type, ...host.shape, identity: identityOf(own, call) });
  };
  return [
    { method: "GET", path: host.path, action: `${host.type}/read`, handle: onHost(() => undefined) },
    { method: "PUT", path: host.path, action: `${host.type}/write`, handle: onHost(attach) },
    { method: "PATCH", path: host.path, action: `${host.type}/write`, handle: onHost(attach) },
  ];
}

/** Attaches what the body's `identity` names and detaches the rest; a body without it changes nothing. */
function attach(own: ManagedIdentity, call: ArmCall): void {
  const identity = call.body["identity"] as Properties | undefined;
  if (typeof identity?.["type"] !== "string") return;
  const kinds = identity["type"].split(/,\s*/);
  const named = Object.keys((identity["userAssignedIdentities"] ?? {}) as Properties).map((id) => id.toLowerCase());
  own.assigned = kinds.includes("SystemAssigned");
  for (const other of call.world.identities) {
    if (other.kind === "UserAssigned") other.assigned = kinds.includes("UserAssigned") && named.includes(other.resourceId.toLowerCase());
  }
}

function identityOf(own: ManagedIdentity, { world }: ArmCall): Properties {
  const attached = world.identities.filter(({ kind, assigned }) => kind === "UserAssigned" && assigned);
  const kinds = [...(own.assigned ? ["SystemAssigned"] : []), ...(attached.length > 0 ? ["UserAssigned"] : [])];
  return {
    type: kinds.length === 0 ? "None" : kinds.join(", "),
    ...(own.assigned ? { principalId: own.principalId, tenantId: own.tenantId } : {}),
    ...(attached.length > 0 ? { userAssignedIdentities: Object.fromEntries(attached.map(({ resourceId, principalId, clientId }) => [resourceId, { principalId, clientId }])) } : {}),
  };
}
