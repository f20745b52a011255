import { describe, expect, it } from "vitest";
import { inferenceAnswer } from "../src/checks/data-plane/inference-answer.ts";
import { modelsAnswer } from "../src/checks/data-plane/models-answer.ts";
import { type FactName, type Facts, type FactValues, unknown } from "../src/facts.ts";
import { tokenTextProblems } from "../src/jwt/decode.ts";
import { account, answer, appId, caller, facts, now, otherTenant, refusals, roleAssignment, roleAssignments, token } from "./diagnosis-facts.ts";
import { judge, verdictOf } from "./judge.ts";

type Case = [title: string, expected: string, changes: Partial<FactValues>, missing?: readonly FactName[]];
const owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const at = (status: number, code: string, message: string) => ({ inference: answer(status, code, message) });
const blind: readonly FactName[] = ["roleAssignments", "account", "accountId", "denyAssignments"];

describe("one 401 comes out as", () => {
  it.each<Case>([
    ["no role, by the service's own words alone", "failed rbac-no-data-role", { inference: refusals.lacks }, blind],
    ["no role, by the assignments", "failed rbac-no-data-role", { inference: refusals.lacks, roleAssignments: roleAssignments([]) }],
    ["a role without the action", "failed rbac-role-lacks-data-action", { inference: refusals.lacks, roleAssignments: roleAssignments([roleAssignment({ role: owner })]) }],
    ["a role on the wrong id", "failed rbac-wrong-principal", { inference: refusals.lacks, roleAssignments: roleAssignments([roleAssignment({ principalId: appId })]) }],
    ["a denied action", "failed rbac-denied", { inference: refusals.lacks, denyAssignments: { complete: true, gaps: [], items: [{ id: "d", denyAssignmentName: "stack", scope: account.id, doNotApplyToChildScopes: false, isSystemProtected: true, excludePrincipals: [], principals: [{ id: caller, type: "User" }], permissions: [{ actions: [], notActions: [], dataActions: ["*"], notDataActions: [] }] }] } }],
    ["an assignment that is spreading", "failed rbac-not-propagated", { inference: refusals.lacks, roleAssignments: roleAssignments([roleAssignment({ minutes: 3 })]) }],
    ["not settled, when an old assignment grants", "undecided", { inference: refusals.lacks }],
    ["a wrong audience", "failed token-wrong-audience", { inference: refusals.token, token: { ...token, audience: "https://management.azure.com/" } }],
    ["the right audience with a slash, so not settled", "undecided", { inference: refusals.token, token: { ...token, audience: "https://ai.azure.com/" } }],
    ["the audience as an app's id, so not settled", "undecided", { inference: refusals.token, token: { ...token, audience: "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe" } }],
    ["an expired token", "failed token-expired", { inference: refusals.token, token: { ...token, expiresAt: now - 1 } }],
    ["an expired token, by the servers' clock", "failed token-expired", { inference: refusals.token, token: { ...token, expiresAt: now + 60 }, clock: { skewSeconds: -120, samples: [], serverNow: now + 120 } }],
    ["a token from the future", "failed clock-skew", { inference: refusals.token, token: { ...token, notBefore: now + 3600 } }],
    ["a token of another tenant", "failed tenant-mismatch", { inference: refusals.token, resourceTenant: { tenantId: otherTenant, from: "ARM" } }],
    ["a tenant named by the service", "failed tenant-mismatch", { inference: refusals.tenant }],
    ["a challenge of conditional access", "failed conditional-access", { inference: answer(401, "401", "Unauthorized", { headers: { "www-authenticate": 'Bearer error="insufficient_claims"' } }) }],
    ["a wrong key's words", "failed invalid-key-or-wrong-endpoint", at(401, "401", "Access denied due to invalid subscription key or wrong API endpoint.")],
    ["a gateway's words", "failed other-auth-header-required", at(401, "401", "Access denied due to missing subscription key.")],
  ])("%s: %s", (_, expected, changes, missing = []) => {
    expect(verdictOf(inferenceAnswer, facts(changes, missing))).toBe(expected);
  });

  it("a key sent as a token", () => {
    const withKey: Facts = { ...facts({ inference: refusals.token }), token: unknown("failed", `the token cannot be read: ${tokenTextProblems["is-key"]}`) };
    expect(verdictOf(inferenceAnswer, withKey)).toBe("failed key-sent-as-bearer");
  });

  it("keeps the service's words and the ids that a fix needs", () => {
    expect(judge(inferenceAnswer, facts({ inference: refusals.lacks }, blind)).evidence).toMatchObject({
      action: "Microsoft.CognitiveServices/accounts/OpenAI/responses/write", caller, principalId: caller, accountId: undefined, status: 401, code: "PermissionDenied",
    });
  });
});

