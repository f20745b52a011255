import { afterEach, describe, expect, it } from "vitest";
import type { FactValues } from "../src/facts.ts";
import { known } from "../src/facts.ts";
import { accountIdProbe, accountProbe, resourceTenantProbe } from "../src/probes/arm-account.ts";
import { accountQuery } from "../src/probes/arm-find-account.ts";
import { denyAssignmentsProbe, eligibilitiesProbe, permissionsProbe, roleAssignmentsProbe, roleDefinitionsProbe } from "../src/probes/arm-roles.ts";
import { accountId, caller, roleAssignment, roleAssignments, subscription, token } from "./diagnosis-facts.ts";
import { type Answer, type Asked, runProbe, settingsAt, startService, toolsWith } from "./local-service.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
const forbidden: Answer = { status: 403, body: { error: { code: "AuthorizationFailed", message: "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/read' over scope '/s'." } } };
const accountItem = { id: accountId, name: "contoso", kind: "AIServices", location: "swedencentral", properties: { customSubDomainName: "contoso", endpoint: "https://contoso.cognitiveservices.azure.com/" } };
const acquired = { outcome: "token", scope: "", source: "ManagedIdentityCredential", members: [] } as const;

async function arm(answer: (asked: Asked) => Answer, changes: Parameters<typeof settingsAt>[1] = {}) {
  const service = await startService(answer);
  const tools = toolsWith({ arm: jwt({ oid: caller, tid: "t" }) });
  open.push(service, tools);
  const base: Partial<FactValues> = { settings: settingsAt(service.origin, changes), armToken: acquired, token };
  return { service, tools, base, withAccount: { ...base, accountId: { found: true, id: accountId, by: "resource-id" } } as Partial<FactValues> };
}

