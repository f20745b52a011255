import { accountLookup, accountScope, assignRole, fill, fixRoles, say } from "../fix.ts";
import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord, FixEvidence, Step } from "./cause.ts";

const rbacDocs = "https://learn.microsoft.com/azure/role-based-access-control";

/** Causes where the right role is there and something else holds it back. */
export const rbacLimits = {
  "rbac-denied": {
    title: "A deny assignment takes the data action away",
    why: "A deny assignment wins over every role. Nobody makes one by hand: it comes with a deployment stack, a managed application or an old blueprint, which protects its resources with it.",
    neighbours: [{ id: "rbac-no-data-role", tell: "there no role grants the action; here one does, and is overruled", command: "entra-doctor roles" }],
    fix: (e) => [
      {
        title: "See the deny assignment, and which stack or managed application it belongs to",
        az: [`az rest --method get --url "https://management.azure.com${accountScope(e)}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01" --query "value[].{name:properties.denyAssignmentName,principals:properties.principals,excluded:properties.excludePrincipals}"`, `az stack group list --resource-group "${fill(e, "resourceGroup")}" --output table`],
        powershell: [`Get-AzDenyAssignment -Scope "${accountLookup(e, "powershell")}"`],
        portal: ["The account, Access control (IAM), Deny assignments."],
      },
      say("Ask its owner to add the caller to the excluded principals, or to leave this data action out, and to deploy again", `For a deployment stack these are the options --deny-settings-excluded-principals and --deny-settings-excluded-actions of the command that made it; the caller is ${fill(e, "principalId")}.`),
    ],
    docs: [`${rbacDocs}/deny-assignments`, "https://learn.microsoft.com/azure/azure-resource-manager/bicep/deployment-stacks"],
  },
  "rbac-condition-unmet": {
    title: "The role counts only under a condition that this call does not meet",
    why: "The assignment carries a condition (attribute-based access control). For this data action it is false, so the assignment grants nothing here, although the list of roles looks right.",
    neighbours: [{ id: "rbac-role-lacks-data-action", tell: "there the role itself does not contain the action", command: "entra-doctor roles" }],
    fix: (e) => [
      {
        title: "See the condition",
        az: [`az role assignment list --assignee "${fill(e, "principalId")}" --scope "${accountLookup(e, "az")}" --include-inherited --query "[].{role:roleDefinitionName,condition:condition,id:id}"`],
        powershell: [`Get-AzRoleAssignment -ObjectId "${fill(e, "principalId")}" -Scope "${accountLookup(e, "powershell")}" | Select-Object RoleDefinitionName, Condition`],
        portal: ["The account, Access control (IAM), Role assignments, the column Condition."],
      },
      withoutCondition(e),
    ],
    docs: [`${rbacDocs}/conditions-overview`, `${rbacDocs}/conditions-format`],
  },
  "rbac-role-eligible-only": {
    title: "The role is eligible and has not been activated",
    why: "Privileged Identity Management makes the role available on demand. Until it is activated, or after its hours have passed, the caller does not hold it.",
    neighbours: [{ id: "rbac-no-data-role", tell: "there no role is on offer either", command: "entra-doctor roles" }],
    fix: (e) => [
      {
        title: "Activate the role, then sign in anew so that the next token is a fresh one",
        portal: ["Privileged Identity Management, My roles, Azure resources, the role on this account, Activate."],
        note: "Activations end after hours; a program that runs unattended needs a lasting assignment.",
      },
      assignRole(e, e.roleId === undefined ? undefined : { id: fill(e, "roleId"), name: e.roleId === fixRoles.openAiUser.id ? fixRoles.openAiUser.name : "the eligible role" }),
    ],
    docs: ["https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-resource-roles-activate-your-roles"],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;

/** An assignment with the same role, principal and scope is the same assignment to Azure, so the one with the condition has to go first. */
function withoutCondition(e: FixEvidence): Step {
  const step = assignRole(e);
  const id = fill(e, "resource", "ROLE_ASSIGNMENT_ID");
  return {
    ...step,
    title: "Replace the assignment by one without the condition, at the account",
    az: [`az role assignment delete --ids "${id}"`, ...(step.az ?? [])],
    powershell: [`Get-AzRoleAssignment -ObjectId "${fill(e, "principalId")}" | Where-Object RoleAssignmentId -eq "${id}" | Remove-AzRoleAssignment`, ...(step.powershell ?? [])],
    warning: "An assignment without a condition allows everything that the role holds; whoever set the condition should agree.",
  };
}
