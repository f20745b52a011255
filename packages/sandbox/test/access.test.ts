import { beforeEach, describe, expect, it } from "vitest";
import { decideAccess, type AccessDecision, type ActionKind } from "../src/access.ts";
import { everyone } from "../src/access/principals.ts";
import { createClock } from "../src/clock.ts";
import { builtInRoles, roleId } from "../src/roles/built-in.ts";
import { ids, seedWorld, type SeedSecrets } from "../src/seed.ts";
import type { DenyAssignment, Permission, RoleAssignment, World } from "../src/world.ts";

const secrets: SeedSecrets = { clientSecret: "s", fabrikamSecret: "f", certificate: { pem: "", thumbprint: "", publicKey: "" }, accountKeys: ["a", "b"] };
const caller = ids.systemIdentityPrincipal;
const mcs = "Microsoft.CognitiveServices/accounts";
const responses = `${mcs}/OpenAI/responses/write`;
const rg = `/subscriptions/${ids.subscription}/resourceGroups/rg-contoso`;

let world: World;

beforeEach(() => {
  world = seedWorld(secrets, createClock(), builtInRoles());
  world.roleAssignments = [];
});

function assign(scope: string, roleDefinitionId: string = roleId.cognitiveServicesOpenAIUser, change: Partial<RoleAssignment> = {}): void {
  const at = world.clock.now() - 1000;
  world.roleAssignments.push({ name: "a", scope, roleDefinitionId, principalId: caller, principalType: "ServicePrincipal", createdAt: at, effectiveAt: at, ...change });
}

function deny(change: Partial<DenyAssignment>): void {
  const permissions = [block({ dataActions: [`${mcs}/*`] })];
  world.denyAssignments.push({ name: "d", displayName: "d", scope: ids.accountId, permissions, principals: [{ id: everyone, type: "SystemDefined" }], excludePrincipals: [], doNotApplyToChildScopes: false, isSystemProtected: true, ...change });
}

function block(change: Partial<Permission>): Permission {
  return { actions: [], notActions: [], dataActions: [], notDataActions: [], ...change };
}

function custom(...permissions: Permission[]): string {
  world.roleDefinitions.push({ id: "c0570000-0000-4000-8000-00000000000c", name: "custom", type: "CustomRole", description: "", permissions, assignableScopes: ["/"] });
  return "c0570000-0000-4000-8000-00000000000c";
}

function group(id: string, ...memberOf: string[]): string {
  world.principals.push({ id, type: "Group", displayName: id, tenantId: ids.contosoTenant, enabled: true, memberOf });
  return id;
}

function join(...groups: string[]): void {
  const principal = world.principals.find(({ id }) => id === caller);
  if (principal !== undefined) principal.memberOf = groups;
}

const decide = (action = responses, scope: string = ids.accountId, kind: ActionKind = "data"): AccessDecision => decideAccess(world, caller, action, scope, kind);

type Outcome = "allowed" | Extract<AccessDecision, { allowed: false }>["because"] | "condition, uncertain" | "deny-assignment, uncertain";

const outcome = (decision: AccessDecision): string => (decision.allowed ? "allowed" : decision.because + (decision.uncertain ? ", uncertain" : ""));

