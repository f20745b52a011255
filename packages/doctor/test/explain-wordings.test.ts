import { describe, expect, it } from "vitest";
import type { CauseId } from "../src/causes/cause-ids.ts";
import { explain } from "../src/explain.ts";

// Wordings of single libraries, tools and versions, each with the cause that an engineer would act on.
const texts: readonly (readonly [CauseId, string])[] = [
  ["identity-not-assigned", "ManagedIdentityCredential authentication failed\nGET http://169.254.169.254/metadata/identity/oauth2/token\n----\nRESPONSE 404 Not Found"],
  ["identity-not-assigned", "Failed to retrieve IMDS token, status code 404"],
  ["identity-not-assigned", "com.azure.identity.CredentialUnavailableException: Managed Identity is not available: couldn't acquire access token from IMDS. Verify your clientId or msiResourceId"],
  ["identity-not-assigned", "HTTP 404 from http://localhost:42356/msi/token?resource=https://cognitiveservices.azure.com: {\"error\":{\"code\":\"ResourceNotFound\"}}"],
  ["identity-not-assigned", "Response: 500 Internal server error from MSI: Failed to acquire token: no MSI found for app"],
  ["imds-blocked", "requests failed: error sending request for url (http://169.254.169.254/metadata/identity/oauth2/token): tcp connect error: Connection refused (os error 111)"],
  ["imds-blocked", "System.Net.Sockets.SocketException (13): Permission denied (169.254.169.254:80)"],
  ["imds-unreachable", "dial tcp 169.254.169.254:80: connect: no route to host"],
  ["library-bug", "DefaultAzureCredential failed to retrieve a token from the included credentials.\nAttempted credentials:\n\tEnvironmentCredential: EnvironmentCredential authentication unavailable.\n\tManagedIdentityCredential: 'NoneType' object has no attribute 'get'\n\tAzureCliCredential: Please run 'az login' to set up an account"],
  ["library-bug", "AttributeError: 'DefaultAzureCredential' object has no attribute 'signed_session'"],
  ["library-bug", "KeyError: 'expires_on'\n  File \"site-packages/azure/identity/_internal/managed_identity_client.py\", line 90"],
  ["library-bug", "ImportError: cannot import name 'AzureOpenAI' from 'openai'"],
  ["no-usable-credential", "CredentialUnavailableError: EnvironmentCredential is unavailable. No underlying credential could be used.\nCredentialUnavailableError: WorkloadIdentityCredential: is unavailable.\nCredentialUnavailableError: ManagedIdentityCredential: The managed identity endpoint is not currently available\nCredentialUnavailableError: AzureDeveloperCliCredential: no tool"],
  ["network-or-proxy", "RestError: connect ETIMEDOUT 203.0.113.7:443"],
  ["network-or-proxy", "httpx.ConnectTimeout: timed out"],
  ["endpoint-wrong-path", "{\"error\":{\"code\":\"no_model_name\",\"message\":\"No model specified in request.\"}}"],
  ["endpoint-wrong-path", "Error: 404 status code (no body)"],
  ["endpoint-wrong-kind", "ValueError: Invalid connection string"],
  ["config-missing", "TypeError: Invalid URL  input: 'undefined/openai/deployments/demo/chat/completions?api-version=2024-10-21'"],
  ["config-missing", "Error: ClientSecretCredential: tenantId is required."],
  ["config-missing", "System.UriFormatException: Invalid URI: The format of the URI could not be determined. AZURE_OPENAI_ENDPOINT"],
  ["throttling-shown-as-401", "System.ClientModel.ClientResultException: Service request failed.\nStatus: 401 (Unauthorized)\n   at Azure.AI.OpenAI.ClientPipelineExtensions.ProcessMessage(ClientPipeline pipeline)"],
  ["tenant-wrong", "ClientConfigurationError: authority uri is not valid: endpoints_resolution_error"],
  ["app-platform-misconfigured", "AADSTS90023: Public client can't send a client secret"],
  ["password-flow-failed", "Unsupported User Type 'Unknown'. Please see https://aka.ms/msal-net-up"],
  ["cli-not-logged-in", "VisualStudioCodeCredential authentication unavailable. The extension is not signed in to Azure"],
  ["cli-call-failed", "AzureDeveloperCliCredential: ERROR: unknown flag: --claims"],
  ["token-cache-broken", "msal_extensions.persistence.PersistenceNotFound: persistence not found"],
  ["workload-webhook-missing", "FileNotFoundError: [Errno 2] No such file or directory: '/var/run/secrets/azure/tokens/azure-identity-token'"],
  ["oidc-token-permission-missing", "AzurePipelinesCredential authentication failed. A required field oidcToken was not detected in the response. Response status 302"],
  ["cert-unusable", "azidentity: pkcs12: expected exactly two safe bags in the PFX PDU"],
  ["session-expired", "BrowserAuthError: monitor_window_timeout: Token acquisition in iframe failed due to timeout"],
  ["token-provider-misuse", "TypeError: 'AccessToken' object is not subscriptable"],
  ["token-provider-misuse", "TypeError: Header value must be str or bytes, not <class 'coroutine'> (openai)"],
  ["credential-not-passed", "System.ArgumentException: Value cannot be an empty string. (Parameter 'key')\n   at Azure.AzureKeyCredential..ctor(String key)"],
  ["token-sent-as-api-key", "401 Access denied due to invalid subscription key or wrong API endpoint.\nclient = AzureOpenAI(api_key=token.token)"],
  ["token-expired", "401 Access token is missing, invalid, audience is incorrect or have expired. It works for an hour and then fails"],
  ["rbac-no-data-role", "{\"error\":{\"code\":\"UserError\",\"message\":\"The user does not have Microsoft.MachineLearningServices/workspaces/agents/read\"}}"],
  ["rbac-wrong-principal", "The principal lacks the required data action. The id shown is not my user"],
  ["quota-or-region", "InvalidTemplateDeployment: 715-123420 An error occurred. Please reach out to support."],
  ["network-access-denied", "403 Traffic is not from an approved private endpoint"],
  ["arm-role-assignment-exists", "A resource with the ID \"/subscriptions/x/providers/Microsoft.Authorization/roleAssignments/y\" already exists - to be managed via Terraform this resource needs to be imported into the State"],
  ["arm-precondition", "ParentResourceNotFound: Failed to perform 'write' on resource(s) of type 'accounts/deployments', because the parent resource could not be found."],
  ["other-auth-header-required", "JWT Validation Failed: IDX10214, policy validate-jwt"],
  ["deployment-not-found", "The deployment 'demo' could not be found on the openai resource"],
  ["config-missing", "getToken() call for scopes [https://vault.azure.net/.default]: clientId is null or empty"],
  ["identity-not-assigned", "ManagedIdentityCredential.get_token failed: ManagedIdentityCredential authentication unavailable. No identity has been assigned to this resource.\nlibsecret did not perform properly."],
  ["identity-client-id-missing", "The VM carries multiple managed identities.\nManagedIdentityCredential authentication unavailable. No identity has been assigned to this resource."],
  ["app-platform-misconfigured", "AADSTS70002: The request body must contain the following parameter: 'client_secret or client_assertion'"],
  ["cli-not-installed", "401 Please run 'az login' to sign in to Azure. Details: Azure CLI not installed"],
  ["cert-unusable", "CryptographicException: Key not valid for use in specified state.\n   at System.Security.Cryptography.X509Certificates.X509Certificate2.get_PrivateKey()"],
  ["imds-unreachable", "Failed to connect to MSI. Max retries exceeded with url: /metadata/identity/oauth2/token?resource=https%3A%2F%2Fmanagement.core.windows.net%2F&api-version=2018-02-01"],
  ["imds-unreachable", "error sending request for url (http://169.254.169.254/metadata/identity/oauth2/token?api-version=2019-08-01): tcp connect error (os error 10051)"],
  ["workload-webhook-missing", "AZURE_CLIENT_ID is not set although the workload identity webhook runs on the cluster"],
  ["arm-principal-not-found", "No matches in graph database for '0a1b2c3d-0000-4000-8000-000000000001'"],
  ["invalid-key-or-wrong-endpoint", "401 Access denied due to invalid subscription key or wrong API endpoint.\nexport AZURE_OPENAI_API_KEY=...\nexport AZURE_OPENAI_API_VERSION=2025-01-01-preview"],
  ["token-sent-as-api-key", "since the upgrade 401 Unauthorized: we fetch an Entra access token and pass it as AzureOpenAI(api_key=...)"],
  ["rbac-not-propagated", "403 AuthorizationPermissionMismatch right after the role was created; the API returns 201 before the role assignment works"],
  ["endpoint-doubled-path", "Access denied due to invalid subscription key or wrong API endpoint. It goes away without the trailing slash"],
  ["endpoint-doubled-path", "404 POST https://contoso.azure-api.net/openai/deployments/demo/chat/completions?api-version=2025-03-01-preview/"],
  ["api-version-wrong", "Azure OpenAI with API version 2025-09-01 answers: Resource not found"],
  ["throttling-shown-as-401", "with RetryPolicy(0): HTTP 429, with RetryPolicy(1): Service request failed. Status: 401 (Unauthorized)\nClientResultException, AzureOpenAIClientOptions"],
];

describe("wordings of single libraries and tools", () => {
  it.each(texts)("%s: %s", (id, text) => {
    expect(explain(text).causes[0]?.id).toBe(id);
  });

  it("does not take a sample's address for the mistake where only the pasted text was made anonymous", () => {
    expect(explain("404 Resource not found POST https://your-resource.openai.azure.com/openai/chat").causes[0]?.id).toBe("endpoint-wrong-path");
  });
});
