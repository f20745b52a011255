import { createHash, generateKeyPairSync, sign } from "node:crypto";
import jwt from "jsonwebtoken";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createContext, type SeededContext } from "../src/context.ts";
import { issueOutsideAssertion } from "../src/entra/token.ts";
import { app } from "../src/parts.ts";
import { assertions, ids } from "../src/seed.ts";

let context: SeededContext;
beforeAll(async () => {
  context = await createContext();
});
beforeEach(() => context.reseed());

const tokenPath = `/${ids.contosoTenant}/oauth2/v2.0/token`;
const scope = "https://ai.azure.com/.default";

async function ask(path: string, form: Record<string, string> | undefined, host = "login.microsoftonline.com") {
  const url = new URL(`https://${host}${path}`);
  const body = form === undefined ? "" : new URLSearchParams(form).toString();
  const answer = await app("entra", { method: form === undefined ? "GET" : "POST", url, headers: {}, body }, context);
  return { status: answer.status, headers: answer.headers, body: (typeof answer.body === "string" && answer.body !== "" ? JSON.parse(answer.body) : {}) as Record<string, unknown> };
}

const secretForm = () => ({ grant_type: "client_credentials", client_id: ids.app, client_secret: context.secrets.clientSecret, scope });

/** An assertion signed with the app's own certificate. */
function certificateAssertion(change: { claims?: object; header?: object; key?: string; alg?: "RS256" | "PS256" } = {}): string {
  const now = Math.floor(context.world.clock.now() / 1000);
  const claims = { iss: ids.app, sub: ids.app, aud: `https://login.microsoftonline.com${tokenPath}`, iat: now, nbf: now, exp: now + 600, jti: "1", ...change.claims };
  const alg = change.alg ?? "PS256";
  return jwt.sign(claims, change.key ?? certificate().pem, { algorithm: alg, header: { alg, "x5t#S256": certificate().thumbprint, ...change.header } });
}

/** The same with the padding of Base64 in each part, signed as it is sent. */
function paddedAssertion(): string {
  const [header = "", claims = ""] = certificateAssertion({ alg: "RS256", claims: { jti: "22" } }).split(".");
  const pad = (text: string) => text.padEnd(Math.ceil(text.length / 4) * 4, "=");
  const input = `${pad(header)}.${pad(claims)}`;
  if (!input.includes("=")) throw new Error("Neither part of this assertion needs padding.");
  return `${input}.${pad(sign("RSA-SHA256", Buffer.from(input), certificate().pem).toString("base64url"))}`;
}

const assertionForm = (assertion: string) => ({
  grant_type: "client_credentials",
  client_id: ids.app,
  scope,
  client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  client_assertion: assertion,
});

test("an app's answer has exactly the fields of a live one, and its token the claims of an Azure resource", async () => {
  const { status, body } = await ask(tokenPath, secretForm());
  expect([status, Object.keys(body).sort()]).toEqual([200, ["access_token", "expires_in", "ext_expires_in", "token_type"]]);
  const token = String(body["access_token"]);
  const claims = jwt.verify(token, context.keys.publicKeyPem, { algorithms: ["RS256"], complete: true });
  expect(claims.header).toMatchObject({ alg: "RS256", typ: "JWT", kid: context.keys.kid, x5t: context.keys.kid });
  expect(claims.payload).toMatchObject({ aud: "https://ai.azure.com", iss: `https://sts.windows.net/${ids.contosoTenant}/`, tid: ids.contosoTenant, oid: ids.appPrincipal, sub: ids.appPrincipal, appid: ids.app, appidacr: "1", idtyp: "app", ver: "1.0" });
  expect(claims.payload).not.toHaveProperty("scp");
  expect(context.canaries).toContain(token);
});

test.each([
  ["https://ai.azure.com/.default", "https://ai.azure.com"],
  ["https://cognitiveservices.azure.com//.default", "https://cognitiveservices.azure.com/"],
  ["18a66f5f-dbdf-4c17-9dd7-1634712a9cbe/.default", "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe"],
  ["https://ai.azure.com/.default openid offline_access profile", "https://ai.azure.com"],
])("scope %s gives audience %s", async (scope, audience) => {
  const { body } = await ask(tokenPath, { ...secretForm(), scope });
  expect(jwt.decode(String(body["access_token"]))).toMatchObject({ aud: audience });
});

interface Row {
  name: string;
  form?: () => Record<string, string>;
  path?: string;
  prepare?: () => void;
  refused: [status: number, error: string, code: number];
}

