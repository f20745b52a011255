import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

const notFound = ["Resource not found", "404 page not found", "\"404\"", "Error code: 404", "404 Not Found", "status 404", "HTTP 404", "Status: 404", "(404)", "404 Resource Not Found", "NotFoundError", "statusCode\": 404", "status code 404", "404"];
const otherNotFound = ["DeploymentNotFound", "unknown_model", "API deployment for this resource does not exist", "ResourceGroupNotFound", "SubscriptionNotFound", "(ResourceNotFound)", "Code: ResourceNotFound", "The Resource 'Microsoft.", "169.254.169.254"];

/** Signatures of the causes that lie in address, version, deployment, model and rate. */
export const endpoint = {
  "custom-subdomain-missing": [
    ...each(95, "tokens are not accepted at this address", [
      "provide a custom subdomain", "custom subdomain for token authentication", "otherwise API key is required", "Please provide an authentication key",
      "custom subdomain is required", "custom domain is required", "requires a custom subdomain", "Please use the correct endpoint for making requests",
      "A Virtual Network is configured for this resource", "Subdomain does not map to a resource", "custom subdomain name", "customSubDomainName",
      "does not have a custom subdomain",
    ], { none: ["CustomDomainInUse", "already used", "InvalidTemplateDeployment"] }),
    all(76, "a token is sent to a regional address", ["@host-regional"], { any: ["401", "unauthorized", "400", "bearer", "token", "DefaultAzureCredential", "credential"], none: ["invalid subscription key", "ENOTFOUND"] }),
  ],
  "endpoint-wrong-path": [
    ...each(88, "the client can't read the address that it was given", ["Could not extract deployment name from the Azure endpoint URL", "Unrecognized Azure deployment URL"]),
    all(84, "Responses are asked for below a deployment, where the service has none", ["/openai/deployments/", "/responses"], { any: ["404", "Resource not found", "NotFoundException"], none: [...otherNotFound, "/chat/completions", "@path-doubled"] }),
    ...each(64, "the service does not serve this path", ["Resource not found", ], { none: [...otherNotFound, "@path-doubled", "Resource not found on provider", "principal"] }),
    all(82, "the path lacks /openai or the deployment", ["@url-v1-no-openai"], { any: [...notFound], none: otherNotFound }),
    all(70, "the path is of another dialect", ["404"], { any: ["api_base", "base_url", "base url", "baseURL", "OPENAI_BASE_URL", "endpoint format", "/openai/v1", "chat/completions", "azure_endpoint", "target uri", "/responses"], none: [...otherNotFound, "@path-doubled", "@path-project"] }),
    ...each(52, "the client got 404 without a deployment being named", ["404 Not Found", "404 page not found", "Error code: 404", "NotFoundError", "HTTP 404", "status code 404", "status: 404"], { none: [...otherNotFound, "@path-doubled", "@path-project"] }),
    all(60, "the runtime found no such resource at the address", ["Resource not found on provider"], { none: otherNotFound }),
    all(62, "the host serves nothing at this path", ["The requested resource is not found"], { none: otherNotFound }),
    all(56, "the method is not served at this path", ["405"], { any: ["Method Not Allowed"] }),
    ...each(92, "OpenAI's own host was asked for a path that it does not have", ["Invalid URL (POST /", "Invalid URL (GET /"]),
    all(58, "the operation is not known at this path", ["Invalid URL"], { any: ["POST", "GET", "chat/completions", "responses"] }),
  ],
  "endpoint-doubled-path": [
    all(93, "a part of the path stands twice", ["@path-doubled"], { any: [...notFound, "not found", "error", "failed", "url"], none: ["Name or service not known", "ENOTFOUND", "getaddrinfo", "DeploymentNotFound", "management.core.windows.net//"] }),
    all(68, "the path may be doubled by a trailing slash", ["Resource not found"], { any: ["trailing slash", "double slash", "doubled", "extra slash"], none: [...otherNotFound, "http://", "https://"] }),
    all(86, "a trailing slash doubles the path", ["404"], { any: ["trailing slash", "double slash", "duplicate path", "duplicated path", "appended twice"] }),
    ...each(87, "a slash too many spoils the path", ["trailing slash", "extra slash", "double slash"], { any: ["Resource not found", "404", "subscription key", "@host-resource", "@host-apim", "azure_endpoint", "AZURE_OPENAI_ENDPOINT"], none: ["http://", "DeploymentNotFound"] }),
    all(46, "the path may be doubled", ["Resource not found"], { none: otherNotFound }),
  ],
  "endpoint-wrong-kind": [
    all(76, "the answer is OpenAI's own, not Azure's", ["Unsupported OpenAI-Version header"]),
    ...each(93, "a token is sent over https only, and the address says http", [
      "authenticated requests require HTTPS", "not permitted for non-TLS protected", "token credentials require a URL using the HTTPS protocol scheme",
    ]),
    ...each(66, "a page came back in place of the API's answer", ["'str' object has no attribute 'choices'", "'str' object has no attribute 'output_text'", "'str' object has no attribute 'data'"]),
    all(58, "a page may have come back in place of the API's answer", ["Cannot read properties of undefined (reading '0')"], { any: ["choices", "openai"] }),
    ...each(90, "the address is of another kind", [
      "Serverless endpoint not found", "not a valid project endpoint", "Invalid project endpoint", "project connection string", "Project not found",
      "Please use the project endpoint", "not a Foundry project endpoint", "hub-based project", "does not support project endpoints",
      "The requested project", "project is not found", "api-version is not supported for the project", "This endpoint does not support", "expects a Foundry project",
      "invalid endpoint format", "Invalid endpoint. Expected", "ProjectNotFound",
    ]),
    all(82, "a project address is used for a call that it does not serve", ["@path-project"], { any: ["Resource not found", "404", "embeddings", "Not Found", "not supported", "Missing required query parameter: api-version", "API version"], none: ["PermissionDenied", "lacks the required", "DeploymentNotFound", "401"] }),
    all(104, "a project address is taken for a workspace of the older kind", ["Microsoft.MachineLearningServices/workspaces"], { any: ["was not found", "ResourceNotFound", "404"] }),
    all(86, "the connection is not one of this project", ["can't be found in this workspace"]),
    all(76, "the address is a page of the portal", ["@portal-address"], { any: ["error", "404", "failed", "405", "unexpected", "@go-tunnel-refused"] }),
    all(89, "the address is a page of the portal, which no proxy needs to let through", ["@portal-address", "@go-tunnel-refused"]),
    all(72, "a serverless address is used", ["@host-serverless"], { any: [...notFound, "401", "Unauthorized", "not found", "ENOTFOUND", "Name or service not known"] }),
    all(70, "GitHub Models is asked in place of Azure", ["@host-github-models"], { any: ["401", "unauthorized", "Bad credentials", "models permission", "403"], none: ["unknown_model"] }),
    all(40, "the address may be of another kind", ["Resource not found"], { none: otherNotFound }),
  ],
  "api-version-wrong": [
    ...each(93, "the api-version is not right for this call", [
      "API version not supported", "api-version query parameter is not allowed", "enabled only for api-version", "Missing required query parameter: api-version",
      "Must provide either the `api_version`",
      "api_version is required", "apiVersion is required", "Unsupported api-version", "Unsupported API version", "Invalid api-version",       "UnsupportedApiVersion", "InvalidApiVersion", "invalid API version", "API version is not supported", "is not a valid API version", "api version is invalid",
      "api-version is required", "The api-version", "the requested API version", "api_version must be", "The specified api-version", "ApiVersionNotSupported",
      "unsupported_api_version", "unknown api-version", "MissingApiVersionParameter", "are not supported for this API version",
      "not supported in this API version", "not supported by this API version", "not supported for api-version", "requires api-version", "api-version must be",
      "specify a valid api-version", "Unrecognized request argument supplied: tools", "Unrecognized request argument supplied: functions",
    ], { none: ["NoRegisteredProviderFound", "under Azure OpenAI API version", "exceeded", "api version 2023-05-15 have"] }),
    ...each(92, "the api-version is missing, or not one that this call knows", ["OPENAI_API_VERSION", "api version 20"], { any: ["must provide", "is required", "is missing", "is not set", "not supported", "unsupported", "not found", "not available", "does not exist"], none: ["subscription key", "audience is incorrect", "NoRegisteredProviderFound", "under Azure OpenAI API version", "exceeded", "api version 2023-05-15 have", "DeploymentNotFound"] }),
    all(62, "the text puts the missing resource beside the version of the API", ["Resource not found", "API version"], { none: otherNotFound }),
    all(88, "the dated version stands on the v1 route", ["@v1-with-version"], { any: ["400", "404", "bad request", "not supported", "not found", "not allowed"] }),
    all(46, "the version may be wrong", ["Resource not found", "api-version"], { none: otherNotFound }),
    all(86, "a model's version stands where an API version belongs", ["@model-version-as-api-version"], { any: ["404", "400", "not found", "not supported", "Bad Request"] }),
    all(64, "a model's version stands where an API version belongs", ["404"], { any: ["api-version=2024-07-18", "api-version=2024-08-06", "api-version=2024-05-13", "api-version=2024-11-20", "api-version=2025-04-14", "api-version=0613", "api-version=1106", "api-version=turbo", "api_version=2024-07-18", "api_version=2024-05-13", "api_version=2024-08-06", "api-version=1"] }),
  ],
  "deployment-not-found": [
    all(88, "the model is not deployed under this name", ["unavailable_model"]),
    ...each(94, "the resource has no deployment of that name", [
      "DeploymentNotFound", "API deployment for this resource does not exist", "The API deployment", "unknown_model", "Unknown model", "model_not_found",
      "deployment does not exist", "deployment not found", "could not find deployment", "no deployment found", "does not exist or you do not have access to it",
      "Failed to resolve model info for", "invalid deployment name", "InvalidDeployment", "deployment name is invalid", "deployment is not found", "ModelNotFound",
      "No model with name", "not a valid deployment",
    ], { none: ["failed with error(s)", "InvalidTemplateDeployment", "CARML", "DeploymentFailed"] }),
    all(56, "the runtime found no such resource: address or model name", ["Resource not found on provider"]),
    all(94, "the resource has no deployment of that name", ["The deployment"], { any: ["does not exist", "was not found", "could not be found", "doesn't exist"], none: ["DeploymentFailed", "InvalidTemplateDeployment", "resource group", "ResourceNotFound", "roleAssignments", "aadsts", "kubectl"] }),
    all(60, "model and deployment may differ in name", ["404"], { any: ["deployment name", "deployment_name", "model name"], none: ["Resource not found"] }),
  ],
  "model-api-mismatch": [
    ...each(93, "the model does not serve this operation", [
      "OperationNotSupported", "operation does not work with the specified model", "Please choose different model and try again",
      "is not supported by the Responses API", "not supported by Responses API", "not supported with the Responses API",
      "not supported in the v1/chat/completions endpoint", "not a chat model",
      "Did you mean to use v1/completions", "only supported in v1/responses", "This model is only supported in",       "completion operation does not work", "embeddings operation does not work", "responses operation does not work", "does not support the Responses API",
      "does not support chat completion", "does not support Responses", "does not support embeddings", "not supported for this model",
      "unsupported operation for model", "The requested operation is unsupported", "model does not support", "model is not supported by",
      "use the responses endpoint", "not supported for the model", "is not supported with this endpoint", "model_not_supported", "unsupported_model",
      "unsupported_api_for_model", "does not exist for this model", "In the Responses API, this parameter has moved", "Chat Completion Models Not Supported",
      "is not supported for chat completion", "does not support the operation", "not compatible with the Responses API", "model is not compatible",
      "not supported with this model's API",
    ], { none: ["Encrypted content", "'reasoning_effort'", "reasoning effort", "SKU", "API version not supported", "enabled only for api-version", "'temperature'", "'max_tokens'", "unsupported_value"] }),
    all(44, "the model may lack this API", ["enabled only for api-version"]),
    all(58, "the client's choice of API is part of the story", ["wire_api"], { any: ["400", "unsupported", "not supported", "does not support"], none: ["Resource not found", "API version not supported", "DeploymentNotFound"] }),
  ],
  "rate-limit-429": [
    ...each(90, "the rate or the service's capacity is exhausted", [
      "exceeded token rate limit", "exceeded call rate limit", "exceeded rate limit", "rate limit of your current", "RateLimitReached", "rate_limit_exceeded",
      "RateLimitError", "RateLimitExceeded", "Rate limit reached", "Rate limit is exceeded", "rate limit exceeded", "Too Many Requests", "TooManyRequests",
      "too_many_requests", "high demand", "EngineOverloaded", "engine is currently overloaded", "server is currently overloaded", "NoCapacity", "insufficient_quota",
      "You exceeded your current quota", "oai/quotaincrease", "Please retry after", "tokens per minute", "requests per minute", "retry-after-ms", "no_capacity",
      "Throttled", "Last error: 429",
    ], { none: ["169.254.169.254", "ManagedIdentityCredential", "InsufficientQuota", "Tokens Per Minute (thousands)", "two auth tokens", "AADSTS50196", "IMDS", "throttled by AAD"] }),
    all(62, "the service answered 429", ["429"], { none: ["169.254.169.254", "ManagedIdentityCredential", "login.microsoftonline.com", "two auth tokens", "InsufficientQuota", "IMDS"] }),
  ],
  "not-access-related": [
    ...each(104, "the refusal comes from Copilot's own service, not from Azure", ["api.githubcopilot.com", "CAPIError: 40"], { none: ["PermissionDenied", "DeploymentNotFound", "audience is incorrect", "Authentication failed with provider"] }),
    ...each(84, "the failing credential is that of another service", ["npm ERR! code E401", "Copilot Requests permission", "Your GitHub token is invalid", "pull access denied", "docker login", "x-github-request-id", "denied: requested access to the resource is denied"], { none: ["aadsts", "azurecr.io"] }),
    all(94, "another vendor's service refuses its own key", ["x-api-key header is required"], { any: ["anthropic"] }),
    all(104, "a parameter that this model does not take", ["Encrypted content is not supported"]),
    ...each(88, "the request's content is refused, not the caller", [
      "unsupported_parameter", "Unsupported parameter", "unsupported_value", "Unsupported value", "content management policy", "content_filter",
      "ResponsibleAIPolicyViolation", "context_length_exceeded", "maximum context length", "Invalid auto-mode selector", "invalid_request_error", "Unknown parameter",
      "unknown_parameter", "Unrecognized request argument", "Invalid value for", "Invalid type for", "invalid_value", "is too long", "max_completion_tokens",
      "max_tokens", "Bad credentials", "string_above_max_length", "missing_required_parameter", "Missing required parameter", "Invalid schema for function",
      "Invalid schema for response_format", "does not support reasoning effort", "additionalProperties", "Extra inputs are not permitted",
      "previous_response_not_found", "invalid_prompt", "image_url", "invalid_image", "tool_calls", "tool_call_id", "copilot_internal", "GITHUB_TOKEN",
      "rate limited by GitHub", "Requires authentication", "model_max_prompt_tokens_exceeded",
    ], { none: ["DeploymentNotFound", "aadsts", "audience is incorrect", "PermissionDenied", "AZURE_TOKEN_CREDENTIALS", "Invalid value for AZURE", "api-version", "Resource not found", "OPENAI_API_KEY", "429", "OperationNotSupported", "operation does not work"] }),
    all(66, "the failing credential is GitHub's", ["GitHub"], { any: ["token is invalid", "Bad credentials", "not authenticated", "copilot subscription", "Copilot access", "No Copilot"], none: ["aadsts", "id-token", "ACTIONS_ID_TOKEN"] }),
  ],
  inconclusive: [
    all(94, "only the first lines of the library's log, before anything failed", ["Found the following environment variables"], { none: ["error", "failed", "denied", "exception", "401", "403", "unauthorized"] }),
    all(60, "a token was obtained in the end", ["acquired a token from"]),
    all(58, "the chain's first lines only", ["ManagedIdentityCredential will use IMDS"], { none: ["Environment is configured for", "error", "failed", "exception", "denied"] }),
    all(48, "only information of the chain", ["No environment configuration found"], { none: ["failed", "denied", "exception", "unable"] }),
    all(46, "only information of the chain", ["Incomplete environment configuration"], { none: ["failed", "denied", "exception"] }),
  ],
} as const satisfies Partial<Record<CauseId, readonly Signature[]>>;
