import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

const imds = "169.254.169.254";
const servers = ["@app-service", "@kubernetes", "azurewebsites.net", "container app", "containerapp"];
const identityStack = ["azure/identity", "azure\\identity", "azure.identity", "azure_identity", "Azure.Identity", "msal", "com.azure.identity", "Credential"];
const elsewhere = ["@host-resource", "@host-login", imds, "getaddrinfo", "ENOTFOUND", "Name or service", "no such host", "CERTIFICATE_VERIFY_FAILED", "certificate", "127.0.0.1", "localhost", "IMDS", "ManagedIdentity", "aadsts", "az account get-access-token", "redis", "postgres", "mongo", "mysql"];

/** Wordings of single libraries, tools and versions, beside the families' own signatures. */
export const wordings: Partial<Record<CauseId, readonly Signature[]>> = {
  "identity-not-assigned": [
    all(74, "the identity endpoint knows no such identity and answers 404", ["IMDS token"], { any: ["404", "status code 400"], none: ["Multiple user assigned", "invalid_resource"] }),
    all(94, "the identity endpoint of the host knows no such identity", ["/msi/token", "ResourceNotFound"]),
    all(66, "the identity endpoint answers 404, as it does for an identity that is not attached", ["ManagedIdentityCredential"], { any: ["status code 404", "Status: 404", "404 Not Found", "StatusCode=404", "status code: 404"], none: ["@chain", "Resource not found", "aadsts", "DeploymentNotFound", "openai.azure.com"] }),
    all(80, "the identity endpoint refused the identity that was named", ["verify your"], { any: ["objectId, clientId or msiResourceId", "acquire access token from IMDS", "msiResourceId"] }),
    all(72, "the identity endpoint of the host knows no such identity", ["/msi/token"], { any: ["404", "ResourceNotFound", "400", "Bad Request"], none: ["invalid_resource", "timed out", "refused"] }),
    ...each(82, "no such identity is attached", [
      "No managed identity was found", "managed identity was not found", "managed identity not found", "no MSI found for", "MSI not found", "couldn't find managed identity",
      "Failed to find the identity", "failed to get user assigned identity", "No managed identities found", "does not have MSI enabled", "MSI is not enabled for",
      "failed to authenticate a system assigned identity", "the requested identity isn't assigned", "System assigned identity is not enabled", "system-assigned managed identity is not enabled",
      "userAssignedIdentities is empty", "identity is not attached", "is not attached to this",
    ], { none: ["Multiple user assigned", "No MSI found for specified", "AADSTS"] }),
  ],
  "identity-client-id-missing": [
    ...each(88, "the request does not say which user-assigned identity", ["More than one identity", "multiple identities are assigned", "multiple identities assigned", "Multiple MSIs", "resource has multiple user assigned"]),
  ],
  "imds-blocked": [
    // Nobody answers for a link-local address outside Azure; a refusal comes from the host or sandbox that the program runs in.
    all(73, "the metadata address is refused, not silent: the host's sandbox keeps the program from it", [imds], { any: ["os error 111", "Errno 111", "connect: connection refused", "ECONNREFUSED 169.254", "os error 13", "Connection refused (169", "(13): Permission denied", "permission denied"], none: ["10061", "actively refused", "docker desktop", "docker.internal", "Identity not found", "429", "WSL"] }),
  ],
  "imds-intercepted": [
    ...each(84, "what answers for the metadata address is no identity service", ["connecting to 169.254.169.254"], { any: ["403", "Forbidden", "502", "dial tcp"] }),
  ],
  "library-bug": [
    ...each(70, "the library's version has no such name", ["cannot import name 'AzureOpenAI'", "cannot import name 'AsyncAzureOpenAI'", "cannot import name 'AIProjectClient'", "could not find `DefaultAzureCredential", "cannot find type `DefaultAzureCredential", "undefined: azidentity", "module 'openai' has no attribute", "cannot import name 'get_bearer_token_provider'", "The type or namespace name 'DefaultAzureCredential'", "AzureDeveloperCliCredential' could not be found"]),
    ...["got an unexpected keyword argument", "object has no attribute", "object is not subscriptable", "takes 1 positional argument", "object is not callable", "Method not found", "is not a function", "Cannot read properties of undefined", "Object reference not set", "unsupported operand type", "KeyError:", "invalid literal for int", "must be str, not", "cannot unpack"].map((phrase) =>
      all(81, "a member of the chain stops with an error of the program's libraries, not of the identity", ["@chain", phrase], { none: ["aadsts", "get_bearer_token_provider"] })),
    all(84, "the type was of an older family of libraries", ["has no attribute 'signed_session'"]),
    ...["KeyError: 'access_token'", "KeyError: 'expires_on'", "KeyError: 'expires_in'", "KeyError: 'token_type'", "invalid literal for int() with base 10", "KeyError: 'resource'", "RecursionError", "called `Option::unwrap()` on a `None` value", "called `Result::unwrap()` on an `Err` value", "could not be converted to System", "could not convert string to float", "does not match format", "System.FormatException", "DateTimeParseException", "NumberFormatException", "JsonReaderException", "StackOverflow", "Dynamic require of", "is not a valid export", "does not provide an export named", "ERR_MODULE_NOT_FOUND", "Module not found: Error: Can't resolve", "Could not resolve \"@azure", "no matching method found", "undefined method", "unresolved import", "trait bound", "UnsatisfiedLinkError", "IncompatibleClassChangeError", "NoSuchFieldError", "ClassCastException", "ExceptionInInitializerError", "Duplicate class", "BadImageFormatException", "MissingFieldException", "DllNotFoundException", "TypeInitializationException"].map((phrase) =>
      all(67, "the library's own code fails, before or after the service has answered", [phrase], { any: identityStack, none: ["aadsts", "get_bearer_token_provider", imds, "libsecret"] })),
  ],
  "network-or-proxy": [
    ...each(44, "the connection is refused, cut or times out", [
      "connect ETIMEDOUT", "read ETIMEDOUT", "read ECONNRESET", "write EPIPE", "connect ECONNREFUSED", "connect EHOSTUNREACH", "connect ENETUNREACH", "failed, reason: connect", "failed, reason: read", "socket hang up",
      "httpx.ConnectTimeout", "httpcore.ConnectTimeout", "httpcore.ConnectError", "httpx.ConnectError", "httpx.ReadTimeout", "httpx.ProxyError", "aiohttp.client_exceptions.ServerDisconnectedError", "ERR_NETWORK", "ERR_INTERNET_DISCONNECTED",
      "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_TIMED_OUT", "Error type: ETIMEDOUT", "UND_ERR_SOCKET", "UND_ERR_HEADERS_TIMEOUT", "net::ERR_",
    ], { none: elsewhere }),
    ...each(74, "the way out is closed or needs a proxy", [
      "HTTP 403 from proxy", "blocked by your network administrator", "This site is blocked", "no internet connection", "network connectivity issue", "Unable to tunnel through proxy",
      "Unable to get a response from the proxy", "ERR_PROXY_CONNECTION_FAILED", "Invalid response from proxy", "NTLM authentication", "HttpProxyConnectException", "proxy handshake",
    ], { none: [imds, "certificate", "IMDS"] }),
  ],
  "tls-untrusted-ca": [
    ...each(88, "the server's certificate chain is not trusted here", [
      "unable to get issuer certificate", "certificate is not standards compliant", "Could not find trust anchor", "TrustFailure", "Missing Authority Key Identifier", "certificate relies on legacy Common Name",
      "Basic Constraints of CA cert not marked critical", "invalid CA certificate", "certificate not trusted", "SEC_E_CERT_UNKNOWN", "CRYPT_E_NO_REVOCATION_CHECK", "CERT_TRUST_IS_UNTRUSTED_ROOT",
      "CERT_SIGNATURE_FAILURE", "ERR_CERT_", "tlsv1 alert unknown ca", "webpki", "invalid path: /etc/ssl", "cacert.pem",
    ], { none: ["Connection reset", "unexpected EOF", "forcibly closed", "wrong version number", "client certificate"] }),
  ],
  "endpoint-wrong-path": [
    all(56, "the service does not serve this path", ["404 status code (no body)"], { none: ["DeploymentNotFound", "@path-doubled"] }),
    ...each(86, "this route picks the model by name, and the request names none: the client speaks another route's form", ["no_model_name", "No model specified in request"]),
    ...each(62, "the service does not serve this path", ["unrecognized_url", "Unrecognized request URL", "Unknown request URL", "no Route matched with those values", "There is no operation that matches", "OperationNotFound", "Unable to match incoming request to an operation"], { none: ["DeploymentNotFound"] }),
  ],
  "endpoint-wrong-kind": [
    ...each(78, "the address or connection text is not of the kind that this client takes", ["Invalid connection string", "must be a project endpoint", "is not a valid Azure OpenAI endpoint", "Invalid Azure OpenAI endpoint", "Azure OpenAI endpoint must", "InferenceEndpointNotFound", "WorkspaceNotFound", "invalid project connection"], { any: ["openai", "foundry", "project", "ai.azure", "AIProjectClient", "endpoint", "inference", "ValueError"], none: ["storage", "sql", "servicebus", "service bus"] }),
  ],
  "config-missing": [
    ...each(78, "a required value is missing", [
      "tenantId is required", "clientId is required", "clientSecret is required", "clientSecret is null or empty", "clientId is null or empty", "tenantId is null or empty", "clientSecret cannot be null", "clientId cannot be null", "tenantId cannot be null", "client ID must be specified", "tenant ID must be specified", "client secret must be specified", "Tenant id cannot be empty", "tenant cannot be empty",
      "is a required provider property when performing", "Request URL is missing an 'http://' or 'https://' protocol", "Invalid URI: The format of the URI could not be determined", "Invalid URI: The URI is empty", "Invalid URI: The hostname could not be parsed",
      "unsupported protocol scheme \"\"", "relative URL without a base", "URI is not absolute", "no Host in request URL", "endpoint must not be empty", "endpoint cannot be null", "endpoint is required", "endpoint must be set", "Azure endpoint is required",
      "The Azure OpenAI endpoint is required", "Environment variable not found: AZURE", "Missing required environment variable", "Expected env var", "Please set the environment variable", "Please set AZURE_", "Please set the AZURE_", "is not set in the environment",
      "environment variable is not set", "environment variables are not set", "environment variable is required", "NotPresent: AZURE_", "subscription ID could not be determined", "tenant_id must be", "missing required field", "Either clientSecret or",
    ], { any: ["azure", "openai", "credential", "tenant", "client", "entra", "arm_", "foundry"], none: ["aadsts", "@chain", "@kubernetes", "AZURE_FEDERATED_TOKEN_FILE", "api_key", "apiKey", "API_KEY", "IDENTITY_ENDPOINT", "oidc", "AuthorizationFailed"] }),
    ...["undefined/openai", "null/openai", "None/openai", "https://undefined", "https://None.", "https://null.", "'undefined/", "Invalid URL: undefined"].map((phrase) =>
      all(86, "the address holds the name of an empty variable", [phrase], { any: ["error", "failed", "invalid", "404", "ENOTFOUND", "not found", "exception"] })),
  ],
  "secret-expired": [
    ...each(76, "the credential of the app has expired", ["Credentials have expired", "client secret keys are expired", "secret has expired", "expired secret", "key is expired for app"], { none: ["AADSTS7000215", "refresh token", "az login", "session"] }),
  ],
  "secret-wrong": [
    ...each(86, "the value sent is no secret of the app", ["not match any of the app", "secret is not valid", "InvalidClientSecret", "invalid_client_secret", "client secret does not match", "Failed to validate client secret", "Bad client secret"], { none: ["AADSTS7000222", "certificate"] }),
  ],
  "tenant-wrong": [
    ...each(72, "the authority is no usable tenant", ["authority uri is not valid", "authority URI is invalid", "authorityUriInsecure", "authority_uri_insecure", "url_parse_error", "invalid_authority", "authority is not valid", "Invalid authority", "tenant identifier is invalid", "not a valid tenant", "InvalidTenantId", "no tenant found", "unknown tenant", "Invalid tenant"], { none: ["AADSTS700016", "invalid_instance", "adfs", "InvalidAuthenticationTokenTenant", "Invalid tenant in token"] }),
  ],
  "app-platform-misconfigured": [
    all(96, "a public client sent a secret", ["AADSTS90023", "Public client"]),
    ...each(74, "client type or redirect URI of the registration does not fit", ["redirect URI specified in the request does not match", "reply url mismatch", "redirect uri mismatch", "invalid_redirect_uri", "no redirect URI", "requires a client secret", "cannot be used by a public client", "Cross-origin token redemption", "native client cannot", "redirect_uri is not valid"]),
  ],
  "password-flow-failed": [
    ...each(86, "the password sign-in can't work", ["aka.ms/msal-net-up", "Unsupported User Type", "aka.ms/msal-net-iwa", "does not support username and password", "Resource Owner Password"]),
  ],
  "mfa-required": [
    ...each(80, "a second factor is asked for", ["Run the command below to authenticate interactively; additional arguments may be added as needed", "multi-factor authentication is enforced", "mandatory MFA", "basic_action", "message_only", "Status_InteractionRequired", "Status_UserInteractionRequired", "must enroll", "RequestDisallowedByAzure"], { none: ["AADSTS53003", "AADSTS65001", "AADSTS700082", "AADSTS50173", "AADSTS70043", "AADSTS50020", "AADSTS50105", "AADSTS50034"] }),
  ],
  "cli-not-logged-in": [
    ...each(68, "nobody is signed in to the tool", ["extension is not signed in", "is not signed in", "not been signed in", "Please sign in", "No credentials found in", "no accounts found in the cache", "No accounts were found in the cache", "no account in the cache", "No cached accounts", "aadsignin", "No subscription found in the context", "Please login using", "az cli is not logged in", "User not logged in", "There are no accounts signed in", "Sign in to Azure"], { any: ["azure", "az login", "azd", "credential", "visual studio", "subscription", "AzAccount"], none: ["aadsts", "@chain", "CLI not installed", "CLI is not installed", "Multiple accounts", "copilot"] }),
  ],
  "cli-call-failed": [
    ...each(66, "the tool refuses the arguments of the call: one of the two is too old", ["unknown flag: --claims", "unknown flag: --tenant", "unknown flag: --scope", "unknown shorthand flag", "unrecognized option"], { any: ["azd", "AzureDeveloperCliCredential", "az account", "AzureCliCredential"] }),
    ...each(62, "the tool's own Python is broken", ["Python was not found", "site-packages/azure/cli", "No module named azure.cli"], { any: ["az account", "AzureCliCredential", "AzureCLICredential", "ModuleNotFoundError"], none: ["aadsts", "msal", "SSLError", "ConnectionError"] }),
  ],
  "cli-not-installed": [
    ...each(74, "the command-line tool is not on the path", ["'az': No such file", "Cannot find az", "az executable", "az.cmd", "which: no az", "azure-cli is not installed", "Azure CLI is not found", "Azure CLI was not found", "az command not found", "kubelogin is not found", "Azure CLI not detected", "Could not find Azure CLI"], { any: ["not found", "no such file", "ENOENT", "is not installed", "cannot find", "not recognized", "no az", "not detected", "could not find"], none: ["@chain", ...servers] }),
  ],
  "no-usable-credential": [
    ...each(78, "a developer's tool is asked for on a server", ["Azure CLI not installed", "Azure CLI not found", "Azure Developer CLI could not be found", "az: not found"], { any: servers, none: ["kubelogin", "executable kubelogin", "@chain"] }),
    // An endpoint that says so of the default identity ends the chain only where it stands alone.
    all(93, "every member of the chain was tried, on a host without identity", ["@chain", "no default identity is assigned"], { any: ["AzureCLICredential", "AzureCliCredential", "AzureDeveloperCLICredential"], none: ["aadsts"] }),
    ...each(70, "no credential of the chain gave a token", ["Could not authenticate with any", "no available credentials", "failed to obtain a credential", "no credentials were found", "None of the credentials", "all credentials failed", "any of the credentials", "could not get a token from any", "failed to get a token from any", "Unable to authenticate with any"], { any: ["azure", "credential", "entra"], none: ["aadsts"] }),
  ],
  "token-cache-broken": [
    ...each(80, "the token cache can't be used", ["PersistenceNotFound", "libsecret-1.so", "does not support persistent token caching", "persistent token caching", "persistence is not available", "keytar", "Unable to get key from keychain", "org.gnome.keyring", "Secret Service", "Could not unlock", "unable to encrypt", "ProtectedData", "portalocker", "LockException", "msal_http_cache", ".IdentityService"], { any: ["error", "failed", "exception", "denied", "cannot", "could not", "unable", "not found", "PermissionError", "locked", "not support", "PersistenceNotFound"], none: ["aadsts", "@chain", "libsecret-1-dev installed"] }),
  ],
  "oidc-token-permission-missing": [
    ...each(88, "the pipeline gave the job no identity token", ["oidcToken was not", "field oidcToken", "Ensure that you're running this task in an Azure Pipeline", "has write permission for id-token", "Could not get ID token", "OIDC token request failed", "Request_url: undefined", "Failed to get federated token", "unable to request an OIDC token", "ID token is not available", "idToken is empty", "no OIDC token"], { none: ["AADSTS700213", "AADSTS70021", "AADSTS700024"] }),
  ],
  "workload-webhook-missing": [
    ...each(92, "the token file that the webhook mounts is not there", ["secrets/azure/tokens/azure-identity-token"], { any: ["No such file", "does not exist", "ENOENT", "cannot find", "NoSuchFileException", "FileNotFound", "could not find"], none: ["aadsts", "@chain"] }),
  ],
  "token-provider-misuse": [
    ...each(86, "a credential or token object stands where another shape belongs", ["'AccessToken' object is not", "Expected a TokenCredential", "Expected TokenCredential", "token provider returned a non-string", "credential' object has no attribute 'token'", "coroutine' object has no attribute", "'str' object has no attribute 'token'"]),
    ...each(86, "a coroutine or credential object stands where a token's text belongs", [
      "object str can't be used in 'await'", "not <class 'coroutine'>", "type coroutine is not JSON serializable", "'AccessToken' object is not subscriptable", "get_bearer_token_provider() missing", "getBearerTokenProvider is not a function",
      "'DefaultAzureCredential' object has no attribute 'key'", "Credential' object has no attribute 'key'", "Credential' object is not callable", "Credential object is not callable", "expected str, got coroutine", "expected string or bytes-like object", "credential.signRequest", "The credential provided is not",
      "must be a TokenCredential", "must be an instance of", "credential should be", "coroutine was never awaited", "'await' outside", "a coroutine was expected", "object Response can't be used", "Header value must be str or bytes", "object is not an async iterator", "__aenter__", "does not support the asynchronous",
    ], { any: ["credential", "azure", "openai", "token", "coroutine", "await"], none: ["aadsts", "@chain", "ManagedIdentityCredential:"] }),
  ],
  "credential-not-passed": [
    ...each(80, "the client got no credential", ["Value cannot be an empty string. (Parameter 'key')", "Value cannot be null. (Parameter 'key')", "Value cannot be null. (Parameter 'credential')", "provide either api_key, ad_token", "Value cannot be an empty string. (Parameter 'apiKey')", "api_key must be", "'credential' cannot be null", "'key' cannot be empty", "key cannot be null", "'apiKey' cannot be", "No API key", "without a credential", "no credential was provided", "no credentials were provided", "Missing API key", "API key is missing", "API Key is required", "apiKey must be set", "Missing bearer or basic authentication", "missing_api_key", "Authentication parameter is missing"], { none: ["aadsts", "PermissionDenied", "audience is incorrect", "missing subscription key", "Copilot Requests"] }),
    all(58, "the request carries no credential", ["WWW-Authenticate"], { any: ["no token", "missing token", "Bearer token is missing", "authorization required"], none: ["@arc"] }),
  ],
  "token-sent-as-api-key": [
    all(88, "a token is passed where a key is expected", ["invalid subscription key or wrong API endpoint"], { any: ["api_key=token", "token.token", "api_key=credential", "apiKey: token", "apiKey: accessToken", "get-access-token", "AZURE_OPENAI_AD_TOKEN", "api-key: Bearer", "openai.api_key = token"], none: ["azure_ad_token_provider=", "get_bearer_token_provider("] }),
  ],
  "token-expired": [
    ...["audience is incorrect", "Unauthorized", "401"].map((phrase) =>
      all(78, "it works for a while, then is refused", [phrase], { any: ["works for an hour", "for about an hour", "every hour", "after 60", "after 1h", "after one day", "after 24 hours", "the next day", "token lifetime", "stops working after", "then fails", "then starts failing", "works for a while", "after about 60", "after some hours", "after few hours", "after running for", "~1 hour", "refreshing the token"], none: ["429", "PermissionDenied"] })),
    ...each(88, "the token was used after its end", ["Lifetime validation failed", "Access token has expired", "access token is expired", "token is no longer valid", "Token expired", "The token has expired", "expired_token", "exp claim", "Signature has expired"], { none: ["refresh token", "not yet valid", "AADSTS", "client secret", "OIDC", "federated", "id token", "future"] }),
  ],
  "tenant-mismatch": [
    ...each(88, "the token's tenant is not the resource's", ["different tenant than the resource", "token is issued by", "issuer of the token", "tenant of the token", "token was issued by", "issued by a different tenant", "does not belong to the tenant", "is not in the same tenant", "IDX40001", "IDX10205: Issuer"], { any: ["tenant", "issuer"], none: ["AADSTS", "certificate", "federated"] }),
  ],
  "rbac-no-data-role": [
    ...each(76, "the caller has no role with this action", ["does not have permissions for Microsoft.", "The user does not have Microsoft.", "aka.ms/azureml-auth-troubleshooting", "does not have required permission", "missing the required role", "missing required role", "Insufficient permissions. User does not have", "lacks permission", "Caller does not have permission", "no permission to perform", "Cognitive Services User role", "ensure that the identity has the", "AuthorizationPermissionDenied", "The given identity does not have"], { none: ["roleAssignments", "AuthorizationFailed", "over scope", "consent"] }),
  ],
  "rbac-role-lacks-data-action": ["lacks the required data action", "PermissionDenied", "does not have access to API/Operation"].map((phrase) =>
      all(86, "the roles named carry no such data action", [phrase], { any: ["even though I have", "although I have the", "I have the Owner", "already have the", "already has the", "with role Owner", "have full access", "I'm the Owner", "am an Owner", "Global Administrator", "global admin", "is an Owner", "subscription admin", "has the Reader", "Cognitive Services Contributor"], none: ["az role assignment create", "minutes"] })),
  "rbac-wrong-principal": ["lacks the required data action", "PermissionDenied", "does not have access to API/Operation"].map((phrase) =>
      all(87, "another identity calls than the one with the role", [phrase], { any: ["not my user", "is not my", "don't recognize", "don't know this principal", "unknown object id", "another identity", "other identity", "wrong identity", "different identity", "Environment is configured for", "acquired a token from WorkloadIdentityCredential", "acquired a token from VisualStudio", "acquired a token from SharedTokenCache", "search service's identity", "function's identity instead"] })),
  "cert-unusable": [
    ...each(80, "the certificate or key can't be loaded", ["exactly two safe bags", "digital envelope routines", "Invalid password or PKCS12 data", "mac verify failure", "Cannot import the following key file", "PKCS#12", "unsupported PKCS", "Too few bytes to read ASN.1 value", "Unable to parse PEM", "Invalid certificate format", "private key does not match", "Bad PEM", "unable to parse private key", "x509: malformed certificate", "The certificate data cannot be read", "ERR_OSSL_PEM_NO_START_LINE", "ERR_OSSL_UNSUPPORTED", "Unable to load key", "Key not found in container"], { any: ["certificate", "pfx", "pem", "key", "pkcs12", "p12"], none: ["AADSTS700027", "x509: certificate signed by unknown authority", "token cache"] }),
  ],
  "session-expired": [
    ...each(60, "a browser's silent sign-in found no session that it could use", ["monitor_window_timeout", "no_tokens_found", "refresh_token_expired", "login_required", "bad_token", "no_account_error"], { none: ["aadsts"] }),
  ],
  "quota-or-region": [
    ...each(80, "quota, offer or region refuses the deployment", ["715-123420", "is not available for subscription", "not available in your region", "not available for your subscription", "region is not supported", "is not supported in region", "no longer accepting", "has reached its limit of", "deployment quota", "TPM quota", "insufficient capacity", "insufficient quota", "not allowed for this subscription type", "is not eligible", "currently unavailable in", "Model is not available", "retired and can no longer", "DeploymentModelNotSupported", "has reached end of life"], { none: ["429", "rate limit", "RateLimitReached"] }),
  ],
  "network-access-denied": [
    ...each(91, "the resource's network rules refuse the caller", ["not from an approved private endpoint", "not from a trusted service", "not allowed by the network rules", "is not allowed by network", "Please add your IP", "IP firewall", "ip_rule", "blocked by network", "not authorized by network", "from the current network", "Forbidden by network", "your IP address"], { any: ["403", "denied", "forbidden", "not allowed", "not authorized", "blocked", "approved"], none: ["nslookup", "on vpn", "Azure Search", "AzureCognitiveSearch", "Conditional Access"] }),
  ],
  "network-downstream-denied": [
    ...each(76, "the service's call to another service is refused", ["Failed to call search", "Search service returned", "Azure Search: 403", "Azure Search Error: 403", "data source connection", "Error with Azure Search", "unable to reach the data source", "Server responded with status 403. Error message: Azure Search", "from the skillset", "skill could not be executed", "Credentials provided in the connection string are invalid", "indexer"], { any: ["403", "forbidden", "denied", "unauthorized", "not authorized", "restricted", "invalid", "401"], none: ["search.documents.indexes.aio"] }),
  ],
  "arm-missing-permission": [
    all(62, "the login sees no subscription: it has no role on one", ["No subscriptions found"], { none: ["tenant", "MFA", "aadsts"] }),
  ],
  "arm-role-assignment-exists": [
    all(95, "the assignment is there already and Terraform does not know it", ["Microsoft.Authorization/roleAssignments", "already exists"], { none: ["AuthorizationFailed", "PrincipalNotFound"] }),
  ],
  "arm-precondition": [
    all(88, "a resource is there already and Terraform does not know it", ["needs to be imported into the State"], { none: ["roleAssignments"] }),
    ...each(88, "something that the call names is missing, taken or not ready", ["ParentResourceNotFound", "ProvisioningStateInvalid", "provisioning state is not terminal", "in state Accepted", "InvalidResourceGroupLocation", "AnotherOperationInProgress", "NestedResourceNotFound", "MissingRegistrationForLocation", "SubscriptionIsDisabled", "DisabledSubscription", "AccountNotFound", "NotTerminal", "ResourceGroupBeingDeleted", "InvalidResourceLocation", "already exists in location", "ResourceExistsAlready", "AccountAlreadyExists", "resource already exists", "is soft deleted", "soft-deleted resource", "InvalidApiSetId", "SpecialFeatureRequired", "MissingSubscriptionRegistration", "could not be found in subscription", "subscription not registered"], { none: ["roleAssignments", "DeploymentNotFound", "AuthorizationFailed", "quota"] }),
  ],
  "not-access-related": [
    ...each(62, "what was sent is malformed, not who sent it", ["InvalidTemplate:", "template validation failed", "\"code\": \"InvalidTemplate\"", "We could not parse the JSON body", "is too short", "is not of type", "is not one of", "Missing required parameter", "must be a response to a preceeding message", "jailbreak", "content filter", "BadRequestError: Error code: 400"], { any: ["openai", "template", "message", "schema", "azure", "prompt", "'messages'", "json"], none: ["PermissionDenied", "aadsts", "audience", "api-version", "API version", "DeploymentNotFound", "OperationNotSupported", "roleAssignments", "unsupported_", "invalid_grant", "quota", "subdomain", "AuthorizationFailed"] }),
  ],
  "other-auth-header-required": [
    all(94, "a gateway's policy checks the token and refuses it", ["validate-jwt"], { any: ["IDX10", "JWT"], none: ["60 to 90 minutes", "60–90 minutes", "expires mid"] }),
    all(94, "a gateway's policy checks the token and refuses it", ["validate-azure-ad-token"]),
    ...each(82, "a gateway wants its own header or key", ["virtual key", "x-litellm", "Malformed API Key passed in", "LiteLLM Virtual Key", "Authentication Error, No api key passed in", "No api key passed in", "gateway requires", "cf-aig-authorization", "x-portkey", "Invalid proxy server token passed"], { any: ["401", "error", "expected", "invalid", "key", "missing", "required"] }),
  ],
  "service-fault-or-throttled": [
    ...each(66, "the identity service fails or is slow", ["ServiceUnavailableException", "The service is temporarily unavailable", "service is unavailable", "AADSTS service is", "server_error", "Failed to get token after", "The operation was timed out by the identity", "msal_server_busy", "request_timeout", "Please try again later"], { any: ["@host-login", "ManagedIdentity", "managed identity", "msal", "token endpoint", "Credential authentication failed", "MsalServiceException"], none: [imds, "openai.azure.com", "Error event received", "proxy", "rate limit"] }),
  ],
  "throttling-shown-as-401": [
    all(62, "a 401 without a body from the client that repeats the header on retry", ["Azure.AI.OpenAI.ClientPipelineExtensions", "401"], { none: ["PermissionDenied", "audience is incorrect", "invalid subscription key", "Access denied"] }),
    all(60, "a 401 without a body from the client that repeats the header on retry", ["Azure.AI.OpenAI", "Service request failed", "Status: 401"], { none: ["RequestFailedException", "PermissionDenied", "audience is incorrect", "invalid subscription key", "Access denied"] }),
  ],
};
