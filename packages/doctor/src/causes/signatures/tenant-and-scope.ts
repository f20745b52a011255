import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

const otherClouds = ["@host-gov", "@host-china", "@host-germany"];

/** Signatures of the causes that lie in tenant, cloud, account, scope and audience. */
export const tenantAndScope = {
  "tenant-wrong": [
    ...each(92, "the credential is not allowed to ask this tenant", [
      "not configured to acquire tokens for tenant", "isn't configured to acquire tokens for tenant", "additionally_allowed_tenants when creating the credential",
      "AdditionallyAllowedTenants on the credential options", "additionallyAllowedTenants property of the credential",
    ]),
    ...each(88, "the tenant that was asked does not exist or is malformed", [
      "Check to make sure you have the correct tenant ID", "This may happen if there are no active subscriptions for the tenant",
      "is neither a valid DNS name, nor a valid external domain", "is not configured as a multi-tenant application",
      "Use a tenant-specific endpoint or configure the application to be multi-tenant", "Invalid tenant ID",
      "You can locate your tenant id by following the instructions", "Failed to resolve tenant", "No account matching the specified tenantId",
      "Also please double check your tenant name or GUID is correct", "Authority would typically be in a format of", "could not find tenant", "tenant does not exist",
      "tenant ID is not valid", "Unable to determine tenant", "AuthorityNotFound", "No tenant-identifying information found", "tenant_discovery_endpoint not found",
      "tenant discovery failed", "Could not determine the tenant", "TenantNotFound", "Tenant ID could not be found", "usage of the /common endpoint is not supported",
    ]),
    all(84, "the authority address holds something that is no tenant", ["@tenant-in-url-odd"], { any: ["400", "404", "invalid", "not found", "bad request", "could not"], none: ["x509", "ECONNREFUSED", "i/o timeout", "getaddrinfo"] }),
    all(60, "the authority refuses the discovery request, as it does for an unknown tenant", ["openid-configuration"], { any: ["400 Bad Request", "status code was 400", "response code: 400", "(400)", "status code 400", "bad request"], none: ["x509", "i/o timeout", "no such host", "proxy"] }),
    all(58, "the authority calls the request invalid", ["The request to the authority host was invalid"]),
    all(45, "the authority's end points could not be found: tenant, authority or network", ["endpoints_resolution_error"], { none: ["ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "self-signed", "self signed", "unable to verify", "getaddrinfo", "network_error", "proxy"] }),
    all(40, "the authority's end points could not be found", ["endpoints cannot be resolved"], { none: ["ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "self signed", "getaddrinfo", "network_error"] }),
    ...each(44, "the authority can't be read", ["Unable to get authority configuration for", "authority_uri", "unable to resolve an endpoint"], { none: ["getaddrinfo", "connection refused", "SSLError", "proxy"] }),
    all(52, "a tenant was chosen that has no subscription for this account", ["No subscriptions found for"]),
    all(48, "the signed-in tenants hold no subscription", ["don't contain accessible subscriptions"]),
  ],
  "wrong-cloud": [
    ...each(94, "the request crosses clouds", [
      "not supported in Cross Cloud",       "redirected to the National Cloud", "NationalCloudAuthCodeRedirection", "national cloud 'MicrosoftOnline.US'", "cross cloud request",
    ]),
    ...["AADSTS900021", "AADSTS700016", "AADSTS500011", "AADSTS50020", "AADSTS700038", "AADSTS50034", "AADSTS7000215"].map((code) =>
      all(104, "a host of another cloud stands beside one of the public cloud", [code, "@host-public"], { any: otherClouds })),
    ...["AADSTS90002", "AADSTS900023", "AADSTS50059"].map((code) => all(104, "a tenant or host of another cloud is asked at this one", [code], { any: otherClouds })),
    ...["AADSTS500011", "AADSTS50001"].map((code) => all(104, "the resource is that of another cloud", [code], { any: otherClouds })),
    all(88, "a public audience meets an endpoint of another cloud", ["cognitiveservices.azure.com", "cognitiveservices.azure.us"]),
    all(88, "a public audience meets an endpoint of another cloud", ["cognitiveservices.azure.com", "openai.azure.us"]),
    all(86, "management hosts of two clouds", ["management.azure.com", "usgovcloudapi.net"], { any: ["401", "403", "aadsts", "unauthorized", "InvalidAuthenticationToken", "error"] }),
    all(84, "the token's audience is that of another cloud", ["audience is incorrect"], { any: otherClouds }),
    all(104, "the token's audience is that of another cloud", ["does not contain expected audience uri"], { any: otherClouds }),
    all(104, "the token's audience is that of another cloud", ["InvalidAuthenticationTokenAudience"], { any: otherClouds }),
    all(82, "the token's issuer or audience is of another cloud", ["@host-gov"], { any: ["InvalidAuthenticationTokenAudience", "invalid audience", "IDX10214", "audience validation failed", "wrong audience", "incorrect audience", "invalid_resource"] }),
    all(82, "the token's issuer or audience is of another cloud", ["@host-china"], { any: ["InvalidAuthenticationTokenAudience", "invalid audience", "audience", "invalid_resource", "invalid_instance"] }),
    all(66, "a host of another cloud stands beside the public login", ["@host-login", "@host-gov", "login.microsoftonline.com"], { any: ["error", "failed", "exception", "401", "400"] }),
    all(64, "a host of another cloud stands beside the public login", ["login.microsoftonline.com", "@host-china"], { any: ["error", "failed", "exception", "401", "400"] }),
    all(64, "a host of another cloud stands beside the public login", ["login.microsoftonline.com", "@host-germany"], { any: ["error", "failed", "exception", "401", "400"] }),
    all(50, "the resource is in US Government", ["@host-gov"], { any: ["401", "unauthorized", "aadsts", "AuthenticationFailed", "authentication failed", "not found in the tenant", "sovereign", "government"] }),
    all(44, "the resource is in China", ["@host-china"], { any: ["401", "unauthorized", "invalid_instance", "AuthenticationFailed", "sovereign", "authority host"] }),
    ...each(84, "the authority host is not of a known cloud", ["Unknown or invalid instance", "invalid_instance", "isn't a known cloud", "untrusted_authority", "authority host is not in the list", "The authority provided is not trusted"], { none: ["ENOTFOUND", "adfs"] }),
    ...each(62, "the cloud setting does not fit", ["AzureUSGovernment", "AZURE_US_GOVERNMENT", "wrong cloud", "sovereign cloud", "different cloud", "cloud environment mismatch"], { any: ["audience", "401", "not found", "authority", "failed", "aadsts"] }),
  ],
  "account-wrong": [
    ...each(92, "the account does not belong to this tenant, or several were found", [
      "does not exist in tenant", "needs to be added as an external user in the tenant first",       "Multiple accounts were discovered in the shared token cache", "Multiple accounts were found", "multiple accounts matching", "multiple_matching_tokens_detected",
      "The cache contains multiple tokens satisfying the requirements", "More than one account", "TS002: The account", "was not found in the tenant '",
      "No account with the specified username", "No account matching the specified username", "No account was found in the cache matching username",
      "No accounts matching username", "does not exist in the directory", "the user account does not exist in the",
      "Sign out and sign in again with a different Azure Active Directory user account", "multiple users found in the cache",
      "account you selected is not in this organization", "Your account is not in the same tenant", "Your account does not have access to this tenant",
      "To sign into this application, the account must be added to the",
    ], { none: ["PrincipalNotFound", "Principal"] }),
    all(86, "the account does not belong to this tenant", ["from identity provider", "cannot access the application"]),
    all(60, "a personal account was used", ["live.com#"], { any: ["aadsts", "does not exist", "not found"] }),
    all(54, "the account is not in the tenant", ["user not found in", "tenant"]),
  ],
  "tenant-mismatch": [
    ...each(95, "the token's tenant is not the resource's", [
      "does not match resource tenant", "Tenant provided in token does not match", "InvalidAuthenticationTokenTenant", "It must match the tenant",
      "from the wrong issuer", "token tenant does not match", "Token issuer is invalid", "tenant in the token does not match", "The tenant for tenant guid",
      "token's tenant", "AKV10032", "Issuer validation failed. Issuer",
    ]),
    ...each(64, "the token's issuer is not accepted", ["IDX10205", "IDX10511: issuer", "Invalid issuer", "issuer is not valid", "invalid token issuer"], { none: ["AADSTS700211", "certificate", "x509", "kubernetes"] }),
    all(60, "subscription and tenant don't belong together", ["subscription", "is not associated with the tenant"]),
  ],
  "scope-malformed": [
    all(104, "no scope was asked for", ["the request body must contain the following parameter: 'scope'"]),
    ...each(93, "the scope has not the form that this flow needs", [
      "Client credential flows must have a scope value with /.default", "scope value with /.default suffixed to the resource identifier",
      "The provided value for scope", "the required field 'scope' is missing", "input parameter 'scope' is not valid",
      ".default scope can't be combined with resource-specific scopes", "The scope format is invalid", "is not in expected format. Only alphanumeric characters",
      "Invalid scope was specified", "requires at least one scope", "requires exactly one scope", "expects exactly one scope", "at least one scope is required",
      "only supports one scope", "exactly one scope per token request",
      "Multiple scopes are not supported", "To convert to a resource string the specified array must be exactly length 1",       "scopes must be a non-empty", "must end with \"/.default\"", "should be a list, tuple, or set",
      "The scopes should be of the form", "must end in /.default", "empty_scopes_error", "scopes cannot be null", "reserved scope",
      "You cannot use any scope value that is reserved", "the scope parameter is required", "asked for scope",
    ], { none: ["AADSTS500011"] }),
    ...each(58, "the scope is refused", ["invalid_scope", "InvalidScope", "The scope is invalid", "bad scope"], { none: ["AADSTS500011", "IDENTITY_ENDPOINT", "over scope", "No User Assigned", "identity", "ManagedIdentity", "or the scope is invalid"] }),
  ],
  "resource-not-found-bad-scope": [
    ...each(93, "the resource of the scope is not known in the tenant", [
      "The resource principal named", "invalid_resource", "resource principal was not found", "InvalidResource", "the resource named in the scope does not exist",
      "is not a valid resource", "the resource is disabled or does not exist", "resource id is not valid", "Resource not found in the directory",
      "The application named",
    ], { none: ["InvalidResourceProperties", "InvalidResourceReference", "InvalidResourceGroup", "InvalidResourceType", "InvalidResourceName", "InvalidResourceLocation", "InvalidResourceNamespace", "not a supported MSI token audience", "AudienceNotSupported"] }),
    all(104, "the identity endpoint refused the resource, not the identity", ["invalid_resource"], { any: ["has not been assigned to this resource", "169.254.169.254", "ManagedIdentityCredential", "IMDS"] }),
    ...each(70, "the scope names an instance in place of the service", [
      ".openai.azure.com/.default", ".cognitiveservices.azure.com/.default", ".services.ai.azure.com/.default", "https://https://", "openai.azure.com//.default",
    ], { any: ["aadsts", "error", "failed", "invalid"] }),
  ],
  "token-wrong-audience": [
    // The gateway's refusal of a token has no "error" in it; openai for JavaScript before version 7 then says that there was no body.
    all(52, "this version of the client may hide the text of a refused token", ["401 status code (no body)"]),
    all(70, "this version of the client hides the text of a refused token", ["401 status code (no body)"], { any: ["getBearerTokenProvider", "azureADTokenProvider", "DefaultAzureCredential", "ManagedIdentityCredential", "/.default"] }),
    ...each(93, "the service refuses the audience of the token", [
      "InvalidAuthenticationTokenAudience",       "It should exactly match with one of the allowed audiences",
      "Audience validation failed", "IDX10214", "Invalid audience", "incorrect audience", "audience is invalid", "audience is not valid", "invalid token audience",
      "wrong audience", "audience mismatch", "AKV10022", "expected audience", "audience claim is invalid",
    ], { none: ["AADSTS700212", "MSI token audience", "AADSTS500131", "federated", "AADSTS700023"] }),
    all(84, "the endpoint accepts only tokens for https://ai.azure.com", ["audience is incorrect (https://ai.azure.com)"]),
    all(82, "the endpoint accepts only tokens for https://ai.azure.com", ["audience is incorrect", "@path-project"]),
    all(58, "missing, expired or of the wrong audience: the text does not say which", ["audience is incorrect"]),
    all(90, "the token shown is one for management", ["@token-for-management", "audience is incorrect"]),
    all(88, "the token shown is not one for this service", ["@token-for-other", "audience is incorrect"]),
    all(80, "the code asks for a scope that this endpoint does not take", ["audience is incorrect"], { any: ["https://management.azure.com/.default", "https://management.core.windows.net", "https://graph.microsoft.com/.default", "https://ml.azure.com", "https://search.azure.com", "https://openai.azure.com/.default", "https://vault.azure.net", "--resource https://management", "az account get-access-token --query"] }),
    all(72, "the scope named differs from the audience wanted", ["audience is incorrect", "https://cognitiveservices.azure.com/.default"], { any: ["@path-project", "audience is incorrect (https://ai.azure.com"] }),
    all(70, "the scope named differs from the audience wanted", ["audience is incorrect (https://cognitiveservices.azure.com)", "https://ai.azure.com/.default"]),
  ],
  "cloud-shell-audience": [
    ...each(95, "Cloud Shell does not serve this audience", [
      "AudienceNotSupported", "supported MSI token audience",
    ]),
    all(70, "the login of Cloud Shell serves only some audiences", ["@cloud-shell"], { any: ["audience", "unsupported resource", "invalid_resource", "not supported", "returned: <Response [400]>", "disallowed token scope"] }),
  ],
} as const satisfies Partial<Record<CauseId, readonly Signature[]>>;
