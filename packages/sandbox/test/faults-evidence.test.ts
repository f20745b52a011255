import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { faults } from "../src/faults/index.ts";
import { ids } from "../src/seed.ts";
import { openStage, type Answered, type Ask, type Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

beforeEach(() => stage.reset());

const variable = (name: string, otherwise = ""): string => stage.world.environment[name] ?? otherwise;

/** Asks the model as the sample does, with what the environment says. */
function model(request: Ask = {}): Promise<Answered> {
  const scope = variable("FOUNDRY_SCOPE", "https://ai.azure.com/.default");
  const host = variable("FOUNDRY_RESOURCE_URL", "https://contoso.openai.azure.com");
  return stage.ask(`${host}/openai/v1/responses`, { body: { model: "gpt-5.5", input: "Hello" }, audience: scope.replace(/\/\.default$/, ""), ...request });
}

/** Asks as the classic client does, which puts endpoint, deployment and version together. */
function classic(request: Ask = {}): Promise<Answered> {
  const path = `/openai/deployments/${variable("AZURE_OPENAI_DEPLOYMENT")}/chat/completions?api-version=${variable("OPENAI_API_VERSION", "2024-10-21")}`;
  return stage.ask(`${variable("AZURE_OPENAI_ENDPOINT").replace(/\/$/, "")}${path}`, { body: { messages: [] }, ...request });
}

const withKey = (): Promise<Answered> => model({ as: null, headers: { "api-key": variable("AZURE_OPENAI_API_KEY") } });
const arm = (path: string, request: Ask = {}): Promise<Answered> => stage.ask(`https://management.azure.com${path}?api-version=2025-06-01`, { as: "developer", ...request });
const assign = (properties: object): Promise<Answered> =>
  arm(`${ids.accountId}/providers/Microsoft.Authorization/roleAssignments/11110000-0000-4000-8000-000000000001`, { method: "PUT", body: { properties: { roleDefinitionId: ids.openAiUserRole, ...properties } } });
const models = (): Promise<Answered> => arm(`/subscriptions/${variable("AZURE_SUBSCRIPTION_ID", ids.subscription)}/providers/Microsoft.CognitiveServices/locations/swedencentral/models`, { as: "system" });
const denied = "PermissionDenied";
const gateway = "Access token is missing, invalid, audience is incorrect";

const cases: [fault: string, ask: () => Promise<Answered>, status: number, holds: string][] = [
  ["rbac-no-data-role", model, 401, denied],
  ["rbac-role-lacks-data-action", model, 401, denied],
  ["rbac-data-action-excluded", model, 401, denied],
  ["rbac-role-at-wrong-scope", model, 401, denied],
  ["rbac-role-on-other-account", model, 401, denied],
  ["rbac-wrong-principal", model, 401, denied],
  ["rbac-assigned-to-app-registration", () => model({ as: "app" }), 401, denied],
  ["rbac-not-propagated", model, 401, "Principal does not have access to API/Operation."],
  ["rbac-denied", model, 401, denied],
  ["rbac-condition-unmet", model, 401, denied],
  ["rbac-role-eligible-only", () => model({ as: "developer" }), 401, denied],
  ["rbac-left-the-group", model, 401, denied],
  ["token-wrong-audience", model, 401, gateway],
  ["token-expired", model, 401, gateway],
  ["tenant-mismatch", model, 400, "does not match resource tenant"],
  ["custom-subdomain-missing", model, 400, "Please provide a custom subdomain"],
  ["endpoint-wrong-path", model, 404, "Resource not found"],
  ["endpoint-doubled-path", model, 404, "Resource not found"],
  ["deployment-not-found", model, 404, "DeploymentNotFound"],
  ["deployment-named-by-model", model, 404, "DeploymentNotFound"],
  ["model-api-mismatch", model, 400, "OperationNotSupported"],
  ["rate-limit-429", model, 429, "token rate limit"],
  ["not-access-related", model, 400, "content_filter"],
  ["network-access-denied", model, 403, "Virtual Network/Firewall rules"],
  ["network-public-access-disabled", model, 403, "Public access is disabled"],
  ["private-endpoint-dns", model, 403, "Public access is disabled"],
  ["key-auth-disabled", withKey, 403, "AuthenticationTypeDisabled"],
  ["invalid-key-or-wrong-endpoint", withKey, 401, "invalid subscription key or wrong API endpoint"],
  ["token-sent-as-api-key", withKey, 401, "invalid subscription key or wrong API endpoint"],
  ["key-sent-as-bearer", () => model({ as: null, headers: { authorization: `Bearer ${variable("AZURE_OPENAI_AD_TOKEN")}` } }), 401, gateway],
  ["key-beside-token", () => classic({ headers: { "api-key": variable("AZURE_OPENAI_API_KEY") } }), 403, "AuthenticationTypeDisabled"],
  ["endpoint-v1-for-classic", classic, 404, "Resource not found"],
  ["api-version-wrong", classic, 400, "API version not supported"],
  ["api-version-missing", () => stage.ask(variable("AZURE_OPENAI_ENDPOINT"), { body: { messages: [] } }), 404, "Resource not found"],
  ["deployment-placeholder", classic, 404, "DeploymentNotFound"],
  ["arm-missing-permission", models, 403, "'Microsoft.CognitiveServices/locations/models/read'"],
  ["arm-precondition", models, 404, "SubscriptionNotFound"],
  ["arm-no-role-assignment-write", () => assign({ principalId: ids.appPrincipal }), 403, "'Microsoft.Authorization/roleAssignments/write'"],
  ["arm-principal-not-found", () => assign({ principalId: ids.appPrincipal }), 400, "PrincipalNotFound"],
  ["arm-wrong-principal-type", () => assign({ principalId: "96000000-0000-4000-8000-000000000003", principalType: "ServicePrincipal" }), 400, "UnmatchedPrincipalType"],
  ["arm-role-assignment-exists", () => assign({ principalId: ids.appPrincipal, principalType: "ServicePrincipal" }), 409, "RoleAssignmentExists"],
  [
    "quota-or-region",
    () => arm(`${ids.accountId}/deployments/more`, { method: "PUT", body: { sku: { name: "GlobalStandard", capacity: 1 }, properties: { model: { format: "OpenAI", name: "gpt-5" } } } }),
    400,
    "InsufficientQuota",
  ],
];

describe("a fault shows what its root cause is known by", () => {
  it.each(cases)("%s", async (fault, ask, status, holds) => {
    faults.find(({ id }) => id === fault)?.apply(stage.world);
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(holds);
  });

  it("every fault that another program than the sample shows is among them", () => {
    const shown = new Set(cases.map(([id]) => id));
    expect(faults.filter(({ id, seenBy }) => seenBy !== undefined && !shown.has(id))).toEqual([]);
  });
});
