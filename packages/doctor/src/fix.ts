import { azureHost, type Cloud, cloudList, clouds } from "@copilot-entra/auth/cloud";
import type { EvidenceField, FixEvidence, Step } from "./causes/cause.ts";

/** Built-in roles that fixes hand out, by GUID because four of them were renamed in 2026. */
export const fixRoles = {
  openAiUser: { id: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", name: "Cognitive Services OpenAI User" },
  foundryUser: { id: "53ca6127-db72-4b80-b1b0-d745d6d5456d", name: "Foundry User (formerly Azure AI User)" },
  cognitiveUser: { id: "a97b65f3-24c7-4388-baec-2e87135dc908", name: "Cognitive Services User" },
  rbacAdministrator: { id: "f58310d9-a9f6-439a-9e8d-f62e7b41a168", name: "Role Based Access Control Administrator" },
  openAiContributor: { id: "a001fd3d-188f-4b5d-821b-7da978bf7442", name: "Cognitive Services OpenAI Contributor" },
  cognitiveContributor: { id: "25fbc0a9-bd7c-42a3-aa1a-3b75d497ee68", name: "Cognitive Services Contributor" },
} as const satisfies Record<string, { id: string; name: string }>;

const placeholders: { [field in EvidenceField]?: string } = {
  accountId: "ACCOUNT_RESOURCE_ID", accountName: "ACCOUNT_NAME", resourceGroup: "RESOURCE_GROUP", subscriptionId: "SUBSCRIPTION_ID",
  principalId: "PRINCIPAL_OBJECT_ID", principalType: "ServicePrincipal", appId: "APP_CLIENT_ID", tenantId: "TENANT_ID",
  resourceTenantId: "RESOURCE_TENANT_ID", endpoint: "https://RESOURCE_NAME.openai.azure.com", host: "RESOURCE_NAME.openai.azure.com",
  subdomain: "RESOURCE_NAME", deployment: "DEPLOYMENT_NAME", model: "MODEL_NAME", region: "REGION", clientIp: "CALLER_PUBLIC_IP",
  identityResourceId: "IDENTITY_RESOURCE_ID", identityClientId: "IDENTITY_CLIENT_ID", issuer: "ISSUER_URL", subject: "SUBJECT",
  resource: "https://ai.azure.com", provider: "Microsoft.CognitiveServices", project: "PROJECT_NAME", scope: "https://ai.azure.com/.default",
};

/**
 * The value, when it is plain enough to stand in a command of any shell, or its placeholder in ALL_CAPS.
 * Values come from logs that anyone may have written, so the rule is a short list of harmless characters.
 */
export function fill(evidence: FixEvidence, field: EvidenceField, placeholder?: string): string {
  const value = evidence[field];
  if (value !== undefined && value.length <= 400 && /^[A-Za-z0-9/][A-Za-z0-9._:/@-]*$/.test(value)) return value;
  return placeholder ?? placeholders[field] ?? field.replaceAll(/(?=[A-Z])/g, "_").toUpperCase();
}

/** Whether the failure carries one of these numbers of Entra. */
export function hasCode(evidence: FixEvidence, ...codes: number[]): boolean {
  return codes.some((code) => evidence.code === `AADSTS${code}`);
}

/** The cloud that the evidence names, or that its host is of. */
export function knownCloud(evidence: FixEvidence): Cloud | undefined {
  return cloudList.find(({ name }) => name === evidence.cloud) ?? azureHost(evidence.host ?? "")?.cloud;
}

/** The same; without a word of it the public one. */
export function cloudIn(evidence: FixEvidence): Cloud {
  return knownCloud(evidence) ?? clouds.public;
}

/** The scope to ask for at this endpoint. */
export function rightScope(evidence: FixEvidence): string {
  return evidence.expectedAudience === undefined ? cloudIn(evidence).scopes.foundry : `${fill(evidence, "expectedAudience").replace(/\/$/, "")}/.default`;
}

/** Names the account in a command: by its resource id when known, else by group and name. */
export function accountArguments(e: FixEvidence): string {
  return `--resource-group "${fill(e, "resourceGroup")}" --name "${fill(e, "accountName")}"`;
}

/** The account's resource id, put together from its parts when only those are known. */
export function accountScope(e: FixEvidence): string {
  if (e.accountId) return fill(e, "accountId");
  return `/subscriptions/${fill(e, "subscriptionId")}/resourceGroups/${fill(e, "resourceGroup")}/providers/Microsoft.CognitiveServices/accounts/${fill(e, "accountName")}`;
}

/**
 * The account's id inside a double-quoted argument. A caller without a role can't see the account, but whoever repairs it can:
 * where only the subdomain is known, the command looks the id up itself, in bash and PowerShell alike.
 */
export function accountLookup(e: FixEvidence, tool: "az" | "powershell"): string {
  const named = e.accountId !== undefined || (e.accountName !== undefined && e.resourceGroup !== undefined && e.subscriptionId !== undefined);
  if (named || e.subdomain === undefined || !/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/.test(e.subdomain)) return accountScope(e);
  return tool === "az"
    ? `$(az cognitiveservices account list --query "[?properties.customSubDomainName=='${e.subdomain}'].id | [0]" --output tsv)`
    : `$((Get-AzCognitiveServicesAccount | Where-Object CustomSubDomainName -eq '${e.subdomain}').Id)`;
}

/** The role that covers the refused action: project and agent actions need the Foundry role, model calls the OpenAI one. */
export function roleFor(e: FixEvidence): { id: string; name: string } {
  const action = e.action ?? "";
  if (/accounts\/(?:AIServices|MaaS)\//i.test(action) || /\/api\/projects\//.test(e.endpoint ?? "")) return fixRoles.foundryUser;
  if (/accounts\/OpenAI\//i.test(action) || action === "") return fixRoles.openAiUser;
  return fixRoles.cognitiveUser;
}

/** Gives the principal a role on the account, in four tools. */
export function assignRole(e: FixEvidence, role: { id: string; name: string } = roleFor(e), scope?: string): Step {
  const principal = fill(e, "principalId");
  const type = fill(e, "principalType");
  return {
    title: `Give the caller the role ${role.name} on the account`,
    az: [
      `# ${role.id} is ${role.name}`,
      `az role assignment create --assignee-object-id "${principal}" --assignee-principal-type ${type} --role "${role.id}" --scope "${scope ?? accountLookup(e, "az")}"`,
    ],
    powershell: [
      `# ${role.id} is ${role.name}`,
      `New-AzRoleAssignment -ObjectId "${principal}" -RoleDefinitionId "${role.id}" -Scope "${scope ?? accountLookup(e, "powershell")}"`,
    ],
    bicep: [
      `resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = { name: '${fill(e, "accountName")}' }`,
      `var roleId = '${role.id}' // ${role.name}`,
      `resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {`,
      `  name: guid(account.id, '${principal}', roleId)`,
      `  scope: account`,
      `  properties: {`,
      `    principalId: '${principal}'`,
      `    principalType: '${type}'`,
      `    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)`,
      `  }`,
      `}`,
    ].join("\n"),
    portal: [`Open the account, Access control (IAM), Add role assignment, choose ${role.name}, choose the member, Review + assign.`],
    note: "It takes effect within minutes, at times half an hour. The person who runs this needs Owner, User Access Administrator or Role Based Access Control Administrator.",
  };
}

/** Lists the addresses of the accounts that the caller sees. */
export const findAddress: Step = {
  title: "Find the address",
  az: ['az cognitiveservices account list --query "[].{name:name,endpoint:properties.endpoint}" --output table'],
  powershell: ["Get-AzCognitiveServicesAccount | Select-Object AccountName, Endpoint"],
  portal: ["The account, Keys and Endpoint; for a project its page in the Foundry portal."],
};

/** Lists what a principal holds at the account, inherited and by group. */
export function listRoles(e: FixEvidence): string {
  return `az role assignment list --assignee "${fill(e, "principalId")}" --scope "${accountLookup(e, "az")}" --include-inherited --include-groups --output table`;
}

/** Shows which principal and audience the token really has, without printing it. */
export const showToken = "entra-doctor token --acquire";

/** Sign-in of a person in the developer tools. */
export function signInAgain(e: FixEvidence, withScope = false): Step {
  const tenant = fill(e, "tenantId");
  const scope = fill(e, "scope");
  return {
    title: "Sign in again in the tool that owns the login",
    az: [
      withScope ? `az login --tenant "${tenant}" --scope "${scope}"` : `az login --tenant "${tenant}"`,
      `az account get-access-token --scope "${scope}" --query expiresOn`,
    ],
    powershell: [`Connect-AzAccount -Tenant "${tenant}"`],
    note: `For azd the login is its own: azd auth login --tenant-id "${tenant}".`,
  };
}

/** A step that is only a sentence. */
export function say(title: string, note?: string): Step {
  return note === undefined ? { title } : { title, note };
}

/** Sets one variable of the process in the shells that people use. */
export function setVariable(name: string, value: string, title = `Set ${name} where the program runs`): Step {
  return { title, bash: [`export ${name}="${value}"`], powershell: [`$env:${name} = "${value}"`] };
}

/** Takes variables away from the process, in the shells that people use and in the app settings of Azure's hosts. */
export function unsetVariables(names: readonly string[], title = `Unset ${names.join(", ")} where the program runs`): Step {
  return {
    title,
    bash: [`unset ${names.join(" ")}`],
    powershell: [`Remove-Item ${names.map((name) => `Env:${name}`).join(", ")}`],
    portal: ["On App Service and Functions: the app, Environment variables, delete the setting, Apply."],
    note: "In a container or a workflow, remove it from the definition.",
  };
}
