import { describe, expect, it } from "vitest";
import { readChain } from "../src/environment/chain.ts";
import { isPlaceholder, readVariables } from "../src/environment/variables.ts";
import { readSettings } from "../src/settings.ts";

const chain = (env: Record<string, string>, credential?: string) => readChain(env, readSettings({ trustedHosts: [], offline: false, inference: true, ...(credential === undefined ? {} : { credential }) }, env));
const full = ["EnvironmentCredential", "WorkloadIdentityCredential", "ManagedIdentityCredential", "VisualStudioCodeCredential", "AzureCliCredential", "AzurePowerShellCredential", "AzureDeveloperCliCredential", "BrokerCredential"];

describe("what AZURE_TOKEN_CREDENTIALS selects", () => {
  it.each([
    [undefined, "unset", full],
    ["", "empty", full],
    ["  ", "blank", full],
    ["prod", "valid", full.slice(0, 3)],
    ["DEV", "valid", full.slice(3)],
    [" managedidentitycredential ", "valid", ["ManagedIdentityCredential"]],
    ["AzureCliCredential", "valid", ["AzureCliCredential"]],
    ["BrokerCredential", "invalid", []],
    ["ManagedIdentity", "invalid", []],
  ])("%j: %s", (value, state, members) => {
    const found = chain(value === undefined ? {} : { AZURE_TOKEN_CREDENTIALS: value });
    expect([found.selector.state, found.members]).toEqual([state, members]);
  });

  it("--credential wins over it", () => {
    expect(chain({ AZURE_TOKEN_CREDENTIALS: "prod" }, "azure-cli").members).toEqual(["AzureCliCredential"]);
  });
});

const endpoint = { IDENTITY_ENDPOINT: "http://localhost:1/msi", IDENTITY_HEADER: "h" };

describe("which managed identity the variables mean", () => {
  it.each([
    ["app-service", endpoint],
    ["service-fabric", { ...endpoint, IDENTITY_SERVER_THUMBPRINT: "t" }],
    ["azure-ml", { MSI_ENDPOINT: "http://localhost:1", MSI_SECRET: "s" }],
    ["cloud-shell", { MSI_ENDPOINT: "http://localhost:1" }],
    ["arc", { IDENTITY_ENDPOINT: "http://localhost:1", IMDS_ENDPOINT: "http://localhost:2" }],
    ["imds", {}],
    ["imds", { ...endpoint, IDENTITY_HEADER: "" }],
    ["workload-identity", { AZURE_FEDERATED_TOKEN_FILE: "/f", AZURE_CLIENT_ID: "c", AZURE_TENANT_ID: "t" }],
  ] as [string, Record<string, string>][])("%s: %o", (source, env) => {
    expect(chain(env).managedIdentity.source).toBe(source);
  });

  it("AZURE_CLIENT_ID selects the user-assigned one, and not when the system-assigned one is asked for", () => {
    expect(chain({ ...endpoint, AZURE_CLIENT_ID: "c" }).managedIdentity.clientId).toBe("c");
    expect(chain({ ...endpoint, AZURE_CLIENT_ID: "c" }, "managed-identity").managedIdentity.clientId).toBeUndefined();
  });
});

describe("what is missing and what is ignored", () => {
  const app = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c" };
  it.each([
    [{ ...app, AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential" }, ["AZURE_CLIENT_SECRET"]],
    [{ AZURE_CLIENT_SECRET: "s" }, ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"]],
    [{ ...app }, []],
    [{ AZURE_TOKEN_CREDENTIALS: "WorkloadIdentityCredential" }, ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE"]],
  ] as [Record<string, string>, string[]][])("%o lacks %o", (env, missing) => {
    expect(chain(env).missing).toEqual(missing);
  });

  it.each([
    [{ ...app, AZURE_CLIENT_SECRET: "s", AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential" }, "AZURE_CLIENT_SECRET"],
    [{ ...app, ...endpoint, AZURE_CLIENT_SECRET: "s" }, "IDENTITY_ENDPOINT"],
    [{ ...app, AZURE_CLIENT_SECRET: "s", AZURE_CLIENT_CERTIFICATE_PATH: "/c" }, "AZURE_CLIENT_CERTIFICATE_PATH"],
    [{ COPILOT_PROVIDER_API_KEY: "k" }, "COPILOT_PROVIDER_API_KEY"],
  ] as [Record<string, string>, string][])("%o ignores %s", (env, variable) => {
    expect(chain(env).ignored.map((entry) => entry.variable)).toContain(variable);
  });
});

describe("variables as facts", () => {
  it("keep no secret, no credentials in URLs, and say what a secret looks like", () => {
    const states = readVariables({
      AZURE_CLIENT_SECRET: "7f1a2b3c-0c0e-4a55-9d10-c0470500aaaa",
      AZURE_CLIENT_ID: '"quoted"',
      HTTPS_PROXY: "http://user:hidden@proxy:8080",
      AZURE_OPENAI_API_KEY: "hidden-key",
      NODE_OPTIONS: "--require hidden",
      IDENTITY_HEADER: "",
      UNRELATED: "x",
    });
    expect(states["AZURE_CLIENT_SECRET"]).toEqual({ state: "set", looksLike: "guid" });
    expect(states["AZURE_CLIENT_ID"]).toEqual({ state: "set", looksLike: "quoted", value: '"quoted"' });
    expect(states["IDENTITY_HEADER"]).toEqual({ state: "empty" });
    expect(states["UNRELATED"]).toBeUndefined();
    expect(JSON.stringify(states)).not.toContain("hidden");
  });

  it.each(["<tenant-id>", "YOUR_CLIENT_ID", "ENTER_YOUR_TENANT_ID", "${CLIENT_ID}", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", "00000000-0000-0000-0000-000000000000", "undefined", "tenant_id"])("%s is a template's text", (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  it.each(["contoso.onmicrosoft.com", "7f1a2b3c-0c0e-4a55-9d10-c0470500aaaa", "myapp", "yours.example.com"])("%s is a value", (value) => {
    expect(isPlaceholder(value)).toBe(false);
  });
});
