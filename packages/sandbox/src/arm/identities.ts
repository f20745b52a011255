import { json, type SandboxResponse } from "../app.ts";
import type { FederatedCredential, ManagedIdentity, Properties } from "../world.ts";
import { armError, resourceNotFound } from "./error.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";
import { page } from "./page.ts";

const type = "Microsoft.ManagedIdentity/userAssignedIdentities";
const inGroup = `/subscriptions/:subscription/resourceGroups/:group/providers/${type}`;
const credentials = `${inGroup}/:identity/federatedIdentityCredentials`;

/** User-assigned managed identities and their federated credentials. */
export const identityOperations: ArmOperation[] = [
  { method: "GET", path: `/subscriptions/:subscription/providers/${type}`, action: `${type}/read`, handle: list },
  { method: "GET", path: inGroup, action: `${type}/read`, handle: list },
  { method: "GET", path: `${inGroup}/:identity`, action: `${type}/read`, handle: onIdentity((identity) => json(200, shape(identity))) },
  {
    method: "GET",
    path: credentials,
    action: `${type}/federatedIdentityCredentials/read`,
    handle: onIdentity((identity, call) => page(call, identity.federatedCredentials.map((credential) => credentialShape(identity, credential)))),
  },
  { method: "PUT", path: `${credentials}/:credential`, action: `${type}/federatedIdentityCredentials/write`, handle: onIdentity(putCredential) },
  {
    method: "DELETE",
    path: `${credentials}/:credential`,
    action: `${type}/federatedIdentityCredentials/delete`,
    handle: onIdentity((identity, call) => {
      identity.federatedCredentials = identity.federatedCredentials.filter((credential) => credential.name !== call.params["credential"]);
      return { status: 200, headers: {}, body: "" };
    }),
  },
];

function list(call: ArmCall): SandboxResponse {
  const under = `${call.scope.toLowerCase()}/`;
  return page(call, call.world.identities.filter((identity) => identity.kind === "UserAssigned" && identity.resourceId.toLowerCase().startsWith(under)).map(shape));
}

function onIdentity(handle: (identity: ManagedIdentity, call: ArmCall) => SandboxResponse): (call: ArmCall) => SandboxResponse {
  return (call) => {
    const identity = call.world.identities.find((candidate) => candidate.kind === "UserAssigned" && candidate.resourceId.toLowerCase() === call.scope.toLowerCase());
    return identity === undefined ? resourceNotFound(type, call.params["identity"] ?? "", call.params["group"] ?? "") : handle(identity, call);
  };
}

function putCredential(identity: ManagedIdentity, call: ArmCall): SandboxResponse {
  const { issuer, subject, audiences } = (call.body["properties"] ?? {}) as Properties;
  if (typeof issuer !== "string" || typeof subject !== "string" || !Array.isArray(audiences)) return armError(400, "BadRequest", "properties.issuer, properties.subject and properties.audiences are required.");
  const credential = { name: call.params["credential"] ?? "", issuer, subject, audiences: audiences.map(String) };
  identity.federatedCredentials = [...identity.federatedCredentials.filter(({ name }) => name !== credential.name), credential];
  return json(201, credentialShape(identity, credential));
}

function shape(identity: ManagedIdentity): Properties {
  return {
    id: identity.resourceId,
    name: identity.resourceId.split("/").pop(),
    type,
    location: "swedencentral",
    tags: {},
    properties: { tenantId: identity.tenantId, principalId: identity.principalId, clientId: identity.clientId },
  };
}

function credentialShape(identity: ManagedIdentity, { name, issuer, subject, audiences }: FederatedCredential): Properties {
  return { id: `${identity.resourceId}/federatedIdentityCredentials/${name}`, name, type: `${type}/federatedIdentityCredentials`, properties: { issuer, subject, audiences } };
}
