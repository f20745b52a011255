import { describe, expect, it } from "vitest";
import { clouds } from "../src/cloud.ts";
import { completeSettings, createCredential, missingForCredential } from "../src/credential.ts";
import type { Environment } from "../src/environment.ts";
import { credentialKinds, type CredentialKind, type CredentialSettings } from "../src/credential-kinds.ts";

const app = { AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c" };

describe("what a kind lacks", () => {
  it.each<[kind: CredentialKind, environment: Environment, missing: string[], settings?: CredentialSettings]>([
    ["system-assigned-managed-identity", {}, []],
    ["user-assigned-managed-identity", {}, ["AZURE_CLIENT_ID (or objectId or resourceId)"]],
    ["user-assigned-managed-identity", { AZURE_CLIENT_ID: "c" }, []],
    ["user-assigned-managed-identity", {}, [], { objectId: "o" }],
    ["user-assigned-managed-identity", {}, [], { resourceId: "/subscriptions/x" }],
    ["client-secret", {}, ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"]],
    ["client-secret", { ...app, AZURE_CLIENT_SECRET: "  " }, ["AZURE_CLIENT_SECRET"]],
    ["client-secret", { ...app, AZURE_CLIENT_SECRET: "s" }, []],
    ["client-secret", {}, [], { tenantId: "t", clientId: "c", clientSecret: "s" }],
    ["client-certificate", app, ["AZURE_CLIENT_CERTIFICATE_PATH"]],
    ["azure-cli", {}, []],
    ["interactive-browser", {}, []],
    ["device-code", {}, []],
    ["default", {}, ["AZURE_TOKEN_CREDENTIALS"]],
    ["default", { AZURE_TOKEN_CREDENTIALS: " " }, ["AZURE_TOKEN_CREDENTIALS"]],
    ["default", { AZURE_TOKEN_CREDENTIALS: "DEV" }, []],
    ["default", { AZURE_TOKEN_CREDENTIALS: "managedidentitycredential " }, []],
    ["default", { AZURE_TOKEN_CREDENTIALS: "ManagedIdentity" }, [expect.stringMatching(/^AZURE_TOKEN_CREDENTIALS with one of dev, prod/) as string]],
    ["workload-identity", { AZURE_FEDERATED_TOKEN_FILE: "f" }, ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"]],
    ["federated-credential", app, [expect.stringContaining("id-token: write") as string]],
    ["federated-credential", { ...app, ACTIONS_ID_TOKEN_REQUEST_URL: "https://x" }, [expect.stringContaining("id-token: write") as string]],
    ["federated-credential", { ...app, ACTIONS_ID_TOKEN_REQUEST_URL: "https://x", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t" }, []],
    ["federated-credential", { ...app, AZURE_FEDERATED_TOKEN_FILE: "f" }, []],
    ["federated-credential", app, [], { assertion: async () => "a" }],
  ])("%s with %j lacks %j", (kind, environment, missing, settings) => {
    expect(missingForCredential(kind, { ...settings, environment })).toEqual(missing);
  });

  it("is said before the identity library is loaded", async () => {
    await expect(createCredential("client-secret", { environment: app })).rejects.toMatchObject({
      code: "credential-incomplete",
      evidence: { kind: "client-secret", missing: ["AZURE_CLIENT_SECRET"] },
      message: "The credential client-secret lacks AZURE_CLIENT_SECRET. Set what is missing, or pass it as an option.",
    });
  });
});

describe("completeSettings", () => {
  it.each<[what: string, settings: CredentialSettings, environment: Environment, expected: Record<string, unknown>]>([
    ["takes the public cloud's authority", {}, {}, { authorityHost: "https://login.microsoftonline.com", federatedAudience: "api://AzureADTokenExchange" }],
    ["takes the given cloud's authority", { cloud: clouds.usgov }, {}, { authorityHost: "https://login.microsoftonline.us", federatedAudience: "api://AzureADTokenExchangeUSGov" }],
    ["lets AZURE_AUTHORITY_HOST win over the cloud", { cloud: clouds.usgov }, { AZURE_AUTHORITY_HOST: "https://login.example" }, { authorityHost: "https://login.example" }],
    ["lets options win over the environment", { clientId: "mine" }, app, { clientId: "mine", tenantId: "t" }],
    ["does not add a client id to an object id", { objectId: "o" }, app, { objectId: "o", clientId: undefined }],
    ["trims what a copied line brings along", {}, { AZURE_TENANT_ID: " t\r\n" }, { tenantId: "t" }],
    ["reads the wish for the certificate's chain", {}, { AZURE_CLIENT_SEND_CERTIFICATE_CHAIN: "TRUE" }, { sendCertificateChain: true }],
  ])("%s", (_, settings, environment, expected) => {
    expect(completeSettings(settings, environment)).toMatchObject(expected);
  });
});

describe("createCredential", () => {
  it("refuses a kind that it does not know, with those that it does", async () => {
    await expect(createCredential("managed-identity" as CredentialKind)).rejects.toMatchObject({ code: "credential-unknown", evidence: { known: Object.keys(credentialKinds) } });
  });

  it("refuses two names for one identity", async () => {
    await expect(createCredential("user-assigned-managed-identity", { clientId: "c", resourceId: "r" })).rejects.toMatchObject({ code: "option-invalid" });
  });

  it("refuses an object id where the default credential knows none", async () => {
    await expect(createCredential("default", { objectId: "o", environment: { AZURE_TOKEN_CREDENTIALS: "prod" } })).rejects.toMatchObject({ code: "option-invalid" });
  });

  it("says the library's reason when it cannot make one, without the secret", async () => {
    const environment = { ...app, AZURE_TENANT_ID: "no tenant/", AZURE_CLIENT_SECRET: "s3cr3t-value" };
    const error: unknown = await createCredential("client-secret", { environment }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "token-refused" });
    expect(String(error)).not.toContain("s3cr3t-value");
  });

  it("makes anew what needs no person", async () => {
    expect((await createCredential("azure-cli")).renew).toBeTypeOf("function");
    expect((await createCredential("device-code")).renew).toBeUndefined();
  });
});

it("has ten kinds", () => {
  expect(Object.keys(credentialKinds)).toHaveLength(10);
});
