export const rbacAndArm = {
  "rbac-no-data-role": [
    "com.openai.errors.UnauthorizedException: 401: The principal `0b1ec700-5555-4bbb-8ccc-c04705000004` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/responses/write` to perform `POST /openai/v1/responses` operation.",
    "401 Unauthorized The principal `x` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/responses/write` to perform `POST /openai/v1/responses` operation. (code: PermissionDenied)",
    "The principal `11111111-1111-1111-1111-111111111111` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/responses/write` to perform `POST /openai/v1/responses` operation.",
    "openai.AuthenticationError: Error code: 401 - {'error': {'code': 'PermissionDenied', 'message': 'Principal does not have access to API/Operation.'}}",
    "Azure.RequestFailedException: Caller is not authorized to perform action on resource.\nErrorCode: Forbidden {\"innererror\":{\"code\":\"ForbiddenByRbac\"}}",
  ],
  "rbac-role-lacks-data-action": [
    "I am Owner of the subscription. (PermissionDenied) The principal lacks the required data action Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action",
    "Role: Cognitive Services Contributor. Error code: 401 - {'error': {'code': 'PermissionDenied', 'message': 'Principal does not have access to API/Operation.'}}",
    "The principal lacks the required data action `Microsoft.CognitiveServices/accounts/AIServices/agents/write`; the user has Azure AI Developer",
  ],
  "rbac-role-at-wrong-scope": [
    "PermissionDenied: Principal does not have access to API/Operation. Foundry User is assigned on the project only",
    "lacks the required data action Microsoft.CognitiveServices/accounts/OpenAI/responses/write (role assigned at the project scope)",
    "401 PermissionDenied although Cognitive Services OpenAI User is granted on a different resource",
  ],
  "rbac-wrong-principal": [
    "INFO azure.identity: Environment is configured for ClientSecretCredential\n401 {'code': 'PermissionDenied', 'message': 'Principal does not have access to API/Operation.'}",
    "DefaultAzureCredential acquired a token from EnvironmentCredential\nThe principal `2222` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/responses/write`",
    "The hosted agent fails: (PermissionDenied) The principal 3333 lacks the required data action Microsoft.CognitiveServices/accounts/AIServices/agents/write",
  ],
  "rbac-not-propagated": [
    "az role assignment create --role ...\nError code: 401 - {'error': {'code': 'PermissionDenied', 'message': 'Principal does not have access to API/Operation.'}}",
    "Caller is not authorized. If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.",
    "PermissionDenied, the role was just assigned; after a few minutes it works",
  ],
  "rbac-denied": [
    "(DenyAssignmentAuthorizationFailed) The client has permission to perform action; however, the access is denied because of the deny assignment with name 'stack'",
    "access is denied because of the deny assignment with name 'Managed app'",
    "the call is blocked by a deny assignment of a deployment stack",
  ],
  "rbac-condition-unmet": [
    "PermissionDenied: Principal does not have access to API/Operation. The assignment has conditionVersion 2.0 with ActionMatches",
    "lacks the required data action X; there is a condition on the role assignment",
    "PermissionDenied although granted; ABAC limits it",
  ],
  "rbac-role-eligible-only": [
    "PermissionDenied: Principal does not have access to API/Operation. My role is eligible in PIM",
    "lacks the required data action X; Privileged Identity Management shows the role as eligible",
    "Principal does not have access to API/Operation (role not activated)",
  ],
  "arm-no-role-assignment-write": [
    "(AuthorizationFailed) The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '/subscriptions/1'",
    "Authorization failed for template resource 'abc' of type 'Microsoft.Authorization/roleAssignments'.",
    "You do not have permission to create role assignments; ask a User Access Administrator.",
  ],
  "arm-missing-permission": [
    "com.azure.core.management.exception.ManagementException: Status code 403, \"{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"The client 'x' does not have authorization to perform action\"}}\"",
    "GET https://management.azure.com/subscriptions/x/providers/Microsoft.CognitiveServices/locations/swedencentral/models\nRESPONSE 403: 403 Forbidden\nERROR CODE: AuthorizationFailed",
    "(AuthorizationFailed) The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/read' over scope '/subscriptions/1' or the scope is invalid.",
    "Status=403 Code=\"AuthorizationFailed\" Message=\"The client does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/deployments/write'\"",
    "LinkedAuthorizationFailed: The client has permission to perform action, but does not have permission on the linked scope(s)",
  ],
  "arm-principal-not-found": [
    "(PrincipalNotFound) Principal abc does not exist in the directory def. Check that you have the correct principal ID.",
    "ERROR: Cannot find user or service principal in graph database for 'x'. If the assignee is an appId, make sure the corresponding service principal is created",
    "creating Role Assignment: unexpected status 400 with error: PrincipalNotFound",
  ],
  "arm-role-assignment-exists": [
    "(RoleAssignmentExists) The role assignment already exists.",
    "HashConflictOnDifferentRoleAssignmentIds: The role assignment ID conflicts",
    "Code=RoleAssignmentUpdateNotPermitted Message=Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
  ],
  "arm-wrong-principal-type": [
    "(UnmatchedPrincipalType) The PrincipalId 'a' has type 'User' , which is different from specified PrinciaplType 'ServicePrincipal'.",
    "UnmatchedPrincipalType during azd provision",
    "invalid principal type: expected Group",
  ],
  "arm-precondition": [
    "(MissingSubscriptionRegistration) The subscription is not registered to use namespace 'Microsoft.CognitiveServices'.",
    "SubscriptionNotFound: The subscription '1111' could not be found.",
    "ERROR: Role 'Azure AI User' doesn't exist.",
    "CustomDomainInUse: Please pick a different name.",
  ],
  "quota-or-region": [
    "InsufficientQuota: This operation require 50 new capacity in quota Tokens Per Minute (thousands) - gpt-4o, which is bigger than the current available capacity 10.",
    "The specified SKU 'GlobalStandard' for model 'o3 2025-04-16' is not supported in this region 'westus'.",
    "DeploymentModelNotSupported: The model 'Format: OpenAI, Name: gpt-4' is not supported",
  ],
} as const;
