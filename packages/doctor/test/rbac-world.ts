import type { AccessQuestion, DenyAssignment, RoleAssignment } from "../src/rbac/access-question.ts";
import { roleIds } from "../src/rbac/roles.ts";

export const account = "/subscriptions/00000000-0000-0000-0000-0000000000aa/resourceGroups/rg-contoso/providers/Microsoft.CognitiveServices/accounts/contoso";
export const subscription = "/subscriptions/00000000-0000-0000-0000-0000000000aa";
export const resourceGroup = `${subscription}/resourceGroups/rg-contoso`;
export const project = `${account}/projects/demo`;
export const managementGroup = "/providers/Microsoft.Management/managementGroups/platform";
export const responsesWrite = "Microsoft.CognitiveServices/accounts/OpenAI/responses/write";

export const me = "11111111-1111-1111-1111-111111111111";
export const team = "22222222-2222-2222-2222-222222222222";
export const stranger = "33333333-3333-3333-3333-333333333333";

/** An assignment of OpenAI User to `me` at the account, changed as given. */
export function assignment(changes: Partial<RoleAssignment> & { role?: string } = {}): RoleAssignment {
  const { role = roleIds.openAiUser, ...rest } = changes;
  const scope = rest.scope ?? account;
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${rest.principalId ?? me}-${role}`,
    scope,
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    principalId: me,
    principalType: "ServicePrincipal",
    ...rest,
  };
}

/** A deny assignment of every OpenAI data action for everyone at the account, changed as given. */
export function deny(changes: Partial<DenyAssignment> = {}): DenyAssignment {
  return {
    id: `${account}/providers/Microsoft.Authorization/denyAssignments/d`,
    denyAssignmentName: "Deny by deployment stack",
    scope: account,
    doNotApplyToChildScopes: false,
    permissions: [{ actions: [], notActions: [], dataActions: ["Microsoft.CognitiveServices/accounts/OpenAI/*"], notDataActions: [] }],
    principals: [{ id: "00000000-0000-0000-0000-000000000000", type: "SystemDefined" }],
    excludePrincipals: [],
    ...changes,
  };
}

/** Whether `me` may write responses at the account, with everything known unless changed. */
export function question(changes: Partial<AccessQuestion> = {}): AccessQuestion {
  return {
    operation: { name: responsesWrite, data: true },
    resource: account,
    principal: { id: me, groups: { items: [], complete: true } },
    assignments: { items: [], complete: true },
    denyAssignments: { items: [], complete: true },
    roles: [],
    managementGroups: [],
    ...changes,
  };
}
