import { describe, expect, it } from "vitest";
import type { AccessQuestion, DenyAssignment, RoleAssignment } from "../src/rbac/access-question.ts";
import { ancestorsIn } from "../src/rbac/assignments.ts";
import { evaluateAccess } from "../src/rbac/evaluate.ts";
import { builtInRoles, roleIds, roleLabel } from "../src/rbac/roles.ts";
import { account, assignment, deny, managementGroup, me, project, question, resourceGroup, responsesWrite, stranger, subscription, team } from "./rbac-world.ts";

const known = (items: RoleAssignment[]) => ({ items, complete: true });
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

describe("role assignments", () => {
  it.each<[string, Partial<AccessQuestion>, string, string?]>([
    ["none at all", {}, "no"],
    ["OpenAI User at the account", { assignments: known([assignment()]) }, "granted"],
    ["ids in another letter case", { assignments: known([assignment({ principalId: me.toUpperCase(), scope: account.toUpperCase() })]) }, "granted"],
    ["at the resource group", { assignments: known([assignment({ scope: resourceGroup })]) }, "granted"],
    ["at the subscription", { assignments: known([assignment({ scope: subscription })]) }, "granted"],
    ["at the root", { assignments: known([assignment({ scope: "/" })]) }, "granted"],
    ["at a management group above", { assignments: known([assignment({ scope: managementGroup })]), managementGroups: ["platform"] }, "granted"],
    ["at another management group", { assignments: known([assignment({ scope: managementGroup })]) }, "no", "other-scope"],
    ["only on a project of the account", { assignments: known([assignment({ scope: project })]) }, "no", "below-scope"],
    ["at the account, asked for a project", { assignments: known([assignment()]), resource: project }, "granted"],
    ["on another account", { assignments: known([assignment({ scope: `${account}-eu` })]) }, "no", "other-scope"],
    ["someone else's", { assignments: known([assignment({ principalId: stranger })]) }, "no", "other-principal"],
    ["Owner, which has no data actions", { assignments: known([assignment({ role: owner, scope: subscription })]) }, "no", "lacks-action"],
    ["Owner beside OpenAI User", { assignments: known([assignment({ role: owner }), assignment()]) }, "granted", "lacks-action"],
    ["a group's, of which the caller is", { assignments: known([assignment({ principalId: team, principalType: "Group" })]), principal: { id: me, groups: { items: [team.toUpperCase()], complete: false } } }, "granted"],
    ["a group's, of which the caller is not", { assignments: known([assignment({ principalId: team, principalType: "Group" })]) }, "no", "other-principal"],
    ["a condition on another action", { assignments: known([assignment({ condition: "!(ActionMatches{'Microsoft.Authorization/*'})" })]) }, "granted"],
    ["a condition that excludes the action", { assignments: known([assignment({ condition: `!(ActionMatches{'${responsesWrite}'})` })]) }, "no", "condition-unmet"],
  ])("%s", (_, changes, answer, outcome) => {
    const decision = evaluateAccess(question(changes));
    expect(decision.answer).toBe(answer);
    if (outcome !== undefined) expect(decision.considered[0]?.outcome).toBe(outcome);
  });

  it("subtracts notDataActions inside a block and unites blocks and roles", () => {
    const block = (dataActions: string[], notDataActions: string[]) => ({ actions: [], notActions: [], dataActions, notDataActions });
    const role = (guid: string, ...permissions: ReturnType<typeof block>[]) => ({ guid, name: guid, formerNames: [], custom: true, permissions });
    const everythingBut = role("a", block(["*"], ["*/responses/*"]));
    const onlyResponses = role("b", block(["*/models/*"], []), block(["*/responses/*"], ["*/delete"]));
    const ask = (...guids: string[]) => evaluateAccess(question({ roles: [everythingBut, onlyResponses], assignments: known(guids.map((guid) => assignment({ role: guid }))) })).answer;
    expect([ask("a"), ask("b"), ask("a", "b")]).toEqual(["no", "granted", "granted"]);
  });

  it("never lets actions grant a data action, or data actions an action", () => {
    const all = { guid: "c", name: "c", formerNames: [], custom: true, permissions: [{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }] };
    const assignments = known([assignment({ role: "c" })]);
    expect(evaluateAccess(question({ roles: [all], assignments })).answer).toBe("no");
    const read = { name: "Microsoft.CognitiveServices/accounts/read", data: false };
    expect(evaluateAccess(question({ roles: [all], assignments, operation: read })).answer).toBe("granted");
  });
});