const without = (name: string) => () => Object.fromEntries(Object.entries(secretForm()).filter(([field]) => field !== name));

test.each<Row>([
  { name: "a wrong secret", form: () => ({ ...secretForm(), client_secret: "wrong" }), refused: [401, "invalid_client", 7000215] },
  { name: "an expired secret", prepare: () => context.world.clock.advance(181 * 86_400_000), refused: [401, "invalid_client", 7000222] },
  { name: "no secret", form: without("client_secret"), refused: [401, "invalid_client", 7000216] },
  { name: "no client id", form: without("client_id"), refused: [400, "invalid_request", 900144] },
  { name: "no grant type", form: without("grant_type"), refused: [400, "invalid_request", 900144] },
  { name: "no scope", form: without("scope"), refused: [400, "invalid_request", 900144] },
  { name: "an unknown grant type", form: () => ({ ...secretForm(), grant_type: "magic" }), refused: [400, "unsupported_grant_type", 70003] },
  { name: "an app that the tenant does not have", form: () => ({ ...secretForm(), client_id: ids.fabrikamApp }), refused: [400, "unauthorized_client", 700016] },
  { name: "an id that is none", form: () => ({ ...secretForm(), client_id: "00000000-0000-0000-0000-000000000000" }), refused: [400, "unauthorized_client", 700038] },
  { name: "a tenant that does not exist", path: "/11111111-2222-4333-8444-555555555555/oauth2/v2.0/token", refused: [400, "invalid_tenant", 90002] },
  { name: "a tenant id that is none", path: "/my_tenant/oauth2/v2.0/token", refused: [400, "invalid_request", 900023] },
  { name: "a single-tenant app at common", path: "/common/oauth2/v2.0/token", refused: [400, "invalid_request", 50194] },
  { name: "an unknown resource", form: () => ({ ...secretForm(), scope: "https://ai.azur.com/.default" }), refused: [400, "invalid_resource", 500011] },
  { name: "a resource of another cloud", form: () => ({ ...secretForm(), scope: "https://cognitiveservices.azure.us/.default" }), refused: [400, "invalid_resource", 500011] },
  { name: "a scope without /.default", form: () => ({ ...secretForm(), scope: "https://ai.azure.com" }), refused: [400, "invalid_scope", 1002012] },
  { name: "two resources in one scope", form: () => ({ ...secretForm(), scope: "https://ai.azure.com/.default https://graph.microsoft.com/.default" }), refused: [400, "invalid_request", 700022] },
  { name: "a v1 parameter", form: () => ({ ...secretForm(), resource: "https://ai.azure.com" }), refused: [400, "invalid_request", 901002] },
  { name: "a disabled app", prepare: () => void (principal(ids.appPrincipal).enabled = false), refused: [400, "unauthorized_client", 7000112] },
  { name: "an app without service principal", prepare: () => void (context.world.principals = []), refused: [401, "unauthorized_client", 7000229] },
  { name: "a tenant of another cloud", prepare: () => void Object.assign(context.world.tenants[0] ?? {}, { cloud: "usgov" }), refused: [400, "invalid_request", 900382] },
  { name: "a secret from a public client", form: () => ({ ...secretForm(), client_id: ids.desktopApp }), refused: [401, "invalid_client", 700025] },
  { name: "on behalf of a user", form: () => ({ ...secretForm(), grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: "x" }), refused: [400, "invalid_grant", 65001] },
  { name: "a password", form: () => ({ grant_type: "password", client_id: ids.desktopApp, username: "dev@contoso.onmicrosoft.com", password: "x", scope }), refused: [400, "invalid_grant", 50126] },
  { name: "an assertion that is no JWT", form: () => assertionForm("x.y"), refused: [400, "invalid_request", 50027] },
  { name: "a certificate that is not registered", form: () => assertionForm(certificateAssertion({ header: { "x5t#S256": "abc" } })), refused: [401, "invalid_client", 700027] },
  { name: "another key under the registered thumbprint", form: () => assertionForm(certificateAssertion({ key: otherKey() })), refused: [401, "invalid_client", 700027] },
  { name: "an assertion for another audience", form: () => assertionForm(certificateAssertion({ claims: { aud: "https://example.com" } })), refused: [401, "invalid_client", 700023] },
  { name: "an old assertion", form: () => assertionForm(certificateAssertion({ claims: { nbf: 1, iat: 1, exp: 600 } })), refused: [401, "invalid_client", 700024] },
  { name: "a registered certificate past its end", prepare: () => (context.world.apps[0]?.certificates ?? []).forEach((one) => (one.expiresAt = 0)), form: () => assertionForm(certificateAssertion()), refused: [401, "invalid_client", 1000502] },
  { name: "a federated assertion of another issuer", form: () => assertionForm(outside({ issuer: "https://other.example" })), refused: [401, "invalid_client", 700211] },
  { name: "a federated assertion for another audience", form: () => assertionForm(outside({ audience: "api://other" })), refused: [401, "invalid_client", 700212] },
  { name: "a federated assertion of another subject", form: () => assertionForm(outside({ subject: "repo:contoso/app:pull_request" })), refused: [401, "invalid_client", 700213] },
  { name: "an expired federated assertion", form: () => assertionForm(outside({ lifetime: -3600 })), refused: [401, "invalid_client", 700024] },
  { name: "a federated assertion that its issuer did not sign", form: () => assertionForm(forged()), refused: [401, "invalid_client", 50013] },
])("Entra refuses $name with AADSTS$refused.2", async ({ form = secretForm, path = tokenPath, prepare, refused }) => {
  prepare?.();
  const { status, body } = await ask(path, form());
  const [expectedStatus, error, code] = refused;
  expect({ status, error: body["error"], codes: body["error_codes"] }).toEqual({ status: expectedStatus, error, codes: [code] });
  expect(body["error_description"]).toMatch(new RegExp(`^AADSTS${code}: .* Trace ID: [\\w-]+ Correlation ID: [\\w-]+ Timestamp: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ$`));
});

