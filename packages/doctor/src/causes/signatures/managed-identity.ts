import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

const imds = "169.254.169.254";
const silence = ["timed out", "timeout", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "unreachable", "no route to host", "ECONNREFUSED", "connection refused", "actively refused", "did not properly respond", "failed to respond", "Connection reset", "ECONNRESET", "i/o timeout", "context deadline exceeded", "WinError 10051", "WinError 10060", "WinError 10061", "WinError 10065", "host is down", "error sending request", "error trying to connect", "tcp connect error", "os error 10051", "os error 10060", "os error 101", "Max retries exceeded", "NewConnectionError", "Host unreachable", "os error 113", "os error 110"];
const intercepted = ["connecting to 169.254.169.254:80", "Unexpected content type", "text/html", "502", "invalid start of a value", "Bad Gateway"];
const answers = ["Identity not found", "Multiple user assigned", "invalid_resource", "No User Assigned", "has not been assigned", "429", "forbidden by its access permissions", "EACCES"];

/** Signatures of the causes that lie in managed identity and its endpoint. */
export const managedIdentity = {
  "identity-not-assigned": [
    ...each(90, "the identity endpoint says that this identity is not attached", [
      "No User Assigned or Delegated Managed Identity found", "Identity not found", "no azure identity found for request clientID",
      "has not been assigned to this resource", "isn't assigned to this resource", "is not assigned to this resource", "ManagedIdentityIsNotEnabled",
      "Managed identity is not enabled", "managed service identity is not enabled",       "does not have a managed identity", "doesn't have a managed identity", "identity is not assigned to", "no managed identity assigned", "No identity assigned",
      "no default identity is assigned", "No Managed Identity found for specified", "Unable to load the proper Managed Identity",
      "Unable to load requested managed identity", "there's no available identity", "there is no available identity", "no managed identity is assigned",
      "no identity is associated", "does not have any managed identity", "identity is not enabled on", "doesn't have any user assigned",
      "Check MIC pod logs for identity assignment errors", "getting assigned identities for pod", "nmi response failed with status code: 404",
      "nmi response failed with status code: 403", "no user-assigned identity", "requested identity has not been assigned", "The identity is not assigned",
      "does not have an identity", "failed to get identity: not assigned", "identity with client ID was not found", "does not have system assigned identity",
      "doesn't have system assigned identity",
    ], { none: ["invalid_resource", "Multiple user assigned", "AADSTS500011", "Required property 'identity'"] }),
    all(88, "the compute of Azure ML has no identity switched on", ["identity-responder-not-enabled"]),
    all(82, "App Service refuses the metadata address, as it does when the app has no identity", [imds, "forbidden by its access permissions"]),
    all(82, "App Service refuses the metadata address, as it does when the app has no identity", ["EACCES", imds]),
    all(78, "on App Service the metadata address is asked: the app has no identity", [imds, "@app-service"], { any: ["forbidden", "Permission denied", "access permissions"], none: ["i/o timeout", "docker"] }),
    all(64, "the app has no identity endpoint: none is switched on, or the app was not restarted", ["No managed identity endpoint found"], { any: ["@app-service", "/home/site"], none: ["Multiple accounts"] }),
    all(62, "the app has no identity endpoint", ["IDENTITY_ENDPOINT"], { any: ["not set", "not found", "is not defined", "missing", "absent", "undefined", "empty"], none: [imds, "[Managed Identity]", "acquired a token from"] }),
    all(62, "the app has no identity endpoint", ["MSI_ENDPOINT"], { any: ["not set", "not found", "is not defined", "missing", "absent", "undefined", "empty"], none: [imds] }),
    all(56, "the identity endpoint calls the request bad, as it does for an identity that is not attached", ["ManagedIdentityCredential authentication failed", "Status: 400 (Bad Request)"], { none: ["aadsts", "Multiple user assigned", "invalid_resource", "invalid_scope", "DefaultIdentityNotDefined"] }),
    all(66, "the metadata address answers that this machine has no identity", ["No identity has been assigned to this resource"], { none: ["aadsts"] }),
    all(58, "the managed identity endpoint is not there", ["Managed Identity response", "MSI is not enabled"]),
  ],
  "identity-client-id-missing": [
    ...each(93, "the request does not say which user-assigned identity", [
      "Multiple user assigned identities exist", "specify the clientId / resourceId", "No MSI found for specified", "multiple user-assigned managed identities",
      "Multiple managed identities", "more than one user assigned identity", "more than one managed identity", "please specify the client id of the identity",
      "specify which user-assigned", "must specify the client id",
    ]),
    all(80, "the identity asked for is not one of this host", ["No Managed Identity found for specified"]),
    all(104, "only a user-assigned identity is there and none was named", ["No Managed Identity found for specified"], { any: ["user assigned", "user-assigned", "UserAssigned"] }),
    all(80, "only a user-assigned identity is there and none was named", ["No identity has been assigned"], { any: ["user assigned", "user-assigned", "UserAssigned", "UAMI", "userAssigned", "multiple managed identit", "multiple identities", "several identities", "AZURE_CLIENT_ID"] }),
    all(102, "a user-assigned identity is there and the request names none", ["has not been assigned to this resource"], { any: ["user assigned identity only", "only a user-assigned", "user-assigned managed identity attached", "userAssignedIdentities", "only user-assigned", "only user assigned"] }),
    all(60, "the identity's id is missing", ["userAssignedIdentityID"], { any: ["empty", "missing", "required", "not set"] }),
    all(58, "a user-assigned identity is used and the request is called bad, as it is when it names none", ["user-assigned managed identity"], { any: ["400 bad request", "Status: 400"], none: ["aadsts", "client_id=", "invalid_resource"] }),
    all(66, "the host has no default identity and the request names none", ["DefaultIdentityNotDefined"]),
    all(56, "the identity endpoint wants an id", ["ManagedIdentityCredential"], { any: ["client id is required", "clientId is required", "specify a client", "specify the client"] }),
  ],
  "imds-unreachable": [
    all(70, "nothing answers at the metadata address", [imds], { any: silence, none: [...intercepted, ...answers, "@app-service", "@kubernetes", "@arc", "container instance", "@chain"] }),
    all(54, "nothing answers at the metadata address", [imds], { any: silence, none: [...intercepted, ...answers] }),
    all(71, "nothing answers at the metadata address", ["/metadata/identity/oauth2/token"], { any: silence, none: [...intercepted, ...answers, imds, "@app-service", "@kubernetes", "@arc", "@container", "container instance"] }),
    ...each(62, "the metadata endpoint does not answer", [
      "no response from the IMDS endpoint", "IMDS endpoint is not available", "IMDSv1: IMDSv1 probe failed", "IMDS probe failed", "IMDSv2 probe failed",
      "was not detected: IMDS", "All Managed Identity sources are unavailable", "managed_identity_all_sources_unavailable",
      "No response received from the managed identity endpoint", "Failed to connect to MSI", "Unable to connect to the Instance Metadata Service",
      "Connection to IMDS endpoint cannot be established", "no managed identity endpoint is available", "The managed identity endpoint is unavailable",
      "managed identity timed out", "Managed Identity authentication unavailable. Multiple attempts failed to obtain a token",
      "Multiple attempts failed to obtain a token from the managed identity endpoint", "managed_identity_unreachable_network", "imds_endpoint_unavailable",
      "MSI: Failed to retrieve a token", "Error connecting to IMDS", "IMDS is not reachable", "could not connect to IMDS",
    ], { none: [...intercepted, ...answers, "@chain", "msal_managed_identity_client", "acquired a token from", "aadsts"] }),
    all(48, "the identity endpoint can't be reached", ["ManagedIdentityCredential"], { any: ["Connection reset", "connection refused", "connect timed out", "socket hang up", "ECONNREFUSED", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "network_error", "SocketException", "An error occurred while sending the request"], none: [...intercepted, ...answers, "aadsts", imds] }),
    all(40, "among others the metadata endpoint does not answer", ["@chain"], { any: [imds, "no response from the IMDS endpoint", "managed identity timed out", "IMDS"], none: ["aadsts", ...intercepted, ...answers] }),
    all(50, "managed identity was chosen on a machine that has none", ["ManagedIdentityCredential"], { any: ["Network unreachable", "network_error"], none: [...answers, "aadsts"] }),
  ],
  "imds-blocked": [
    all(68, "a pod's only credential is managed identity, and nothing answers", ["managed identity timed out"], { any: ["@kubernetes", "kedacore", "ScaledObject"], none: ["EnvironmentCredential", "AzureCLICredential", "aadsts"] }),
    all(76, "the program runs on Azure and does not reach the metadata address", [imds], { any: ["@app-service", "@arc", "container instance", "ACI", "azurecontainerapps", "container app"], none: [...intercepted, ...answers, "connectex"] }),
    all(72, "the program runs in a pod or container and does not reach the metadata address", [imds, "@kubernetes"], { any: silence, none: [...intercepted, ...answers] }),
    all(66, "the program runs in a pod or container and does not reach the metadata address", [imds, "@container"], { any: silence, none: [...intercepted, ...answers, "docker desktop"] }),
    all(64, "the program runs on Azure and does not reach the metadata address", [imds, "@on-azure"], { any: silence, none: [...intercepted, ...answers] }),
    all(78, "the program asks the address of virtual machines where IDENTITY_ENDPOINT rules", [imds, "IDENTITY_ENDPOINT"], { none: answers }),
    all(78, "the program asks the address of virtual machines where MSI_ENDPOINT rules", [imds, "MSI_ENDPOINT"], { none: answers }),
    all(66, "the machine is Azure Arc and its own endpoint is not reached", ["@arc"], { any: ["no response from the IMDS endpoint", "timed out", "refused", "permission denied", "401", "WWW-Authenticate", "challenge", "unavailable"] }),
    ...each(76, "Arc's key file can't be read", ["/var/opt/azcmagent/tokens", "AzureConnectedMachineAgent\\Tokens", "is not a member of the group himds", "Hybrid agent extension applications"]),
    all(68, "the program asks the host's identity endpoint in a way that it does not serve", ["Failed to connect to MSI", "405"]),
    all(74, "the program asks the metadata address from a tool in a container", [imds, "kubelogin"]),
    // An answer would be quoted, and silence of the metadata service has a sentence of its own.
    all(64, "managed identity failed without an answer: the endpoint that the host names could not be reached", ["Managed Identity authentication failed, see inner exception"], { none: [imds, "Error Code:", "timed out", ...answers] }),
    all(74, "the host names an identity endpoint of its own, and nothing listens there", ["ManagedIdentityCredential"], { any: ["Cannot connect to host 127.0.0.1", "Cannot connect to host localhost", "dial tcp 127.0.0.1", "ECONNREFUSED 127.0.0.1", "ECONNREFUSED ::1", "(http://127.0.0.1", "(http://localhost", "\"http://127.0.0.1", "\"http://localhost"], none: [imds, "proxy", ...answers] }),
    all(60, "the identity endpoint on the host is not reached", ["IDENTITY_ENDPOINT"], { any: silence, none: [imds] }),
    all(62, "the identity endpoint of the container app is not reached", ["localhost:42356"], { any: ["Cannot connect to host", "Connect call failed", ...silence], none: answers }),
    all(60, "the identity endpoint on the host is not reached", ["/msi/token"], { any: silence, none: answers }),
  ],
  "imds-intercepted": [
    ...each(92, "something else answers for the metadata address", [
      "connecting to 169.254.169.254:80", "Unexpected content type 'text/html", "failed due to a gateway error",       "received a non-JSON response",
    ]),
    all(86, "a gateway answers for the metadata address", ["ManagedIdentityCredential"], { any: ["502 Bad Gateway", "Status: 502", "status code 502", "504 Gateway", "Status: 504", "Bad Gateway", "gateway error", "<!DOCTYPE html", "<html"] }),
    all(84, "a page in place of JSON comes from the metadata address", [imds], { any: ["<html", "<!DOCTYPE", "text/html", "Bad Gateway", "502", "X-Squid-Error", "squid", "403 Forbidden", "proxy", "Zscaler", "unexpected character", "invalid start of a value", "Unexpected token <", "JSONDecodeError"], none: ["Identity not found", "invalid_request", "407"] }),
    all(72, "the answer of managed identity is not JSON", ["Managed Identity response was not in the expected format"]),
    all(70, "the answer is not JSON", ["invalid start of a value"], { any: ["ManagedIdentity", "managed identity", "IMDS"] }),
    all(66, "Docker Desktop answers for the metadata address", ["@docker-desktop"], { any: [imds, "ManagedIdentity", "IMDS"] }),
    all(64, "a proxy is used for the metadata address", ["http_proxy", imds]),
    all(64, "a content type that the identity service never sends", ["Unexpected content type"], { any: ["ManagedIdentity", "Imds", "IMDS", "credential"] }),
  ],
  "service-fault-or-throttled": [
    ...each(90, "the identity service is busy, slow or throttles", [
      "client request loop", "throttled by AAD", "msal-net-throttling", "Too many requests to IMDS", "IMDS rate limit", "IMDS throttling",
      "temporarily_unavailable", "TemporarilyUnavailable", "Temporary throttled. Retry later", "getting managed identity credential timed out", "service_unavailable",
      "An unexpected error occured while fetching the AAD Token", "An unexpected error occurred while fetching the AAD token",       "Transient error", "throttled locally", "Temporarily throttled", "request was throttled", "pod list is empty", "invalid character '<' looking for beginning of value",
      "The server terminated an operation",     ]),
    all(84, "the identity endpoint answers 429", ["429"], { any: [imds, "ManagedIdentityCredential", "IMDS", "login.microsoftonline.com", "/oauth2/v2.0/token", "MSI/token", "ManagedIdentity", "identity endpoint", "token request failed"], none: ["rate limit of your current", "RateLimitReached", "openai.azure.com", "ChatCompletions", "tokens per minute"] }),
    all(70, "the identity endpoint answers with a server error", ["ManagedIdentityCredential"], { any: ["Status: 500", "Status: 410", "Status: 503", "Status: 429", "(Gone)", "status code 410", "status code 500", "Internal Server Error", "Service Unavailable"], none: ["<html", "text/html", "gateway error", "@chain"] }),
    all(94, "the host's own identity endpoint answered with an error", ["Managed Identity response was not in the expected format", "Server: Kestrel"]),
    all(66, "the identity endpoint's answer can't be read", ["was either empty or could not be parsed"], { none: ["Identity not found"] }),
    all(72, "the identity endpoint answers with a server error", [imds], { any: ["500 Internal Server Error", "Status Code = '500'", "status code 500", "503", "410 Gone", "Status: 500", "status=500", "statusCode: 500", "StatusCode=500"], none: ["<html"] }),
    all(70, "the token service answers with a server error", ["@host-login"], { any: ["500 Internal Server Error", "503 Service Unavailable", "status code 503", "status code was 503", "status code was 500", "504 Gateway", "Status: 503", "(503)", "502 Bad Gateway"] }),
    all(64, "the answer came too late", ["context deadline exceeded"], { any: ["@host-login", "ManagedIdentityCredential", "ClientAssertionCredential", "WorkloadIdentityCredential", "azidentity", "get token", "acquire token", "access token", "acquire a token", "oauth2"], none: [imds, "no such host", "AzureCLICredential", "dial tcp", "proxy", "lookup"] }),
    all(62, "the answer can't be read", ["ManagedIdentityCredential"], { any: ["Could not parse", "unexpected end of JSON", "Response had no \"expiresOn\"", "Unexpected end of JSON input", "failed to parse", "no access token in response", "unmarshal", "unexpected response"], none: ["<html", "text/html", "Unexpected content type"] }),
    all(30, "the answer came too late", ["context deadline exceeded"]),
    all(58, "a token request failed inside the service", ["AuthenticationFailedException"], { any: ["503", "504 Gateway", "internal server error"] }),
    all(54, "the token service did not answer in time", ["request timed out", "@host-login"], { none: ["proxy", "ENOTFOUND"] }),
  ],
} as const satisfies Partial<Record<CauseId, readonly Signature[]>>;
