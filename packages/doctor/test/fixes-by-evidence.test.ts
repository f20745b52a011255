import { describe, expect, it } from "vitest";
import type { CauseId } from "../src/causes/cause-ids.ts";
import type { FixEvidence, Step } from "../src/causes/cause.ts";
import { knownCauses } from "../src/causes/known.ts";
import { known } from "../src/facts.ts";
import { fixEvidence } from "../src/report/fix-evidence.ts";
import { endpointVariables } from "../src/settings.ts";
import { facts } from "./diagnosis-facts.ts";

const app = "a9900000-aaaa-4bbb-8ccc-c04705000001";
const stepsOf = (cause: CauseId, evidence: FixEvidence): Step[] => knownCauses[cause].fix(evidence);
const textOf = (steps: readonly Step[]): string => steps.flatMap(({ title, az = [], bash = [], powershell = [], portal = [], note = "" }) => [title, ...az, ...bash, ...powershell, ...portal, note]).join("\n");

// What the fix must say for this evidence, and what would mislead there.
const cases: [string, CauseId, FixEvidence, string, string?][] = [
  ["a secret that is not set", "config-missing", { variable: "AZURE_CLIENT_SECRET", appId: app }, `$env:AZURE_CLIENT_SECRET = "$(az ad app credential reset --id "${app}"`, "Set AZURE_TENANT_ID"],
  ["a tenant that is a template's text", "config-missing", { variable: "AZURE_TENANT_ID", tenantId: "00000000-0000-0000-0000-00000000000x" }, '$env:AZURE_TENANT_ID = "TENANT_ID"', "FOUNDRY_RESOURCE_URL"],
  ["a selector that names nothing", "config-missing", { variable: "AZURE_TOKEN_CREDENTIALS" }, '$env:AZURE_TOKEN_CREDENTIALS = "ManagedIdentityCredential"', "AZURE_TENANT_ID"],
  ["an authority without https in a national cloud", "config-missing", { variable: "AZURE_AUTHORITY_HOST", cloud: "usgov" }, '"https://login.microsoftonline.us"', "AZURE_CLIENT_ID"],
  ["an endpoint given as an argument", "config-missing", { given: "contoso" }, '$env:FOUNDRY_RESOURCE_URL = "https://RESOURCE_NAME.openai.azure.com"', "AZURE_TENANT_ID"],
  ["nothing but the code", "config-missing", {}, "AZURE_TENANT_ID"],
  ["a path that the service does not have", "endpoint-wrong-path", { variable: "AZURE_OPENAI_ENDPOINT", suggestion: "https://contoso.openai.azure.com" }, '$env:AZURE_OPENAI_ENDPOINT = "https://contoso.openai.azure.com"'],
  ["a portal's address without a guess", "endpoint-wrong-kind", { variable: "AZURE_OPENAI_ENDPOINT", suggestion: "https://RESOURCE-NAME.openai.azure.com" }, "account list", "$env:"],
  ["a tenant that does not exist, and no other is known", "tenant-wrong", { tenantId: app }, '$env:AZURE_TENANT_ID = "RESOURCE_TENANT_ID"', app],
  ["the authority of another cloud than the endpoint's", "wrong-cloud", { variable: "AZURE_AUTHORITY_HOST", cloud: "public" }, '$env:AZURE_AUTHORITY_HOST = "https://login.microsoftonline.com"', "US Government"],
  ["a host that tells the cloud", "wrong-cloud", { host: "contoso.openai.azure.us" }, "az cloud set --name AzureUSGovernment", "CLOUD_NAME"],
  ["nothing that tells the cloud", "wrong-cloud", {}, "az cloud set --name CLOUD_NAME", "https://login"],
  ["a scope in a variable", "scope-malformed", { variable: "FOUNDRY_SCOPE", scope: "https://ai.azure.com", expectedAudience: "https://ai.azure.com" }, '$env:FOUNDRY_SCOPE = "https://ai.azure.com/.default"'],
  ["a scope in code", "resource-not-found-bad-scope", { scope: "https://contoso.openai.azure.com/.default" }, "address of your instance: https://ai.azure.com/.default", "contoso"],
  ["a secret that was left on a host with an identity", "wrong-credential-wins", { variable: "AZURE_CLIENT_SECRET", suggestion: "ManagedIdentityCredential" }, "Remove-Item Env:AZURE_CLIENT_SECRET, Env:AZURE_CLIENT_ID, Env:AZURE_TENANT_ID", "Workload"],
  ["a secret that was left in a pod", "wrong-credential-wins", { variable: "AZURE_CLIENT_SECRET", suggestion: "WorkloadIdentityCredential" }, '$env:AZURE_TOKEN_CREDENTIALS = "WorkloadIdentityCredential"', "Env:AZURE_CLIENT_ID"],
  ["a key beside a token", "wrong-credential-wins", { variable: "AZURE_OPENAI_API_KEY" }, "Remove-Item Env:AZURE_OPENAI_API_KEY", "AZURE_TOKEN_CREDENTIALS"],
  ["a certificate past its end", "tls-untrusted-ca", { code: "CERT_HAS_EXPIRED" }, "renews it", "NODE_EXTRA_CA_CERTS"],
  ["a proxy that a variable names", "network-or-proxy", { variable: "https_proxy" }, "unset https_proxy HTTPS_PROXY"],
  ["an app without identity", "identity-not-assigned", { webApp: "contoso-app" }, `az webapp identity assign --name "contoso-app" --resource-group "$(az webapp list --query "[?name=='contoso-app'].resourceGroup | [0]" --output tsv)"`, "RESOURCE_GROUP"],
  ["a container app without identity", "identity-not-assigned", { containerApp: "contoso-app" }, "az containerapp identity assign --system-assigned", "az vm"],
  ["a client id that selects no identity of the host", "identity-not-assigned", { identityClientId: app }, "Remove-Item Env:AZURE_CLIENT_ID"],
  ["a deployment that a template named", "deployment-not-found", { deployment: "your-deployment-name" }, '--deployment-name "DEPLOYMENT_NAME"', "your-deployment"],
  ["the deployment that is there, by the variable that names another", "deployment-not-found", { variable: "AZURE_OPENAI_DEPLOYMENT", suggestion: "chat" }, '$env:AZURE_OPENAI_DEPLOYMENT = "chat"'],
  ["a public client that sends a secret", "app-platform-misconfigured", { code: "AADSTS700025", appId: app }, `--id "${app}" --is-fallback-public-client false`, "public-client true"],
  ["a confidential client that sends none", "app-platform-misconfigured", { code: "AADSTS7000218" }, "--is-fallback-public-client true", "public-client false"],
  ["a reply address", "app-platform-misconfigured", { code: "AADSTS50011" }, "--public-client-redirect-uris", "fallback"],
  ["a user without assignment", "consent-missing", { code: "AADSTS50105" }, "Users and groups", "admin-consent"],
  ["an app without assignment", "consent-missing", { code: "AADSTS501051", resource: "https://ai.azure.com" }, 'az ad sp update --id "https://ai.azure.com" --set appRoleAssignmentRequired=false', "admin-consent"],
  ["nobody has consented", "consent-missing", { code: "AADSTS65001", appId: app }, `az ad app permission admin-consent --id "${app}"`, "appRoleAssignmentRequired"],
  ["a permission that the app lacks", "consent-missing", { code: "AADSTS650057" }, "az ad app permission add"],
  ["a disabled user", "principal-disabled", { code: "AADSTS50057" }, "az ad user update", "az ad sp"],
  ["a disabled app", "principal-disabled", { code: "AADSTS7000112", appId: app }, `az ad sp update --id "${app}" --set accountEnabled=true`, "az ad user"],
  ["a disabled API", "principal-disabled", { code: "AADSTS500014", resource: "https://ai.azure.com" }, 'az ad sp update --id "https://ai.azure.com"', "az ad user"],
  ["a subject that the app does not trust", "federated-subject-mismatch", { appId: app, issuer: "https://i/", subject: "repo:o/r:environment:p" }, `az ad app federated-credential create --id "${app}" --parameters "{'name':'presented-subject','issuer':'https://i/','subject':'repo:o/r:environment:p','audiences':['api://AzureADTokenExchange']}"`],
  ["a subject that a user-assigned identity does not trust", "federated-subject-mismatch", { identityResourceId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/app" }, '--identity-name "app" --resource-group "rg"', "az ad app federated-credential create"],
  ["an issuer that differs", "federated-assertion-wrong", { code: "AADSTS700211", issuer: "https://i/" }, "'issuer':'https://i/'"],
  ["an audience that differs", "federated-assertion-wrong", { code: "AADSTS700212" }, "api://AzureADTokenExchange", "federated-credential create"],
  ["an audience of a national cloud", "federated-subject-mismatch", { cloud: "usgov" }, "'audiences':['api://AzureADTokenExchangeUSGov']"],
  ["public access that is off", "network-access-denied", { publicNetworkAccess: "Disabled", clientIp: "203.0.113.7" }, "{'properties':{'publicNetworkAccess':'Enabled','networkAcls':{'defaultAction':'Deny','ipRules':[{'value':'203.0.113.7'}]}}}", "network-rule add"],
  ["a list without the caller", "network-access-denied", { publicNetworkAccess: "Enabled", clientIp: "203.0.113.7" }, 'network-rule add --resource-group "RESOURCE_GROUP" --name "ACCOUNT_NAME" --ip-address "203.0.113.7"', "az rest"],
  ["a deployment of nearly that name", "deployment-not-found", { suggestion: "gpt-chat" }, '$env:FOUNDRY_MODEL = "gpt-chat"'],
  ["several deployments of nearly that name", "deployment-not-found", { suggestion: "gpt-a or gpt-b" }, "account deployment list", "FOUNDRY_MODEL"],
  ["a model that the account offers", "deployment-not-found", { deployment: "gpt-5.5", model: "gpt-5.5", version: "2026-04-24" }, '--model-name "gpt-5.5" --model-version "2026-04-24"', "MODEL_"],
];

describe("a fix fits what was found", () => {
  it.each(cases.map(([what, cause, evidence, says, misleads]) => ({ what, cause, evidence, says, misleads })))("$what ($cause)", ({ cause, evidence, says, misleads }) => {
    const text = textOf(stepsOf(cause, evidence));
    expect(text).toContain(says);
    if (misleads !== undefined) expect(text).not.toContain(misleads);
  });

  it.each(endpointVariables)("%s is the variable that is set when it holds the wrong address", (variable) => {
    const text = textOf(stepsOf("config-missing", { variable, suggestion: "https://contoso.openai.azure.com" }));
    expect(text).toContain(`$env:${variable} = "https://contoso.openai.azure.com"`);
    expect(text).not.toContain("AZURE_CLIENT_ID");
  });
});

describe("what the facts give to a fix", () => {
  const answer = (ids: string[]) => known({ method: "GET", url: "https://contoso.openai.azure.com/openai/v1/models", status: 200, headers: {}, excerpt: "", ids, ms: 1 });
  const named = (model: string, ids: string[]) => {
    const base = facts();
    if (!base.settings.known) throw new Error("settings are known here");
    return fixEvidence({ ...base, settings: known({ ...base.settings.value, model: { value: model, source: "argument" } }), models: answer(ids) }, {});
  };

  it("is the newest version of the model of that name that the service offers", () => {
    expect(named("gpt-5.5", ["gpt-5.5-2026-01-02", "gpt-5.5-2026-04-24", "gpt-5.5-mini-2026-09-09"])).toMatchObject({ model: "gpt-5.5", version: "2026-04-24" });
  });

  it("is no version when the name is not that of a model", () => {
    expect(named("contoso-chat", ["gpt-5.5-2026-04-24"]).version).toBeUndefined();
  });
});

describe("every command of every fix", () => {
  const all = Object.values(knownCauses).flatMap(({ id, fix }) => [{}, { subdomain: "contoso", appId: app }].flatMap((evidence) => fix(evidence).flatMap(({ az = [] }) => az.map((line) => [id, line] as const))));

  // Single quotes outside double ones, a back-slash before the line's end, && and $NAME mean something else in one of the two shells.
  it("reads the same in bash and PowerShell", () => {
    const bare = (line: string): string => line.replace(/\$\(az (?:[^()"]|"[^"]*")*\)/g, "").replace(/"(?:[^"\\]|\\.)*"/g, '""');
    expect(all.filter(([, line]) => /'|\\$|&&|\$[A-Za-z_{]|`/.test(bare(line).replace(/^#.*/, ""))).map(([id, line]) => `${id}: ${line}`)).toEqual([]);
    expect(all.filter(([, line]) => /\$(?!\((?:az|entra-doctor) )|`/.test(line)).map(([id, line]) => `${id}: ${line}`)).toEqual([]);
  });
});