test.each([
  ["PS256 and x5t#S256", () => certificateAssertion()],
  ["RS256 and x5t#S256", () => certificateAssertion({ alg: "RS256" })],
  ["RS256 and x5t", () => certificateAssertion({ alg: "RS256", header: { "x5t#S256": undefined, x5t: "c2hhMQ" } })],
  ["x5t#S256 in the Base64 of Go's and Java's libraries", () => certificateAssertion({ header: { "x5t#S256": Buffer.from(certificate().thumbprint, "base64url").toString("base64") } })],
  ["parts of an assertion that are padded, as Python's asynchronous library does", () => paddedAssertion()],
  ["a federated assertion of GitHub", () => outside(assertions.github)],
  ["a federated assertion of Kubernetes", () => outside({})],
])("Entra takes %s", async (_, assertion) => {
  expect(await ask(tokenPath, assertionForm(assertion()))).toMatchObject({ status: 200 });
});

test.each([["dev@contoso.onmicrosoft.com", "Managed"], ["someone@elsewhere.example", "Unknown"]])("the realm of %s is %s, as Go's and Java's libraries ask before they send a password", async (user, realm) => {
  expect(await ask(`/common/UserRealm/${encodeURIComponent(user)}?api-version=1.0`, undefined)).toMatchObject({ status: 200, body: { account_type: realm } });
});

test("a refusal that the world orders comes before any decision of Entra's own", async () => {
  context.world.tokenRefusal = { code: 53003, error: "invalid_grant", status: 400, description: "Access has been blocked by Conditional Access policies." };
  const { status, body } = await ask(tokenPath, secretForm());
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: "invalid_grant", error_codes: [53003], error_description: expect.stringMatching(/^AADSTS53003: Access has been blocked/) });
});

test("a device code is pending once, then gives tokens, a refresh token among them, once", async () => {
  const start = await ask(`/${ids.contosoTenant}/oauth2/v2.0/devicecode`, { client_id: ids.desktopApp, scope: `${scope} openid profile offline_access` });
  expect(start.body).toMatchObject({ expires_in: 900, interval: 1, verification_uri: "https://microsoft.com/devicelogin" });
  const poll = () => ask(tokenPath, { grant_type: "device_code", client_id: ids.desktopApp, device_code: String(start.body["device_code"]), client_info: "1" });
  expect((await poll()).body).toMatchObject({ error: "authorization_pending" });
  const { body } = await poll();
  expect(Object.keys(body)).toEqual(expect.arrayContaining(["access_token", "refresh_token", "id_token", "client_info", "scope"]));
  expect(jwt.decode(String(body["access_token"]))).toMatchObject({ oid: ids.developer, scp: "user_impersonation", upn: "dev@contoso.onmicrosoft.com", appidacr: "0" });
  expect((await poll()).body).toMatchObject({ error: "bad_verification_code" });
  const refreshed = await ask(tokenPath, { grant_type: "refresh_token", client_id: ids.desktopApp, refresh_token: String(body["refresh_token"]), scope: "https://management.azure.com/.default" });
  expect(jwt.decode(String(refreshed.body["access_token"]))).toMatchObject({ aud: "https://management.azure.com", oid: ids.developer });
});

