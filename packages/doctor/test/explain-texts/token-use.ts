export const tokenUse = {
  "token-expired": [
    "(ExpiredAuthenticationToken) The access token expiry UTC time '5/5/2026 1:00:00 PM' is earlier than current UTC time",
    "After about an hour every call fails: 401 Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.",
    "IDX10223: Lifetime validation failed. The token is expired.",
  ],
  "token-provider-misuse": [
    "TypeError: Headers.append: \"Bearer ...\n\" is an invalid header value.",
    "httpx2.LocalProtocolError: Illegal header value b'Bearer ...\\n'\nThe above exception was the direct cause of the following exception:\nopenai.APIConnectionError: Connection error.",
    "net/http: invalid header field value for \"Authorization\"",
    "java.lang.IllegalArgumentException: Unexpected char 0x0a at 17 in Authorization value",
    "thread 'main' panicked at src/main.rs:31: called `Result::unwrap()` on an `Err` value: InvalidHeaderValue (async-openai)",
    "OpenAIError: Expected 'apiKey' function argument to return a string but it returned undefined",
    "POST /openai/v1/responses authorization: Bearer <coroutine object get_token at 0x7f> 401",
    "TypeError: object str can't be used in 'await' expression\n  File \"openai/lib/azure.py\", in _get_azure_ad_token",
    "AttributeError: 'coroutine' object has no attribute 'token'\nRuntimeWarning: coroutine 'DefaultAzureCredential.get_token' was never awaited",
    "AttributeError: 'str' object has no attribute 'get_token'",
    "TypeError: credential.getToken is not a function",
  ],
  "token-sent-elsewhere": [
    "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: eyJ0eXAi************JWT9. You can find your API key at https://platform.openai.com/account/api-keys.', 'type': 'invalid_request_error', 'code': 'invalid_api_key'}}",
    "AuthenticationError: 401 Your authentication token is not from a valid issuer.\n    code: 'invalid_issuer'",
    "OpenAIError: baseURL and endpoint are mutually exclusive",
    "ValueError: base_url and azure_endpoint are mutually exclusive",
    "java.net.UnknownHostException: www.example.com\n\tat com.azure.identity.AuthenticationUtil.lambda$getBearerTokenSupplier$0(AuthenticationUtil.java:60)",
    "DEBUG com.azure.core.http.policy.HttpLoggingPolicy - --> GET https://www.example.com\nAuthorization: REDACTED",
    "HTTP Request: POST https://api.openai.com/v1/responses \"HTTP/1.1 401 Unauthorized\"\nclient = OpenAI(api_key=get_bearer_token_provider(credential, scope))",
  ],
  "key-sent-as-bearer": [
    "Unauthorized. Access token is missing, invalid, audience is incorrect (urn:ms.scopedToken), or have expired.",
    "client = OpenAI(base_url='https://contoso.openai.azure.com/openai', api_key='...')\n401 Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.",
    "curl -H 'Authorization: Bearer 0123456789abcdef0123456789abcdef' https://contoso.openai.azure.com/openai/v1/models -> 401",
  ],
  "token-sent-as-api-key": [
    "api-key: eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.e30.x\n401 Access denied due to invalid subscription key or wrong API endpoint.",
    "I pass the access token from get_token as key. Access denied due to invalid subscription key or wrong API endpoint.",
    "Access denied due to invalid subscription key or wrong API endpoint. (managed identity is used; spring.ai.azure.openai.api-key holds the AAD token)",
  ],
  "key-auth-disabled": [
    "(AuthenticationTypeDisabled) Key based authentication is disabled for this resource.",
    "403 {\"error\":{\"code\":\"AuthenticationTypeDisabled\",\"message\":\"Key based authentication is disabled for this resource.\"}}",
    "BadRequest: Failed to list key. disableLocalAuth is set to be true",
  ],
  "wrong-credential-wins": [
    "The `apiKey` and `azureADTokenProvider` arguments are mutually exclusive; only one can be passed at a time.",
    "headers={'api-key': '****'} was sent; azure_ad_token was passed",
    "AZURE_OPENAI_API_KEY is set, yet: 401 PermissionDenied Principal does not have access to API/Operation.",
  ],
  "credential-not-passed": [
    "openai.OpenAIError: Missing credentials. Please pass one of `api_key`, `azure_ad_token`, `azure_ad_token_provider`, or the `AZURE_OPENAI_API_KEY` environment variable.",
    "OpenAIError: The OPENAI_API_KEY environment variable is missing or empty; either provide it, or instantiate the OpenAI client with an apiKey option",
    "openai.OpenAIError: The api_key client option must be set either by passing api_key to the client",
  ],
  "invalid-key-or-wrong-endpoint": [
    "openai.AuthenticationError: Error code: 401 - {'error': {'code': '401', 'message': 'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'}}",
    "Incorrect API key provided: sk-1234. You can find your API key at https://platform.openai.com/account/api-keys.",
    "HTTP 401 (401)\nAccess denied due to invalid subscription key",
  ],
  "other-auth-header-required": [
    "{ \"statusCode\": 401, \"message\": \"Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.\" }",
    "https://contoso-apim.azure-api.net/openai/deployments/gpt/chat/completions returned 401 Unauthorized",
    "Ocp-Apim-Subscription-Key is missing",
  ],
  "throttling-shown-as-401": [
    "Azure.AI.OpenAI 2.0.0-beta.5: under load some calls return 401, the trace shows 429 first and a retry with two Authorization headers",
    "System.ClientModel.ClientResultException: HTTP 401 after retry; the first attempt was 429",
    "intermittent 401 when many parallel requests run, 429 in the trace",
  ],
} as const;
