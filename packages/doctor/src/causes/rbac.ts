import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord } from "./cause.ts";
import { accountLookup, accountScope, assignRole, fill, fixRoles, listRoles, say, showToken } from "../fix.ts";

const roles = "https://learn.microsoft.com/azure/ai-foundry/concepts/rbac-azure-ai-foundry";
const openai = "https://learn.microsoft.com/azure/ai-services/openai/how-to/role-based-access-control";
const propagation = "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting";

/** Causes that lie in the caller's roles on the data plane. All five show the same refusal; assignments tell them apart. */
export const rbac = {
  "rbac-no-data-role": {
    title: "The caller has no role that allows this call",
    why: "The service knows who calls, and no role assignment gives that principal the data action. Being Owner or Contributor of the subscription gives none: those roles manage the resource, they don't use the model.",
    neighbours: [
      { id: "rbac-role-lacks-data-action", tell: "a role is assigned, without the data action", command: "entra-doctor roles" },
      { id: "rbac-role-at-wrong-scope", tell: "the right role stands at a project or another resource" },
      { id: "rbac-wrong-principal", tell: "the role is on another identity than the one in the message" },
      { id: "rbac-not-propagated", tell: "the assignment is minutes old" },
      { id: "rbac-denied", tell: "the role is right, and a deny assignment overrules it", command: "entra-doctor roles" },
      { id: "rbac-condition-unmet", tell: "the role is right and counts only under a condition", command: "entra-doctor roles" },
      { id: "rbac-role-eligible-only", tell: "the role is eligible and has to be activated first", command: "entra-doctor roles" },
    ],
    fix: (e) => [assignRole(e), { title: "See what the principal holds now", az: [listRoles(e)], powershell: [`Get-AzRoleAssignment -ObjectId "${fill(e, "principalId")}" -Scope "${accountLookup(e, "powershell")}"`] }],
    docs: [roles, openai],
  },
  "rbac-role-lacks-data-action": {
    title: "The caller's role does not contain this data action",
    why: "A role is assigned and covers the resource, but its data actions don't include the one that was refused. Owner, Contributor and Cognitive Services Contributor have no data actions; Azure AI Developer lacks those of agents; Cognitive Services OpenAI User covers only OpenAI models.",
    neighbours: [
      { id: "rbac-no-data-role", tell: "there is no assignment at all", command: "entra-doctor roles" },
      { id: "rbac-role-at-wrong-scope", tell: "the role has the action and does not cover the resource" },
    ],
    fix: (e) => [assignRole(e), { title: "Compare the role's data actions with the refused one", az: [`az role definition list --name "${fill(e, "roleId", "ROLE_NAME")}" --query "[].permissions[].dataActions"`], powershell: [e.roleId === undefined ? "(Get-AzRoleDefinition \"ROLE_NAME\").DataActions" : `(Get-AzRoleDefinition -Id "${fill(e, "roleId")}").DataActions`] }],
    docs: [roles, openai],
  },
  "rbac-role-at-wrong-scope": {
    title: "The right role stands at a scope that does not cover this call",
    why: "The role holds the data action, but it is assigned at a project, another account or another resource group, and the service checks at the account. Roles reach down, never up or sideways.",
    neighbours: [{ id: "rbac-no-data-role", tell: "there the role stands nowhere", command: "entra-doctor roles" }, { id: "rbac-wrong-principal", tell: "there the scope fits and the principal does not" }],
    fix: (e) => [assignRole(e), { title: "List where the principal's roles stand", az: [`az role assignment list --assignee "${fill(e, "principalId")}" --all --output table`], powershell: [`Get-AzRoleAssignment -ObjectId "${fill(e, "principalId")}"`] }],
    docs: [roles, "https://learn.microsoft.com/azure/role-based-access-control/scope-overview"],
  },
  "rbac-wrong-principal": {
    title: "The role is on another identity than the one that calls",
    why: "The credential chain took another identity than you think: left-over AZURE_* variables, the managed identity instead of your login, the project's or agent's own identity, or the app registration in place of its service principal. The principal in the message is the one that needs the role.",
    neighbours: [{ id: "rbac-no-data-role", tell: "there the principal is the one you meant", command: showToken }, { id: "wrong-credential-wins", tell: "there a key and a token are both configured" }],
    fix: (e) => [
      { title: "See who the token is for", az: [showToken, `az ad sp show --id "${fill(e, "principalId")}" --query "{name:displayName,type:servicePrincipalType}"`] },
      say("Remove what selects the wrong identity: unset AZURE_CLIENT_ID, AZURE_CLIENT_SECRET and AZURE_TENANT_ID, or name one credential with AZURE_TOKEN_CREDENTIALS"),
      assignRole(e),
    ],
    docs: [roles, "https://learn.microsoft.com/azure/developer/python/sdk/authentication/credential-chains"],
  },
  "rbac-not-propagated": {
    title: "The role was assigned moments ago and is not in force yet",
    why: "The assignment is right, but the data plane has not seen it yet. It takes minutes, seen up to a quarter of an hour; at management groups, and for group membership of managed identities, hours.",
    neighbours: [{ id: "rbac-no-data-role", tell: "an older assignment would be in force", command: listRoles({}) }],
    fix: (e) => [
      { title: "Wait, and let the doctor say when it works", az: ["entra-doctor check --wait 15m"] },
      { title: "Check that the assignment exists", az: [listRoles(e)], powershell: [`Get-AzRoleAssignment -ObjectId "${fill(e, "principalId")}" -Scope "${accountLookup(e, "powershell")}"`] },
      say("In a pipeline, retry the first call with back-off after creating the assignment; a group membership needs a new token"),
    ],
    docs: [propagation],
  },
  "arm-no-role-assignment-write": {
    title: "The caller may not create role assignments",
    why: "A deployment or command tries to assign a role, and its caller holds no role with Microsoft.Authorization/roleAssignments/write. Contributor has everything but this.",
    neighbours: [{ id: "arm-missing-permission", tell: "there the refused action is another one" }],
    fix: (e) => [
      {
        title: "Someone with Owner or User Access Administrator gives the deploying identity the right to assign roles",
        az: [`# ${fixRoles.rbacAdministrator.id} is ${fixRoles.rbacAdministrator.name}`, `az role assignment create --assignee-object-id "${fill(e, "principalId")}" --assignee-principal-type ${fill(e, "principalType")} --role "${fixRoles.rbacAdministrator.id}" --scope "${fill(e, "resource", "/subscriptions/SUBSCRIPTION_ID/resourceGroups/RESOURCE_GROUP")}"`],
        powershell: [`New-AzRoleAssignment -ObjectId "${fill(e, "principalId")}" -RoleDefinitionId "${fixRoles.rbacAdministrator.id}" -Scope "/subscriptions/SUBSCRIPTION_ID/resourceGroups/RESOURCE_GROUP"`],
        portal: ["The resource group, Access control (IAM), Add role assignment, Role Based Access Control Administrator, with a condition on the roles it may hand out."],
        warning: "Whoever may assign roles can give themselves any role at this scope; limit it with a condition.",
      },
      say("Or leave the role assignment out of the template and let an administrator create it once"),
    ],
    docs: ["https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-overview", propagation],
  },
  "arm-missing-permission": {
    title: "The caller lacks a permission of the management plane",
    why: "Azure Resource Manager refused an action on the resource itself (read, write a deployment, list keys). Roles of the data plane don't include it; or the scope in the message does not exist for this caller.",
    neighbours: [{ id: "arm-no-role-assignment-write", tell: "there the action is roleAssignments/write" }, { id: "rbac-no-data-role", tell: "there the model call itself is refused" }],
    fix: (e) => {
      const role = /listkeys/i.test(e.action ?? "") ? fixRoles.cognitiveUser : /deployments\/write/i.test(e.action ?? "") ? fixRoles.openAiContributor : fixRoles.cognitiveContributor;
      return [
        say(`See whether the action ${e.action ?? "in the message"} is needed at all`, "Calls to the model with a token need no management permission; a tool that lists keys can usually be told to use Entra ID."),
        assignRole(e, role, fill(e, "resource", accountScope(e))),
        { title: "Check that subscription and account are the ones meant", az: ["az account show --query \"{name:name,id:id,tenant:tenantId}\""], powershell: ["Get-AzContext"] },
      ];
    },
    docs: ["https://learn.microsoft.com/azure/role-based-access-control/troubleshooting", roles],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;
