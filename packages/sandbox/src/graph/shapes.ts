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
    publicClient: { redirectUris: app.redirectUris },
    passwordCredentials: app.secrets.map(({ keyId, value, expiresAt }) => ({ keyId, hint: value.slice(0, 3), displayName: null, endDateTime: new Date(expiresAt).toISOString(), secretText: null })),
    keyCredentials: app.certificates.map(({ thumbprint, expiresAt }) => ({ keyId: thumbprint, customKeyIdentifier: thumbprint, type: "AsymmetricX509Cert", usage: "Verify", endDateTime: new Date(expiresAt).toISOString(), key: null })),
  };
}

/** A federated credential as Graph shows it. */
export function federatedCredentialShape({ name, issuer, subject, audiences }: FederatedCredential): Properties {
  return { id: name, name, issuer, subject, audiences, description: null };
}
