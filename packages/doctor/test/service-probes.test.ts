import { afterEach, describe, expect, it } from "vitest";
import type { FactValues } from "../src/facts.ts";
import { known } from "../src/facts.ts";
import { authorityProbe } from "../src/probes/authority.ts";
import { inferenceProbe, modelsProbe } from "../src/probes/data-plane.ts";
import { groupsProbe, principalsProbe } from "../src/probes/graph.ts";
import { directoryNeed } from "../src/probes/directory-need.ts";
import { account, appId, caller, facts, roleAssignment, roleAssignments, token } from "./diagnosis-facts.ts";
import { type Answer, type Asked, runProbe, settingsAt, startService, toolsWith } from "./local-service.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const canary = "canary-token-value";
const acquisition = { outcome: "token", scope: "", source: "ManagedIdentityCredential", members: [] } as const;

async function service(answer: (asked: Asked) => Answer, changes: Parameters<typeof settingsAt>[1] = {}, tokens: Parameters<typeof toolsWith>[0] = { data: canary, graph: canary }) {
  const started = await startService(answer);
  const tools = toolsWith(tokens, 1000);
  open.push(started, tools);
  const base: Partial<FactValues> = { settings: settingsAt(started.origin, { model: { value: "gpt-5.5", source: "option" }, ...changes }), acquisition };
  return { ...started, tools, base };
}

