import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

const keyed = ["api-key", "api_key", "apiKey", "AZURE_OPENAI_API_KEY", "AZURE_API_KEY", "OPENAI_API_KEY", "AzureKeyCredential"];

/** Signatures of the causes that lie in how the program hands over a token or key. */
export const tokenUse = {
  "token-expired": [
    ...each(90, "the token was used after its end", [
      "ExpiredAuthenticationToken", "Manually created ServicePrincipalToken does not contain secret material", "token_expired",       "The access token expiry UTC time", "IDX10223", "token is expired", "jwt expired",
      "TokenExpired", "token has expired", "expired access token", "token expires mid", "token expires after", "token expired", "ExpiredToken",
          ], { none: ["refresh token", "AADSTS700082", "AADSTS700024", "client secret keys", "or have expired", "OIDC token", "federated", "id token", "inactivity"] }),
    all(104, "the token shown was past its end", ["@token-expired"]),
    ...["audience is incorrect", "401", "Unauthorized"].map((phrase) =>
      all(78, "it works for about an hour, then is refused", [phrase], { any: ["after an hour", "after about an hour", "after 1 hour", "after one hour", "60 minutes", "60-90 minutes", "60–90 minutes", "90 minutes", "after some time", "after a while", "after ~1 hour", "long-running", "long running", "mid-session", "mid-conversation", "overnight", "restarting fixes", "restart fixes", "works at first", "works initially", "until restart", "static token", "AZURE_OPENAI_AD_TOKEN", "enable_azure_ad_token_refresh", "hours later"] })),
    all(76, "the proxy keeps one token", ["audience is incorrect", "litellm"], { any: ["AuthenticationError"], none: ["api_key is set", "AZURE_API_KEY"] }),
    all(50, "missing, expired or of the wrong audience: the text does not say which", ["audience is incorrect"]),
    all(60, "the login ran out during a long session", ["Authentication failed with provider"], { any: ["401"] }),
  ],
  "token-provider-misuse": [
    all(66, "an asynchronous credential outlives its event loop", ["Event loop is closed"], { any: ["azure", "credential", "openai"] }),
    ...each(104, "the token is no value of a header: a line break or blank came along with it", ["Illegal header value b'Bearer", "invalid header field value for \"Authorization\"", "in Authorization value: Bearer", "Unexpected char 0x0a", "InvalidHeaderValue"]),
    all(104, "the token is no value of a header: a line break or blank came along with it", ["is an invalid header value"], { any: ["Bearer", "Authorization"] }),
    ...each(104, "the provider's promise or coroutine was sent in place of its token", ["Bearer <coroutine object", "Bearer [object Promise]", "Bearer [object Object]"]),
    ...each(92, "the token function gave no text", ["function argument to return a string but it returned", "argument to return a non-empty string"]),
    ...each(92, "provider or credential has the wrong shape", [
      "can't be used in 'await' expression", "'coroutine' object has no attribute", "'AzureKeyCredential' object has no attribute 'get_token'",
      "object has no attribute 'get_token'", "has no attribute 'get_token'", "has no attribute \"get_token\"", "azure_ad_token_provider must return a string",
      "Expected `azure_ad_token_provider` argument to return a string", "argument to return a string but it returned", "coroutine 'get_bearer_token_provider",
      "was never awaited", "credential.getToken is not a function", "getToken is not a function", "get_token is not a function", "is not a valid TokenCredential",
      "Unsupported credential", "'str' object has no attribute 'get_token'", "'function' object has no attribute 'get_token'",
      "'function' object has no attribute 'token'", "'str' object is not callable", "'AccessToken' object", "'NoneType' object has no attribute 'get_token'",
      "is not an instance of TokenCredential", "cannot convert from 'Azure.Identity", "cannot convert from 'Azure.AzureKeyCredential'",
      "Argument type 'AzureKeyCredential'", "incompatible types: ", "no overload matches this call", "is not assignable to type 'TokenCredential'",
      "is not assignable to type 'KeyCredential'", "is not assignable to parameter of type 'TokenCredential'", "'AsyncTokenCredential'", "async_generator",
      "object AccessToken can't be used", "asynchronous context manager", "Tried to await a non-coroutine", "azureADTokenProvider must be a function",
      "azureADTokenProvider` argument must be", "provider must be a callable", "tokenProvider is not a function", "is not callable",
      "must be a string, received a function", "Input should be a valid string", "str type expected", "credential must be",
    ], { any: ["credential", "token", "azure", "openai", "get_token", "provider", "api_key"], none: ["aadsts", "get_token_info"] }),
  ],
  "token-sent-elsewhere": [
    ...each(105, "OpenAI's own platform was sent an Entra token", ["Incorrect API key provided: eyJ", "Your authentication token is not from a valid issuer", "Could not parse your authentication token"]),
    all(105, "Java's ready-made supplier sends each token to a third host", ["www.example.com"], { any: ["getBearerTokenSupplier", "AuthenticationUtil", "BearerTokenAuthenticationPolicy", "com.azure.core", "com.azure.identity", "azure-core"] }),
    all(88, "Java's ready-made supplier was at work, which sends each token to a third host", ["AuthenticationUtil.lambda$getBearerTokenSupplier"]),
    all(96, "base URL and Azure endpoint are both given; OPENAI_BASE_URL counts as one", ["baseURL and endpoint are mutually exclusive"]),
    all(96, "base URL and Azure endpoint are both given; OPENAI_BASE_URL counts as one", ["base_url and azure_endpoint are mutually exclusive"]),
    all(94, "OpenAI's own host is asked with an Entra token", ["api.openai.com"], { any: ["DefaultAzureCredential", "getBearerTokenProvider", "get_bearer_token_provider", "ai.azure.com/.default", "cognitiveservices.azure.com/.default", "azureADTokenProvider"], none: ["DeploymentNotFound", "openai.azure.com", "PermissionDenied"] }),
  ],
  "key-sent-as-bearer": [
    all(58, "a key is wrapped as if it were a token", ["TokenCredential", "AccessToken", "_apiKey"]),
    ...each(90, "the service reads a key as a token", ["scopedToken"]),
    all(92, "a key stands in the Authorization header", ["@key-as-bearer"]),
    all(92, "the code gives the key where a token is expected", ["@key-given-as-token"], { none: ["eyJ"] }),
    all(62, "a client of the OpenAI dialect sends its key as a bearer token", ["audience is incorrect"], { any: ["api_key", "apiKey", "OPENAI_API_KEY", "openai.api_key", "OpenAI(", "ChatOpenAI", "plugin", "extension", "Completions Error", "sk-", "Bearer YOUR", "api key", "API key", "OpenAI-compatible", "openai compatible", "base_url", "baseURL", "n8n", "obsidian", "Flowise", "continue", "langchain", "AutoGen", "codex"], none: ["DefaultAzureCredential", "azure_ad_token", "get_bearer_token_provider", "TokenCredential", "getBearerTokenProvider", "litellm", "token provider"] }),
    all(64, "the key is tried as a bearer token", ["Authorization: Bearer"], { any: keyed, none: ["eyJ", "validate-jwt", "DefaultAzureCredential"] }),
    all(52, "missing, expired or of the wrong audience, or no token at all", ["audience is incorrect"]),
    all(50, "the service can't read the token", ["Invalid JWT"], { any: keyed }),
    ...each(44, "the token can't be read as one", ["not a well formed JWT", "IDX12741", "IDX14100", "JWT is not well formed", "InvalidAuthenticationToken", "malformed token", "token is malformed"], { none: ["InvalidAuthenticationTokenAudience", "InvalidAuthenticationTokenTenant", "AADSTS50027"] }),
  ],
  "token-sent-as-api-key": [
    all(104, "a JWT stands in the api-key header", ["@token-as-api-key"]),
    all(88, "the code gives a token where a key is expected", ["@token-given-as-key"], { any: ["401", "unauthorized", "invalid subscription key", "Access denied"] }),
    all(64, "a token is passed where a key is expected", ["api_key"], { any: ["AAD bearer token", "bearer token passed", "api_key=token", "api_key=access_token", "api_key = token", "AAD token", "passed via api_key", "Azure AD access token", "Entra access token", "Entra ID token", "access token and pass"], none: ["get_bearer_token_provider", "audience is incorrect"] }),
    ...each(86, "a token is passed where a key is expected", ["invalid subscription key or wrong API endpoint", "use a correct regional API endpoint for your resource"], { any: ["eyJ", "bearer token", "access token", "access_token", "Entra", "get_token", "AAD token", "azure ad token", "DefaultAzureCredential", "getToken", "token provider", "spring.ai.azure.openai.api-key", "managed identity", "azureADToken", "oauth", "ad_token", "OAuth2", "service principal", "JWT"] }),
  ],
  "key-auth-disabled": [
    ...each(94, "keys are switched off on the resource", [
      "AuthenticationTypeDisabled", "Key based authentication is disabled", "Key-based authentication is disabled",
      "key based authentication is not permitted on this", "KeyBasedAuthenticationNotPermitted", "disableLocalAuth is set to be true",
      "local authentication is disabled", "local auth is disabled", "Failed to list key. disableLocalAuth", "LocalAuthDisabled", "key authentication is disabled",
      "keys are disabled",
    ], { none: ["environment has AZURE_OPENAI_AD_TOKEN"] }),
    ...each(80, "the keys of an account without local authentication are asked for", ["listKeys", "Failed to list key"], { any: ["local_auth_enabled", "disableLocalAuth", "local auth", "local authentication"], none: ["AuthorizationFailed"] }),
    all(84, "local authentication is switched off on the resource", ["disableLocalAuth"], { any: ["403", "denied", "failed", "forbidden", "error", "disabled"], none: ["environment has AZURE_OPENAI_AD_TOKEN", "PermissionDenied"] }),
  ],
  "wrong-credential-wins": [
    ...each(84, "a key and a token are both configured", [
      "mutually exclusive", "`azureADTokenProvider` arguments are mutually exclusive", "apiKey` and `azureADTokenProvider`", "only one of api_key", "Both API key and",
      "both api_key and azure_ad_token", "api_key takes precedence", "key takes precedence", "takes precedence over", "multiple authentication methods",
      "Only one of `api_key`", "More than one authentication method",
    ], { any: ["api_key", "apiKey", "api-key", "api key", "azure_ad_token", "azureADToken", "credential", "authentication"], none: ["aadsts"] }),
    all(78, "two sets of variables hold keys, and the client takes the other one", ["AZURE_API_KEY", "AZURE_OPENAI_API_KEY"], { any: ["audience is incorrect", "invalid subscription key"] }),
    all(90, "a key of another service stands in the environment and is used", ["OPENAI_API_KEY", "invalid subscription key"], { any: ["already set for", "non-Azure", "override=True", "unset OPENAI_API_KEY", "Conflict if OPENAI_API_KEY"] }),
    all(74, "the api-key header is sent although a token is configured", ["headers={'api-key'"], { none: ["PermissionDenied"] }),
    all(72, "an api-key is sent although a token is configured", ["api-key"], { any: ["azure_ad_token", "DefaultAzureCredential", "azureADTokenProvider", "get_bearer_token_provider", "AZURE_OPENAI_AD_TOKEN"], none: ["@token-as-api-key", "spring.ai"] }),
    all(74, "a key error although a token is configured", ["invalid subscription key or wrong API endpoint"], { any: ["azure_ad_token_provider", "DefaultAzureCredential(", "get_bearer_token_provider"] }),
    all(76, "keys are off and one is still sent although a token is configured", ["Key based authentication is disabled"], { any: ["azure_ad_token_provider", "DefaultAzureCredential(", "get_bearer_token_provider", "getBearerTokenProvider", "even though", "although", "managed identity is configured"] }),
    all(84, "a token of another identity is used although a key is configured", ["does not have access to API/Operation"], { any: ["api_key", "AZURE_OPENAI_API_KEY", "api key", "AzureTextEmbedding", "apiKey"] }),
    all(84, "a token is used although a key is configured", ["PermissionDenied"], { any: ["AZURE_OPENAI_API_KEY", "api_key=", "apiKey:", "with an API key", "api key is set", "AzureTextEmbedding", "AzureChatCompletion"] }),
    all(50, "the token may have lost against a key", ["Key based authentication is disabled"]),
  ],
  "credential-not-passed": [
    ...each(90, "the client got no credential", [
      "Missing credentials", "api_key client option must be set", "OPENAI_API_KEY environment variable is missing or empty",
      "The OPENAI_API_KEY environment variable is missing",
      "either provide it, or instantiate the OpenAI client with an apiKey option", "No API key provided", "API Key is not provided", "API key not provided", "You didn't provide an API key",       "apiKey is required", "api key is missing", "Did not find openai_api_key", "Did not find azure_openai_api_key", "AZURE_OPENAI_API_KEY is not set",
      "AZURE_OPENAI_API_KEY environment variable", "Azure OpenAI API instance name not found", "no api key found",       "missing api key", "API key not found", "No credentials provided", "requires an API key", "api_key is required", "Please provide an API key",
      "Either api_key or", "Must provide either", "No auth credentials found", "credential is required", "Provide api_key", "set the COPILOT_PROVIDER_",
      "COPILOT_PROVIDER_API_KEY", "Could not resolve authentication method", "at least one of API key", "Azure OpenAI api key or token must be",
    ], { none: ["Authentication failed with provider", "aadsts", "missing subscription key", "missing application credentials", "audience is incorrect", "PermissionDenied"] }),
    all(66, "the token did not reach the service after an update", ["audience is incorrect"], { any: ["upgrade", "upgrading", "regression", "genaiscript", "trace.md", "dropped", "cleared", "no Authorization header", "without Authorization", "header is missing"], none: ["api-version", "litellm"] }),
    ...each(60, "no credential reached the service", ["Missing Authorization header", "Authorization header is missing", "missing the Authorization header", "The request is not authorized because credentials are missing", "no Authorization header", ]),
    all(51, "missing, expired or of the wrong audience: the text does not say which", ["audience is incorrect"]),
    all(48, "a key was sent, perhaps because the token was dropped", ["Key based authentication is disabled"], { any: ["azure_ad_token", "credential"] }),
  ],
  "invalid-key-or-wrong-endpoint": [
    all(45, "the service refuses the caller and sends no body, as it does for a key", ["401 status code (no body)"]),
    ...each(84, "the key is none of the resource that answers", [
      "Make sure to provide a valid key for an active subscription", "use a correct regional API endpoint for your resource", "Incorrect API key provided",
      "invalid_api_key", "invalid api key", "API key is invalid", "The api key is not valid", "invalid subscription key", "wrong API endpoint",
    ], { none: ["missing subscription key", "azure_ad_token_provider"] }),
  ],
  "other-auth-header-required": [
    ...each(90, "a gateway or service wants another header", [
      "missing subscription key", "missing application credentials or subscription key", "Make sure to include subscription key when making requests to an API",
      "subscription key is missing", "401001", "aad#", "validate-jwt", "JWT not present", "JWT Validation Failed", "Invalid JWT. Policy", "x-functions-key",
      "InvalidSubscriptionKey", "api-key header is required", "ResourceId and region",
    ], { none: ["60 to 90 minutes", "60–90 minutes", "expires mid"] }),
    all(88, "a gateway wants its own header", ["apim-subscription-key"], { none: ["invalid subscription key"] }),
    all(72, "the host is a gateway", ["@host-apim"], { any: ["401", "403", "unauthorized", "forbidden", "denied"], none: ["audience is incorrect"] }),
    all(60, "a speech or translator service wants its own form", ["WebSocket upgrade failed"], { any: ["401", "Authentication error"] }),
    all(62, "a speech service wants its own form of token", ["speech"], { any: ["Authentication error", "401", "aad#"], none: ["Name or service"] }),
  ],
  "throttling-shown-as-401": [
    all(104, "the retry after 429 is answered with 401", ["429", "two auth tokens"]),
    all(98, "the retry after 429 is answered with 401", ["429", "401"], { any: ["Azure.AI.OpenAI", "beta", "duplicate Authorization", "two Authorization", "Authorization headers", "twice", "ClientResultException", "retry", "retried", "multiple authorization", "intermittent", "under load"], none: ["429 Too Many Requests: IMDS", "litellm", "169.254.169.254"] }),
    all(82, "401 comes only under load", ["401"], { any: ["intermittent 401", "under load", "intermittently", "random 401", "sporadic", "occasionally", "high load", "many parallel", "sometimes 401", "parallel requests", "concurrent requests"], none: ["PermissionDenied"] }),
    all(76, "two Authorization headers are sent", ["Authorization"], { any: ["two Authorization headers", "duplicate Authorization", "Authorization header twice", "multiple Authorization headers", "Bearer eyJ,Bearer", "header is added twice"] }),
    all(60, "the client version is one that repeats the header on retry", ["Azure.AI.OpenAI", "2.0.0-beta"], { any: ["401", "Unauthorized"] }),
    all(58, "an exception of that client with 401", ["ClientResultException"], { any: ["401"], none: ["PermissionDenied", "audience is incorrect", "invalid subscription key"] }),
  ],
} as const satisfies Partial<Record<CauseId, readonly Signature[]>>;
