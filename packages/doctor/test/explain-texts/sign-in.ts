export const signIn = {
  "mfa-required": [
    "AADSTS50076: Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '797f4846-ba00-4fd7-ba43-dac1f8f63013'.",
    "AADSTS50079: Due to a configuration change made by your administrator, you must enroll in multi-factor authentication to access",
    "(RequestDisallowedByAzure) Resource 'contoso' was disallowed by Azure: Users must use MFA for Create operation.",
  ],
  "conditional-access": [
    "AADSTS53003: Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
    "AADSTS530084: Access has been blocked by conditional access token protection policy.",
    "AADSTS53000: Device is not in required device state: compliant. Conditional Access policy requires a compliant device, and the device is not compliant.",
    "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: LocationConditionEvaluationSatisfied",
  ],
  "password-flow-failed": [
    "UsernamePasswordCredential authentication failed: AADSTS50126: Error validating credentials due to invalid username or password.",
    "MsalClientException: parsing_wstrust_response_failed: There was an error parsing the WS-Trust response from the endpoint.",
    "AADSTS50053: The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  ],
  "session-expired": [
    "AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2026-01-01T00:00:00Z and was inactive for 90.00:00:00.",
    "AzureDeveloperCLICredential: ERROR: fetching token: reauthentication required, run `azd auth login` to log in",
    "AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password.",
    "ERROR: AADSTS70043: The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.\nInteractive authentication is needed. Please run:\naz login --scope https://ai.azure.com/.default",
  ],
  "cli-not-logged-in": [
    "azure.identity._exceptions.CredentialUnavailableError: Please run 'az login' to set up account",
    "ERROR: fetching token: not logged in, run `azd auth login` to login",
    "AzurePowerShellCredential: Please run \"Connect-AzAccount\" to set up account",
    "Error: unable to build authorizer for Resource Manager API: could not configure AzureCli Authorizer: tenant ID was not specified and the default tenant ID could not be determined: obtaining tenant ID: running Azure CLI: exit status 1: ERROR: Please run 'az login' to setup account.",
  ],
  "cli-not-installed": [
    "AzureCLICredential: Azure CLI not found on path",
    "/bin/sh: 1: az: not found\nthe credential needs the Azure CLI",
    "Error: spawn az ENOENT\n    at ChildProcess._handle.onexit (node:internal/child_process:286:19)",
    "java.io.IOException: Cannot run program \"az\": error=2, No such file or directory",
  ],
  "cli-call-failed": [
    "Azure.Identity.AuthenticationFailedException: Azure CLI authentication timed out.",
    "CredentialUnavailableError: Failed to invoke the Azure CLI",
    "subprocess.TimeoutExpired: Command '['/bin/sh', '-c', 'az account get-access-token --output json --resource https://ai.azure.com']' timed out after 10 seconds",
    "AzureCliCredential: Unexpected output from Azure CLI: \"WARNING: upgrade available\"",
  ],
  "token-cache-broken": [
    "msal_extensions.persistence.PersistenceDecryptionError: [WinError -2146893813] Key not valid for use in specified state",
    "Microsoft.Identity.Client.Extensions.Msal.MsalCachePersistenceException: Persistence check failed. Inspect inner exception for details",
    "PermissionError: [Errno 13] Permission denied: '/root/.azure/msal_token_cache.json'",
    "Error: Unable to load libsecret-1.so.0: cannot open shared object file; the token cache was not persisted",
  ],
  "no-usable-credential": [
    "DefaultAzureCredential failed to retrieve a token from the included credentials.\nAttempted credentials:\n\tEnvironmentCredential: EnvironmentCredential authentication unavailable. Environment variables are not fully configured.\n\tManagedIdentityCredential: ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint.\n\tAzureCliCredential: Azure CLI not found on path\n\tAzurePowerShellCredential: PowerShell is not installed\n\tAzureDeveloperCliCredential: Azure Developer CLI could not be found.",
    "ChainedTokenCredential authentication failed.\nCredentialUnavailableError: EnvironmentCredential is unavailable. No underlying credential could be used.\nCredentialUnavailableError: Azure CLI could not be found. Please visit https://aka.ms/azure-cli\nCredentialUnavailableError: Unable to execute PowerShell.",
    "Error: Invalid value for AZURE_TOKEN_CREDENTIALS = production. Valid values are 'dev', 'prod'",
    "Result: Failure Exception: Azure CLI not found on path. Stack: /home/site/wwwroot/function_app.py",
  ],
  "library-bug": [
    "com.openai.errors.OpenAIInvalidDataException: `type` is not set",
    "TypeError: ManagedIdentityClient.acquire_token_for_client() got an unexpected keyword argument 'claims_challenge'\n  File \"azure/identity/_internal/msal_managed_identity_client.py\"",
    "System.MissingMethodException: Method not found: 'Void Azure.Identity.TokenCredentialOptions.set_AuthorityHost(System.Uri)'",
    "java.lang.NoSuchMethodError: 'com.azure.core.http.HttpPipelineBuilder' at com.azure.identity.implementation.IdentityClient",
    "ImportError: cannot import name 'AccessTokenInfo' from 'azure.core.credentials'",
  ],
} as const;
