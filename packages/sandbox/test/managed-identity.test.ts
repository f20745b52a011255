import jwt from "jsonwebtoken";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createContext, type SeededContext } from "../src/context.ts";
import { app } from "../src/parts.ts";
import { ids } from "../src/seed.ts";
import type { IdentityHost } from "../src/world.ts";

let context: SeededContext;
beforeAll(async () => {
  context = await createContext();
  context.hostSecrets.arcKeyFile = "/var/opt/azcmagent/tokens/x.key";
});
beforeEach(() => context.reseed());

const resource = "resource=https%3A%2F%2Fai.azure.com";

/** How each host is asked as its clients do: address, headers, form. */
const hosts: Record<Exclude<IdentityHost, "none">, () => { url: string; headers: Record<string, string>; body?: string }> = {
  "app-service": () => ({ url: `http://app-service/msi/token?api-version=2019-08-01&${resource}`, headers: { "x-identity-header": context.hostSecrets.identityHeader } }),
  imds: () => ({ url: `http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&${resource}`, headers: { metadata: "true" } }),
  arc: () => ({ url: `http://arc/metadata/identity/oauth2/arc-token?api-version=2020-06-01&${resource}`, headers: { metadata: "true", authorization: `Basic ${context.hostSecrets.arcKey}` } }),
  "service-fabric": () => ({ url: `http://service-fabric/metadata/identity/oauth2/fabric-token?api-version=2019-07-01-preview&${resource}`, headers: { secret: context.hostSecrets.identityHeader } }),
  "azure-ml": () => ({ url: `http://azure-ml/metadata/identity/oauth2/ml-token?api-version=2017-09-01&${resource}`, headers: { secret: context.hostSecrets.identityHeader, metadata: "true" } }),
  "cloud-shell": () => ({ url: "http://cloud-shell/oauth2/token", headers: { metadata: "true" }, body: resource }),
};

async function ask(host: keyof typeof hosts, change: (request: { url: string; headers: Record<string, string>; body?: string }) => void = () => {}) {
  const request = hosts[host]();
  change(request);
  const { url, headers, body = "" } = request;
  const answer = await app("managed-identity", { method: body === "" ? "GET" : "POST", url: new URL(url), headers, body }, context);
  return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body as string) as Record<string, unknown> };
}

test.each(Object.keys(hosts) as (keyof typeof hosts)[])("%s gives a token whose every field is text, as the strictest reader wants", async (host) => {
  context.world.identityHost = host;
  const { status, body } = await ask(host);
  expect(status).toBe(200);
  expect(Object.entries(body).filter(([, value]) => typeof value !== "string")).toEqual([]);
  expect(Object.keys(body)).toEqual(expect.arrayContaining(["access_token", "expires_on", "resource", "token_type"]));
  const claims = jwt.verify(String(body["access_token"]), context.keys.publicKeyPem) as jwt.JwtPayload;
  expect(String(claims.exp)).toBe(body["expires_on"]);
  expect(claims).toMatchObject(host === "cloud-shell" ? { oid: ids.developer, idtyp: "user" } : { oid: ids.systemIdentityPrincipal, xms_mirid: ids.host, idtyp: "app", appidacr: "2" });
});

test.each([
  ["app-service", `&client_id=${ids.userIdentityClient}`],
  ["app-service", `&object_id=${ids.userIdentityPrincipal}`],
  ["app-service", `&principal_id=${ids.userIdentityPrincipal}`],
  ["app-service", `&mi_res_id=${ids.userIdentity}`],
  ["imds", `&client_id=${ids.userIdentityClient}`],
  ["imds", `&msi_res_id=${ids.userIdentity.toUpperCase()}`],
  ["azure-ml", `&clientid=${ids.userIdentityClient}`],
] as const)("%s finds the user-assigned identity by %s", async (host, selector) => {
  context.world.identityHost = host;
  const { body } = await ask(host, (request) => void (request.url += selector));
  expect(jwt.decode(String(body["access_token"]))).toMatchObject({ oid: ids.userIdentityPrincipal, xms_mirid: ids.userIdentity });
});

