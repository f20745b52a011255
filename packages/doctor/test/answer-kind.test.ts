import { describe, expect, it } from "vitest";
import { readAnswerKind } from "../src/data-plane/answer-kind.ts";
import { readServiceAnswer, readServiceFailure } from "../src/data-plane/read-answer.ts";

const oid = "11111111-1111-1111-1111-111111111111";
const service = (code: string | number, message: string, more = {}) => JSON.stringify({ error: { code, message, ...more } });
const gateway = (statusCode: number, message: string) => JSON.stringify({ statusCode, message });
const read = (status: number, body: string, headers: Record<string, string> = {}) =>
  readAnswerKind(readServiceAnswer({ method: "POST", url: "https://contoso.openai.azure.com/openai/v1/responses", status, headers, body, ms: 1 }));

describe("what an answer means", () => {
  it.each<[number, string, object]>([
    [200, JSON.stringify({ object: "response" }), { kind: "ok" }],
    [401, service("PermissionDenied", `The principal \`${oid}\` lacks the required data action \`Microsoft.CognitiveServices/accounts/OpenAI/responses/write\` to perform \`POST /openai/v1/responses\` operation.`), { kind: "lacks-data-action", principal: oid, action: "Microsoft.CognitiveServices/accounts/OpenAI/responses/write", operation: "POST /openai/v1/responses" }],
    [403, service("PermissionDenied", "The principal `dev@contoso.onmicrosoft.com` lacks the required data action `Microsoft.CognitiveServices/accounts/AIServices/agents/write` to perform `POST /api/projects/{projectName}/assistants` operation. For instructions on granting the necessary permissions, see https://aka.ms/FoundryPermissions."), { kind: "lacks-data-action", principal: "dev@contoso.onmicrosoft.com", action: "Microsoft.CognitiveServices/accounts/AIServices/agents/write" }],
    [401, service("PermissionDenied", "Principal does not have access to API/Operation."), { kind: "no-access" }],
    [400, service("Tenant provided in token does not match resource token", `Token tenant ${oid} does not match resource tenant.`), { kind: "wrong-tenant", tokenTenant: oid }],
    [401, gateway(401, "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired."), { kind: "token-rejected", audiences: ["https://cognitiveservices.azure.com"] }],
    [401, gateway(401, "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com/ or https://ai.azure.com/), or have expired."), { kind: "token-rejected", audiences: ["https://cognitiveservices.azure.com/", "https://ai.azure.com/"] }],
    [401, service("401", "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource."), { kind: "key-rejected" }],
    [401, gateway(401, "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."), { kind: "gateway-key-missing" }],
    [400, service("BadRequest", "Please provide a custom subdomain for token authentication, otherwise API key is required."), { kind: "custom-subdomain" }],
    [403, service("AuthenticationTypeDisabled", "Key based authentication is disabled for this resource."), { kind: "key-auth-disabled" }],
    [403, service("403", "Public access is disabled. Please configure private endpoint."), { kind: "public-access-disabled" }],
    [403, service(403, "Access denied due to Virtual Network/Firewall rules."), { kind: "firewall" }],
    [401, service("AccessDenied", "Access denied due to Virtual Network/Firewall rules."), { kind: "firewall" }],
    [404, service("DeploymentNotFound", "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again."), { kind: "deployment-not-found" }],
    [404, service("404", "Resource not found"), { kind: "wrong-path" }],
    [400, service("BadRequest", "api-version query parameter is not allowed when using /v1 path"), { kind: "api-version-on-v1" }],
    [400, service("BadRequest", "API version not supported"), { kind: "api-version-unknown" }],
    [400, service("BadRequest", "Azure OpenAI Responses API is enabled only for api-version 2025-03-01-preview and later"), { kind: "api-version-too-old" }],
    [400, service("OperationNotSupported", "The responses operation does not work with the specified model, gpt-4. Please choose different model and try again."), { kind: "operation-not-supported" }],
    [400, service("content_filter", "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.", { param: "prompt", status: 400, innererror: { code: "ResponsibleAIPolicyViolation" } }), { kind: "content-filter" }],
    [429, service("429", "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2025-01-01 have exceeded token rate limit of your current AIServices S0 pricing tier. Please retry after 60 seconds."), { kind: "rate-limit", retryAfterSeconds: 60 }],
    [400, service("unknown_parameter", "Unknown parameter: 'stream_options.include_usage'."), { kind: "parameter-refused" }],
    [500, service("InternalServerError", "The server had an error"), { kind: "server-error" }],
    [502, "<html><body>Bad gateway</body></html>", { kind: "not-the-service" }],
    [403, "<html><head><title>403 Forbidden</title></head></html>", { kind: "not-the-service" }],
    [418, service("Teapot", "short and stout"), { kind: "unclear" }],
    [200, "<!DOCTYPE html><title>Sign in to the network</title>", { kind: "not-the-service" }],
    [200, "", { kind: "not-the-service" }],
    [200, JSON.stringify({ object: "response", error: null }), { kind: "ok" }],
    [403, "", { kind: "not-the-service" }],
    [401, "null", { kind: "not-the-service" }],
  ])("%i %s", (status, body, expected) => {
    expect(read(status, body)).toMatchObject(expected);
  });

  it("takes the waiting time from the header that is most exact", () => {
    const body = service("429", "slow down");
    expect(read(429, body, { "retry-after": "2", "retry-after-ms": "1500" })).toEqual({ kind: "rate-limit", retryAfterSeconds: 1.5 });
    expect(read(429, body, { "retry-after": "2" })).toEqual({ kind: "rate-limit", retryAfterSeconds: 2 });
    expect(read(429, body)).toEqual({ kind: "rate-limit" });
  });

  it("reads a challenge for more claims from the header", () => {
    const header = 'Bearer authorization_uri="https://login.microsoftonline.com/common", error="insufficient_claims", claims="e30="';
    expect(read(401, service("401", "Unauthorized"), { "www-authenticate": header }).kind).toBe("claims-challenge");
  });

  it("is about the network where nothing answered", () => {
    const failure = { kind: "tcp", code: "ECONNREFUSED", message: "nothing listens there" } as const;
    expect(readAnswerKind(readServiceFailure({ method: "GET", url: "https://contoso.openai.azure.com", ms: 3 }, failure))).toEqual({ kind: "no-answer" });
  });
});

describe("reading a body", () => {
  it("keeps no body of a success, only the ids of a list", () => {
    const answer = readServiceAnswer({ method: "GET", url: "u", status: 200, headers: { "content-type": "application/json", "set-cookie": "x" }, body: JSON.stringify({ object: "list", data: [{ id: "a" }, { id: "b" }, 3] }), ms: 1 });
    expect(answer).toEqual({ method: "GET", url: "u", status: 200, contentType: "application/json", headers: {}, excerpt: "", ids: ["a", "b"], ms: 1 });
  });

  it("reads a numeric code as text and an error that is only a sentence", () => {
    expect(readServiceAnswer({ method: "GET", url: "u", status: 401, headers: {}, body: '{"error":{"code":401,"message":"m"}}', ms: 1 })).toMatchObject({ code: "401", message: "m" });
    expect(readServiceAnswer({ method: "GET", url: "u", status: 400, headers: {}, body: '{"error":"bad"}', ms: 1 })).toMatchObject({ message: "bad" });
  });
});
