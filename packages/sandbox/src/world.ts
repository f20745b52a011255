import type { Transport, WireFault } from "./transport.ts";

export type { Transport, WireFault };

/** A loosely typed ARM property bag, as Azure Resource Manager sends it. */
export type Properties = Record<string, unknown>;

/** A Microsoft Entra tenant. */
export interface Tenant {
  id: string;
  domain: string;
  displayName: string;
  /** The tenant exists only in this cloud. */
  cloud: CloudName;
}

export type CloudName = "public" | "usgov" | "china";

/** Whoever can hold a role: a user, a service principal (of an app or a managed identity) or a group. */
export interface Principal {
  /** Object id: `oid` in tokens, `principalId` in role assignments. */
  id: string;
  type: "User" | "ServicePrincipal" | "Group";
  displayName: string;
  tenantId: string;
  userPrincipalName?: string;
  /** Client id of the app or managed identity behind a service principal. */
  appId?: string;
  enabled: boolean;
  /** Object ids of the groups it belongs to directly; groups may be nested. */
  memberOf: string[];
}

/** An app registration with its credentials. */
export interface App {
  /** Client id. */
  appId: string;
  /** Object id of the registration, which is not the service principal's. */
  objectId: string;
  tenantId: string;
  displayName: string;
  multiTenant: boolean;
  publicClient: boolean;
  secrets: { keyId: string; value: string; expiresAt: number }[];
  /** SHA-256 thumbprints, base64url, with the public key as PEM. */
  certificates: { thumbprint: string; publicKey: string; expiresAt: number }[];
  federatedCredentials: FederatedCredential[];
  redirectUris: string[];
}

export interface FederatedCredential {
  name: string;
  issuer: string;
  subject: string;
  audiences: string[];
}

/** A managed identity; a system-assigned one has the id of its host. */
export interface ManagedIdentity {
  kind: "SystemAssigned" | "UserAssigned";
  /** ARM id of the identity (user-assigned) or of the host (system-assigned). */
  resourceId: string;
  clientId: string;
  principalId: string;
  tenantId: string;
  /** Whether the compute that asks has it attached. */
  assigned: boolean;
  federatedCredentials: FederatedCredential[];
}

/** Which managed-identity endpoint the host has. */
export type IdentityHost = "app-service" | "imds" | "arc" | "service-fabric" | "cloud-shell" | "azure-ml" | "none";

export interface Subscription {
  id: string;
  displayName: string;
  tenantId: string;
  /** Nearest first. */
  managementGroups: string[];
}

/** A Cognitive Services account (kind OpenAI or AIServices). */
export interface Account {
  name: string;
  subscriptionId: string;
  resourceGroup: string;
  kind: "OpenAI" | "AIServices" | "CognitiveServices";
  location: string;
  tenantId: string;
  cloud: CloudName;
  customSubDomainName?: string;
  publicNetworkAccess: "Enabled" | "Disabled";
  networkAcls?: { defaultAction: "Allow" | "Deny"; ipRules: { value: string }[]; virtualNetworkRules: { id: string }[] };
  disableLocalAuth: boolean;
  keys: [string, string];
  /** Audiences that the data plane takes, without trailing slash. */
  audiences: string[];
  deployments: Deployment[];
  projects: { name: string }[];
  privateEndpointConnections: { name: string; status: "Approved" | "Pending" | "Rejected" }[];
}

export interface Deployment {
  name: string;
  model: { format: string; name: string; version: string };
  sku: { name: string; capacity: number };
  provisioningState: string;
  /** ARM capability map, for instance `{ responses: "true", chatCompletion: "true" }`. */
  capabilities: Record<string, string>;
  /** Set while the deployment's tokens per minute are used up. */
  throttled?: { retryAfterSeconds: number };
  /** Set when the deployment's content policy refuses every prompt. */
  filtersPrompts?: boolean;
}

