import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { faults } from "../src/faults/index.ts";
import { ids } from "../src/seed.ts";
import type { Properties } from "../src/world.ts";
import { openStage, type Ask, type Caller, type Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

beforeEach(() => stage.reset());

const arm = (path: string, method: string, body: Properties, version = "2025-06-01"): Promise<unknown> => stage.ask(`https://management.azure.com${path}?api-version=${version}`, { as: "developer", method, body });
const graph = (path: string, method: string, body: Properties): Promise<unknown> => stage.ask(`https://graph.microsoft.com/v1.0${path}`, { as: "developer", method, body });
const account = (properties: Properties): Promise<unknown> => arm(ids.accountId, "PATCH", { properties });
const role = (principalId: string): Promise<unknown> =>
  arm(`${ids.accountId}/providers/Microsoft.Authorization/roleAssignments/11110000-0000-4000-8000-000000000001`, "PUT", { properties: { roleDefinitionId: ids.openAiUserRole, principalId, principalType: "ServicePrincipal" } }, "2022-04-01");
const deployment = (): Promise<unknown> => arm(`${ids.accountId}/deployments/gpt-5.5`, "PUT", { sku: { name: "GlobalStandard", capacity: 10 }, properties: { model: { format: "OpenAI", name: "gpt-5.5", version: "2026-04-24" } } });

/** Asks the model, as a program does. */
const ask = (caller: Caller = "system", request: Ask = {}) => async (): Promise<boolean> =>
  (await stage.ask("https://contoso.openai.azure.com/openai/v1/responses", { as: caller, body: { model: "gpt-5.5", input: "Hello" }, ...request })).status === 200;

/** Signs the app in with a secret, the one that is valid last. */
const signIn = async (): Promise<boolean> => {
  const secret = stage.world.apps[0]?.secrets.at(-1)?.value ?? "";
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id: ids.app, client_secret: secret, scope: "https://ai.azure.com/.default" }).toString();
  return (await stage.ask(`https://login.microsoftonline.com/${ids.contosoTenant}/oauth2/v2.0/token`, { as: null, body, headers: { "content-type": "application/x-www-form-urlencoded" } })).status === 200;
};

const cases: { fault: string; works: () => Promise<boolean>; mend: () => Promise<unknown> | void }[] = [
  { fault: "rbac-no-data-role", works: ask(), mend: () => role(ids.systemIdentityPrincipal) },
  { fault: "rbac-role-lacks-data-action", works: ask(), mend: () => role(ids.systemIdentityPrincipal) },
  { fault: "rbac-data-action-excluded", works: ask(), mend: () => role(ids.systemIdentityPrincipal) },
  { fault: "rbac-role-at-wrong-scope", works: ask(), mend: () => role(ids.systemIdentityPrincipal) },
  { fault: "rbac-role-on-other-account", works: ask(), mend: () => role(ids.systemIdentityPrincipal) },
  { fault: "rbac-wrong-principal", works: ask(), mend: () => role(ids.systemIdentityPrincipal) },
  { fault: "rbac-assigned-to-app-registration", works: ask("app"), mend: () => role(ids.appPrincipal) },
  { fault: "rbac-not-propagated", works: ask(), mend: () => stage.world.clock.advance(900_000) },
  { fault: "rbac-left-the-group", works: ask(), mend: () => role(ids.systemIdentityPrincipal) },
  {
    fault: "rbac-role-eligible-only",
    works: ask("developer"),
    mend: () =>
      arm(
        `${ids.accountId}/providers/Microsoft.Authorization/roleAssignmentScheduleRequests/22220000-0000-4000-8000-000000000001`,
        "PUT",
        { properties: { requestType: "SelfActivate", principalId: ids.developer, roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${ids.openAiUserRole}` } },
        "2020-10-01",
      ),
  },
  { fault: "deployment-not-found", works: ask(), mend: deployment },
  { fault: "deployment-named-by-model", works: ask(), mend: deployment },
  { fault: "model-api-mismatch", works: ask(), mend: deployment },
  { fault: "network-access-denied", works: ask(), mend: () => account({ networkAcls: { defaultAction: "Deny", ipRules: [{ value: "203.0.113.10" }] } }) },
  { fault: "network-public-access-disabled", works: ask(), mend: () => account({ publicNetworkAccess: "Enabled" }) },
  { fault: "private-endpoint-dns", works: ask(), mend: () => account({ publicNetworkAccess: "Enabled" }) },
  { fault: "custom-subdomain-missing", works: ask(), mend: () => account({ customSubDomainName: "contoso" }) },
  { fault: "secret-expired", works: signIn, mend: () => graph(`/applications/${ids.appObject}/addPassword`, "POST", { passwordCredential: {} }) },
  { fault: "principal-disabled", works: signIn, mend: () => graph(`/servicePrincipals/${ids.appPrincipal}`, "PATCH", { accountEnabled: true }) },
  { fault: "app-platform-misconfigured", works: signIn, mend: () => graph(`/applications/${ids.appObject}`, "PATCH", { isFallbackPublicClient: false }) },
];

describe("a fault that is a change in Azure heals by the change that undoes it", () => {
  it.each(cases)("$fault", async ({ fault, works, mend }) => {
    expect(await works()).toBe(true);
    faults.find(({ id }) => id === fault)?.apply(stage.world);
    expect(await works()).toBe(false);
    await mend();
    expect(await works()).toBe(true);
  });
});
