import { describe, expect, it } from "vitest";
import { denyAssignments } from "../src/checks/roles/deny-assignments.ts";
import { roleGrantsDataAction } from "../src/checks/roles/role-grants-data-action.ts";
import { roleInForce } from "../src/checks/roles/role-in-force.ts";
import type { FactName, FactValues } from "../src/facts.ts";
import { roleIds } from "../src/rbac/roles.ts";
import { accountId, answer, appId, caller, facts, refusals, roleAssignment, roleAssignments, subscription, token } from "./diagnosis-facts.ts";
import { judge, verdictOf } from "./judge.ts";

type Case = [title: string, expected: string, changes: Partial<FactValues>, missing?: readonly FactName[]];
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const other = "22222222-2222-2222-2222-222222222222";
const group = "33333333-3333-3333-3333-333333333333";
const silent: readonly FactName[] = ["inference", "models"];
const unreadable = { items: [], complete: false, gaps: ["role assignments of the principal: not allowed"], groupsCounted: false, forPrincipal: [] };
const eligible = (role: string, scope = accountId) => ({ items: [{ id: "e", scope, roleDefinitionId: role, principalId: caller }], complete: true, gaps: [] });
const asUser = { token: { ...token, principal: { ...token.principal, kind: "user" as const } } };
const project = `${accountId}/projects/demo`;

describe("a role of the caller grants the data action", () => {
  it.each<Case>([
    ["OpenAI User at the account", "passed", {}],
    ["through a group that ARM listed", "passed", { roleAssignments: roleAssignments([roleAssignment({ id: "g", principalId: group, principalType: "Group" })], { forPrincipal: ["g"] }) }, silent],
    ["no assignment", "failed rbac-no-data-role", { roleAssignments: roleAssignments([]), inference: refusals.lacks }],
    ["Owner only", "failed rbac-role-lacks-data-action", { roleAssignments: roleAssignments([roleAssignment({ role: owner })]), inference: refusals.lacks }],
    ["Reader here, the right role on a project", "failed rbac-role-at-wrong-scope", { roleAssignments: roleAssignments([roleAssignment({ role: reader })], { elsewhere: [roleAssignment({ scope: project })] }), inference: refusals.lacks }],
    ["a role without the action elsewhere is no wrong scope", "failed rbac-no-data-role", { roleAssignments: roleAssignments([], { elsewhere: [roleAssignment({ scope: project, role: owner })] }), inference: refusals.lacks }],
    ["the role on the client id", "failed rbac-wrong-principal", { roleAssignments: roleAssignments([roleAssignment({ principalId: appId })]), inference: refusals.lacks }],
    ["the role on the client id, called by a person's app", "failed rbac-wrong-principal", { ...asUser, roleAssignments: roleAssignments([roleAssignment({ principalId: appId })]), inference: refusals.lacks }],
    ["the role on the app registration", "failed rbac-wrong-principal", { roleAssignments: roleAssignments([roleAssignment({ principalId: other })]), principals: { others: [{ id: other, kind: "Application", appId }], gaps: [] }, inference: refusals.lacks }],
    ["the role on a principal that is gone", "failed rbac-wrong-principal", { roleAssignments: roleAssignments([roleAssignment({ principalId: other, principalType: "Unknown" })]), inference: refusals.lacks }],
    ["the role on another identity", "failed rbac-wrong-principal", { roleAssignments: roleAssignments([roleAssignment({ principalId: other })]), inference: refusals.lacks }],
    ["a smaller data role on the caller, beside another identity's right one", "failed rbac-role-lacks-data-action", { roleAssignments: roleAssignments([roleAssignment({ principalId: other }), roleAssignment({ role: "b59867f0-fa02-499b-be73-45a86b5b3e1c" })]), inference: refusals.lacks }],
    ["the role on programs, and a person calls", "failed rbac-no-data-role", { ...asUser, roleAssignments: roleAssignments([roleAssignment({ principalId: other })]), inference: refusals.lacks }],
    ["the role on a group without the caller", "failed rbac-no-data-role", { roleAssignments: roleAssignments([roleAssignment({ principalId: group, principalType: "Group" })]), inference: refusals.lacks }],
    ["an eligible role", "failed rbac-role-eligible-only", { roleAssignments: roleAssignments([]), eligibilities: eligible(roleIds.openAiUser), inference: refusals.lacks }],
    ["an eligible role without the action", "failed rbac-no-data-role", { roleAssignments: roleAssignments([]), eligibilities: eligible(owner), inference: refusals.lacks }],
    ["an eligible role elsewhere", "failed rbac-no-data-role", { roleAssignments: roleAssignments([]), eligibilities: eligible(roleIds.openAiUser, `${accountId}2`), inference: refusals.lacks }],
    ["a condition that excludes the call", "failed rbac-condition-unmet", { roleAssignments: roleAssignments([roleAssignment({ condition: "!(ActionMatches{'*/responses/*'})" })]), inference: refusals.lacks }],
    ["a condition on an attribute", "undecided", { roleAssignments: roleAssignments([roleAssignment({ condition: "@Resource[a:b] StringEquals 'c'" })]) }, silent],
    ["a condition on an attribute, and the service allows", "passed", { roleAssignments: roleAssignments([roleAssignment({ condition: "@Resource[a:b] StringEquals 'c'" })]) }],
    ["a custom role whose definition can't be read", "undecided", { roleAssignments: roleAssignments([roleAssignment({ role: "c0570000-0000-4000-8000-000000000001" })]) }, silent],
    ["assignments that can't be read", "undecided", { roleAssignments: roleAssignments([], unreadable) }, silent],
    ["assignments that can't be read, and the service allows", "passed", { roleAssignments: roleAssignments([], unreadable) }],
    ["assignments that can't be read, and the service refuses", "failed rbac-no-data-role", { roleAssignments: roleAssignments([], unreadable), inference: refusals.lacks }],
    ["assignments that can't be read, and ARM says what the caller may do", "failed rbac-role-lacks-data-action", { roleAssignments: roleAssignments([], unreadable), permissions: { scope: accountId, principalId: caller, blocks: [{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }] } }, silent],
    ["permissions of somebody else prove nothing", "undecided", { roleAssignments: roleAssignments([], unreadable), permissions: { scope: accountId, principalId: other, blocks: [] } }, silent],
  ])("%s: %s", (_, expected, changes, missing = []) => {
    expect(verdictOf(roleGrantsDataAction, facts(changes, missing))).toBe(expected);
  });

  it("does not take the service's word about the caller for an answer about someone else", () => {
    const settings = { ...(facts().settings as { value: FactValues["settings"] }).value, principal: other };
    expect(verdictOf(roleGrantsDataAction, facts({ settings, roleAssignments: roleAssignments([], { principalId: other }) }))).toBe("failed rbac-no-data-role");
    expect(verdictOf(roleGrantsDataAction, facts({ settings, roleAssignments: roleAssignments([], { ...unreadable, principalId: other }) }))).toBe("undecided");
  });

  it("says what permission would settle it", () => {
    const verdict = judge(roleGrantsDataAction, facts({ roleAssignments: roleAssignments([], unreadable) }, silent));
    expect(verdict).toMatchObject({ missing: `the role assignments: Microsoft.Authorization/roleAssignments/read at ${accountId} (the role Reader holds it)` });
  });

  it("names the roles that are held, renamed ones by both names", () => {
    const held = [roleAssignment({ role: "e47c6f54-e4a2-4754-9501-8e0985b135e1", scope: subscription })];
    expect(judge(roleGrantsDataAction, facts({ roleAssignments: roleAssignments(held), inference: refusals.lacks })).evidence["actual"]).toBe(
      "Foundry Account Owner (was Azure AI Account Owner) at subscription 00000000-0000-0000-0000-0000000000aa: none contains it",
    );
  });
});

