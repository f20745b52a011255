import { describe, expect, it } from "vitest";
import type { Check } from "../src/check.ts";
import { accountFound } from "../src/checks/resource/account-found.ts";
import { customSubdomain } from "../src/checks/resource/custom-subdomain.ts";
import { deploymentExists } from "../src/checks/resource/deployment-exists.ts";
import { deploymentServesApi } from "../src/checks/resource/deployment-serves-api.ts";
import { networkRules } from "../src/checks/resource/network-rules.ts";
import { projectExists } from "../src/checks/resource/project-exists.ts";
import type { FactName, FactValues } from "../src/facts.ts";
import { namesNear } from "../src/names-near.ts";
import { account, accountId, answer, facts, healthy } from "./diagnosis-facts.ts";
import { judge, verdictOf } from "./judge.ts";
import { settingsAt } from "./local-service.ts";

type Case = [title: string, expected: string, changes: Partial<FactValues>, missing?: readonly FactName[]];
const origin = "https://contoso.openai.azure.com";
const model = (value: string) => ({ settings: settingsAt(origin, { model: { value, source: "option" } }) });
const settings = settingsAt(origin);
const atProject = (project: string) => ({
  settings: { ...settings, endpoint: { ...settings.endpoint, parsed: { ...settings.endpoint.parsed, kind: "project", family: "services.ai", project } as NonNullable<typeof settings.endpoint.parsed> } },
});
const without = (key: keyof typeof account) => Object.fromEntries(Object.entries(account).filter(([name]) => name !== key)) as typeof account;
const nowhere = { found: false, complete: true, looked: ["s"], gaps: [] } as const;
const firewall = answer(403, "403", "Access denied due to Virtual Network/Firewall rules.");
const closed = answer(403, "403", "Public access is disabled. Please configure private endpoint.");
const acls = { defaultAction: "Deny", ipRules: ["198.51.100.0/24"], virtualNetworkRules: [] };
const publicName = { dns: { host: "contoso.openai.azure.com", system: { addresses: ["203.0.113.1"], ms: 1 }, servers: { addresses: ["203.0.113.1"], cnames: [], ms: 1 }, siblings: [], privateLink: false, range: "public", byProxy: false } } as const;
const approved = [{ name: "pe", status: "Approved" }];

function table(check: Check, cases: readonly Case[]): void {
  it.each<Case>([...cases])("%s: %s", (_, expected, changes, missing = []) => {
    expect(verdictOf(check, facts(changes, missing))).toBe(expected);
  });
}

describe("account-found", () => {
  table(accountFound, [
    ["found", "passed", {}],
    ["not visible", "undecided", { accountId: nowhere, account: nowhere }],
    ["id known, account not readable", "undecided", {}, ["account"]],
    ["an id that names nothing", "failed arm-precondition", { account: nowhere }],
    ["a kind without models", "failed endpoint-wrong-kind", { account: { ...account, kind: "SpeechServices" } }],
    ["a project URL on an account without projects", "failed endpoint-wrong-kind", { ...atProject("demo"), account: { ...account, kind: "OpenAI" } }],
    ["the id of another account than the host's", "failed endpoint-wrong-kind", { account: { ...account, customSubdomain: "contoso-dev" } }],
    ["still being made", "warned arm-precondition", { account: { ...account, provisioningState: "Creating" } }],
  ]);
});

describe("custom-subdomain", () => {
  table(customSubdomain, [
    ["set", "passed", {}],
    ["not set", "failed custom-subdomain-missing", { account: without("customSubdomain") }],
    ["account not found", "undecided", { account: nowhere }],
  ]);
});

describe("network-rules", () => {
  table(networkRules, [
    ["open", "passed", {}, ["models"]],
    ["listed networks only, and the service answers", "passed", { account: { ...account, networkAcls: acls } }],
    ["listed networks only, and nobody was asked", "undecided", { account: { ...account, networkAcls: acls } }, ["models"]],
    ["listed networks only, refused", "failed network-access-denied", { account: { ...account, networkAcls: acls }, models: firewall }],
    ["closed to the public, from a public address", "failed network-access-denied", { account: { ...account, publicNetworkAccess: "Disabled" }, ...publicName }, ["models"]],
    ["closed to the public with a private endpoint, from a public address", "failed private-endpoint-dns", { account: { ...account, publicNetworkAccess: "Disabled", privateEndpoints: approved }, models: closed }],
    ["closed to the public, and reached privately", "passed", { account: { ...account, publicNetworkAccess: "Disabled", privateEndpoints: approved } }],
    ["refused, although the rules let everyone in", "undecided", { models: firewall }],
    ["account not found", "undecided", { account: nowhere }],
  ]);
});

describe("project-exists", () => {
  table(projectExists, [
    ["no project URL", "does not arise", {}],
    ["there", "passed", atProject("Demo")],
    ["not there", "failed endpoint-wrong-path", atProject("demoo")],
    ["projects not readable", "undecided", { ...atProject("demo"), account: { ...account, projects: [] } }],
  ]);
});

describe("deployment-exists", () => {
  const list = healthy.deployments ?? { items: [], complete: true, gaps: [] };
  table(deploymentExists, [
    ["there", "passed", {}],
    ["in another letter case", "passed", model("GPT-5.5")],
    ["not there", "failed deployment-not-found", model("gpt-5")],
    ["not there in what could be read", "undecided", { ...model("gpt-5"), deployments: { ...list, complete: false } }],
    ["there and failed", "failed deployment-not-found", { deployments: { ...list, items: list.items.map((one) => ({ ...one, state: "Failed" })) } }],
    ["no name given", "undecided", { settings }],
  ]);

  it("suggests the nearest names", () => {
    expect(judge(deploymentExists, facts(model("gpt5.5"))).evidence).toMatchObject({ suggestion: "gpt-5.5", actual: "no deployment of this name" });
    expect(namesNear("gtp-5.5", ["text-embedding-3-small", "gpt-5.5", "gpt-4.1"])[0]).toBe("gpt-5.5");
    expect(namesNear("zzz", ["gpt-5.5"])).toEqual([]);
  });

  it("knows a model's name given in place of the deployment's", () => {
    const renamed = { ...list, items: list.items.map((one) => ({ ...one, name: `contoso-${one.name}` })) };
    expect(judge(deploymentExists, facts({ deployments: renamed })).evidence).toMatchObject({ suggestion: "contoso-gpt-5.5", actual: "gpt-5.5 is the name of a model; its deployment has a name of its own", accountId });
  });
});

describe("deployment-serves-api", () => {
  const list = healthy.deployments ?? { items: [], complete: true, gaps: [] };
  const capabilities = (map: Record<string, string>) => ({ deployments: { ...list, items: [{ name: "gpt-5.5", model: "gpt-5.5", state: "Succeeded", capabilities: map }] } });
  table(deploymentServesApi, [
    ["stated", "passed", {}],
    ["stated as false", "failed model-api-mismatch", { ...capabilities({ responses: "false" }), inference: answer(400, "x") }],
    ["an embedding model", "failed model-api-mismatch", { ...model("text-embedding-3-small") }, ["inference"]],
    ["not stated", "undecided", capabilities({ chatCompletion: "true" }), ["inference"]],
    ["not stated, and the model answers", "passed", capabilities({})],
    ["not stated, and the service says no", "failed model-api-mismatch", { ...capabilities({}), inference: answer(400, "OperationNotSupported", "The responses operation does not work with the specified model, gpt-4.") }],
    ["no such deployment", "undecided", model("none")],
  ]);
});
