import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createSandbox, credentialKinds, fingerprint, ids, type CredentialKind } from "../src/index.ts";
import { openSandbox } from "./open-sandbox.ts";
import { direct, throughProxy } from "./tunnel.ts";

const tokenUrl = `https://login.microsoftonline.com/${ids.contosoTenant}/oauth2/v2.0/token`;
const form = (secret: string) => new URLSearchParams({ grant_type: "client_credentials", client_id: ids.app, client_secret: secret, scope: "https://ai.azure.com/.default" }).toString();
const formHeaders = { "content-type": "application/x-www-form-urlencoded" };

test("requests are recorded without any secret, and every secret is a canary", async () => {
  const sandbox = await openSandbox({ credential: "client-secret" });
  const secret = sandbox.env["AZURE_CLIENT_SECRET"] ?? "";
  const answer = await throughProxy(sandbox, tokenUrl, { method: "POST", headers: formHeaders, body: form(secret) });
  const token = (JSON.parse(answer.body ?? "") as { access_token: string }).access_token;
  await throughProxy(sandbox, "https://contoso.openai.azure.com/openai/v1/models", { headers: { authorization: `Bearer ${token}`, "api-key": "a-key" } });
  expect(sandbox.canaries).toEqual(expect.arrayContaining([secret, token]));
  expect(sandbox.requests).toMatchObject([
    { method: "POST", url: tokenUrl, part: "entra", door: "proxy", status: 200, body: expect.stringContaining(`client_secret=${fingerprint(secret)}`) },
    // The key is wrong, and the service looks at keys first.
    { method: "GET", part: "foundry", status: 401, authorization: `Bearer ${fingerprint(token)}`, apiKey: fingerprint("a-key") },
  ]);
  const recorded = JSON.stringify(sandbox.requests);
  expect(sandbox.canaries.filter((canary) => recorded.includes(canary))).toEqual([]);
});

test("a fault breaks a running world, heal mends it, reset also forgets", async () => {
  const sandbox = await openSandbox({ credential: "client-secret" });
  const { canaries } = sandbox;
  const ask = async () => (await throughProxy(sandbox, tokenUrl, { method: "POST", headers: formHeaders, body: form(sandbox.env["AZURE_CLIENT_SECRET"] ?? "") })).status;
  expect(await ask()).toBe(200);
  sandbox.break("secret-expired");
  expect(await ask()).toBe(401);
  sandbox.heal();
  expect(await ask()).toBe(200);
  expect(sandbox.requests.map(({ status }) => status)).toEqual([200, 401, 200]);
  sandbox.reset();
  expect([sandbox.requests, sandbox.foreign, sandbox.tunnels]).toEqual([[], [], []]);
  expect(sandbox.canaries).toEqual(expect.arrayContaining(canaries));
  expect(await ask()).toBe(200);
});

test("a fault that is none is a RangeError with a sentence", async () => {
  await expect(createSandbox({ fault: "secret-expird" })).rejects.toThrow(new RangeError("There is no fault 'secret-expird'; entra-sandbox faults lists them."));
});

test("a credential kind that is none is a RangeError with a sentence", async () => {
  await expect(createSandbox({ credential: "api-key" as CredentialKind })).rejects.toThrow(/^There is no credential kind 'api-key'; the kinds are managed-identity, /);
});

test("a fault brings the credential it needs, unless one is given", async () => {
  expect((await openSandbox({ fault: "secret-expired" })).credential).toBe("client-secret");
  expect((await openSandbox({ fault: "secret-expired", credential: "imds" })).credential).toBe("imds");
  expect((await openSandbox()).credential).toBe("managed-identity");
});

test.each(Object.keys(credentialKinds) as CredentialKind[])("%s: env holds its own variables, unset the others', and every file exists until close", async (kind) => {
  const sandbox = await openSandbox({ credential: kind });
  const { env, unset } = sandbox;
  expect(unset.filter((name) => env[name] !== undefined)).toEqual([]);
  expect(env["AZURE_TOKEN_CREDENTIALS"]).toBe((credentialKinds[kind] as { tokenCredentials?: string }).tokenCredentials);
  expect(env).toMatchObject({ NO_PROXY: "127.0.0.1,localhost", FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.com", FOUNDRY_MODEL: "gpt-5.5", HTTPS_PROXY: sandbox.urls.proxy, http_proxy: sandbox.urls.proxy });
  const files = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE", "BROWSER", "AZURE_CONFIG_DIR"].flatMap((name) => env[name] ?? []);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  await sandbox.close();
  expect(files.filter(existsSync)).toEqual([]);
});

test("childEnv drops what the machine has set and keeps the rest", async () => {
  const sandbox = await openSandbox({ credential: "azure-cli", mutate: (world) => void (world.environment = { EXTRA: "1", AZURE_LOCATION: undefined }) });
  const base = { PATH: "/usr/bin", HOME: "/home/me", AZURE_CLIENT_SECRET: "mine", HTTPS_PROXY: "http://company:8080", SSL_CERT_DIR: "/etc/ssl", AZURE_LOCATION: "westeurope" };
  const env = sandbox.childEnv(base);
  expect(env).toMatchObject({ HOME: "/home/me", EXTRA: "1", HTTPS_PROXY: sandbox.urls.proxy });
  for (const name of ["AZURE_CLIENT_SECRET", "SSL_CERT_DIR", "AZURE_LOCATION"]) expect(env).not.toHaveProperty(name);
  expect(env["PATH"]?.endsWith("/usr/bin")).toBe(true);
  expect(env["PATH"]?.startsWith(sandbox.paths[0] ?? "none")).toBe(true);
});

test("the assertion's file follows the world", async () => {
  const sandbox = await openSandbox({ credential: "workload-identity" });
  const subject = () => JSON.parse(Buffer.from(readFileSync(sandbox.env["AZURE_FEDERATED_TOKEN_FILE"] ?? "", "utf8").split(".")[1] ?? "", "base64url").toString()) as { sub: string };
  expect(subject().sub).toBe("system:serviceaccount:default:contoso-app");
  sandbox.world.assertion.subject = "system:serviceaccount:other:app";
  expect(subject().sub).toBe("system:serviceaccount:other:app");
});

test("the plain door serves the same parts under their real names", async () => {
  const { urls } = await openSandbox();
  expect(await direct(`${urls.plain}/login.microsoftonline.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration`)).toMatchObject({ status: 200 });
  expect(await direct(`${urls.plain}/management.azure.com/subscriptions?api-version=2022-12-01`)).toMatchObject({ status: 401 });
  expect(await direct(`${urls.plain}/contoso.openai.azure.com/openai/v1/models`)).toMatchObject({ status: 401 });
});
