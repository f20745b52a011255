import { causes } from "entra-doctor";
import { describe, expect, it } from "vitest";
import { azureCli } from "../src/azure-cli.ts";
import { azureCommandsIn, parseAzureCommands } from "../src/parse-azure-commands.ts";

type Evidence = Parameters<(typeof causes)[keyof typeof causes]["fix"]>[0];

const id = "5ab50000-1111-4222-8333-c04705000001";
const everything: Evidence = {
  accountId: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso`, accountName: "contoso", resourceGroup: "rg", subscriptionId: id,
  principalId: id, principalType: "ServicePrincipal", appId: id, tenantId: id, resourceTenantId: id, endpoint: "https://contoso.openai.azure.com", host: "contoso.openai.azure.com", subdomain: "contoso",
  action: "Microsoft.CognitiveServices/accounts/OpenAI/responses/write", deployment: "chat", model: "gpt-5", version: "2026-04-24", region: "swedencentral", clientIp: "203.0.113.7",
  identityClientId: id, issuer: "https://token.actions.githubusercontent.com", subject: "repo:contoso/app:ref:refs/heads/main", roleId: id, provider: "Microsoft.CognitiveServices",
};
/** Little known, everything known, and what makes a fix take another way. */
const evidence: readonly Evidence[] = [
  {},
  { subdomain: "contoso" },
  { webApp: "contoso-app" },
  { containerApp: "contoso-app" },
  everything,
  ...["AZURE_CLIENT_SECRET", "AZURE_TENANT_ID", "AZURE_TOKEN_CREDENTIALS", "AZURE_AUTHORITY_HOST", "FOUNDRY_RESOURCE_URL"].map((variable) => ({ ...everything, variable })),
  ...[7000218, 700025, 50011, 50105, 501051, 650057, 65001, 65002, 50057, 500014, 700212].map((code) => ({ ...everything, code: `AADSTS${code}` })),
  ...["Enabled", "Disabled"].map((publicNetworkAccess) => ({ ...everything, publicNetworkAccess })),
  { ...everything, identityResourceId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/app" },
  ...["listKeys/action", "deployments/write"].map((action) => ({ ...everything, action: `Microsoft.CognitiveServices/accounts/${action}` })),
];

/** Every command that any cause prints, with the causes that print it; also those inside notes and what tells neighbours apart. */
const printed = new Map<string, Set<string>>();
for (const cause of Object.values(causes)) {
  const steps = evidence.flatMap((known) => cause.fix(known));
  const lines = [...steps.flatMap(({ az = [], bash = [], note = "" }) => [...az, ...bash.map((line) => line.replace(/^export \w+="(.*)"$/, "$1")), ...azureCommandsIn(note)]), ...cause.neighbours.flatMap(({ command = "" }) => [command])];
  for (const command of lines.flatMap(azureCommandsIn)) printed.set(command, (printed.get(command) ?? new Set()).add(cause.id));
}

const missing = "missing" in azureCli() ? "the real Azure CLI needs Python" : undefined;

describe.skipIf(missing !== undefined)(`the real Azure CLI's parser${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  it("takes every command that a fix prints, with all its arguments", () => {
    const commands = [...printed.keys()];
    expect(commands.length).toBeGreaterThan(100);
    const said = parseAzureCommands(commands);
    expect(commands.flatMap((command, index) => (said[index] === undefined ? [] : [`${[...(printed.get(command) ?? [])].join(", ")}: ${command}: ${said[index]}`]))).toEqual([]);
  }, 300_000);

  it("refuses a command, an argument and a choice that do not exist, and one that lacks what it needs", () => {
    const wrong = ["az cognitiveservices account open", "az account show --tenant-id x", "az role assignment create --role x --scope y --assignee-object-id z --assignee-principal-type Robot", "az role assignment create --role x"];
    expect(parseAzureCommands(wrong).filter((said) => said === undefined)).toEqual([]);
  }, 120_000);
});