describe("deny assignments", () => {
  const granted = known([assignment()]);
  const group = { id: team, type: "Group" };
  it.each<[string, Partial<DenyAssignment>, string, Partial<AccessQuestion>?]>([
    ["for everyone", {}, "denied"],
    ["for the caller by name", { principals: [{ id: me.toUpperCase(), type: "ServicePrincipal" }] }, "denied"],
    ["for someone else", { principals: [{ id: stranger, type: "User" }] }, "granted"],
    ["for everyone but the caller", { excludePrincipals: [{ id: me, type: "ServicePrincipal" }] }, "granted"],
    ["for everyone but a group of the caller", { excludePrincipals: [group] }, "granted", { principal: { id: me, groups: { items: [team], complete: true } } }],
    ["for everyone but a group that may be the caller's", { excludePrincipals: [group] }, "undecided", { principal: { id: me, groups: { items: [], complete: false } } }],
    ["for a group that may be the caller's", { principals: [group] }, "undecided", { principal: { id: me, groups: { items: [], complete: false } } }],
    ["of the resource group, inherited", { scope: resourceGroup }, "denied"],
    ["of the resource group, not for children", { scope: resourceGroup, doNotApplyToChildScopes: true }, "granted"],
    ["of the account itself, not for children", { doNotApplyToChildScopes: true }, "denied"],
    ["at a management group out of sight", { scope: managementGroup }, "denied", { managementGroups: ["platform"] }],
    ["of another account", { scope: `${account}2` }, "granted"],
    ["of other actions", { permissions: [{ actions: ["*"], notActions: [], dataActions: ["*/delete"], notDataActions: [] }] }, "granted"],
    ["of all data actions but responses", { permissions: [{ actions: [], notActions: [], dataActions: ["*"], notDataActions: ["*/responses/*"] }] }, "granted"],
    ["under a condition on an attribute", { condition: "@Resource[a:b] StringEquals 'c'" }, "undecided"],
    ["under a condition on another action", { condition: "ActionMatches{'*/delete'}" }, "granted"],
  ])("%s", (_, changes, answer, more = {}) => {
    expect(evaluateAccess(question({ assignments: granted, denyAssignments: { items: [deny(changes)], complete: true }, ...more })).answer).toBe(answer);
  });

  it("denies even where no role grants", () => {
    expect(evaluateAccess(question({ denyAssignments: { items: [deny()], complete: true } })).answer).toBe("denied");
  });
});

describe("what can't be read is undecided, never no", () => {
  it.each<[string, Partial<AccessQuestion>, unknown[]]>([
    ["assignments", { assignments: { items: [], complete: false } }, [{ what: "role-assignments" }]],
    ["deny assignments", { assignments: known([assignment()]), denyAssignments: { items: [], complete: false } }, [{ what: "deny-assignments" }]],
    ["a custom role's definition", { assignments: known([assignment({ role: "custom" })]) }, [{ what: "role-definition", roleDefinitionId: assignment({ role: "custom" }).roleDefinitionId }]],
    ["groups", { assignments: known([assignment({ principalId: team, principalType: "Group" })]), principal: { id: me, groups: { items: [], complete: false } } }, [{ what: "groups" }]],
    ["a condition's attribute", { assignments: known([assignment({ id: "x", condition: "@Resource[a:b] StringEquals 'c'" })]) }, [{ what: "condition", of: "x", attributes: ["@Resource[a:b]"] }]],
  ])("%s", (_, changes, missing) => {
    expect(evaluateAccess(question(changes))).toMatchObject({ answer: "undecided", missing });
  });

  it("management groups", () => {
    const { managementGroups: _, ...blind } = question({ assignments: known([assignment({ scope: managementGroup })]) });
    expect(evaluateAccess(blind)).toMatchObject({ answer: "undecided", missing: [{ what: "management-groups" }] });
    expect(ancestorsIn(blind.assignments.items)).toEqual(["platform"]);
  });

  it("says no without the groups when ARM itself has listed what reaches the principal", () => {
    const principal = { id: me, groups: { items: [], complete: false } };
    const assignments = known([assignment({ id: "ra", principalId: team, principalType: "Group" })]);
    expect(evaluateAccess(question({ principal, assignments, listedForPrincipal: [] })).answer).toBe("no");
    expect(evaluateAccess(question({ principal, assignments, listedForPrincipal: ["RA"] })).answer).toBe("granted");
  });
});

describe("built-in roles", () => {
  it("are named with the name they had", () => {
    const foundryUser = builtInRoles.find(({ guid }) => guid === roleIds.foundryUser);
    expect(foundryUser && roleLabel(foundryUser)).toBe("Foundry User (was Azure AI User)");
  });

  it("grant what the published table says", () => {
    const call = (suffix: string, data = true) => ({ name: `Microsoft.CognitiveServices/accounts/${suffix}`, data });
    const operations = [call("OpenAI/responses/write"), call("OpenAI/deployments/chat/completions/action"), call("OpenAI/models/read"), call("MaaS/chat/completions/action"), call("AIServices/agents/write"), call("read", false), call("listKeys/action", false)];
    const row = (guid: string) => operations.map((operation) => (evaluateAccess(question({ operation, assignments: known([assignment({ role: guid })]) })).answer === "granted" ? "Y" : "-")).join("");
    const table = Object.fromEntries(builtInRoles.map(({ guid, name }) => [name, row(guid)]));
    expect(table).toMatchObject({
      "Cognitive Services OpenAI User": "YYY--Y-",
      "Cognitive Services OpenAI Contributor": "YYY--Y-",
      "Cognitive Services User": "YYYYYYY",
      "Cognitive Services Data Reader": "--Y----",
      "Cognitive Services Contributor": "-----YY",
      "Foundry User": "YYYYYYY",
      "Foundry Owner": "YYYYYYY",
      "Foundry Account Owner": "-----YY",
      "Foundry Agent Consumer": "-------",
      "Azure AI Developer": "YYYY---",
      "Azure AI Administrator": "-----YY",
      Owner: "-----YY",
      Contributor: "-----YY",
      Reader: "-----Y-",
    });
  });
});