test("a code of the browser is redeemed once, by who holds its verifier", async () => {
  const verifier = "a-verifier-that-is-long-enough-for-the-rule-of-43-characters";
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const query = new URLSearchParams({ client_id: ids.desktopApp, response_type: "code", redirect_uri: "http://localhost:8400", scope: `${scope} offline_access openid`, code_challenge: challenge, code_challenge_method: "S256", state: "s1" });
  const code = async () => {
    const { status, headers } = await ask(`/${ids.contosoTenant}/oauth2/v2.0/authorize?${query}`, undefined);
    const location = new URL(headers["location"] ?? "");
    expect([status, location.host, location.searchParams.get("state")]).toEqual([302, "localhost:8400", "s1"]);
    return location.searchParams.get("code") ?? "";
  };
  const redeem = (code: string, code_verifier: string) => ask(tokenPath, { grant_type: "authorization_code", client_id: ids.desktopApp, code, code_verifier, redirect_uri: "http://localhost:8400", scope });
  const first = await code();
  expect(await redeem(first, verifier)).toMatchObject({ status: 200 });
  expect(await redeem(first, verifier)).toMatchObject({ status: 400, body: { error_codes: [70000] } });
  expect(await redeem(await code(), "another")).toMatchObject({ status: 400, body: { error_codes: [501481] } });
});

test.each([
  ["https://login.microsoftonline.com/common/oauth2/v2.0/authorize", 200],
  ["https://login.microsoftonline.us/common/oauth2/v2.0/authorize", 200],
  ["https://login.example.com/common/oauth2/v2.0/authorize", 400],
])("instance discovery answers for %s with %i", async (endpoint, status) => {
  expect(await ask(`/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`, undefined)).toMatchObject({ status });
});

test("the openid-configuration names endpoints of its own origin, of the tenant by its id", async () => {
  const { body } = await ask("/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration", undefined);
  const origin = `https://login.microsoftonline.com/${ids.contosoTenant}`;
  expect(body).toMatchObject({ token_endpoint: `${origin}/oauth2/v2.0/token`, issuer: `${origin}/v2.0`, jwks_uri: `${origin}/discovery/v2.0/keys`, authorization_endpoint: `${origin}/oauth2/v2.0/authorize` });
});

test("the older endpoint takes a resource and answers numbers as text", async () => {
  const { scope: _, ...form } = secretForm();
  const { body } = await ask(`/${ids.contosoTenant}/oauth2/token`, { ...form, resource: "https://management.azure.com/" });
  expect(body).toMatchObject({ resource: "https://management.azure.com/", expires_in: "3900", token_type: "Bearer" });
  expect(jwt.decode(String(body["access_token"]))).toMatchObject({ aud: "https://management.azure.com/" });
});

test("a token that a managed identity gets for the exchange is an assertion for an app that trusts it", async () => {
  const url = new URL("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api://AzureADTokenExchange");
  const answer = await app("managed-identity", { method: "GET", url, headers: { metadata: "true" }, body: "" }, context);
  const { access_token: assertion } = JSON.parse(answer.body as string) as { access_token: string };
  context.world.apps[0]?.federatedCredentials.push({ name: "identity", issuer: `https://login.microsoftonline.com/${ids.contosoTenant}/v2.0`, subject: ids.systemIdentityPrincipal, audiences: ["api://AzureADTokenExchange"] });
  expect(await ask(tokenPath, assertionForm(assertion))).toMatchObject({ status: 200 });
});

function outside(change: Partial<typeof context.world.assertion>): string {
  return issueOutsideAssertion(context, { ...assertions.kubernetes, ...change });
}

function forged(): string {
  const claims = jwt.decode(outside({})) as object;
  return jwt.sign(claims, otherKey(), { algorithm: "RS256" });
}

function otherKey(): string {
  return generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function certificate() {
  const { certificate } = context.secrets;
  if (certificate === undefined) throw new Error("no certificate");
  return certificate;
}

function principal(id: string) {
  const found = context.world.principals.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no principal ${id}`);
  return found;
}
