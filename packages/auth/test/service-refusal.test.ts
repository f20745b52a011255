import { describe, expect, it } from "vitest";
import { serviceRefusal, type CallFailure } from "../src/service-refusal.ts";

const hint = "Authentication failed with provider at https://contoso.openai.azure.com/openai/v1/ (HTTP 401).\n  Check your COPILOT_PROVIDER_API_KEY, COPILOT_PROVIDER_API_KEY_COMMAND, or COPILOT_PROVIDER_BEARER_TOKEN.";
const permission = '{"code":"PermissionDenied","message":"The principal `x` lacks the required data action `y`"}';
const audience = '"401 Unauthorized. Access token is missing, invalid, audience is incorrect (https://ai.azure.com), or have expired."';

describe("what the runtime's events say of a refusal", () => {
  it.each<[what: string, failures: CallFailure[], message: string, code: string, evidence: Record<string, unknown>]>([
    ["the service's error object", [{ statusCode: 401, errorMessage: permission }, { statusCode: 401, errorMessage: permission }], hint, "service-refused", { status: 401, code: "PermissionDenied", text: "The principal `x` lacks the required data action `y`", causeId: "rbac-no-data-role", attempts: 2 }],
    ["the gateway's flat body, as a sentence with its status", [{ statusCode: 401, errorMessage: audience }], hint, "service-refused", { status: 401, text: expect.stringMatching(/^Unauthorized\. Access token/), causeId: "token-wrong-audience", attempts: 1 }],
    ["an error object within another", [{ statusCode: 404, errorMessage: '{"error":{"code":"DeploymentNotFound","message":"m"}}' }], "x", "service-refused", { status: 404, code: "DeploymentNotFound", text: "m", causeId: "deployment-not-found", attempts: 1 }],
    ["a number as code", [{ statusCode: 404, errorMessage: '{"code":404,"message":"Resource not found"}' }], "x", "service-refused", { status: 404, code: "404", text: "Resource not found", causeId: "endpoint-wrong-path", attempts: 1 }],
    ["a text that is not JSON", [{ errorMessage: "Could not connect to local model provider" }], "x", "service-refused", { text: "Could not connect to local model provider", causeId: "network-or-proxy", attempts: 1 }],
    ["the last of several", [{ statusCode: 500, errorMessage: '"500 a"' }, { statusCode: 429, errorMessage: '"429 b"' }], "x", "service-refused", { status: 429, text: "b", causeId: "rate-limit-429", attempts: 2 }],
    ["no call failure at all", [], "No GitHub OAuth token provided", "service-refused", { text: "No GitHub OAuth token provided" }],
    ["the callback's own error", [{ errorMessage: '"Provider token request failed: Request providerToken.getToken failed with message: The credential gave no token. AADSTS7000222: expired"' }], "x", "token-refused", { text: "AADSTS7000222: expired", entraCode: "7000222", causeId: "secret-expired" }],
    ["a callback that returned no text", [{ errorMessage: '"Provider token request failed: missing field `token`"' }], "x", "token-refused", { text: "missing field `token`" }],
  ])("%s", (_, failures, message, code, evidence) => {
    expect(serviceRefusal(failures, { message })).toMatchObject({ code });
    expect(serviceRefusal(failures, { message }).evidence).toEqual(evidence);
  });

  it("never points at variables that SDK sessions ignore, and takes secrets out", () => {
    const error = serviceRefusal([{ statusCode: 401, errorMessage: '{"code":"s3cr3t","message":"bad s3cr3t"}' }], { message: hint }, (text) => text.replaceAll("s3cr3t", "[redacted]"));
    expect(error.message).toBe("The model's service refused with HTTP 401 ([redacted]): bad [redacted]");
  });
});
