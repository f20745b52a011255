/** A list that may have been cut short or refused in part; "complete" is required before "there is none" may be said. */
export interface Listing<T> {
  items: readonly T[];
  complete: boolean;
  /** What was refused or not read, one sentence each. */
  gaps: readonly string[];
}

export interface ResourceTenantFact {
  tenantId: string;
  /** The request whose answer named it. */
  from: string;
  /** The subscription is that of AZURE_SUBSCRIPTION_ID, which may be another one than the resource's. */
  assumed?: true;
}

/** Which account serves the endpoint's host, before anything is read of it. */
export type AccountIdFact =
  | { found: true; id: string; /** How it was found. */ by: "resource-id" | "resource-graph" | "listing"; tenantId?: string }
  | {
      found: false;
      /** Every readable subscription was looked at. An account that the caller may not see is not found either. */
      complete: boolean;
      /** Subscriptions that were looked at. */
      looked: readonly string[];
      gaps: readonly string[];
    };

/** The account that serves the endpoint's host. */
export type AccountFact =
  | {
      found: true;
      id: string;
      name: string;
      resourceGroup: string;
      subscriptionId: string;
      tenantId?: string;
      kind: string;
      sku?: string;
      location: string;
      customSubdomain?: string;
      endpoint?: string;
      endpoints: Readonly<Record<string, string>>;
      disableLocalAuth: boolean;
      publicNetworkAccess?: string;
      networkAcls?: { defaultAction: string; ipRules: readonly string[]; virtualNetworkRules: readonly string[]; bypass?: string };
      privateEndpoints: readonly { name: string; status: string }[];
      provisioningState?: string;
      projects: readonly string[];
      capabilities: Readonly<Record<string, string>>;
      /** How it was found. */
      by: "resource-id" | "resource-graph" | "listing";
      /** A network security perimeter or similar, as read. */
      etag?: string;
    }
  | (AccountIdFact & { found: false });

export interface Deployment {
  name: string;
  model: string;
  version?: string;
  format?: string;
  state: string;
  capabilities: Readonly<Record<string, string>>;
  sku?: string;
  capacity?: number;
}

export type DeploymentsFact = Listing<Deployment>;

export interface RoleAssignment {
  id: string;
  scope: string;
  roleDefinitionId: string;
  principalId: string;
  principalType?: string;
  condition?: string;
  conditionVersion?: string;
  createdOn?: string;
  updatedOn?: string;
  delegatedManagedIdentityResourceId?: string;
}

/** Assignments at the account's scope and everything above it, of everyone. */
export type RoleAssignmentsFact = Listing<RoleAssignment> & {
  /** Assignments of the principal anywhere that could be read, for "at the wrong scope". */
  elsewhere: readonly RoleAssignment[];
  /** The assignments were asked for by `assignedTo`, so group memberships are already counted. */
  groupsCounted: boolean;
  /** Ids of those that `assignedTo` listed for the principal; only where `groupsCounted`. */
  forPrincipal: readonly string[];
  /** Object id that was asked about. */
  principalId: string;
  /** ARM id that was asked at: the account, or the project of a project endpoint. */
  scope: string;
};

export interface PermissionBlock {
  actions: readonly string[];
  notActions: readonly string[];
  dataActions: readonly string[];
  notDataActions: readonly string[];
  condition?: string;
}

export interface RoleDefinition {
  id: string;
  /** The GUID. */
  name: string;
  roleName: string;
  type: "BuiltInRole" | "CustomRole";
  permissions: readonly PermissionBlock[];
  assignableScopes: readonly string[];
}

export type RoleDefinitionsFact = Listing<RoleDefinition>;

export interface DenyAssignment {
  id: string;
  denyAssignmentName: string;
  scope: string;
  doNotApplyToChildScopes: boolean;
  permissions: readonly PermissionBlock[];
  principals: readonly { id: string; type: string }[];
  excludePrincipals: readonly { id: string; type: string }[];
  isSystemProtected: boolean;
  condition?: string;
}

export type DenyAssignmentsFact = Listing<DenyAssignment>;

/** A role that could be activated with Privileged Identity Management. */
export interface Eligibility {
  id: string;
  scope: string;
  roleDefinitionId: string;
  principalId: string;
  principalType?: string;
  endDateTime?: string;
}

export type EligibilitiesFact = Listing<Eligibility>;

/** What ARM says the caller itself may do at the account: management and data actions. */
export interface PermissionsFact {
  scope: string;
  /** Object id of the caller, whose permissions these are. */
  principalId?: string;
  blocks: readonly PermissionBlock[];
}

/** Groups of the principal, transitive. */
export type GroupsFact = Listing<{ id: string; name?: string }> & { from: "token" | "graph" | "none" };

export interface PrincipalsFact {
  /** The principal itself, as the directory sees it. */
  self?: { id: string; kind: "User" | "ServicePrincipal" | "Group"; appId?: string; applicationObjectId?: string; servicePrincipalType?: string; enabled?: boolean; displayName?: string };
  /** Ids named by assignments: what they are, or that they are gone. */
  others: readonly { id: string; kind: "User" | "ServicePrincipal" | "Group" | "Application" | "deleted" | "unknown"; appId?: string; displayName?: string }[];
  gaps: readonly string[];
}