describe("no deny assignment blocks the call", () => {
  const deny = (principal: { id: string; type: string }) => ({
    id: "d", denyAssignmentName: "stack", scope: accountId, doNotApplyToChildScopes: false, isSystemProtected: true, excludePrincipals: [],
    permissions: [{ actions: [], notActions: [], dataActions: ["*"], notDataActions: [] }], principals: [principal],
  });
  const list = (id: string, type: string) => ({ items: [deny({ id, type })], complete: true, gaps: [] });
  it.each<Case>([
    ["none", "passed", {}],
    ["everyone is denied", "failed rbac-denied", { denyAssignments: list("00000000-0000-0000-0000-000000000000", "SystemDefined"), inference: refusals.lacks }],
    ["someone else is denied", "passed", { denyAssignments: list(other, "User") }],
    ["a group is denied, of which nothing is known", "undecided", { denyAssignments: list(group, "Group") }, silent],
    ["a group is denied, and the service allows", "passed", { denyAssignments: list(group, "Group") }],
    ["can't be read", "undecided", { denyAssignments: { items: [], complete: false, gaps: ["deny assignments: not allowed"] } }, silent],
    ["can't be read, and the service allows", "passed", { denyAssignments: { items: [], complete: false, gaps: [] } }],
  ])("%s: %s", (_, expected, changes, missing = []) => {
    expect(verdictOf(denyAssignments, facts(changes, missing))).toBe(expected);
  });
});

describe("the role assignment is in force", () => {
  const made = (minutes: number) => ({ roleAssignments: roleAssignments([roleAssignment({ minutes })]) });
  it.each<Case>([
    ["the service allows", "passed", {}],
    ["assigned two minutes ago and refused", "failed rbac-not-propagated", { ...made(2), inference: refusals.lacks }],
    ["refused in the words of a spreading assignment", "failed rbac-not-propagated", { ...made(90), inference: refusals.generic }],
    ["a day old and refused", "undecided", { inference: refusals.lacks }],
    ["held through a group and refused", "failed rbac-not-propagated", { roleAssignments: roleAssignments([roleAssignment({ id: "g", principalId: group, principalType: "Group" })], { forPrincipal: ["g"] }), inference: refusals.lacks }],
    ["the service was not asked", "undecided", {}, silent],
    ["nothing grants", "does not arise", { roleAssignments: roleAssignments([]), inference: refusals.lacks }],
    ["the service answers something else", "undecided", { inference: answer(500, "InternalServerError", "The server had an error") }],
  ])("%s: %s", (_, expected, changes, missing = []) => {
    expect(verdictOf(roleInForce, facts(changes, missing))).toBe(expected);
  });

  it("goes by the servers' clock", () => {
    const skewed = { ...made(2), clock: { skewSeconds: 0, samples: [], serverNow: 1_790_000_000 + 7200 }, inference: refusals.lacks };
    expect(judge(roleInForce, facts(skewed)).evidence["minutes"]).toBe(122);
  });
});