describe("finding the account", () => {
  it("asks Resource Graph once, and no list after a hit", async () => {
    const { service, tools, base } = await arm(() => ({ body: { data: [{ id: accountId, tenantId: "t", sub: "contoso" }] } }));
    expect((await runProbe(accountIdProbe, base, tools)).accountId).toEqual(known({ found: true, id: accountId, by: "resource-graph", tenantId: "t" }));
    expect(service.asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(["POST /providers/Microsoft.ResourceGraph/resources"]);
  });

  it("does not take an account that only looks alike", async () => {
    const alike = { id: `${accountId}-2`, sub: "my-contoso", endpoint: "https://my-contoso.openai.azure.com/" };
    const { tools, base } = await arm(({ method }) => (method === "POST" ? { body: { data: [alike] } } : { body: { value: [] } }));
    expect((await runProbe(accountIdProbe, base, tools)).accountId).toMatchObject({ known: true, value: { found: false, complete: true } });
  });

  it("falls back to the lists of all subscriptions, asked at once", async () => {
    const { service, tools, base } = await arm(({ method, url }) => {
      if (method === "POST") return { status: 403, body: { error: { code: "AccessDenied", message: "no" } } };
      if (url.pathname === "/subscriptions") return { body: { value: [{ subscriptionId: "a" }, { subscriptionId: "b" }] } };
      return { body: { value: url.pathname.includes("/subscriptions/b/") ? [accountItem] : [] } };
    });
    expect((await runProbe(accountIdProbe, base, tools)).accountId).toMatchObject({ value: { found: true, by: "listing", id: accountId } });
    expect(service.asked).toHaveLength(4);
  });

  it("is not complete, and says why, when a subscription can't be read", async () => {
    const { tools, base } = await arm(({ method }) => (method === "POST" ? { body: { data: [] } } : forbidden), { subscription: "s" });
    expect((await runProbe(accountIdProbe, base, tools)).accountId).toMatchObject({ value: { found: false, complete: false, looked: ["s"], gaps: [expect.stringContaining("accounts of subscription s: not allowed")] } });
  });

  it("asks nobody when the id is given", async () => {
    const { service, tools, base } = await arm(() => forbidden, { resourceId: `${accountId}/projects/demo` });
    expect((await runProbe(accountIdProbe, base, tools)).accountId).toMatchObject({ value: { found: true, id: accountId, by: "resource-id" } });
    expect(service.asked).toEqual([]);
  });

  it.each(["x' or true or '", "a|b", "a\nb", "a b", "", "-a", "a".repeat(70)])("never puts %j into a query", (label) => {
    expect(accountQuery({ host: `${label}.openai.azure.com`, label }, [".openai.azure.com"])).toBeUndefined();
  });

  it("finds by subdomain, and by any host of the account", () => {
    const query = accountQuery({ host: "contoso.openai.azure.com", label: "contoso" }, [".openai.azure.com", ".services.ai.azure.com", "' or '"]);
    expect(query).toContain("tostring(properties.customSubDomainName) =~ 'contoso'");
    expect(query).toContain("has 'contoso.services.ai.azure.com'");
    expect(query).not.toContain("' or ''");
  });
});

describe("the account", () => {
  it("is unknown for lack of permission, and not there for a 404", async () => {
    const refused = await arm(() => forbidden);
    expect((await runProbe(accountProbe, refused.withAccount, refused.tools)).account).toMatchObject({ known: false, because: "forbidden" });
    const gone = await arm(() => ({ status: 404, body: { error: { code: "ResourceNotFound", message: "The Resource was not found." } } }));
    expect((await runProbe(accountProbe, gone.withAccount, gone.tools)).account).toMatchObject({ known: true, value: { found: false, complete: true } });
  });

  it("carries the tenant of the token that could read it", async () => {
    const { tools, withAccount } = await arm(() => ({ body: accountItem }));
    expect((await runProbe(accountProbe, withAccount, tools)).account).toMatchObject({ value: { found: true, tenantId: "t", customSubdomain: "contoso", disableLocalAuth: false } });
  });

  it("has its tenant named in the challenge to a request without a token", async () => {
    const tenant = "8e2b3c4d-1d1f-4b66-8e21-fab71ca0bbbb";
    const { service, tools, base } = await arm(() => ({ status: 401, headers: { "www-authenticate": `Bearer authorization_uri="https://login.windows.net/${tenant}", error="invalid_token"` }, body: {} }), { subscription: "s" });
    expect((await runProbe(resourceTenantProbe, base, tools)).resourceTenant).toMatchObject({ value: { tenantId: tenant } });
    expect(service.asked[0]?.authorization).toBeUndefined();
  });
});

const wire = ({ id, ...properties }: ReturnType<typeof roleAssignment>) => ({ id, properties });

describe("role assignments", () => {
  it("are asked for everyone, for the caller, and at every level for the caller, all at once", async () => {
    const elsewhere = roleAssignment({ scope: `${accountId}/projects/demo` });
    const { service, tools, withAccount } = await arm(({ url }) => {
      const filter = url.searchParams.get("$filter") ?? "";
      if (filter === "atScope()") return { body: { value: [wire(roleAssignment()), wire(roleAssignment({ principalId: "22222222-2222-2222-2222-222222222222" }))] } };
      if (filter.startsWith("atScope()")) return { body: { value: [wire(roleAssignment())] } };
      return url.pathname.startsWith(`${subscription}/providers`) ? forbidden : { body: { value: [wire(roleAssignment()), wire(elsewhere)] } };
    });
    const { roleAssignments: fact } = await runProbe(roleAssignmentsProbe, withAccount, tools);
    expect(fact).toMatchObject({ value: { complete: true, groupsCounted: true, principalId: caller, scope: accountId, forPrincipal: [roleAssignment().id], elsewhere: [{ id: elsewhere.id }] } });
    expect(fact?.known === true && fact.value.items.length).toBe(2);
    expect(service.asked).toHaveLength(5);
    expect(service.asked[0]?.url.searchParams.get("$filter")).toBe("atScope()");
  });

  it("are incomplete, never empty, where the caller may not read them", async () => {
    const { tools, withAccount } = await arm(() => forbidden);
    expect((await runProbe(roleAssignmentsProbe, withAccount, tools)).roleAssignments).toMatchObject({
      known: true,
      value: { items: [], complete: false, groupsCounted: false, gaps: expect.arrayContaining(["role assignments of everyone: not allowed, needs Microsoft.Authorization/roleAssignments/read"]) as unknown },
    });
  });

  it("are not asked for with an object id that is none", async () => {
    const { service, tools, withAccount } = await arm(() => ({ body: { value: [] } }), { principal: "') or principalId ne ('" });
    expect((await runProbe(roleAssignmentsProbe, withAccount, tools)).roleAssignments).toMatchObject({ known: false, because: "token" });
    expect(service.asked).toEqual([]);
  });

  it("are completed by the definitions of the roles held, each read once", async () => {
    const definition = { id: "d", name: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", properties: { roleName: "Cognitive Services OpenAI User", type: "BuiltInRole", permissions: [{ dataActions: ["a"] }] } };
    const { service, tools, withAccount } = await arm(() => ({ body: definition }));
    const facts = { ...withAccount, roleAssignments: roleAssignments([roleAssignment(), roleAssignment({ scope: subscription })]) };
    expect((await runProbe(roleDefinitionsProbe, facts, tools)).roleDefinitions).toMatchObject({ value: { complete: true, items: [{ roleName: "Cognitive Services OpenAI User", permissions: [{ dataActions: ["a"], notDataActions: [] }] }] } });
    expect(service.asked).toHaveLength(1);
  });

  it("come with denies, eligible roles and permissions, which the caller may ask about itself", async () => {
    const { service, tools, withAccount } = await arm(({ url }) =>
      url.pathname.endsWith("/permissions") ? { body: { value: [{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }] } } : { body: { value: [] } },
    );
    expect((await runProbe(denyAssignmentsProbe, withAccount, tools)).denyAssignments).toEqual(known({ items: [], complete: true, gaps: [] }));
    await runProbe(eligibilitiesProbe, withAccount, tools);
    expect(service.asked[1]?.url.searchParams.get("$filter")).toBe("asTarget()");
    expect((await runProbe(permissionsProbe, withAccount, tools)).permissions).toMatchObject({ value: { principalId: caller, blocks: [{ actions: ["*"] }] } });
  });
});
