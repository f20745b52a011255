import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { roleId } from "../src/roles/built-in.ts";
import { ids } from "../src/seed.ts";
import type { Properties } from "../src/world.ts";
import { openStage, type Answered, type Ask, type Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

beforeEach(() => stage.reset());

const user = roleId.cognitiveServicesOpenAIUser;
const group = "96000000-0000-4000-8000-000000000009";

function ask(path: string, request: Ask = {}): Promise<Answered> {
  return stage.ask(`https://management.azure.com${path}${path.includes("?") ? "&" : "?"}api-version=2022-04-01`, { as: "developer", ...request });
}

async function list(kind: string, filter?: string, scope: string = ids.accountId, as: Ask["as"] = "developer"): Promise<Properties[]> {
  const answer = await ask(`${scope}/providers/Microsoft.Authorization/${kind}${filter === undefined ? "" : `?$filter=${encodeURIComponent(filter)}`}`, { as });
  return (answer.body as unknown as { value: { properties: Properties }[] }).value.map(({ properties }) => properties ?? {});
}

const create = (properties: Properties, scope: string = ids.accountId, name = "11110000-0000-4000-8000-000000000001", as: Ask["as"] = "developer"): Promise<Answered> =>
  ask(`${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, { method: "PUT", body: { properties: { roleDefinitionId: user, ...properties } }, as });

describe("role assignments", () => {
  const mine = `principalId eq '${ids.systemIdentityPrincipal}'`;

  it.each([
    ["at scope: itself and above", "atScope()", ids.accountId, 8],
    ["at scope: nothing below", "atScope()", `/subscriptions/${ids.subscription}`, 4],
    ["without a filter: below too", undefined, `/subscriptions/${ids.subscription}`, 8],
    ["of one principal", mine, `/subscriptions/${ids.subscription}`, 2],
    ["of one principal at scope", `atScope() and ${mine}`, ids.accountId, 2],
    ["assigned to one principal", `atScope() and assignedTo('${ids.developer}')`, ids.accountId, 2],
    ["assigned to nobody known", "assignedTo('00000000-0000-4000-8000-00000000dead')", ids.accountId, 0],
  ])("are listed %s", async (_, filter, scope, count) => {
    stage.world.pageSize = 100;
    expect(await list("roleAssignments", filter, scope)).toHaveLength(count);
  });

  it("of groups count for members only where assignedTo asks", async () => {
    stage.world.principals.push({ id: group, type: "Group", displayName: "g", tenantId: ids.contosoTenant, enabled: true, memberOf: [] });
    for (const principal of stage.world.principals) if (principal.id === ids.developer) principal.memberOf = [group];
    await create({ principalId: group, principalType: "Group" });
    expect(await list("roleAssignments", `assignedTo('${ids.developer}')`)).toHaveLength(3);
    expect(await list("roleAssignments", `principalId eq '${ids.developer}'`)).toHaveLength(2);
    expect((await ask(`${ids.accountId}/providers/Microsoft.Authorization/roleAssignments?$filter=assignedTo('${group}')`)).status).toBe(400);
  });

  it("are read by OpenAI User, and not by someone without any role", async () => {
    stage.world.roleAssignments = stage.world.roleAssignments.filter(({ roleDefinitionId }) => roleDefinitionId === user);
    expect((await ask(`${ids.accountId}/providers/Microsoft.Authorization/roleAssignments`, { as: "system" })).status).toBe(200);
    stage.world.roleAssignments = [];
    expect((await ask(`${ids.accountId}/providers/Microsoft.Authorization/roleAssignments`, { as: "system" })).body.error?.code).toBe("AuthorizationFailed");
  });

  it.each([
    ["creates one", { principalId: ids.appPrincipal, principalType: "ServicePrincipal", roleDefinitionId: roleId.foundryUser }, 201, undefined],
    ["takes a principal that it does not know when the type is given", { principalId: "00000000-0000-4000-8000-00000000dead", principalType: "ServicePrincipal" }, 201, undefined],
    ["asks the directory when no type is given", { principalId: "00000000-0000-4000-8000-00000000dead" }, 400, "PrincipalNotFound"],
    ["knows no principal of another tenant", { principalId: ids.fabrikamAppPrincipal }, 400, "PrincipalNotFound"],
    ["refuses a type that is not the principal's", { principalId: ids.appPrincipal, principalType: "User", roleDefinitionId: roleId.foundryUser }, 400, "UnmatchedPrincipalType"],
    ["refuses a role that is not there", { principalId: ids.appPrincipal, roleDefinitionId: "00000000-0000-4000-8000-000000000bad" }, 400, "RoleDefinitionDoesNotExist"],
    ["refuses the same one under another name", { principalId: ids.appPrincipal }, 409, "RoleAssignmentExists"],
    ["wants a principal", {}, 400, "BadRequestFormat"],
  ])("%s", async (_, properties, status, code) => {
    const answer = await create(properties);
    expect({ status: answer.status, code: answer.body.error?.code }).toEqual({ status, code });
  });

  it("keep principal and scope under one name, and go when they are deleted", async () => {
    expect((await create({ principalId: ids.desktopAppPrincipal })).status).toBe(201);
    expect((await create({ principalId: ids.desktopAppPrincipal })).status).toBe(200);
    expect((await create({ principalId: ids.fabrikamDeveloper, principalType: "User" })).body.error?.code).toBe("RoleAssignmentUpdateNotPermitted");
    const path = `${ids.accountId}/providers/Microsoft.Authorization/roleAssignments/11110000-0000-4000-8000-000000000001`;
    expect((await ask(path, { method: "DELETE" })).status).toBe(200);
    expect((await ask(path)).status).toBe(404);
  });

  it("are not created by Contributor", async () => {
    for (const assignment of stage.world.roleAssignments) if (assignment.roleDefinitionId === roleId.owner) assignment.roleDefinitionId = roleId.contributor;
    expect((await create({ principalId: ids.appPrincipal })).body.error?.message).toContain("'Microsoft.Authorization/roleAssignments/write'");
  });

  it("are created by Foundry Project Manager for the roles in its condition alone", async () => {
    stage.world.roleAssignments.push({ name: "pm", scope: ids.accountId, roleDefinitionId: "eadc314b-1a2d-4efa-be10-5d325db5065e", principalId: ids.systemIdentityPrincipal, principalType: "ServicePrincipal", createdAt: 0, effectiveAt: 0 });
    const assign = (roleDefinitionId: string): Promise<Answered> => create({ principalId: ids.desktopAppPrincipal, roleDefinitionId }, ids.accountId, roleDefinitionId, "system");
    expect((await assign(roleId.foundryUser)).status).toBe(201);
    expect((await assign(user)).status).toBe(403);
  });

  it("reach the data plane after the world's delay", async () => {
    stage.world.propagationDelay = 60_000;
    stage.world.roleAssignments = stage.world.roleAssignments.filter(({ roleDefinitionId }) => roleDefinitionId !== user);
    expect((await create({ principalId: ids.systemIdentityPrincipal })).status).toBe(201);
    const call = async (): Promise<number> => (await stage.ask("https://contoso.openai.azure.com/openai/v1/responses", { body: { model: "gpt-5.5", input: "Hello" } })).status;
    expect(await call()).toBe(401);
    stage.world.clock.advance(60_001);
    expect(await call()).toBe(200);
  });
});

describe("what else tells of access", () => {
  it("role definitions are found by name and read by id", async () => {
    expect(await list("roleDefinitions", "roleName eq 'foundry user'")).toMatchObject([{ roleName: "Foundry User", type: "BuiltInRole" }]);
    const { body } = await ask(`/providers/Microsoft.Authorization/roleDefinitions/${user}`, { as: "system" });
    expect(body).toMatchObject({ name: user, properties: { roleName: "Cognitive Services OpenAI User", assignableScopes: ["/"] } });
  });

  it("permissions are the caller's, and empty without a role", async () => {
    const permissions = async (): Promise<unknown> => (await ask(`${ids.accountId}/providers/Microsoft.Authorization/permissions`, { as: "system" })).body;
    expect(await permissions()).toMatchObject({ value: [{ dataActions: expect.arrayContaining(["Microsoft.CognitiveServices/accounts/OpenAI/responses/*"]) as unknown }, { actions: ["*/read"] }] });
    stage.world.roleAssignments = [];
    expect(await permissions()).toEqual({ value: [] });
  });

  it("deny assignments are listed at and above a scope, for whom they concern", async () => {
    const deny = { displayName: "d", permissions: [], excludePrincipals: [], doNotApplyToChildScopes: false, isSystemProtected: true };
    stage.world.denyAssignments.push(
      { ...deny, name: "1", scope: ids.accountId, principals: [{ id: "00000000-0000-0000-0000-000000000000", type: "SystemDefined" }] },
      { ...deny, name: "2", scope: `/subscriptions/${ids.subscription}`, principals: [{ id: ids.appPrincipal, type: "ServicePrincipal" }] },
    );
    expect(await list("denyAssignments", "atScope()")).toHaveLength(2);
    expect(await list("denyAssignments", `principalId eq '${ids.appPrincipal}'`)).toHaveLength(2);
    expect(await list("denyAssignments", `assignedTo('${ids.developer}')`)).toHaveLength(1);
    const refused = await ask(`${ids.accountId}/providers/Microsoft.Authorization/denyAssignments`, { as: "fabrikam" });
    expect(refused.status).toBe(401);
  });

  it("eligible roles are shown to their holder, and activation turns one into an assignment", async () => {
    stage.world.roleAssignments = [];
    stage.world.roleEligibilities.push({ name: "e1160000-0000-4000-8000-000000000001", scope: ids.accountId, roleDefinitionId: user, principalId: ids.developer });
    expect(await list("roleEligibilityScheduleInstances", "asTarget()")).toMatchObject([{ principalId: ids.developer, memberType: "Direct" }]);
    expect(await list("roleEligibilityScheduleInstances", "asTarget()", ids.accountId, "system")).toEqual([]);
    expect((await ask(`${ids.accountId}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances`)).status).toBe(403);
    const activate = (principalId: string): Promise<Answered> =>
      ask(`${ids.accountId}/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/2222`, { method: "PUT", body: { properties: { requestType: "SelfActivate", principalId, roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${user}` } } });
    expect((await activate(ids.appPrincipal)).status).toBe(400);
    expect((await activate(ids.developer)).status).toBe(201);
    expect(await list("roleAssignmentScheduleInstances", "asTarget()")).toMatchObject([{ assignmentType: "Activated" }]);
  });
});