const cases: { title: string; given: () => void; ask?: () => AccessDecision; is: Outcome }[] = [
  { title: "nothing is allowed without an assignment", given: () => {}, is: "no-assignment" },
  { title: "a role at the account counts", given: () => assign(ids.accountId), is: "allowed" },
  { title: "scopes do not mind case", given: () => assign(ids.accountId.toUpperCase()), is: "allowed" },
  { title: "a role at the resource group counts below it", given: () => assign(rg), is: "allowed" },
  { title: "a role at the subscription counts below it", given: () => assign(`/subscriptions/${ids.subscription}`), is: "allowed" },
  { title: "a role at a management group counts below it", given: () => assign(`/providers/Microsoft.Management/managementGroups/${ids.managementGroup}`), is: "allowed" },
  { title: "a role at the root counts everywhere", given: () => assign("/"), is: "allowed" },
  { title: "a role at another management group does not count", given: () => assign("/providers/Microsoft.Management/managementGroups/mg-other"), is: "no-assignment" },
  { title: "a role never reaches up", given: () => assign(`${ids.accountId}/projects/demo`), is: "no-assignment" },
  { title: "an account does not reach one whose name begins alike", given: () => assign(ids.accountId.slice(0, -1)), is: "no-assignment" },
  { title: "an account reaches its projects", given: () => assign(ids.accountId), ask: () => decide(responses, `${ids.accountId}/projects/demo`), is: "allowed" },
  { title: "Owner holds no data action", given: () => assign(ids.accountId, roleId.owner), is: "action-not-in-role" },
  { title: "a data role manages nothing", given: () => assign(ids.accountId), ask: () => decide(`${mcs}/deployments/write`, ids.accountId, "control"), is: "action-not-in-role" },
  { title: "a wildcard runs over slashes", given: () => assign(ids.accountId, roleId.reader), ask: () => decide(`${mcs}/deployments/read`, ids.accountId, "control"), is: "allowed" },
  { title: "accounts/*/read does not cover accounts/read", given: () => assign(ids.accountId, custom(block({ actions: [`${mcs}/*/read`] }))), ask: () => decide(`${mcs}/read`, ids.accountId, "control"), is: "action-not-in-role" },
  { title: "an exclusion takes away from its own role", given: () => assign(ids.accountId, custom(block({ dataActions: [`${mcs}/*`], notDataActions: [`${mcs}/OpenAI/responses/*`] }))), is: "action-not-in-role" },
  {
    title: "another role gives what an exclusion took",
    given: () => {
      assign(ids.accountId, custom(block({ dataActions: [`${mcs}/*`], notDataActions: [`${mcs}/OpenAI/responses/*`] })));
      assign(rg);
    },
    is: "allowed",
  },
  { title: "blocks subtract each for itself", given: () => assign(ids.accountId, custom(block({ dataActions: ["*"], notDataActions: ["*"] }), block({ dataActions: [responses] }))), is: "allowed" },
  { title: "a role of a group counts for its members", given: () => (join(group("g1")), assign(ids.accountId, undefined, { principalId: "g1" })), is: "allowed" },
  { title: "groups are followed through groups, in circles too", given: () => (join(group("g1", "g2")), group("g2", "g3"), group("g3", "g1"), assign(ids.accountId, undefined, { principalId: "g3" })), is: "allowed" },
  { title: "an unknown role gives nothing", given: () => assign(ids.accountId, "00000000-0000-4000-8000-000000000bad"), is: "action-not-in-role" },
  { title: "the data plane waits for a new assignment", given: () => assign(ids.accountId, undefined, { effectiveAt: world.clock.now() + 60_000 }), is: "not-effective-yet" },
  { title: "the wait ends by the world's clock", given: () => (assign(ids.accountId, undefined, { effectiveAt: world.clock.now() + 60_000 }), world.clock.advance(60_001)), is: "allowed" },
  { title: "Resource Manager does not wait", given: () => assign(ids.accountId, undefined, { effectiveAt: world.clock.now() + 60_000 }), ask: () => decide(`${mcs}/read`, ids.accountId, "control"), is: "allowed" },
  { title: "a deny for everyone beats every role", given: () => (assign("/", roleId.foundryUser), deny({})), is: "deny-assignment" },
  { title: "a deny above reaches down", given: () => (assign(ids.accountId), deny({ scope: rg })), is: "deny-assignment" },
  { title: "a deny above that spares children does not", given: () => (assign(ids.accountId), deny({ scope: rg, doNotApplyToChildScopes: true })), is: "allowed" },
  { title: "a deny spares whom it excludes, by group too", given: () => (assign(ids.accountId), join(group("g1")), deny({ excludePrincipals: [{ id: "g1", type: "Group" }] })), is: "allowed" },
  { title: "a deny spares the actions it excludes", given: () => (assign(ids.accountId), deny({ permissions: [block({ dataActions: ["*"], notDataActions: [`${mcs}/OpenAI/responses/*`] })] })), is: "allowed" },
  { title: "a deny of control actions leaves data actions", given: () => (assign(ids.accountId), deny({ permissions: [block({ actions: ["*"] })] })), is: "allowed" },
  { title: "a deny under an unknown attribute shuts the door and says so", given: () => (assign(ids.accountId), deny({ condition: "@Resource[x:y] StringEquals 'z'" })), is: "deny-assignment, uncertain" },
  { title: "a condition on another action holds", given: () => assign(ids.accountId, undefined, { condition: "!(ActionMatches{'Microsoft.Authorization/*'}) OR @Request[a:b] GuidEquals {x}" }), is: "allowed" },
  { title: "a condition on this action refuses", given: () => assign(ids.accountId, undefined, { condition: `!(ActionMatches{'${responses}'})` }), is: "condition" },
  { title: "an unknown attribute shuts the door and says so", given: () => assign(ids.accountId, undefined, { condition: `ActionMatches{'${responses}'} AND @Principal[x:y] StringEquals 'z'` }), is: "condition, uncertain" },
  { title: "text that cannot be read shuts the door and says so", given: () => assign(ids.accountId, undefined, { condition: "ActionMatches{'" }), is: "condition, uncertain" },
];

describe("the sandbox decides access by itself", () => {
  it.each(cases)("$title", ({ given, ask = decide, is }) => {
    given();
    expect(outcome(ask())).toBe(is);
  });

  it("a role that may assign some roles only looks at the role that is assigned", () => {
    assign(ids.accountId, "c883944f-8b7b-4483-af10-35834be79c4a");
    const named = (role: string): AccessDecision =>
      decideAccess(world, caller, "Microsoft.Authorization/roleAssignments/write", ids.accountId, "control", { "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]": [role] });
    expect(outcome(named(roleId.foundryUser))).toBe("allowed");
    expect(outcome(named(roleId.owner))).toBe("condition");
    expect(outcome(decide())).toBe("allowed");
  });
});

const data = { "resp.w": "OpenAI/responses/write", chat: "OpenAI/deployments/chat/completions/action", emb: "OpenAI/deployments/embeddings/action", models: "OpenAI/models/read", maas: "MaaS/chat/completions/action", agents: "AIServices/agents/write" };

describe("built-in roles give what Microsoft's role definitions say", () => {
  it.each([
    ["Cognitive Services OpenAI User", "resp.w chat emb models"],
    ["Cognitive Services OpenAI Contributor", "resp.w chat emb models"],
    ["Cognitive Services User", "resp.w chat emb models maas agents"],
    ["Cognitive Services Data Reader", "models"],
    ["Foundry User", "resp.w chat emb models maas agents"],
    ["Foundry Owner", "resp.w chat emb models maas agents"],
    ["Foundry Account Owner", ""],
    ["Foundry Project Runtime User", ""],
    ["Azure AI Developer", "resp.w chat emb models maas"],
    ["Azure AI Administrator", ""],
    ["Cognitive Services Contributor", ""],
    ["Owner", ""],
    ["Contributor", ""],
    ["Reader", ""],
  ])("%s: %s", (name, granted) => {
    assign(ids.accountId, world.roleDefinitions.find((role) => role.name === name)?.id ?? "");
    const allowed = Object.entries(data).filter(([, action]) => decide(`${mcs}/${action}`).allowed);
    expect(allowed.map(([short]) => short).join(" ")).toBe(granted);
  });
});
