import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ids } from "../src/seed.ts";
import type { Properties } from "../src/world.ts";
import { openStage, type Answered, type Ask, type Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

beforeEach(() => stage.reset());

const ask = (path: string, request: Ask = {}): Promise<Answered> => stage.ask(`https://graph.microsoft.com/v1.0${path}`, { as: "developer", ...request });
const idsIn = ({ body }: Answered): unknown[] => (body as unknown as { value: Properties[] }).value.map(({ id }) => id);

describe("Graph tells who is who in the caller's tenant", () => {
  it.each([
    ["the signed-in user", "/me", { id: ids.developer, userPrincipalName: "dev@contoso.onmicrosoft.com" }],
    ["a user by name", "/users/dev@contoso.onmicrosoft.com", { id: ids.developer }],
    ["a service principal by object id", `/servicePrincipals/${ids.appPrincipal}`, { appId: ids.app }],
    ["any object", `/directoryObjects/${ids.systemIdentityPrincipal}`, { displayName: "contoso-web" }],
    ["an app registration by object id", `/applications/${ids.appObject}`, { appId: ids.app }],
  ])("%s", async (_, path, expected) => {
    expect((await ask(path)).body).toMatchObject(expected);
  });

  it.each([
    [`appId eq '${ids.app}'`, [ids.appPrincipal]],
    [`servicePrincipalNames/any(c:c eq '${ids.app}')`, [ids.appPrincipal]],
    ["displayName eq 'nobody'", []],
    [`appId eq '${ids.fabrikamApp}'`, []],
  ])("service principals where %s", async (filter, found) => {
    expect(idsIn(await ask(`/servicePrincipals?$filter=${encodeURIComponent(filter)}`))).toEqual(found);
  });

  it("objects of several ids at once, of every kind", async () => {
    const answer = await ask("/directoryObjects/getByIds", { body: { ids: [ids.developer, ids.appObject, ids.fabrikamDeveloper] } });
    expect(idsIn(answer)).toEqual([ids.developer, ids.appObject]);
  });

  it("groups through groups", async () => {
    const group = { type: "Group", displayName: "g", tenantId: ids.contosoTenant, enabled: true } as const;
    stage.world.principals.push({ ...group, id: "g1", memberOf: ["g2"] }, { ...group, id: "g2", memberOf: [] });
    for (const principal of stage.world.principals) if (principal.id === ids.developer) principal.memberOf = ["g1"];
    expect(idsIn(await ask(`/users/${ids.developer}/transitiveMemberOf`))).toEqual(["g1", "g2"]);
    expect((await ask(`/users/${ids.developer}/getMemberGroups`, { body: { securityEnabledOnly: true } })).body).toEqual({ value: ["g1", "g2"] });
  });
});

describe("Graph changes an app for a user of its tenant", () => {
  const app = `/applications/${ids.appObject}`;

  it("adds a secret, whose value shows once, and removes one", async () => {
    const added = (await ask(`${app}/addPassword`, { body: { passwordCredential: { displayName: "new" } } })).body as unknown as { keyId: string; secretText: string };
    expect(stage.world.apps[0]?.secrets.at(-1)?.value).toBe(added.secretText);
    expect(stage.context.canaries).toContain(added.secretText);
    expect((await ask(app)).text).not.toContain(added.secretText);
    expect((await ask(`${app}/removePassword`, { body: { keyId: added.keyId } })).status).toBe(204);
    expect(stage.world.apps[0]?.secrets).toHaveLength(1);
  });

  it("adds and changes a federated credential", async () => {
    const credential = { name: "new", issuer: "https://issuer/", subject: "s", audiences: ["a"] };
    expect((await ask(`${app}/federatedIdentityCredentials`, { body: credential })).status).toBe(201);
    expect((await ask(`${app}/federatedIdentityCredentials/new`, { method: "PATCH", body: { subject: "t" } })).status).toBe(204);
    expect(stage.world.apps[0]?.federatedCredentials.at(-1)).toEqual({ ...credential, subject: "t" });
  });
});

describe("Graph mends what sign-in refuses", () => {
  it("switches a service principal on, and a user by name", async () => {
    for (const principal of stage.world.principals) principal.enabled = false;
    expect((await ask(`/servicePrincipals/${ids.appPrincipal}`, { method: "PATCH", body: { accountEnabled: true } })).status).toBe(204);
    expect((await ask("/users/dev@contoso.onmicrosoft.com", { method: "PATCH", body: { accountEnabled: true } })).status).toBe(204);
    expect(stage.world.principals.filter(({ enabled }) => enabled).map(({ id }) => id)).toEqual([ids.appPrincipal, ids.developer]);
  });

  it("creates the service principal of an app of the tenant, once, and none of another tenant's", async () => {
    stage.world.principals = stage.world.principals.filter(({ id }) => id !== ids.appPrincipal);
    const create = (appId: string): Promise<Answered> => ask("/servicePrincipals", { body: { appId } });
    expect((await create(ids.app)).status).toBe(201);
    expect((await create(ids.app)).status).toBe(409);
    expect((await create(ids.fabrikamApp)).status).toBe(403);
  });

  it("changes an app's platform and redirect URIs", async () => {
    await ask(`/applications/${ids.appObject}`, { method: "PATCH", body: { isFallbackPublicClient: true, publicClient: { redirectUris: ["http://localhost"] }, signInAudience: "AzureADMultipleOrgs" } });
    expect(stage.world.apps[0]).toMatchObject({ publicClient: true, redirectUris: ["http://localhost"], multiTenant: true });
  });

  it("registers a certificate beside those that the app has, and refuses what is none", async () => {
    const app = stage.world.apps[0];
    const [own] = app?.certificates ?? [];
    const key = /-----BEGIN CERTIFICATE-----(?<text>[^-]*)/.exec(stage.context.secrets.certificate?.pem ?? "")?.groups?.["text"];
    const change = (keyCredentials: Properties[]): Promise<Answered> => ask(`/applications/${ids.appObject}`, { method: "PATCH", body: { keyCredentials } });
    expect((await change([{ key: "bm8gY2VydGlmaWNhdGU=" }])).status).toBe(400);
    expect((await change([{ keyId: own?.thumbprint, key: null }, { key }])).status).toBe(204);
    expect(app?.certificates.map(({ thumbprint }) => thumbprint)).toEqual([own?.thumbprint, own?.thumbprint]);
    expect(app?.certificates[1]?.publicKey.trim()).toBe(own?.publicKey.trim());
  });
});

describe("Graph refuses", () => {
  it.each([
    ["a missing token", "/me", { as: null }, 401, "InvalidAuthenticationToken"],
    ["a token for another resource", "/me", { audience: "https://ai.azure.com" }, 401, "InvalidAuthenticationToken"],
    ["/me of an app", "/me", { as: "app" }, 400, "BadRequest"],
    ["an app that changes apps", `/applications/${ids.appObject}/addPassword`, { as: "app", method: "POST" }, 403, "Authorization_RequestDenied"],
    ["objects of another tenant", `/users/${ids.fabrikamDeveloper}`, {}, 404, "Request_ResourceNotFound"],
    ["filters that it does not know", "/users?$filter=startswith(displayName,'a')", {}, 400, "Request_UnsupportedQuery"],
    ["what the sandbox does not stand for", "/me/messages", {}, 404, "ResourceNotFound"],
  ] satisfies [string, string, Ask, number, string][])("%s", async (_, path, request, status, code) => {
    const answer = await ask(path, request);
    expect({ status: answer.status, code: answer.body.error?.code }).toEqual({ status, code });
  });
});