interface Row {
  host: keyof typeof hosts;
  name: string;
  change?: (request: { url: string; headers: Record<string, string>; body?: string }) => void;
  prepare?: () => void;
  refused: [status: number, body: object];
}

const onlyUserAssigned = () => void (context.world.identities = context.world.identities.filter(({ kind }) => kind === "UserAssigned"));
const detach = () => context.world.identities.forEach((identity) => (identity.assigned = false));
const noHeaders = (request: { headers: Record<string, string> }) => void (request.headers = {});
const otherResource = (request: { url: string }) => void (request.url = request.url.replace("ai.azure.com", "ai.azur.com"));

test.each<Row>([
  { host: "app-service", name: "a missing header", change: noHeaders, refused: [401, { statusCode: 401 }] },
  { host: "app-service", name: "an identity that is not attached", prepare: detach, refused: [400, { message: "No Managed Identity found for specified ClientId/ResourceId/PrincipalId." }] },
  { host: "app-service", name: "no selector where only a user-assigned identity is", prepare: onlyUserAssigned, refused: [400, { message: expect.stringContaining("No Managed Identity found") }] },
  { host: "app-service", name: "an unknown resource", change: otherResource, refused: [400, { message: expect.stringContaining("AADSTS500011") }] },
  { host: "imds", name: "a missing Metadata header", change: noHeaders, refused: [400, { error: "bad_request_102" }] },
  { host: "imds", name: "a host without identities", prepare: detach, refused: [400, { error: "invalid_request", error_description: "Identity not found" }] },
  { host: "imds", name: "an unknown resource", change: otherResource, refused: [400, { error: "invalid_resource" }] },
  { host: "arc", name: "a request without the key", change: (request) => void delete request.headers["authorization"], refused: [401, { error: "unauthorized" }] },
  { host: "arc", name: "a user-assigned identity", change: (request) => void (request.url += "&client_id=x"), refused: [400, { error: "invalid_request" }] },
  { host: "service-fabric", name: "a wrong secret", change: noHeaders, refused: [401, { error: { code: "SecretHeaderNotFound" } }] },
  { host: "cloud-shell", name: "the audience of Cognitive Services", change: (request) => void (request.body = "resource=https://cognitiveservices.azure.com/"), refused: [400, { error: { code: "AudienceNotSupported" } }] },
  { host: "azure-ml", name: "a wrong secret", change: noHeaders, refused: [401, { error: { code: 401 } }] },
])("$host refuses $name", async ({ host, change, prepare, refused: [status, body] }) => {
  context.world.identityHost = host;
  prepare?.();
  expect(await ask(host, change)).toMatchObject({ status, body });
});

test("a virtual machine with one user-assigned identity gives that one, with several it asks which", async () => {
  context.world.identityHost = "imds";
  onlyUserAssigned();
  expect(jwt.decode(String((await ask("imds")).body["access_token"]))).toMatchObject({ oid: ids.userIdentityPrincipal });
  context.world.identities.push(...context.world.identities.map((one) => ({ ...one, clientId: "c11e7000-7777-4bbb-8ccc-c04705000006" })));
  expect(await ask("imds")).toMatchObject({ status: 400, body: { error_description: expect.stringContaining("Multiple user assigned identities exist") } });
});

test("Azure Arc's challenge names the key's file", async () => {
  context.world.identityHost = "arc";
  const { headers } = await ask("arc", (request) => void delete request.headers["authorization"]);
  expect(headers["www-authenticate"]).toBe("Basic realm=/var/opt/azcmagent/tokens/x.key");
});

test.each(Object.keys(hosts).filter((host) => host !== "imds") as (keyof typeof hosts)[])("%s is not there on another kind of host", async (host) => {
  context.world.identityHost = "none";
  expect((await ask(host)).status).toBe(404);
});
