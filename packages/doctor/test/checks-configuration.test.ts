import { describe, expect, it } from "vitest";
import { unknown } from "../src/facts.ts";
import { configurationChecks } from "../src/checks/configuration/index.ts";
import type { Check } from "../src/check.ts";
import type { FactValues } from "../src/facts.ts";
import { account, answer } from "./diagnosis-facts.ts";
import { appService, entraSays, exchange, frame, fromVariables, proxied, refusal } from "./frame-facts.ts";
import { verdictOf } from "./judge.ts";

const check = (id: string): Check => configurationChecks.find((one) => one.id === id) as Check;
const url = (FOUNDRY_RESOURCE_URL: string): Record<string, string> => ({ ...appService, FOUNDRY_RESOURCE_URL });
const secret = { ...appService, AZURE_TOKEN_CREDENTIALS: "", AZURE_TENANT_ID: "contoso.com", AZURE_CLIENT_ID: "11111111-1111-1111-1111-111111111111", AZURE_CLIENT_SECRET: "value" };
const { AZURE_TOKEN_CREDENTIALS: _selector, ...withoutSelector } = appService;

const byVariables: [string, string, Record<string, string>, string][] = [
  ["endpoint-spelling", "a resource URL", url("https://contoso.openai.azure.com/"), "passed"],
  ["endpoint-spelling", "a project URL", url("https://contoso.services.ai.azure.com/api/projects/demo"), "passed"],
  ["endpoint-spelling", "no endpoint", { AZURE_TOKEN_CREDENTIALS: "dev" }, "failed config-missing"],
  ["endpoint-spelling", "a template's text", url("https://YOUR-RESOURCE.openai.azure.com"), "failed config-missing"],
  ["endpoint-spelling", "the portal's page", url("https://ai.azure.com/foundry"), "failed endpoint-wrong-kind"],
  ["endpoint-spelling", "a host of nobody", url("https://example.com"), "failed endpoint-wrong-kind"],
  ["endpoint-spelling", "another service's path", url("https://contoso.openai.azure.com/v1beta/x"), "failed endpoint-wrong-path"],
  ["endpoint-spelling", "the path twice", url("https://contoso.openai.azure.com/openai/v1/openai/v1"), "failed endpoint-doubled-path"],
  ["endpoint-spelling", "a deployment's old URL", url("https://contoso.openai.azure.com/openai/deployments/gpt-5.5/chat/completions?api-version=2024-02-01"), "warned endpoint-wrong-path"],
  ["endpoint-agreement", "one variable", appService, "does not arise"],
  ["endpoint-agreement", "two that agree", { ...appService, AZURE_OPENAI_ENDPOINT: "https://contoso.openai.azure.com/openai/v1" }, "passed"],
  ["endpoint-agreement", "two that differ", { ...appService, AZURE_OPENAI_ENDPOINT: "https://fabrikam.openai.azure.com" }, "warned endpoint-wrong-kind"],
  ["cloud-agreement", "no authority named", appService, "passed"],
  ["cloud-agreement", "the authority of another cloud", { ...appService, AZURE_AUTHORITY_HOST: "https://login.microsoftonline.us" }, "failed wrong-cloud"],
  ["cloud-agreement", "an authority without TLS", { ...appService, AZURE_AUTHORITY_HOST: "http://login.microsoftonline.com" }, "failed config-missing"],
  ["cloud-agreement", "an authority of nobody", { ...appService, AZURE_AUTHORITY_HOST: "https://login.example.com" }, "warned wrong-cloud"],
  ["scope", "the default", appService, "passed"],
  ["scope", "the other audience of accounts", { ...appService, FOUNDRY_SCOPE: "https://cognitiveservices.azure.com/.default" }, "passed"],
  ["scope", "with a doubled slash", { ...appService, FOUNDRY_SCOPE: "https://ai.azure.com//.default" }, "warned token-wrong-audience"],
  ["scope", "without /.default", { ...appService, FOUNDRY_SCOPE: "https://ai.azure.com" }, "failed scope-malformed"],
  ["scope", "Resource Manager's", { ...appService, FOUNDRY_SCOPE: "https://management.azure.com/.default" }, "failed token-wrong-audience"],
  ["scope", "Cognitive Services for a project", { ...url("https://contoso.services.ai.azure.com/api/projects/demo"), FOUNDRY_SCOPE: "https://cognitiveservices.azure.com/.default" }, "failed token-wrong-audience"],
  ["scope", "another cloud's", { ...appService, FOUNDRY_SCOPE: "https://cognitiveservices.azure.us/.default" }, "failed wrong-cloud"],
  ["scope", "the account's own host", { ...appService, FOUNDRY_SCOPE: "https://contoso.openai.azure.com/.default" }, "failed resource-not-found-bad-scope"],
  ["credential-selector", "a name", appService, "passed"],
  ["credential-selector", "unset on a laptop", withoutSelector, "passed"],
  ["credential-selector", "unset on App Service", { ...withoutSelector, WEBSITE_SITE_NAME: "web" }, "warned config-missing"],
  ["credential-selector", "a misspelled name", { ...appService, AZURE_TOKEN_CREDENTIALS: "ManagedIdentity" }, "failed config-missing"],
  ["credential-selector", "blank", { ...appService, AZURE_TOKEN_CREDENTIALS: " " }, "warned config-missing"],
  ["credential-selector", "PROD, which Go refuses", { ...appService, AZURE_TOKEN_CREDENTIALS: "PROD" }, "warned config-missing"],
  ["credential-variables", "complete", appService, "passed"],
  ["credential-variables", "no secret", { ...secret, AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential", AZURE_CLIENT_SECRET: "" }, "failed config-missing"],
  ["credential-variables", "a template's client id", { ...secret, AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential", AZURE_CLIENT_ID: "YOUR_CLIENT_ID" }, "failed config-missing"],
  ["credential-variables", "quotation marks in the value", { ...secret, AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential", AZURE_CLIENT_SECRET: '"value"' }, "failed config-missing"],
  ["credential-variables", "a pod without the webhook's variables", { ...withoutSelector, AZURE_TOKEN_CREDENTIALS: "WorkloadIdentityCredential" }, "failed workload-webhook-missing"],
  ["credential-variables", "a workflow without id-token permission", { ...withoutSelector, AZURE_TOKEN_CREDENTIALS: "WorkloadIdentityCredential", GITHUB_ACTIONS: "true" }, "failed oidc-token-permission-missing"],
  ["credential-variables", "an empty IDENTITY_HEADER", { ...appService, IDENTITY_HEADER: "" }, "warned imds-blocked"],
  ["keys-beside-token", "none", appService, "passed"],
  ["keys-beside-token", "an API key", { ...appService, AZURE_OPENAI_API_KEY: "k" }, "warned wrong-credential-wins"],
  ["keys-beside-token", "a Copilot provider's key", { ...appService, COPILOT_PROVIDER_API_KEY: "k" }, "warned wrong-credential-wins"],
];

describe("configuration, judged from variables", () => {
  it.each(byVariables)("%s: %s", (id, _title, env, expected) => {
    expect(verdictOf(check(id), frame({}, env))).toBe(expected);
  });

  it("an endpoint that is given as an argument is not compared with variables", () => {
    const facts = frame({}, { ...appService, AZURE_OPENAI_ENDPOINT: "https://fabrikam.openai.azure.com" }, { endpoint: "https://contoso.openai.azure.com" });
    expect(verdictOf(check("endpoint-agreement"), facts)).toBe("passed");
  });

  it("--cloud that is not the endpoint's is a warning", () => {
    expect(verdictOf(check("cloud-agreement"), frame({}, appService, { cloud: "usgov" }))).toBe("warned wrong-cloud");
  });
});

const refused = { models: answer(401, "PermissionDenied", "Principal does not have access to API/Operation.") };
const imds = { ...withoutSelector, AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential", IDENTITY_ENDPOINT: "", HTTP_PROXY: "http://proxy:8080" };
const page = refusal("identity-endpoint", { exchange: exchange({ to: "identity-endpoint", status: 403, error: "not-json", description: "the answer is not JSON" }) });
const file = (problem?: string) => [{ variable: "NODE_EXTRA_CA_CERTS", path: "/ca.pem", readable: problem === undefined, ...(problem === undefined ? {} : { problem }) }];

const byFacts: [string, string, Partial<FactValues>, Record<string, string>, string][] = [
  ["credential-winner", "a leftover secret, and all works", {}, secret, "warned wrong-credential-wins"],
  ["credential-winner", "a leftover secret, and the service refuses", refused, secret, "failed wrong-credential-wins"],
  ["credential-winner", "a leftover secret, and Entra refuses", { acquisition: entraSays(7000222) }, secret, "failed wrong-credential-wins"],
  ["credential-winner", "the managed identity alone", refused, appService, "passed"],
  ["proxy-exceptions", "no proxy", {}, appService, "does not arise"],
  ["proxy-exceptions", "the identity service answers through the proxy", { proxy: proxied(undefined) }, imds, "passed"],
  ["proxy-exceptions", "the proxy's page comes instead", { proxy: proxied(undefined), acquisition: page }, imds, "failed imds-intercepted"],
  ["proxy-exceptions", "the address is excepted", { proxy: proxied(undefined, { excepts: { loopback: true, imds: true, identityEndpoint: true } }), acquisition: page }, imds, "passed"],
  ["keys-beside-token", "a key in the token's variable", {}, { ...appService, AZURE_OPENAI_AD_TOKEN: "0123456789abcdef0123456789abcdef" }, "warned key-sent-as-bearer"],
  ["keys-beside-token", "a token in the key's variable", {}, { ...appService, AZURE_OPENAI_API_KEY: "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.x" }, "warned token-sent-as-api-key"],
  ["keys-beside-token", "a key, and the account takes none", { account }, { ...appService, AZURE_OPENAI_API_KEY: "k" }, "warned key-auth-disabled"],
  ["extra-trust", "a readable file", fromVariables(appService, {}, file()), appService, "passed"],
  ["extra-trust", "a file that is not there", fromVariables(appService, {}, file("it does not exist")), appService, "warned tls-untrusted-ca"],
  ["extra-trust", "certificate checks switched off", {}, { ...appService, NODE_TLS_REJECT_UNAUTHORIZED: "0" }, "warned tls-untrusted-ca"],
];

describe("configuration, judged with what happened", () => {
  it.each(byFacts)("%s: %s", (id, _title, changes, env, expected) => {
    expect(verdictOf(check(id), frame(changes, env))).toBe(expected);
  });

  it("a proxy that stands before the identity service is worth a look while nobody has asked it", () => {
    expect(verdictOf(check("proxy-exceptions"), { ...frame({ proxy: proxied(undefined) }, imds), acquisition: unknown("offline") })).toBe("warned imds-intercepted");
  });
});
