import { createSandbox, createSigningKeys, ids, type CredentialKind as SandboxKind, type Sandbox, type SandboxOptions } from "@copilot-entra/sandbox";
import { afterEach, describe, expect, it } from "vitest";
import type { CredentialKind } from "../src/credential-kinds.ts";
import { leaks, runChild, type ChildResult } from "./child.ts";

interface Claims {
  aud: string;
  tid: string;
  oid: string;
  appid: string;
}

type Outcome = { claims: Claims; distinct: number; error?: undefined } | { error: { code: string; message: string; evidence: Record<string, unknown>; cause?: string }; claims?: undefined };

const signingKeys = createSigningKeys();
let sandbox: Sandbox;
afterEach(() => sandbox.close());

/** Making keys is most of what a sandbox costs, so all of this file sign tokens with the same ones. */
async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  return createSandbox({ signingKeys: await signingKeys, ...options });
}

async function getToken(kind: CredentialKind, options: Record<string, unknown> = {}, extra: Record<string, string | undefined> = {}, times = 1): Promise<Outcome & ChildResult> {
  const result = await runChild(sandbox, "get-token.mjs", [kind, JSON.stringify(options), String(times)], extra);
  expect(leaks(sandbox, result.stdout + result.stderr)).toEqual([]);
  expect(sandbox.foreign, "hosts that nobody asked for").toEqual([]);
  const line = result.stdout.trim().split("\n").at(-1) ?? "";
  expect(line, result.stderr).toMatch(/^\{/);
  return { ...result, ...(JSON.parse(line) as Outcome) };
}

/** The requests that got the token, as `METHOD part path?query`. */
const asked = (part: string) => sandbox.requests.filter((request) => request.part === part).map((request) => `${request.method} ${request.url}`);

const app = { appid: ids.app, oid: ids.appPrincipal };
const system = { appid: ids.systemIdentityClient, oid: ids.systemIdentityPrincipal };
const assigned = { appid: ids.userIdentityClient, oid: ids.userIdentityPrincipal };
const developer = { oid: ids.developer };

describe("each kind gets its own identity's token, on the wire", () => {
  it.each<[kind: CredentialKind, host: SandboxKind, options: Record<string, unknown>, who: Partial<Claims>]>([
    ["system-assigned-managed-identity", "managed-identity", {}, system],
    ["system-assigned-managed-identity", "imds", {}, system],
    ["user-assigned-managed-identity", "managed-identity", { clientId: ids.userIdentityClient }, assigned],
    ["user-assigned-managed-identity", "managed-identity", { objectId: ids.userIdentityPrincipal }, assigned],
    ["user-assigned-managed-identity", "managed-identity", { resourceId: ids.userIdentity }, assigned],
    ["user-assigned-managed-identity", "user-assigned-managed-identity", {}, assigned],
    ["user-assigned-managed-identity", "imds", { clientId: ids.userIdentityClient }, assigned],
    ["user-assigned-managed-identity", "imds", { resourceId: ids.userIdentity }, assigned],
    ["client-secret", "client-secret", {}, app],
    ["client-certificate", "client-certificate", {}, app],
    ["client-certificate", "client-certificate", { sendCertificateChain: true }, app],
    ["azure-cli", "azure-cli", {}, developer],
    ["azure-cli", "azure-cli", { tenantId: ids.contosoTenant }, developer],
    ["interactive-browser", "interactive-browser", {}, developer],
    ["workload-identity", "workload-identity", {}, app],
    ["federated-credential", "federated-credential", {}, app],
    ["federated-credential", "workload-identity", {}, app],
    ["default", "managed-identity", {}, system],
    ["default", "user-assigned-managed-identity", {}, assigned],
    ["default", "client-secret", {}, app],
    ["default", "client-certificate", {}, app],
    ["default", "workload-identity", {}, app],
    ["default", "azure-cli", {}, developer],
  ])("%s on a host of kind %s with %j", async (kind, host, options, who) => {
    sandbox = await openSandbox({ credential: host });
    const outcome = await getToken(kind, options);
    expect(outcome.error).toBeUndefined();
    expect(outcome.claims).toMatchObject({ ...who, aud: "https://ai.azure.com", tid: ids.contosoTenant });
  });

  it("device-code tells where to sign in, and polls until the person has", async () => {
    sandbox = await openSandbox({ credential: "device-code" });
    const outcome = await getToken("device-code", { signInHere: true });
    expect(outcome.claims).toMatchObject(developer);
    expect(outcome.stderr).toMatch(/^https:\/\/\S+ [A-Z0-9]+/);
  });
});

describe("the identity that was asked for, under AZURE_TOKEN_CREDENTIALS", () => {
  // @azure/identity 4.13.1 drops the id under ManagedIdentityCredential: the system-assigned identity would sign in.
  it.each<[selector: string, options: Record<string, unknown>]>([
    ["ManagedIdentityCredential", { clientId: ids.userIdentityClient }],
    ["ManagedIdentityCredential", { resourceId: ids.userIdentity }],
    ["ManagedIdentityCredential", { objectId: ids.userIdentityPrincipal }],
    ["managedidentitycredential", { clientId: ids.userIdentityClient }],
    ["prod", { clientId: ids.userIdentityClient }],
    ["prod", { resourceId: ids.userIdentity }],
  ])("%s with %j", async (selector, options) => {
    sandbox = await openSandbox({ credential: "managed-identity" });
    const outcome = await getToken("default", options, { AZURE_TOKEN_CREDENTIALS: selector });
    expect(outcome.claims).toMatchObject(assigned);
    expect(asked("managed-identity").at(-1)).toMatch(/[?&](client_id|mi_res_id|object_id)=/);
  });

  it("an identity named by its resource id is not mixed with a client id that lies around", async () => {
    sandbox = await openSandbox({ credential: "managed-identity" });
    const outcome = await getToken("user-assigned-managed-identity", { resourceId: ids.userIdentity }, { AZURE_CLIENT_ID: ids.app });
    expect(outcome.claims).toMatchObject(assigned);
  });

  it("the system-assigned identity is not mixed with a client id that lies around", async () => {
    sandbox = await openSandbox({ credential: "managed-identity" });
    const outcome = await getToken("system-assigned-managed-identity", {}, { AZURE_CLIENT_ID: ids.app });
    expect(outcome.claims).toMatchObject(system);
  });
});

describe("the wire", () => {
  it.each<[kind: CredentialKind, host: SandboxKind, part: string, requests: number]>([
    ["system-assigned-managed-identity", "managed-identity", "managed-identity", 1],
    ["client-secret", "client-secret", "entra", 1],
    ["workload-identity", "workload-identity", "entra", 1],
  ])("200 concurrent callers of %s make one token request", async (kind, host, part, requests) => {
    sandbox = await openSandbox({ credential: host });
    const outcome = await getToken(kind, {}, {}, 200);
    expect(outcome).toMatchObject({ distinct: 1 });
    expect(asked(part).filter((request) => !request.includes("openid-configuration"))).toHaveLength(requests);
  });

  it("asks GitHub for a token with the audience of the cloud, and hands it to Entra as the assertion", async () => {
    sandbox = await openSandbox({ credential: "federated-credential" });
    await getToken("federated-credential");
    expect(asked("tool").join()).toContain("audience=api%3A%2F%2FAzureADTokenExchange");
    expect(sandbox.requests.find((request) => request.path.endsWith("/token"))?.body).toContain("client_assertion_type");
  });

  it("another cloud's app signs in at its own authority", async () => {
    const mutate = (world: Sandbox["world"]): void => {
      for (const one of [...world.tenants, ...world.accounts]) one.cloud = "usgov";
      world.accounts[0]?.audiences.push("https://cognitiveservices.azure.us");
    };
    sandbox = await openSandbox({ credential: "client-secret", mutate });
    const outcome = await getToken("client-secret", { cloud: "usgov" });
    expect(outcome.claims).toMatchObject({ ...app, aud: "https://cognitiveservices.azure.us" });
    expect(new Set(sandbox.requests.map((request) => request.host))).toEqual(new Set(["login.microsoftonline.us"]));
  });

  it.each<[allowed: string[], error: Record<string, unknown>, hosts: number]>([
    [[], { causeId: "tenant-wrong", text: expect.stringContaining("not configured to acquire tokens for tenant") }, 0],
    [["*"], { causeId: "app-not-in-tenant", entraCode: "700016" }, 1],
    [[ids.fabrikamTenant], { causeId: "app-not-in-tenant", entraCode: "700016" }, 1],
  ])("another tenant is asked only when it is allowed: %j", async (additionallyAllowedTenants, evidence, hosts) => {
    sandbox = await openSandbox({ credential: "client-secret" });
    const outcome = await getToken("client-secret", { additionallyAllowedTenants, askTenant: ids.fabrikamTenant });
    expect(outcome.error).toMatchObject({ code: "token-refused", evidence });
    expect(asked("entra").filter((request) => request.includes(`/${ids.fabrikamTenant}/oauth2/v2.0/token`))).toHaveLength(hosts);
  });
});

describe("refusals say the cause, and hold no secret", () => {
  it.each<[fault: string, kind: CredentialKind, causeId: string]>([
    ["secret-expired", "client-secret", "secret-expired"],
    ["secret-wrong", "client-secret", "secret-wrong"],
    ["app-not-in-tenant", "client-secret", "app-not-in-tenant"],
    ["tenant-wrong", "client-secret", "tenant-wrong"],
    ["principal-disabled", "client-secret", "principal-disabled"],
    ["cert-not-registered", "client-certificate", "cert-not-registered"],
    ["cert-unusable", "client-certificate", "cert-unusable"],
    ["federated-subject-mismatch", "federated-credential", "federated-subject-mismatch"],
    ["federated-assertion-wrong", "federated-credential", "federated-assertion-wrong"],
  ])("%s", async (fault, kind, causeId) => {
    sandbox = await openSandbox({ fault });
    const outcome = await getToken(kind);
    expect(outcome.error).toMatchObject({ code: "token-refused", evidence: { causeId } });
  });

  it("names the variables that are missing", async () => {
    sandbox = await openSandbox({ fault: "config-missing" });
    const outcome = await getToken("client-secret");
    expect(outcome.error).toMatchObject({ code: "credential-incomplete", evidence: { missing: ["AZURE_CLIENT_SECRET"] } });
    expect(sandbox.requests).toEqual([]);
  });

  it("says what a GitHub job lacks when it may not ask for its token", async () => {
    sandbox = await openSandbox({ fault: "oidc-token-permission-missing" });
    const outcome = await getToken("federated-credential");
    expect(outcome.error).toMatchObject({ code: "credential-incomplete", message: expect.stringContaining("id-token: write") });
  });

  it("a hung identity endpoint is given up after the deadline", async () => {
    sandbox = await openSandbox({ fault: "wire-hang-identity" });
    const outcome = await getToken("system-assigned-managed-identity", { timeout: 1_500 });
    expect(outcome.error).toMatchObject({ code: "token-timeout", evidence: { milliseconds: 1_500 } });
  });
});
