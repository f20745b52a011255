import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord } from "./cause.ts";
import { accountArguments, fill, say } from "../fix.ts";

const troubleshooting = "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting";

/** Causes that lie in a deployment or management call rather than in the model call. */
export const arm = {
  "arm-principal-not-found": {
    title: "The principal of the role assignment is unknown in the directory",
    why: "The object id does not exist in the tenant of the subscription. The identity was created a moment ago and is not replicated yet, or the id is a client id, an app registration's object id, or one of another tenant.",
    neighbours: [{ id: "arm-wrong-principal-type", tell: "there the principal is found and of another type" }],
    fix: (e) => [
      { title: "State the type of the principal, so that replication is not waited for", az: [`az role assignment create --assignee-object-id "${fill(e, "principalId")}" --assignee-principal-type ServicePrincipal --role "ROLE_ID" --scope "SCOPE"`], bicep: "properties: {\n  principalId: identity.properties.principalId\n  principalType: 'ServicePrincipal'\n  roleDefinitionId: roleDefinitionId\n}" },
      { title: "Or find the right object id", az: [`az ad sp show --id "${fill(e, "appId")}" --query id --output tsv`, "az ad signed-in-user show --query id --output tsv"], powershell: [`(Get-AzADServicePrincipal -ApplicationId "${fill(e, "appId")}").Id`] },
    ],
    docs: [troubleshooting],
  },
  "arm-role-assignment-exists": {
    title: "This role assignment exists already, or its name is taken",
    why: "The same principal holds the same role at the same scope under another name, or the name (a GUID) belongs to an assignment with other properties. Nothing is missing; the deployment is not repeatable.",
    neighbours: [{ id: "arm-no-role-assignment-write", tell: "there the caller may not assign at all" }],
    fix: (e) => [
      { title: "Find the existing assignment, and either adopt it in the template's state or leave it out", az: [`az role assignment list --assignee "${fill(e, "principalId")}" --all --output table`], powershell: [`Get-AzRoleAssignment -ObjectId "${fill(e, "principalId")}"`] },
      { title: "Name assignments by what they are, so that a second run finds the first", bicep: "name: guid(scope.id, principalId, roleDefinitionId)", note: "Terraform: import the assignment, or remove the duplicate resource. Deleting the old assignment revokes access until the new one is in force." },
    ],
    docs: [troubleshooting],
  },
  "arm-wrong-principal-type": {
    title: "The principalType of the role assignment does not fit the principal",
    why: "The template says User and the principal is a service principal or group, or the reverse. It works for a person who deploys by hand and fails in the pipeline, or the other way round.",
    neighbours: [{ id: "arm-principal-not-found", tell: "there the id is unknown" }],
    fix: (e) => [
      { title: "Pass the type as a parameter: User for people, ServicePrincipal for apps and managed identities, Group for groups", az: [`az ad sp show --id "${fill(e, "principalId")}" --query servicePrincipalType --output tsv`], bicep: "param principalType string = 'ServicePrincipal'", note: "With azd: azd env set AZURE_PRINCIPAL_TYPE ServicePrincipal in the pipeline." },
    ],
    docs: [troubleshooting],
  },
  "arm-precondition": {
    title: "Something that the management call names is missing or taken",
    why: "A subscription, resource group, role name, provider registration or subdomain that the deployment relies on is not there or belongs to someone else. The caller's rights are not the matter.",
    neighbours: [{ id: "arm-missing-permission", tell: "AuthorizationFailed names an action" }, { id: "quota-or-region", tell: "there capacity or region is refused" }],
    fix: (e) => [
      { title: "Provider not registered: register it once per subscription", az: [`az provider register --namespace ${fill(e, "provider")} --wait`], powershell: [`Register-AzResourceProvider -ProviderNamespace ${fill(e, "provider")}`] },
      { title: "Subscription not found: select it in the right tenant", az: [`az login --tenant "${fill(e, "tenantId")}"`, `az account set --subscription "${fill(e, "subscriptionId")}"`], powershell: [`Set-AzContext -Subscription "${fill(e, "subscriptionId")}"`] },
      say("Role name not found: use the role's GUID; four roles were renamed in 2026 (Azure AI User is Foundry User, 53ca6127-db72-4b80-b1b0-d745d6d5456d)"),
      { title: "Subdomain in use: choose another name, or purge the deleted account that holds it", az: ["az cognitiveservices account list-deleted --output table", `az cognitiveservices account purge ${accountArguments(e)} --location "${fill(e, "region")}"`], warning: "Purging deletes the account for good." },
    ],
    docs: ["https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider", "https://learn.microsoft.com/azure/ai-services/recover-purge-resources"],
  },
  "quota-or-region": {
    title: "Not enough quota, or the model is not offered in this region",
    why: "The deployment asks for more capacity than the subscription has left for this model in this region, or for a model, version or SKU that the region does not offer. Access is fine.",
    neighbours: [{ id: "rate-limit-429", tell: "there the deployment exists and is asked too often" }, { id: "deployment-not-found", tell: "there a call names a deployment that does not exist" }],
    fix: (e) => [
      { title: "See what is left and what is offered", az: [`az cognitiveservices usage list --location "${fill(e, "region")}" --output table`, `az cognitiveservices model list --location "${fill(e, "region")}" --output table`] },
      { title: "Deploy with less capacity, another SKU or in another region", az: [`az cognitiveservices account deployment create ${accountArguments(e)} --deployment-name "${fill(e, "deployment")}" --model-name "${fill(e, "model")}" --model-version MODEL_VERSION --model-format OpenAI --sku-name GlobalStandard --sku-capacity 10`], portal: ["Foundry portal, Management, Quota: request more, or free what unused deployments hold."] },
    ],
    docs: ["https://learn.microsoft.com/azure/ai-services/openai/how-to/quota", "https://learn.microsoft.com/azure/ai-services/openai/concepts/models"],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;
