import { randomBytes, randomUUID } from "node:crypto";
import { json, type Context, type SandboxResponse } from "../app.ts";
import type { App, FederatedCredential, Principal, Properties } from "../world.ts";

const types: Record<Principal["type"], string> = { User: "#microsoft.graph.user", ServicePrincipal: "#microsoft.graph.servicePrincipal", Group: "#microsoft.graph.group" };

/** A user, service principal or group as Graph shows it. */
export function principalShape(principal: Principal): Properties {
  return {
    "@odata.type": types[principal.type],
    id: principal.id,
    displayName: principal.displayName,
    accountEnabled: principal.enabled,
    ...(principal.userPrincipalName === undefined ? {} : { userPrincipalName: principal.userPrincipalName, mail: principal.userPrincipalName }),
    ...(principal.appId === undefined ? {} : { appId: principal.appId, servicePrincipalNames: [principal.appId], servicePrincipalType: "Application", appOwnerOrganizationId: principal.tenantId }),
    ...(principal.type === "Group" ? { securityEnabled: true, mailEnabled: false } : {}),
  };
}

/** An app registration as Graph shows it: never a secret's value. */
export function appShape(app: App): Properties {
  return {
    id: app.objectId,
    appId: app.appId,
    displayName: app.displayName,
    signInAudience: app.multiTenant ? "AzureADMultipleOrgs" : "AzureADMyOrg",
    isFallbackPublicClient: app.publicClient,
    identifierUris: [],
    passwordCredentials: app.secrets.map(({ keyId, value, expiresAt }) => ({ keyId, hint: value.slice(0, 3), displayName: null, endDateTime: new Date(expiresAt).toISOString(), secretText: null })),
    keyCredentials: app.certificates.map(({ thumbprint, expiresAt }) => ({ keyId: thumbprint, customKeyIdentifier: thumbprint, type: "AsymmetricX509Cert", usage: "Verify", endDateTime: new Date(expiresAt).toISOString(), key: null })),
  };
}

/** Adds a secret; its value is told in this one answer only. */
export function addPassword(app: App, body: Properties, context: Context): SandboxResponse {
  const wanted = (body["passwordCredential"] ?? {}) as Properties;
  const end = typeof wanted["endDateTime"] === "string" ? Date.parse(wanted["endDateTime"]) : context.world.clock.now() + 730 * 86_400_000;
  const secret = { keyId: randomUUID(), value: `8Q~${randomBytes(28).toString("base64url")}`, expiresAt: end };
  context.remember(secret.value);
  app.secrets.push(secret);
  return json(200, { keyId: secret.keyId, secretText: secret.value, hint: secret.value.slice(0, 3), displayName: wanted["displayName"] ?? null, startDateTime: new Date(context.world.clock.now()).toISOString(), endDateTime: new Date(end).toISOString() });
}

/** Removes a secret by its id. */
export function removePassword(app: App, body: Properties): SandboxResponse {
  app.secrets = app.secrets.filter(({ keyId }) => keyId !== body["keyId"]);
  return { status: 204, headers: {}, body: "" };
}

/** A federated credential as Graph shows it. */
export function federatedCredentialShape({ name, issuer, subject, audiences }: FederatedCredential): Properties {
  return { id: name, name, issuer, subject, audiences, description: null };
}

/** Adds a federated credential, or changes the one that the path names. */
export function setFederatedCredentials(app: App, body: Properties, _context: Context, params: Record<string, string>): SandboxResponse {
  const existing = app.federatedCredentials.find(({ name }) => name === params["credential"]);
  const text = (field: "name" | "issuer" | "subject"): string => (typeof body[field] === "string" ? body[field] : (existing?.[field] ?? ""));
  const audiences = Array.isArray(body["audiences"]) ? body["audiences"].map(String) : (existing?.audiences ?? []);
  const credential = { name: text("name"), issuer: text("issuer"), subject: text("subject"), audiences };
  app.federatedCredentials = [...app.federatedCredentials.filter((candidate) => candidate !== existing), credential];
  return existing === undefined ? json(201, federatedCredentialShape(credential)) : { status: 204, headers: {}, body: "" };
}
