import type { Clock, RoleAssignment, RoleDefinition, World } from "./world.ts";

/** What is made anew for each sandbox and put into its world: nothing secret is the same twice. */
export interface SeedSecrets {
  /** Value of `contoso-app`'s client secret. */
  clientSecret: string;
  /** Value of `fabrikam-app`'s client secret. */
  fabrikamSecret: string;
  /** `contoso-app`'s certificate: private key and certificate for the program, thumbprint and public key for Entra. Without it, none is registered. */
  certificate?: { pem: string; thumbprint: string; publicKey: string };
  /** Keys of the accounts, which must never be needed. */
  accountKeys: [string, string];
}

const contosoTenant = "7f1a2b3c-0c0e-4a55-9d10-c0470500aaaa";
const fabrikamTenant = "8e2b3c4d-1d1f-4b66-8e21-fab71ca0bbbb";
const subscription = "5ab50000-1111-4222-8333-c04705000001";
const fabrikamSubscription = "5ab50000-1111-4222-8333-fab71ca00001";

/** Ids of the default world, for tests and faults; their prefix says what they name. */
export const ids = {
  contosoTenant,
  fabrikamTenant,
  subscription,
  fabrikamSubscription,
  managementGroup: "mg-contoso",
  accountId: `/subscriptions/${subscription}/resourceGroups/rg-contoso/providers/Microsoft.CognitiveServices/accounts/contoso`,
  fabrikamAccountId: `/subscriptions/${fabrikamSubscription}/resourceGroups/rg-fabrikam/providers/Microsoft.CognitiveServices/accounts/fabrikam`,
  app: "a9900000-aaaa-4bbb-8ccc-c04705000001",
  appObject: "a99b0000-aaaa-4bbb-8ccc-c04705000001",
  appPrincipal: "0b1ec700-aaaa-4bbb-8ccc-c04705000001",
  desktopApp: "a9900000-aaaa-4bbb-8ccc-c04705000002",
  desktopAppObject: "a99b0000-aaaa-4bbb-8ccc-c04705000002",
  desktopAppPrincipal: "0b1ec700-aaaa-4bbb-8ccc-c04705000002",
  fabrikamApp: "a9900000-aaaa-4bbb-8ccc-fab71ca00001",
  fabrikamAppObject: "a99b0000-aaaa-4bbb-8ccc-fab71ca00001",
  fabrikamAppPrincipal: "0b1ec700-aaaa-4bbb-8ccc-fab71ca00001",
  /** The Azure CLI's own client id, which developer tools and some libraries sign in with. */
  azureCli: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
  developer: "0b1ec700-dddd-4bbb-8ccc-c04705000003",
  fabrikamDeveloper: "0b1ec700-dddd-4bbb-8ccc-fab71ca00003",
  systemIdentityClient: "c11e7000-5555-4bbb-8ccc-c04705000004",
  systemIdentityPrincipal: "0b1ec700-5555-4bbb-8ccc-c04705000004",
  /** The host of the system-assigned identity. */
  host: `/subscriptions/${subscription}/resourceGroups/rg-contoso/providers/Microsoft.Web/sites/contoso-web`,
  /** The host of the same identity where it is a virtual machine. */
  machine: `/subscriptions/${subscription}/resourceGroups/rg-contoso/providers/Microsoft.Compute/virtualMachines/contoso-vm`,
  userIdentityClient: "c11e7000-6666-4bbb-8ccc-c04705000005",
  userIdentityPrincipal: "0b1ec700-6666-4bbb-8ccc-c04705000005",
  userIdentity: `/subscriptions/${subscription}/resourceGroups/rg-contoso/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-contoso`,
  openAiUserRole: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd",
  ownerRole: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  readerRole: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
} as const;

/** Issuer, subject and audience of the assertions that the platforms hand out and `contoso-app` trusts. */
export const assertions = {
  kubernetes: {
    issuer: `https://swedencentral.oic.prod-aks.azure.com/${contosoTenant}/0c1d2e3f-aaaa-4bbb-8ccc-0000000a0005/`,
    subject: "system:serviceaccount:default:contoso-app",
    audience: "api://AzureADTokenExchange",
    lifetime: 3600,
  },
  github: {
    issuer: "https://token.actions.githubusercontent.com",
    subject: "repo:contoso/app:ref:refs/heads/main",
    audience: "api://AzureADTokenExchange",
    lifetime: 300,
  },
} as const;

