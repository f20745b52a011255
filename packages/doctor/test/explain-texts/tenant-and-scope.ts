export const tenantAndScope = {
  "tenant-wrong": [
    "AADSTS90002: Tenant '22222222-0000-4000-8000-000000000000' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
    "AADSTS900023: Specified tenant identifier 'contoso prod' is neither a valid DNS name, nor a valid external domain.",
    "AADSTS50194: Application 'abc' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'.",
    "ClientAuthenticationError: The current credential is not configured to acquire tokens for tenant 22222222-0000-4000-8000-000000000000.",
    "ValueError: Unable to get authority configuration for https://login.microsoftonline.com/contoso-typo. Authority would typically be in a format of https://login.microsoftonline.com/your_tenant. Also please double check your tenant name or GUID is correct.",
    "azidentity: invalid tenantID. You can locate your tenantID by following the instructions listed here",
  ],
  "wrong-cloud": [
    "AADSTS900382: Confidential Client is not supported in Cross Cloud request.",
    "AADSTS90038: Tenant 'agency.onmicrosoft.us' request is being redirected to the National Cloud 'MicrosoftOnline.US'.",
    "POST https://login.microsoftonline.com/1111/oauth2/v2.0/token scope=https://cognitiveservices.azure.us/.default\nAADSTS500011: The resource principal named https://cognitiveservices.azure.us was not found in the tenant named Contoso.",
    "GET https://contoso.openai.azure.us/openai/v1/models 401\n{\"statusCode\":401,\"message\":\"Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.us), or have expired.\"}\ntoken scope was https://cognitiveservices.azure.com/.default",
  ],
  "account-wrong": [
    "AADSTS50020: User account 'x@gmail.com' from identity provider 'live.com' does not exist in tenant 'Contoso' and cannot access the application '04b07795-8ddb-461a-bbee-02f9e1bf7b46'(Microsoft Azure CLI) in that tenant.",
    "SharedTokenCacheCredential: SharedTokenCacheCredential authentication unavailable. Multiple accounts were found in the cache. Use username and tenant id to disambiguate.",
    "AADSTS50034: The user account {EmailHidden} does not exist in the contoso.com directory. To sign into this application, the account must be added to the directory.",
  ],
  "tenant-mismatch": [
    "openai.BadRequestError: Error code: 400 - {'error': {'code': 'Tenant provided in token does not match resource token', 'message': 'Token tenant 1111 does not match resource tenant.'}}",
    "(InvalidAuthenticationTokenTenant) The access token is from the wrong issuer 'https://sts.windows.net/aaaa/'. It must match the tenant 'https://sts.windows.net/bbbb/' associated with this subscription.",
    "Azure.RequestFailedException: AKV10032: Invalid issuer. Expected one of https://sts.windows.net/aaaa/, found https://sts.windows.net/bbbb/.\nStatus: 401 (Unauthorized)",
  ],
  "scope-malformed": [
    "AADSTS1002012: The provided value for scope https://ai.azure.com is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).",
    "AADSTS70011: The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. .default scope can't be combined with resource-specific scopes.",
    "ValueError: \"get_token\" requires at least one scope",
    "Azure.Identity.AuthenticationFailedException: The specified scope is not in expected format. Only alphanumeric characters, '.', '-', ':', and '/' are allowed",
  ],
  "resource-not-found-bad-scope": [
    "AADSTS500011: The resource principal named https://contoso.openai.azure.com was not found in the tenant named Contoso. This can happen if the application has not been installed by the administrator of the tenant.",
    "ManagedIdentityCredential authentication failed. GET http://169.254.169.254/metadata/identity/oauth2/token RESPONSE 400 {\"error\":\"invalid_resource\",\"error_description\":\"AADSTS500011\"}",
    "{\"error\":\"invalid_resource\",\"error_description\":\"AADSTS50001: The application named https://cognitiveservice.azure.com was not found\"}",
  ],
  "token-wrong-audience": [
    "AuthenticationError: 401 status code (no body)",
    "AuthenticationError: 401 status code (no body)\n    at APIError.generate (openai/core/error.js)\nconst client = new OpenAI({ apiKey: getBearerTokenProvider(credential, scope) })",
    "(InvalidAuthenticationTokenAudience) The access token has been obtained for wrong audience or resource 'https://ai.azure.com'. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/'.",
    "POST https://contoso.services.ai.azure.com/api/projects/demo/assistants\n401 Unauthorized. Access token is missing, invalid, audience is incorrect (https://ai.azure.com), or have expired.\ncredential.get_token(\"https://cognitiveservices.azure.com/.default\")",
    "IDX10214: Audience validation failed. Audiences: 'https://management.azure.com'. Did not match: validationParameters.ValidAudience",
    "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.\n  const token = await credential.getToken('https://management.azure.com/.default')",
  ],
  "cloud-shell-audience": [
    "Audience https://cognitiveservices.azure.com is not a supported MSI token audience.",
    "{\"error\":{\"code\":\"AudienceNotSupported\",\"message\":\"Audience https://ai.azure.com/ is not a supported MSI token audience.\"}}",
    "Azure Cloud Shell: get_token failed, audience https://search.azure.com not supported here",
  ],
} as const;