export interface RoleDefinition {
  /** GUID. */
  id: string;
  name: string;
  type: "BuiltInRole" | "CustomRole";
  description: string;
  permissions: Permission[];
  assignableScopes: string[];
  /** Names that the role had before Microsoft renamed it. */
  formerNames?: string[];
}

export interface Permission {
  actions: string[];
  notActions: string[];
  dataActions: string[];
  notDataActions: string[];
  condition?: string;
  conditionVersion?: string;
}

export interface RoleAssignment {
  /** GUID. */
  name: string;
  scope: string;
  roleDefinitionId: string;
  principalId: string;
  principalType: "User" | "Group" | "ServicePrincipal" | "Unknown";
  condition?: string;
  conditionVersion?: string;
  /** Milliseconds since the epoch. The data plane honours it from `effectiveAt` on. */
  createdAt: number;
  effectiveAt: number;
  /** Made by activating an eligible role. */
  activated?: boolean;
}

export interface DenyAssignment {
  name: string;
  displayName: string;
  scope: string;
  permissions: Permission[];
  principals: { id: string; type: string }[];
  excludePrincipals: { id: string; type: string }[];
  doNotApplyToChildScopes: boolean;
  isSystemProtected: boolean;
  condition?: string;
}

/** A Privileged Identity Management eligibility that may not be active. */
export interface RoleEligibility {
  name: string;
  scope: string;
  roleDefinitionId: string;
  principalId: string;
  endAt?: number;
}

/** The time of this world: real time plus an offset that tests and faults move. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves this world's time forward (or back) by milliseconds. */
  advance(milliseconds: number): void;
}

/** A response that a client may fetch, continue or delete by its id. */
export interface KeptResponse {
  account: string;
  body: Properties;
  /** User texts up to and including this response's input. */
  userTexts: number;
}

/** The token of an identity provider outside Entra, which a federated credential trusts. */
export interface OutsideAssertion {
  issuer: string;
  subject: string;
  audience: string;
  /** Seconds; negative makes one that has already expired. */
  lifetime: number;
}

/** Everything that exists in one sandbox. Two sandboxes share nothing. */
export interface World {
  clock: Clock;
  tenants: Tenant[];
  principals: Principal[];
  apps: App[];
  identities: ManagedIdentity[];
  identityHost: IdentityHost;
  subscriptions: Subscription[];
  accounts: Account[];
  roleDefinitions: RoleDefinition[];
  roleAssignments: RoleAssignment[];
  denyAssignments: DenyAssignment[];
  roleEligibilities: RoleEligibility[];
  /** Lifetime of issued tokens in seconds, by how they were asked for. */
  tokenLifetime: { app: number; user: number; managedIdentity: number };
  /** The Entra error that the token endpoint answers with, instead of deciding by itself. */
  tokenRefusal?: { code: number; error: string; status: number; description: string };
  /** Alters what a token says just before it is signed. */
  tokenClaims?: (claims: Properties) => Properties;
  /** Address the data plane sees the caller come from. */
  callerAddress: string;
  /** How long the data plane takes to honour a new role assignment, in milliseconds; none unless set. */
  propagationDelay?: number;
  /** Capacity that the subscription may still deploy, in thousands of tokens per minute; 1000 unless set. */
  quota?: number;
  /** Items on one page of an ARM list; 10 unless set. */
  pageSize?: number;
  /** Responses that the data plane keeps for `previous_response_id`, by id. */
  keptResponses?: Map<string, KeptResponse>;
  wireFaults: WireFault[];
  transport: Transport;
  /** Environment variables that a program is started with, over the credential's own; `undefined` removes one. */
  environment: Record<string, string | undefined>;
  /** What the platform (Kubernetes, GitHub) writes into the assertion that it gives the program. */
  assertion: OutsideAssertion;
  /** Stand-ins of command-line tools to put on PATH. */
  tools: { az?: ToolBehaviour; azd?: ToolBehaviour; pwsh?: ToolBehaviour };
}

export type ToolBehaviour = "signed-in" | "signed-out" | "expired" | "missing" | "broken" | "slow";