describe("other answers", () => {
  it.each<Case>([
    ["success", "passed", {}],
    ["the content filter, which comes after sign-in", "failed not-access-related", at(400, "content_filter", "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.")],
    ["a parameter that this model does not take", "passed", at(400, "unsupported_parameter", "Unsupported parameter: 'max_completion_tokens' is not supported with this model.")],
    ["no deployment", "failed deployment-not-found", at(404, "DeploymentNotFound", "The API deployment for this resource does not exist.")],
    ["a model without this API", "failed model-api-mismatch", at(400, "OperationNotSupported", "The responses operation does not work with the specified model, gpt-4.")],
    ["throttling", "failed rate-limit-429", at(429, "429", "have exceeded token rate limit. Please retry after 60 seconds.")],
    ["a version on the v1 path", "failed api-version-wrong", at(400, "BadRequest", "api-version query parameter is not allowed when using /v1 path")],
    ["an unknown version", "failed api-version-wrong", at(400, "BadRequest", "API version not supported")],
    ["a wrong path", "failed endpoint-wrong-path", at(404, "404", "Resource not found")],
    ["a doubled path", "failed endpoint-doubled-path", { inference: answer(404, "404", "Resource not found", { url: "https://contoso.openai.azure.com/openai/v1/openai/v1/responses" }) }],
    ["a dated path without its version", "failed api-version-wrong", { inference: answer(404, "404", "Resource not found", { url: "https://contoso.openai.azure.com/openai/responses" }) }],
    ["the firewall", "failed network-access-denied", at(403, "403", "Access denied due to Virtual Network/Firewall rules.")],
    ["public access off", "failed network-access-denied", at(403, "403", "Public access is disabled. Please configure private endpoint.")],
    ["public access off beside a private endpoint", "failed private-endpoint-dns", { ...at(403, "403", "Public access is disabled. Please configure private endpoint."), account: { ...account, privateEndpoints: [{ name: "pe", status: "Approved" }] } }],
    ["no custom subdomain", "failed custom-subdomain-missing", at(400, "BadRequest", "Please provide a custom subdomain for token authentication, otherwise API key is required.")],
    ["keys off", "failed key-auth-disabled", at(403, "AuthenticationTypeDisabled", "Key based authentication is disabled for this resource.")],
    ["a server error", "failed service-fault-or-throttled", at(500, "InternalServerError", "The server had an error")],
    ["a page of somebody else", "failed network-or-proxy", { inference: answer(200, undefined, undefined, { excerpt: "<html>", status: 502 }) }],
    ["no answer", "failed network-or-proxy", { inference: answer(0, undefined, undefined, { failure: { kind: "timeout", code: "TIMEOUT", message: "no answer within 15 s" } }) }],
    ["words that mean nothing here", "undecided", at(400, "Teapot", "short and stout")],
  ])("%s: %s", (_, expected, changes, missing = []) => {
    expect(verdictOf(inferenceAnswer, facts(changes, missing))).toBe(expected);
  });
});

describe("the list of models", () => {
  const refusedList = answer(401, "PermissionDenied", `The principal \`${caller}\` lacks the required data action \`Microsoft.CognitiveServices/accounts/OpenAI/models/read\` to perform \`GET /openai/v1/models\` operation.`, { method: "GET" });
  it.each<Case>([
    ["answers", "passed", {}],
    ["is refused, and the application's own call is not", "passed", { models: refusedList }],
    ["is refused, and nothing else was asked", "failed rbac-no-data-role", { models: refusedList }, ["inference", "roleAssignments"]],
    ["is refused for the token, whatever the rest", "failed token-expired", { models: refusals.token, inference: refusals.token, token: { ...token, expiresAt: now - 5 } }],
    ["is answered with words that mean nothing here", "undecided", { models: answer(400, "Teapot", "short") }],
  ])("%s: %s", (_, expected, changes, missing = []) => {
    expect(verdictOf(modelsAnswer, facts(changes, missing))).toBe(expected);
  });
});
