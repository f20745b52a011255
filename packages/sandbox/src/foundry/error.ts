import { json, type SandboxResponse } from "../app.ts";

/** An error in the form `{ error: { code, message } }`. */
export function serviceError(status: number, code: string, message: string, more: Record<string, unknown> = {}, headers: Record<string, string> = {}): SandboxResponse {
  return json(status, { error: { code, message, ...more } }, headers);
}

/** The gateway's own form, without `error` around it. */
function gatewayError(statusCode: number, message: string): SandboxResponse {
  return json(statusCode, { statusCode, message });
}

/** 401: one text for a token that is missing, malformed, expired or for another audience; it names the audiences that are taken. */
export function badToken(audiences: readonly string[]): SandboxResponse {
  const listed = audiences.length > 1 ? audiences.map((uri) => (uri.includes("cognitiveservices") ? `${uri}/` : uri)).join(" or ") : (audiences[0] ?? "");
  return gatewayError(401, `Unauthorized. Access token is missing, invalid, audience is incorrect (${listed}), or have expired.`);
}

/** Errors that always read the same, worded as the service words them. */
export const refusals = {
  invalidKey: () => serviceError(401, "401", "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource."),
  keysDisabled: () => serviceError(403, "AuthenticationTypeDisabled", "Key based authentication is disabled for this resource."),
  customSubdomainNeeded: () => serviceError(400, "BadRequest", "Please provide a custom subdomain for token authentication, otherwise API key is required."),
  publicAccessDisabled: () => serviceError(403, "403", "Public access is disabled. Please configure private endpoint."),
  firewall: () => serviceError(403, "403", "Access denied due to Virtual Network/Firewall rules."),
  notPropagated: () => serviceError(401, "PermissionDenied", "Principal does not have access to API/Operation."),
  notFound: () => serviceError(404, "404", "Resource not found"),
  deploymentNotFound: () =>
    serviceError(404, "DeploymentNotFound", "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again."),
  versionOnV1: () => serviceError(400, "BadRequest", "api-version query parameter is not allowed when using /v1 path"),
  versionUnknown: () => serviceError(400, "BadRequest", "API version not supported"),
  versionTooOldForResponses: () => serviceError(400, "BadRequest", "Azure OpenAI Responses API is enabled only for api-version 2025-03-01-preview and later"),
  badJson: () => serviceError(400, "BadRequest", "We could not parse the JSON body of your request."),
} as const;

/** 400 when the token's tenant does not own the resource. */
export function wrongTenant(tenantId: string): SandboxResponse {
  return serviceError(400, "Tenant provided in token does not match resource token", `Token tenant ${tenantId} does not match resource tenant.`);
}

/** 401 when the caller's roles do not hold the data action; project routes add where to read on. */
export function lacksDataAction(principal: string, action: string, method: string, route: string): SandboxResponse {
  const more = route.startsWith("/api/projects/") ? " For instructions on granting the necessary permissions, see https://aka.ms/FoundryPermissions." : "";
  return serviceError(401, "PermissionDenied", `The principal \`${principal}\` lacks the required data action \`${action}\` to perform \`${method} ${route}\` operation.${more}`);
}

/** 400 when the deployed model does not serve the operation. */
export function operationNotSupported(operation: string, model: string): SandboxResponse {
  return serviceError(
    400,
    "OperationNotSupported",
    `The ${operation} operation does not work with the specified model, ${model}. Please choose different model and try again. You can learn more about which models can be used with each operation here: https://go.microsoft.com/fwlink/?linkid=2197993.`,
  );
}

/** 429 with both forms of the wait. */
export function rateLimited(operationId: string, version: string, tier: string, seconds: number): SandboxResponse {
  const message = `Requests to the ${operationId} Operation under Azure OpenAI API version ${version} have exceeded token rate limit of your current ${tier} S0 pricing tier. Please retry after ${seconds} seconds. Please go here: https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.`;
  return serviceError(429, "429", message, {}, { "retry-after": String(seconds), "retry-after-ms": String(seconds * 1000), "x-ratelimit-remaining-tokens": "0" });
}

/** 400 when the content policy refuses the prompt; sign-in has worked by then. */
export function promptFiltered(): SandboxResponse {
  const calm = { filtered: false, severity: "safe" };
  return serviceError(
    400,
    "content_filter",
    "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry. To learn more about our content filtering policies please read our documentation: https://go.microsoft.com/fwlink/?linkid=2198766",
    {
      param: "prompt",
      status: 400,
      innererror: {
        code: "ResponsibleAIPolicyViolation",
        content_filter_result: { hate: calm, self_harm: calm, sexual: calm, violence: { filtered: true, severity: "medium" }, jailbreak: { filtered: false, detected: false } },
      },
    },
  );
}