const day = 86_400_000;

/** The default world: all that a keyless call needs, in order. */
export function seedWorld(secrets: SeedSecrets, clock: Clock, roleDefinitions: readonly RoleDefinition[]): World {
  const now = clock.now();
  const account = ids.accountId;
  const { certificate } = secrets;
  return {
    clock,
    tenants: [
      { id: contosoTenant, domain: "contoso.onmicrosoft.com", displayName: "Contoso", cloud: "public" },
      { id: fabrikamTenant, domain: "fabrikam.onmicrosoft.com", displayName: "Fabrikam", cloud: "public" },
    ],
    principals: [
      servicePrincipal(ids.appPrincipal, "contoso-app", ids.app),
      servicePrincipal(ids.desktopAppPrincipal, "contoso-desktop", ids.desktopApp),
      servicePrincipal(ids.systemIdentityPrincipal, "contoso-web", ids.systemIdentityClient),
      servicePrincipal(ids.userIdentityPrincipal, "id-contoso", ids.userIdentityClient),
      servicePrincipal(ids.fabrikamAppPrincipal, "fabrikam-app", ids.fabrikamApp, fabrikamTenant),
      user(ids.developer, "Contoso Developer", "dev@contoso.onmicrosoft.com", contosoTenant),
      user(ids.fabrikamDeveloper, "Fabrikam Developer", "dev@fabrikam.onmicrosoft.com", fabrikamTenant),
    ],
    apps: [
      {
        ...app(ids.app, ids.appObject, "contoso-app"),
        secrets: [{ keyId: "5ec2e700-aaaa-4bbb-8ccc-c04705000001", value: secrets.clientSecret, expiresAt: now + 180 * day }],
        certificates: certificate === undefined ? [] : [{ thumbprint: certificate.thumbprint, publicKey: certificate.publicKey, expiresAt: now + 365 * day }],
        federatedCredentials: [
          { name: "kubernetes", ...trust(assertions.kubernetes) },
          { name: "github", ...trust(assertions.github) },
        ],
      },
      { ...app(ids.desktopApp, ids.desktopAppObject, "contoso-desktop"), publicClient: true, redirectUris: ["http://localhost"] },
      { ...app(ids.azureCli, ids.azureCli, "Microsoft Azure CLI"), publicClient: true, multiTenant: true, redirectUris: ["http://localhost"] },
      {
        ...app(ids.fabrikamApp, ids.fabrikamAppObject, "fabrikam-app", fabrikamTenant),
        secrets: [{ keyId: "5ec2e700-aaaa-4bbb-8ccc-fab71ca00001", value: secrets.fabrikamSecret, expiresAt: now + 180 * day }],
      },
    ],
    identities: [
      { kind: "SystemAssigned", resourceId: ids.host, clientId: ids.systemIdentityClient, principalId: ids.systemIdentityPrincipal, tenantId: contosoTenant, assigned: true, federatedCredentials: [] },
      { kind: "UserAssigned", resourceId: ids.userIdentity, clientId: ids.userIdentityClient, principalId: ids.userIdentityPrincipal, tenantId: contosoTenant, assigned: true, federatedCredentials: [] },
    ],
    identityHost: "app-service",
    subscriptions: [
      { id: subscription, displayName: "Contoso Production", tenantId: contosoTenant, managementGroups: [ids.managementGroup, contosoTenant] },
      { id: fabrikamSubscription, displayName: "Fabrikam", tenantId: fabrikamTenant, managementGroups: [fabrikamTenant] },
    ],
    accounts: [
      {
        name: "contoso",
        subscriptionId: subscription,
        resourceGroup: "rg-contoso",
        kind: "AIServices",
        location: "swedencentral",
        tenantId: contosoTenant,
        cloud: "public",
        customSubDomainName: "contoso",
        publicNetworkAccess: "Enabled",
        networkAcls: { defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
        disableLocalAuth: true,
        keys: secrets.accountKeys,
        audiences: ["https://cognitiveservices.azure.com", "https://ai.azure.com"],
        deployments: [
          deployment("gpt-5.5", "2026-04-24", { responses: "true", chatCompletion: "true", agentsV2: "true" }),
          deployment("gpt-4.1-mini", "2025-04-14", { responses: "true", chatCompletion: "true" }),
          deployment("text-embedding-3-small", "1", { embeddings: "true" }),
        ],
        projects: [{ name: "demo" }],
        privateEndpointConnections: [],
      },
      {
        name: "fabrikam",
        subscriptionId: fabrikamSubscription,
        resourceGroup: "rg-fabrikam",
        kind: "OpenAI",
        location: "eastus2",
        tenantId: fabrikamTenant,
        cloud: "public",
        customSubDomainName: "fabrikam",
        publicNetworkAccess: "Enabled",
        networkAcls: { defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
        disableLocalAuth: true,
        keys: [`${secrets.accountKeys[0]}F`, `${secrets.accountKeys[1]}F`],
        audiences: ["https://cognitiveservices.azure.com", "https://ai.azure.com"],
        deployments: [deployment("gpt-5.5", "2026-04-24", { responses: "true", chatCompletion: "true" })],
        projects: [],
        privateEndpointConnections: [],
      },
    ],
    roleDefinitions: structuredClone([...roleDefinitions]),
    roleAssignments: [
      assignment(1, account, ids.openAiUserRole, ids.systemIdentityPrincipal, "ServicePrincipal", now),
      assignment(2, account, ids.openAiUserRole, ids.userIdentityPrincipal, "ServicePrincipal", now),
      assignment(3, account, ids.openAiUserRole, ids.appPrincipal, "ServicePrincipal", now),
      assignment(4, account, ids.openAiUserRole, ids.developer, "User", now),
      assignment(5, `/subscriptions/${subscription}`, ids.ownerRole, ids.developer, "User", now),
      // Listing the models of a location is a read of the subscription, which the role at the account does not cover.
      assignment(8, `/subscriptions/${subscription}`, ids.readerRole, ids.systemIdentityPrincipal, "ServicePrincipal", now),
      assignment(9, `/subscriptions/${subscription}`, ids.readerRole, ids.userIdentityPrincipal, "ServicePrincipal", now),
      assignment(10, `/subscriptions/${subscription}`, ids.readerRole, ids.appPrincipal, "ServicePrincipal", now),
      assignment(6, ids.fabrikamAccountId, ids.openAiUserRole, ids.fabrikamDeveloper, "User", now),
      assignment(7, ids.fabrikamAccountId, ids.openAiUserRole, ids.fabrikamAppPrincipal, "ServicePrincipal", now),
    ],
    denyAssignments: [],
    roleEligibilities: [],
    tokenLifetime: { app: 3900, user: 4500, managedIdentity: 86_400 },
    callerAddress: "203.0.113.10",
    wireFaults: [],
    transport: { certificate: "trusted", proxy: "open", latency: 0, unknownHosts: [], dns: {} },
    environment: {},
    assertion: { ...assertions.kubernetes },
    tools: {},
  };
}

function servicePrincipal(id: string, displayName: string, appId: string, tenantId: string = contosoTenant): World["principals"][number] {
  return { id, type: "ServicePrincipal", displayName, tenantId, appId, enabled: true, memberOf: [] };
}

function user(id: string, displayName: string, userPrincipalName: string, tenantId: string): World["principals"][number] {
  return { id, type: "User", displayName, tenantId, userPrincipalName, enabled: true, memberOf: [] };
}

function app(appId: string, objectId: string, displayName: string, tenantId: string = contosoTenant): World["apps"][number] {
  return { appId, objectId, tenantId, displayName, multiTenant: false, publicClient: false, secrets: [], certificates: [], federatedCredentials: [], redirectUris: [] };
}

function trust({ issuer, subject, audience }: World["assertion"]): { issuer: string; subject: string; audiences: string[] } {
  return { issuer, subject, audiences: [audience] };
}

function deployment(name: string, version: string, capabilities: Record<string, string>): World["accounts"][number]["deployments"][number] {
  return { name, model: { format: "OpenAI", name, version }, sku: { name: "GlobalStandard", capacity: 50 }, provisioningState: "Succeeded", capabilities };
}

function assignment(number: number, scope: string, roleDefinitionId: string, principalId: string, principalType: RoleAssignment["principalType"], now: number): RoleAssignment {
  const at = now - 30 * day;
  return { name: `a5519000-0000-4000-8000-${String(number).padStart(12, "0")}`, scope, roleDefinitionId, principalId, principalType, createdAt: at, effectiveAt: at };
}