describe("the service is asked", () => {
  it("for its models, and for one short answer over the API in use", async () => {
    const { asked, tools, base } = await service(() => ({ body: { data: [{ id: "gpt-5.5" }] } }));
    expect((await runProbe(modelsProbe, base, tools)).models).toMatchObject({ value: { status: 200, ids: ["gpt-5.5"] } });
    await runProbe(inferenceProbe, base, tools);
    await runProbe(inferenceProbe, { ...base, settings: settingsAt("", { ...base.settings, wireApi: "completions" }) }, tools);
    expect(asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(["GET /openai/v1/models", "POST /openai/v1/responses", "POST /openai/v1/chat/completions"]);
    expect(JSON.parse(asked[1]?.body ?? "")).toMatchObject({ model: "gpt-5.5", max_output_tokens: 16, store: false });
    expect(asked.every(({ authorization }) => authorization === `Bearer ${canary}`)).toBe(true);
  });

  it("over the dated routes when the endpoint names a version", async () => {
    const { asked, tools, base, origin } = await service(() => ({ body: {} }));
    const dated = settingsAt(origin, { model: { value: "my model", source: "option" }, wireApi: "completions" });
    const parsed = { ...dated.endpoint.parsed, apiVersion: "2024-10-21" } as NonNullable<typeof dated.endpoint.parsed>;
    await runProbe(inferenceProbe, { ...base, settings: { ...dated, endpoint: { ...dated.endpoint, parsed } } }, tools);
    await runProbe(modelsProbe, { ...base, settings: { ...dated, endpoint: { ...dated.endpoint, parsed } } }, tools);
    expect(asked.map(({ url }) => url.pathname + url.search)).toEqual(["/openai/deployments/my%20model/chat/completions?api-version=2024-10-21", "/openai/models?api-version=2024-10-21"]);
  });

  it("for no answer of the model with --no-inference", async () => {
    const { asked, tools, base } = await service(() => ({ body: {} }), { inference: false });
    expect((await runProbe(inferenceProbe, base, tools)).inference).toEqual({ known: false, because: "not-asked", detail: "--no-inference was given" });
    expect(asked).toEqual([]);
  });

  it("for nothing without a token or a deployment", async () => {
    const { tools, base, origin } = await service(() => ({ body: {} }), {}, {});
    expect((await runProbe(modelsProbe, base, tools)).models).toMatchObject({ known: false, because: "acquisition" });
    expect((await runProbe(inferenceProbe, { ...base, settings: settingsAt(origin) }, tools)).inference).toMatchObject({ known: false, because: "not-asked" });
  });

  it("and its answer never carries a token on, even when a gateway echoes one", async () => {
    const echoed = `eyJhbGciOiJSUzI1NiJ9.${"a".repeat(60)}.${"b".repeat(60)}`;
    const { tools, base } = await service(() => ({ status: 500, body: { error: { code: "x", message: `got Bearer ${echoed}` } } }));
    expect(JSON.stringify(await runProbe(modelsProbe, base, tools))).not.toContain(echoed);
  });

  it("and no answer is a reason of the way there, or an answer that failed", async () => {
    const { tools, base, origin } = await service(() => ({ body: {} }));
    for (const one of open.splice(0)) if ("asked" in one) await one.close();
    expect((await runProbe(modelsProbe, { ...base, settings: settingsAt(origin) }, tools)).models).toMatchObject({ known: false, because: "tcp" });
  });
});

describe("the directory", () => {
  const other = "22222222-2222-2222-2222-222222222222";
  const gone = "33333333-3333-3333-3333-333333333333";
  const strangers = roleAssignments([roleAssignment({ principalId: other }), roleAssignment({ principalId: gone })]);
  const inGroup = { denyAssignments: { items: [{ id: "d", denyAssignmentName: "d", scope: account.id, doNotApplyToChildScopes: false, permissions: [], principals: [{ id: other, type: "Group" }], excludePrincipals: [], isSystemProtected: true }], complete: true, gaps: [] } };

  it("is asked only where its answer could change something", () => {
    expect(directoryNeed(facts({ roleDefinitions: { items: [{ id: "d", name: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", roleName: "r", type: "BuiltInRole", permissions: [{ actions: [], notActions: [], dataActions: ["a"], notDataActions: [] }], assignableScopes: [] }], complete: true, gaps: [] } }))).toEqual({ groups: false, principals: false });
    expect(directoryNeed(facts({ roleAssignments: strangers }))).toEqual({ groups: false, principals: true });
    expect(directoryNeed(facts(inGroup))).toMatchObject({ groups: true });
    expect(directoryNeed({})).toEqual({ groups: false, principals: false });
  });

  it("names the groups, transitive, and admits what it may not say", async () => {
    const { asked, tools, base } = await service(({ method }) => (method === "POST" ? { body: { value: [other] } } : { body: {} }));
    const values = { ...base, token, roleAssignments: roleAssignments([]), ...inGroup };
    expect((await runProbe(groupsProbe, values, tools)).groups).toEqual(known({ items: [{ id: other }], complete: true, gaps: [], from: "graph" }));
    expect(asked[0]?.url.pathname).toBe(`/v1.0/directoryObjects/${caller}/getMemberGroups`);
    const refused = await service(() => ({ status: 403, body: { error: { code: "Authorization_RequestDenied", message: "Insufficient privileges to complete the operation." } } }));
    expect((await runProbe(groupsProbe, { ...values, ...refused.base }, refused.tools)).groups).toMatchObject({ value: { complete: false, from: "none", gaps: [expect.stringContaining("Directory.Read.All")] } });
  });

  it("is spared when the token carries the groups", async () => {
    const { asked, tools, base } = await service(() => ({ body: {} }));
    expect((await runProbe(groupsProbe, { ...base, token: { ...token, groups: [other] }, roleAssignments: roleAssignments([]), ...inGroup }, tools)).groups).toMatchObject({ value: { from: "token", complete: true } });
    expect(asked).toEqual([]);
  });

  it("says what the ids of assignments are, and which are gone", async () => {
    const { tools, base } = await service(() => ({
      body: { value: [{ "@odata.type": "#microsoft.graph.application", id: other, appId, displayName: "contoso-app" }, { "@odata.type": "#microsoft.graph.servicePrincipal", id: caller, appId, displayName: "contoso-app" }] },
    }));
    expect((await runProbe(principalsProbe, { ...base, token, roleAssignments: strangers }, tools)).principals).toMatchObject({
      value: { self: { id: caller, kind: "ServicePrincipal" }, others: [{ id: other, kind: "Application", appId }, { id: gone, kind: "deleted" }] },
    });
  });
});

describe("the sign-in host", () => {
  const tenant = "7f1a2b3c-0c0e-4a55-9d10-c0470500aaaa";
  const keysAt = async (place: (origin: string) => string): Promise<{ asked: string[]; kid: string | undefined }> => {
    const service = await startService(({ url }) => {
      if (url.pathname.endsWith("openid-configuration")) return { body: { issuer: `https://login.microsoftonline.com/${tenant}/v2.0`, token_endpoint: "t", jwks_uri: place(service.origin) } };
      return { body: { keys: [{ kid: url.pathname, kty: "RSA" }] } };
    });
    const tools = toolsWith({});
    open.push(service, tools);
    const { authority } = await runProbe(authorityProbe, { settings: settingsAt(service.origin, { tenant }) }, tools);
    return { asked: service.asked.map(({ url }) => url.pathname).toSorted(), kid: authority?.known === true ? authority.value.keys?.[0]?.kid : undefined };
  };
  const usual = `/${tenant}/discovery/v2.0/keys`;
  const metadata = `/${tenant}/v2.0/.well-known/openid-configuration`;

  it("is asked for metadata and keys at once, each a single time", async () => {
    expect(await keysAt((origin) => `${origin}${usual}`)).toEqual({ asked: [usual, metadata], kid: usual });
  });

  it("is asked for the keys that its metadata names when they are elsewhere on it, and nobody else is", async () => {
    expect((await keysAt((origin) => `${origin}/b2c/keys`)).kid).toBe("/b2c/keys");
    expect((await keysAt(() => "https://keys.example/")).kid).toBeUndefined();
  });
});
