import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

const denied = ["PermissionDenied", "lacks the required data action", "Principal does not have access to API/Operation", "does not have access to API/Operation", "required data action", "not authorized to perform", "Caller is not authorized", "lacks the required permission", "permission denied for url", "AuthorizationPermissionMismatch", "using this permission", "ForbiddenByRbac"];

/** Signatures of refusals by role on the data plane, and of the management plane. */
export const rbacAndArm = {
  "rbac-no-data-role": [
    ...each(80, "the caller has no role with this data action", [
      "lacks the required data action", "does not have access to API/Operation", "doesn't have access to API/Operation", "lacks the required permissions to perform",
      "ForbiddenByRbac", "Caller is not authorized to perform action on resource", "not authorized to perform data action", "does not have the required data action",
      "does not have permission to perform data action", "PermissionDenied", "The principal lacks", "AKV10046", "does not have permissions for",
    ], { none: ["Please provide a custom subdomain", "PERMISSION_DENIED_EXTENSION"] }),
    all(58, "a data-plane role is missing", ["Cognitive Services OpenAI User"], { any: ["401", "403", "denied", "forbidden", "unauthorized", "missing"] }),
    all(56, "a data-plane role is missing", ["aka.ms/FoundryPermissions"]),
    ...each(84, "the storage account knows the caller and misses a role", ["AuthorizationPermissionMismatch", "not authorized to perform this operation using this permission"]),
    all(64, "the search service refuses the caller", ["Authorization failed"], { any: ["search.documents", "azure/search", "azure\\search", "Azure.Search"], none: ["roleAssignments", "template resource"] }),
    all(46, "the service knows the caller and refuses, without saying why", ["RequestFailedException: Service request failed", "Status: 403 (Forbidden)"], { none: ["firewall", "virtual network", "169.254.169.254", "public access", "ForbiddenByFirewall", "ManagedIdentityCredential"] }),
    ...each(52, "the service refuses the caller, without saying why", ["Operation returned an invalid status 'Forbidden'", "Operation returned an invalid status code 'Forbidden'"], { none: ["firewall", "roleAssignments", "AuthorizationFailed"] }),
    ...each(42, "the service refuses the caller, without saying why", ["Operation returned an invalid status 'Unauthorized'", "Operation returned an invalid status code 'Unauthorized'"], { none: ["audience", "usgovcloudapi"] }),
    all(36, "the service refuses, without saying which action", ["403: Forbidden"], { none: ["nginx", "proxy", "firewall", "AuthenticationTypeDisabled"] }),
    all(40, "the service knows the caller and refuses", ["403"], { any: ["insufficient permissions", "does not have permission", "insufficient_permissions", "not have sufficient permissions", "does not have authorization"], none: ["roleAssignments", "AuthorizationFailed"] }),
  ],
  "rbac-role-lacks-data-action": [
    ...denied.map((phrase) => all(86, "the roles named carry no such data action", [phrase], { any: ["is Owner", "as Owner", "Owner role", "Owner of the subscription", "subscription Owner", "subscription owner", "Owner at", "am Owner", "am the owner", "Contributor role", "is Contributor", "Cognitive Services Contributor", "Azure AI Developer", "Azure AI Administrator", "Account Owner", "have Owner", "have Contributor", "has Owner", "has Contributor", "Owner permissions", "Owner access", "role Owner", "role: Owner", "roleDefinitionName\": \"Owner", "roleDefinitionName: Contributor"] })),
    all(66, "agents need a role that most others don't contain", ["lacks the required data action", "AIServices/agents"]),
    all(70, "the refusal is about an action that OpenAI roles don't contain", ["PermissionDenied", "/contentunderstanding/"]),
    all(60, "a role may be assigned without this action", ["lacks the required data action"]),
    all(58, "a role may be assigned without this action", ["PermissionDenied"]),
    all(58, "a role may be assigned without this action", ["does not have access to API/Operation"]),
  ],
  "rbac-role-at-wrong-scope": [
    ...denied.map((phrase) => all(87, "the role stands at another scope", [phrase], { any: ["at the project", "project scope", "on the project", "project level", "on the resource group of", "other resource", "wrong scope", "account scope", "hub", "scoped to the project", "assigned on the project", "parent resource", "at resource level only", "different resource", "narrower scope"] })),
    all(55, "the role may stand at another scope", ["lacks the required data action"]),
    all(54, "the role may stand at another scope", ["PermissionDenied"]),
    all(54, "the role may stand at another scope", ["does not have access to API/Operation"]),
  ],
  "rbac-wrong-principal": [
    all(84, "variables in the environment select another identity", ["Environment is configured for ClientSecretCredential"], { none: ["aadsts"] }),
    all(84, "variables in the environment select another identity", ["Environment is configured for UsernamePasswordCredential"], { none: ["aadsts"] }),
    all(84, "variables in the environment select another identity", ["Environment is configured for"], { any: denied }),
    ...denied.map((phrase) => all(88, "another identity calls than the one with the role", [phrase], { any: ["acquired a token from EnvironmentCredential", "acquired a token from ManagedIdentityCredential", "ManagedIdentityCredential will use", "hosted agent", "agent identity", "project's managed identity", "project managed identity", "agent's identity", "Error event received", "object id of the app", "different principal", "different object id", "not my object id", "unknown principal", "service principal instead", "agentIdentity", "WorkloadIdentityCredential", "app registration object id", "wrong object id"] })),
    all(54, "the role may be on another identity", ["lacks the required data action"]),
    all(53, "the role may be on another identity", ["PermissionDenied"]),
    all(53, "the role may be on another identity", ["does not have access to API/Operation"]),
  ],
  "rbac-role-eligible-only": denied.map((phrase) => all(88, "the role is eligible and has not been activated", [phrase], { any: ["eligible", "PIM", "Privileged Identity Management", "not activated", "activate the role", "activate your role"] })),
  "rbac-denied": [
    ...each(96, "a deny assignment refuses the action", ["DenyAssignmentAuthorizationFailed", "because of the deny assignment", "deny assignment with name", "blocked by a deny assignment"]),
  ],
  "rbac-condition-unmet": denied.map((phrase) => all(88, "the assignment holds a condition", [phrase], { any: ["condition on the role assignment", "role assignment condition", "conditionVersion", "ActionMatches", "ABAC"] })),
  "rbac-not-propagated": [
    ...each(90, "the assignment is new and not in force yet", [
      "observe propagation time", "role assignments were changed recently", "role definitions were changed recently", "may take up to 5 minutes for",
      "propagation delay", "wait for the role assignment to propagate", "role assignment propagation", "waiting for role assignment", "hasn't propagated",
      "has not propagated", "not yet propagated", "after a few minutes it works",
    ], { none: ["@kubernetes", "might be related to a replication delay"] }),
    ...denied.map((phrase) => all(87, "the role was assigned moments ago", [phrase], { any: ["az role assignment create", "New-AzRoleAssignment", "just assigned", "just granted", "minutes ago", "propagat", "a few minutes", "recently assigned", "works later", "retry later", "intermittent", "after waiting", "sometimes works", "eventually", "eventual consistency", "immediately after", "right after", "before the role assignment", "take effect", "takes effect", "time_sleep", "sleep 60"] })),
    all(53, "the role may not be in force yet", ["lacks the required data action"]),
    all(55, "the role may not be in force yet", ["does not have access to API/Operation"]),
    all(52, "the role may not be in force yet", ["PermissionDenied"]),
  ],
  "arm-no-role-assignment-write": [
    ...each(96, "the caller may not create role assignments", [
      "roleAssignments/write", "of type 'Microsoft.Authorization/roleAssignments'", "permission to create role assignments", "permission to write role assignments",
      "to assign roles you need", "does not have permission to assign roles", "insufficient permissions to create role assignment", "roleAssignments/delete",
      "permission to add role assignments", "cannot create role assignment",
    ], { none: ["PrincipalNotFound", "RoleAssignmentExists", "UnmatchedPrincipalType", "RoleDefinitionDoesNotExist"] }),
    all(70, "creating a role assignment was refused", ["AuthorizationFailed", "roleAssignments"]),
    all(62, "role assignments need Owner or User Access Administrator", ["User Access Administrator"], { any: ["denied", "authorization", "need", "require", "must"] }),
  ],
  "arm-missing-permission": [
    all(60, "the identity that signed in sees no subscription: it has no role on one", ["No subscriptions found for"], { any: ["OIDC", "service-principal", "service principal", "SERVICE_PRINCIPAL", "azure/login"] }),
    ...each(88, "the management plane refuses an action", [
      "does not have authorization to perform action", "does not have permission to perform action", "AuthorizationFailed",       "or the scope is invalid. If access was recently granted", "does not have permission to perform the action", "ReadOnlyDisabledSubscription", "linked scope(s)",
      "Authorization failed for template resource", "RoleAssignmentScopeNotAssignable", "does not have access to Subscription", "RequestDisallowedByPolicy",
      "ScopeLocked", "does not have permissions to read", "Insufficient permissions to list keys",
    ], { none: ["roleAssignments/write", "Microsoft.Authorization/roleAssignments'", "lacks the required data action", "blob.core.windows.net", "Users must use MFA"] }),
    ...each(66, "a management action is refused", ["listKeys/action", "deployments/write", "accounts/write", "accounts/read'", "register/action", "Failed to list keys", "listKeys"], { any: ["denied", "authorization", "forbidden", "403", "not have"], none: ["lacks the required data action"] }),
  ],
  "arm-principal-not-found": [
    ...each(95, "the directory does not know the principal", [
      "PrincipalNotFound", "InvalidPrincipalId", "A valid principal ID must be provided", "does not exist in the directory",
      "Cannot find user or service principal in graph database", "No matches in graph database for", "principal was not found in the directory", "this error might be related to a replication delay",
      "If you are creating this principal and then immediately assigning a role", "cannot find principal", "No user, group, or service principal found",
      "Cannot find the principal",
    ], { none: ["User account", "AADSTS50034", "AADSTS50020"] }),
  ],
  "arm-role-assignment-exists": [
    ...each(95, "the assignment or its name exists already", [
      "RoleAssignmentExists", "HashConflictOnDifferentRoleAssignmentIds", "RoleAssignmentUpdateNotPermitted", "role assignment already exists",
      "Tenant ID, application ID, principal ID, and scope are not allowed to be updated", "role assignment ID already exists", "RoleAssignmentAlreadyExists",
    ]),
  ],
  "arm-wrong-principal-type": [
    ...each(95, "the type given is not the principal's", [
      "UnmatchedPrincipalType", "which is different from specified PrinciaplType",       "different from specified principal", "invalid principal type", "principalType does not match", "principal type mismatch", "UnsupportedPrincipalType",
      "InvalidPrincipalType", "principal type is not supported",
    ]),
  ],
  "arm-precondition": [
    ...each(92, "something that the call names is missing or taken", [
      "SubscriptionNotFound", "Not found subscription ID", "RequestConflict", "Another operation is being performed on the parent resource",
      "is not registered to use namespace", "CustomDomainInUse", "The subdomain name", "FlagMustBeSetForRestore", "An existing resource with ID",
      "has been soft-deleted", "ResourceGroupNotFound", "RoleDefinitionDoesNotExist", "The specified role definition with ID", "No role definition found",
      "doesn't exist. Role", "could not find role", "role definition not found", "NoRegisteredProviderFound", "The subscription is not registered",
      "(ResourceNotFound)", "Code: ResourceNotFound", "The Resource 'Microsoft.", "InvalidSubscriptionId", "the subscription of '",
      "subscription doesn't exist in cloud", "Subscription not found", "could not be found. (Subscription", "AccountIsNotSucceeded", "SubdomainAlreadyInUse",
      "is already in use", "Role 'Azure AI User' doesn't exist", "MissingSubscription", "InvalidResourceReference", "ResourceKindRequireAcceptTerms",
      "SubscriptionNotRegistered", "ResourceProviderNotRegistered",
      "The subscription could not be found", "InvalidResourceNamespace", "registered for the resource provider",       "Please register the subscription", "RoleDefinitionNotFound", "LocationNotAvailableForResourceType",
    ], { none: ["DeploymentNotFound", "port", "Address already in use", "InsufficientQuota", "EADDRINUSE", "lookup"] }),
    all(84, "a role is looked up by a name that does not exist", ["role", "does not exist"], { any: ["Azure AI User", "Foundry User", "Azure AI Project Manager", "Azure AI Owner", "role definition", "roleDefinition", "Cognitive Services"], none: ["PermissionDenied", "PrincipalNotFound", "deployment for this resource", "user account", "aadsts"] }),
    all(84, "a role is looked up by a name that does not exist", ["role", "doesn't exist"], { any: ["Azure AI User", "Foundry User", "role definition", "Cognitive Services", "az role assignment"], none: ["PermissionDenied", "PrincipalNotFound", "aadsts"] }),
    all(76, "an account of that name is still held by a deleted one", ["soft delete"], { any: ["account", "restore", "purge", "Conflict"] }),
  ],
  "quota-or-region": [
    ...each(93, "quota or region refuses the deployment", [
      "SpecialFeatureOrQuotaIdRequired", "does not have QuotaId/Feature", "InsufficientQuota", "is bigger than the current available capacity", "is bigger than available capacity", "No deployable models found", "new capacity in quota", "quota limit is",       "not supported in this region", "is not available in the region", "not available in this region", "not available in region", "InvalidResourceProperties",
      "The specified SKU", "SkuNotAvailable", "SkuNotSupported", "ModelNotSupported", "InvalidCapacity", "QuotaExceeded", "quota exceeded", "exceeds the quota",
      "not enough quota", "ModelDeprecated", "InsufficientResources", "LocationNotAvailable", "LocationIsOfferRestricted",
      "capacity is not available in", "no quota available", "The model format", "OutOfCapacity", "DeploymentCapacity", "No available capacity",
      "model version is not supported", "unsupported region", "SkuInvalid", "AccountQuota", "Tokens Per Minute (thousands)",
    ], { none: ["429", "RateLimitReached", "insufficient_quota", "rate limit", "retry after"] }),
    all(93, "the model or its version is no longer offered", ["has been deprecated"], { any: ["model version", "the model", "deployment", "ServiceModel"], none: ["429", "client has been deprecated", "SDK Clients"] }),
    all(70, "the region does not offer the model", ["does not support", "region"], { any: ["model", "sku", "deployment"], none: ["aadsts"] }),
  ],
} as const satisfies Partial<Record<CauseId, readonly Signature[]>>;
