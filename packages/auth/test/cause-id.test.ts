import { describe, expect, it } from "vitest";
import { causeIdOf, knownCauseIds, type RefusalText } from "../src/cause-id.ts";
import { refusalOf } from "../src/token-refusal.ts";

describe("causeIdOf", () => {
  it.each<[RefusalText, string | undefined]>([
    // Entra: by number, whatever the wording.
    [{ text: "invalid_client: Error(s): 7000215 - Timestamp: x - Description: AADSTS7000215: Invalid client secret provided." }, "secret-wrong"],
    [{ text: "AADSTS7000222: The provided client secret keys for app 'x' are expired." }, "secret-expired"],
    [{ text: "AADSTS700016: Application with identifier 'x' was not found" }, "app-not-in-tenant"],
    [{ text: "AADSTS700038: x is not a valid application identifier." }, "app-not-in-tenant"],
    [{ text: "AADSTS90002: Tenant 'x' not found." }, "tenant-wrong"],
    [{ text: "AADSTS500011: The resource principal named x was not found" }, "resource-not-found-bad-scope"],
    [{ text: "AADSTS700213: No matching federated identity record found for presented assertion subject" }, "federated-subject-mismatch"],
    [{ text: "AADSTS50076: Due to a configuration change you must use multi-factor authentication" }, "mfa-required"],
    // The data plane: a missing role is a 401 like a bad token, and only code and text tell.
    [{ status: 401, code: "PermissionDenied", text: "Principal does not have access to API/Operation." }, "rbac-no-data-role"],
    [{ status: 401, text: "The principal `x` lacks the required data action `Microsoft.CognitiveServices/accounts/OpenAI/responses/write` to perform `POST /openai/v1/responses` operation." }, "rbac-no-data-role"],
    [{ status: 401, text: "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired." }, "token-wrong-audience"],
    [{ status: 400, code: "Tenant provided in token does not match resource token", text: "Token tenant a does not match resource tenant." }, "tenant-mismatch"],
    [{ status: 400, code: "BadRequest", text: "Please provide a custom subdomain for token authentication, otherwise API key is required." }, "custom-subdomain-missing"],
    [{ status: 403, code: "403", text: "Public access is disabled. Please configure private endpoint." }, "network-access-denied"],
    [{ status: 403, code: "AuthenticationTypeDisabled", text: "Key based authentication is disabled for this resource." }, "key-auth-disabled"],
    [{ status: 404, code: "DeploymentNotFound", text: "" }, "deployment-not-found"],
    [{ status: 404, code: 404, text: "Resource not found" }, "endpoint-wrong-path"],
    [{ status: 400, code: "OperationNotSupported", text: "The responses operation does not work with the specified model" }, "model-api-mismatch"],
    [{ status: 400, code: "BadRequest", text: "API version not supported" }, "api-version-wrong"],
    [{ status: 400, text: "Encrypted content is not supported with this model." }, "not-access-related"],
    [{ status: 429, code: "429", text: "have exceeded token rate limit" }, "rate-limit-429"],
    // Managed identity, tools and the way there.
    [{ text: "ManagedIdentityCredential: Authentication failed. Message invalid_request: Description: Identity not found" }, "identity-not-assigned"],
    [{ text: "Multiple user assigned identities exist, please specify the clientId" }, "identity-client-id-missing"],
    [{ text: "Please run 'az login' from a command prompt to authenticate before using this credential." }, "cli-not-logged-in"],
    [{ text: "Azure CLI could not be found." }, "cli-not-installed"],
    [{ text: "ENOENT: no such file or directory, open 'app.pem'" }, "cert-unusable"],
    [{ text: "connect EHOSTUNREACH 169.254.169.254:80" }, "imds-unreachable"],
    [{ text: "unable to verify the first certificate" }, "tls-untrusted-ca"],
    [{ text: "invalid peer certificate: UnknownIssuer" }, "tls-untrusted-ca"],
    [{ text: "getaddrinfo ENOTFOUND contoso.openai.azure.com" }, "dns-name-not-found"],
    [{ text: "connect ECONNREFUSED 127.0.0.1:1" }, "network-or-proxy"],
    [{ text: "endpoints_resolution_error" }, "network-or-proxy"],
    // Nothing to go by.
    [{ status: 401, text: "" }, undefined],
    [{ status: 500, text: "The server had an error" }, undefined],
    [{ text: "" }, undefined],
  ])("%j", (refusal, cause) => {
    expect(causeIdOf(refusal)).toBe(cause);
  });

  it("answers with ids of the project's form only", () => {
    for (const id of knownCauseIds) expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
    expect(new Set(knownCauseIds).size).toBe(knownCauseIds.length);
  });
});

describe("refusalOf", () => {
  it("reads the system's reason from the causes beneath", () => {
    const system = Object.assign(new Error("connect failed"), { code: "ECONNREFUSED" });
    const error = refusalOf(new Error("ManagedIdentityCredential: Network unreachable.", { cause: system }));
    expect(error.evidence).toEqual({ text: "ManagedIdentityCredential: Network unreachable.\nconnect failed (ECONNREFUSED)", causeId: "network-or-proxy" });
  });

  it.each([
    ["a text", "it broke", "it broke"],
    ["an error without a text", new RangeError(""), "It failed with RangeError."],
    ["nothing", undefined, "It failed with Error."],
  ])("takes %s", (_, thrown, text) => {
    expect(refusalOf(thrown).evidence.text).toBe(text);
  });
});
