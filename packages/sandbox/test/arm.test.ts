import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { credentialKinds } from "../src/credential-kinds.ts";
import { ids } from "../src/seed.ts";
import type { Properties } from "../src/world.ts";
import { openStage, type Answered, type Ask, type Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

beforeEach(() => stage.reset());

const arm = "https://management.azure.com";
const subscription = `/subscriptions/${ids.subscription}`;
const url = (path: string, version = "2025-06-01"): string => `${arm}${path}${path.includes("?") ? "&" : "?"}api-version=${version}`;
const ask = (path: string, request: Ask = {}): Promise<Answered> => stage.ask(url(path), { as: "developer", ...request });
const valueOf = ({ body }: Answered): Properties[] => (body as unknown as { value: Properties[] }).value;

describe("Resource Manager refuses in its own words", () => {
  const account = ids.accountId;
  const cases: { title: string; path?: string; address?: string; ask?: Ask; status: number; code?: string; message?: RegExp }[] = [
    { title: "answers the owner", status: 200 },
    { title: "takes the older audience too", ask: { audience: "https://management.core.windows.net/" }, status: 200 },
    { title: "does not mind the case of paths", path: account.toUpperCase(), status: 200 },
    { title: "wants a token", ask: { as: null }, status: 401, code: "AuthenticationFailed" },
    { title: "refuses a token of the data plane", ask: { audience: "https://ai.azure.com" }, status: 401, code: "InvalidAuthenticationTokenAudience" },
    { title: "refuses a token that is none", ask: { as: null, headers: { authorization: "Bearer abc" } }, status: 401, code: "InvalidAuthenticationToken" },
    { title: "names the subscription's tenant to a token of another", ask: { as: "fabrikam" }, status: 401, code: "InvalidAuthenticationTokenTenant", message: new RegExp(`must match the tenant 'https://sts.windows.net/${ids.contosoTenant}/'`) },
    { title: "wants an api-version", address: `${arm}${account}`, status: 400, code: "MissingApiVersionParameter" },
    { title: "wants an api-version that is a date", address: `${arm}${account}?api-version=latest`, status: 400, code: "InvalidApiVersionParameter" },
    { title: "does not find a subscription that is not there", path: "/subscriptions/5ab50000-0000-4222-8333-000000000404", status: 404, code: "SubscriptionNotFound" },
    { title: "does not find an account that is not there", path: `${account}-gone`, status: 404, code: "ResourceNotFound" },
    {
      title: "names action and scope to a caller without permission",
      path: `${account}/deployments/gpt-5.5`,
      ask: { as: "system", method: "DELETE" },
      status: 403,
      code: "AuthorizationFailed",
      message: new RegExp(`object id '${ids.systemIdentityPrincipal}' does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/deployments/delete' over scope '${account}'`),
    },
    { title: "refuses a body that is no JSON", path: account, ask: { method: "PATCH", body: "{" }, status: 400, code: "InvalidRequestContent" },
    { title: "says that the sandbox does not know a resource type", path: `${subscription}/providers/Microsoft.Compute/virtualMachines`, status: 404, code: "InvalidResourceType" },
    { title: "never gives keys of an account without key sign-in", path: `${account}/listKeys`, ask: { method: "POST" }, status: 400, code: "BadRequest" },
  ];

  it.each(cases)("$title", async ({ path = account, address, ask: request = {}, status, code, message }) => {
    const answer = await stage.ask(address ?? url(path), { as: "developer", ...request });
    expect({ status: answer.status, code: code && answer.body.error?.code }).toEqual({ status, code });
    if (message !== undefined) expect(answer.body.error?.message).toMatch(message);
  });

  it("names the tenant in WWW-Authenticate to everyone who knocks", async () => {
    const answer = await ask(subscription, { as: null });
    expect(answer.headers["www-authenticate"]).toContain(`authorization_uri="https://login.windows.net/${ids.contosoTenant}"`);
  });

  it("counts down what is left of the quota, reads and writes apart", async () => {
    const left = async (request: Ask): Promise<Record<string, string>> => (await ask(ids.accountId, request)).headers;
    expect([await left({}), await left({})].map((headers) => headers["x-ms-ratelimit-remaining-subscription-reads"])).toEqual(["249", "248"]);
    expect((await left({ method: "PATCH", body: {} }))["x-ms-ratelimit-remaining-subscription-writes"]).toBe("199");
  });
});

describe("lists", () => {
  it.each([
    ["subscriptions of the caller's tenant", "/subscriptions", [ids.subscription]],
    ["tenants", "/tenants", [ids.contosoTenant]],
    ["accounts of a subscription", `${subscription}/providers/Microsoft.CognitiveServices/accounts`, ["contoso"]],
    ["accounts of a resource group", `${subscription}/resourceGroups/rg-contoso/providers/Microsoft.CognitiveServices/accounts`, ["contoso"]],
    ["deployments", `${ids.accountId}/deployments`, ["gpt-5.5", "gpt-4.1-mini", "text-embedding-3-small"]],
    ["projects", `${ids.accountId}/projects`, ["contoso/demo"]],
    ["private endpoint connections", `${ids.accountId}/privateEndpointConnections`, []],
    ["private link resources", `${ids.accountId}/privateLinkResources`, ["account"]],
    ["user-assigned identities", `${subscription}/resourceGroups/rg-contoso/providers/Microsoft.ManagedIdentity/userAssignedIdentities`, ["id-contoso"]],
  ])("%s", async (_, path, names) => {
    const shown = valueOf(await ask(path)).map((item) => item["name"] ?? item["subscriptionId"] ?? item["tenantId"]);
    expect(shown).toEqual(names);
  });

  it.each([
    ["models of a location", `${subscription}/providers/Microsoft.CognitiveServices/locations/swedencentral/models`],
    ["models of an account", `${ids.accountId}/models`],
    ["usages of a location", `${subscription}/providers/Microsoft.CognitiveServices/locations/swedencentral/usages`],
  ])("%s come in pages that a link on the same host joins", async (_, path) => {
    const names: string[] = [];
    let pages = 0;
    let next: string | undefined = url(path);
    while (next !== undefined) {
      const answer: Answered = await stage.ask(next, { as: "system" });
      names.push(...valueOf(answer).map((item) => JSON.stringify((item["model"] as Properties | undefined)?.["name"] ?? item["name"])));
      expect(answer.headers["x-ms-ratelimit-remaining-subscription-reads"]).toMatch(/^\d+$/);
      next = (answer.body as { nextLink?: string }).nextLink;
      if (next !== undefined) expect(new URL(next).origin).toBe(arm);
      pages += 1;
    }
    expect(pages).toBe(2);
    expect(new Set(names).size).toBe(names.length);
    expect(names.join()).toContain("gpt-5.5");
  });

  it("of a few items come in pages too, in a world of small pages", async () => {
    stage.world.pageSize = 2;
    const first = await ask(`${ids.accountId}/deployments`);
    const second = await stage.ask((first.body as unknown as { nextLink: string }).nextLink, { as: "developer" });
    expect([first, second].map((answer) => valueOf(answer).map(({ name }) => name))).toEqual([["gpt-5.5", "gpt-4.1-mini"], ["text-embedding-3-small"]]);
  });

  it("of subscriptions leave out what the caller has no role in", async () => {
    stage.world.roleAssignments = [];
    expect(valueOf(await ask("/subscriptions"))).toEqual([]);
  });
});

describe("changes", () => {
  const account = (): Properties => stage.world.accounts[0] as unknown as Properties;

  it("opens the public network again, as az rest --method patch does", async () => {
    const answer = await ask(ids.accountId, { method: "PATCH", body: { properties: { publicNetworkAccess: "Disabled" } } });
    expect(answer.status).toBe(200);
    expect(account()["publicNetworkAccess"]).toBe("Disabled");
  });

  it("replaces the network rules, as az cognitiveservices account network-rule add does", async () => {
    await ask(ids.accountId, { method: "PATCH", body: { properties: { networkAcls: { defaultAction: "Deny", ipRules: [{ value: "203.0.113.10" }] } } } });
    expect(account()["networkAcls"]).toEqual({ defaultAction: "Deny", ipRules: [{ value: "203.0.113.10" }], virtualNetworkRules: [] });
  });

  it("sets a custom subdomain once, of a name that is free", async () => {
    delete stage.world.accounts[0]?.customSubDomainName;
    const set = (name: string): Promise<Answered> => ask(ids.accountId, { method: "PATCH", body: { properties: { customSubDomainName: name } } });
    expect((await set("fabrikam")).body.error?.code).toBe("CustomDomainInUse");
    expect((await set("-")).status).toBe(400);
    expect((await set("contoso")).status).toBe(200);
    expect((await set("contoso-2")).body.error?.code).toBe("CustomDomainCannotBeChanged");
    const free = await ask(`${subscription}/providers/Microsoft.CognitiveServices/checkDomainAvailability`, { body: { subdomainName: "contoso", type: "Microsoft.CognitiveServices/accounts" } });
    expect(free.body).toMatchObject({ isSubdomainAvailable: false });
  });

  it("creates a deployment of a model that is offered, within the quota, and deletes it", async () => {
    const path = `${ids.accountId}/deployments/chat`;
    const put = (name: string, capacity = 10): Promise<Answered> => ask(path, { method: "PUT", body: { sku: { name: "GlobalStandard", capacity }, properties: { model: { format: "OpenAI", name, version: undefined } } } });
    expect((await put("gpt-99")).body.error?.code).toBe("DeploymentModelNotSupported");
    expect((await put("gpt-5", 5000)).body.error?.code).toBe("InsufficientQuota");
    expect((await put("gpt-5")).status).toBe(201);
    expect((await put("gpt-5")).status).toBe(200);
    expect((await ask(path)).body).toMatchObject({ properties: { provisioningState: "Succeeded", capabilities: { responses: "true" } } });
    expect((await ask(path, { method: "DELETE" })).status).toBe(200);
    expect((await ask(path, { method: "DELETE" })).status).toBe(204);
    expect((await ask(path)).status).toBe(404);
  });

  it("adds a federated credential to a user-assigned identity", async () => {
    const path = `${ids.userIdentity}/federatedIdentityCredentials/aks`;
    const body = { properties: { issuer: "https://issuer/", subject: "system:serviceaccount:a:b", audiences: ["api://AzureADTokenExchange"] } };
    expect((await ask(path, { method: "PUT", body })).status).toBe(201);
    expect(valueOf(await ask(`${ids.userIdentity}/federatedIdentityCredentials`)).map(({ name }) => name)).toEqual(["aks"]);
    expect((await ask(path, { method: "DELETE" })).status).toBe(200);
  });
});

describe("a web app", () => {
  const attached = (): string[] => stage.world.identities.filter(({ assigned }) => assigned).map(({ kind }) => kind);

  it.each([
    [{ type: "None" }, []],
    [{ type: "SystemAssigned" }, ["SystemAssigned"]],
    [{ type: "UserAssigned", userAssignedIdentities: { [ids.userIdentity]: {} } }, ["UserAssigned"]],
    [{ type: "SystemAssigned, UserAssigned", userAssignedIdentities: { [ids.userIdentity]: {} } }, ["SystemAssigned", "UserAssigned"]],
  ])("attaches identities as az webapp identity assign does: %j", async (identity, kinds) => {
    const answer = await ask(ids.host, { method: "PUT", body: { identity } });
    expect(answer.body).toMatchObject({ name: "contoso-web", identity: { type: identity.type } });
    expect(attached()).toEqual(kinds);
    expect((await ask(ids.host, { method: "PATCH", body: { tags: {} } })).status).toBe(200);
    expect(attached()).toEqual(kinds);
  });

  it("attaches them to the virtual machine of the metadata service, as az vm identity assign does", async () => {
    expect((await ask(ids.machine)).status).toBe(404);
    credentialKinds.imds.prepare?.(stage.world);
    const answer = await ask(ids.machine, { method: "PATCH", body: { identity: { type: "UserAssigned", userAssignedIdentities: { [ids.userIdentity]: {} } } } });
    expect(answer.body).toMatchObject({ name: "contoso-vm", type: "Microsoft.Compute/virtualMachines", identity: { type: "UserAssigned" } });
    expect(attached()).toEqual(["UserAssigned"]);
  });

  it("is not found under another name", async () => {
    expect((await ask(`${ids.host}-2`)).body.error?.code).toBe("ResourceNotFound");
  });
});

describe("Resource Graph finds the account behind a host", () => {
  const graph = async (query: string, as: Ask["as"] = "developer", more: object = {}): Promise<Answered> => stage.ask(url("/providers/Microsoft.ResourceGraph/resources", "2021-03-01"), { as, body: { query, ...more } });
  const where = (clause: string): string => `resources | where type =~ 'microsoft.cognitiveservices/accounts' | where ${clause} | project id, name, sub=tostring(properties.customSubDomainName), acl=properties.networkAcls | limit 5`;

  it.each([
    ["tostring(properties.customSubDomainName) =~ 'contoso'", 1],
    ["tostring(properties.customSubDomainName) =~ 'nobody' or tostring(properties.endpoints) has 'contoso.openai.azure.com'", 1],
    ["(tostring(properties.customSubDomainName) =~ 'nobody'\n  or tostring(properties.endpoint) has 'contoso') and kind =~ 'AIServices'", 1],
    ["tostring(properties.customSubDomainName) == 'nobody'", 0],
    ["name in~ ('CONTOSO', 'other') and not(properties.disableLocalAuth == false)", 1],
  ])("%s", async (clause, count) => {
    const { status, body } = await graph(where(clause));
    expect({ status, count: (body as { count?: number }).count }).toEqual({ status: 200, count });
  });

  it("shows the caller only what it may read", async () => {
    stage.world.roleAssignments = [];
    expect((await graph("resources | project id")).body).toMatchObject({ totalRecords: 0, data: [] });
  });

  it("pages by $skipToken", async () => {
    const first = await graph("resources | project name", "developer", { options: { $top: 1 } });
    expect(first.body).toMatchObject({ totalRecords: 2, count: 1, resultTruncated: "true", $skipToken: "1" });
  });

  it.each(["resources | summarize count()", "securityresources | project id", "resources | where name matches regex 'a'"])("refuses what it does not know: %s", async (query) => {
    expect((await graph(query)).status).toBe(400);
  });
});
