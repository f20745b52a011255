import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

const specific = ["aadsts", "Failed to invoke the Azure CLI", "authentication timed out", "Multiple accounts", "Identity not found"];
const servers = ["@app-service", "@kubernetes", "/home/site", "/var/task", "container app", "containerapp", "web app", "in production", "azure function"];

/** Signatures of the causes that lie in sign-in, developer tools and the choice of credential. */
export const signIn = {
  "mfa-required": [
    ...each(93, "a second factor is asked for", [
      "you must use multi-factor authentication", "must use multi-factor authentication to access", "you must enroll in multi-factor authentication",
      "Strong authentication is required", "Users must use MFA", "multi-factor authentication is required", "MFA is required",
      "such as multi-factor authentication (MFA)", "User interaction is required", "requires multi-factor authentication", "MFA required", "requires MFA",
      "multifactor authentication required",
    ]),
    ...each(60, "the service wants a claims challenge answered by a person", ["--claims-challenge", "insufficient_claims"], { none: ["AADSTS53003", "LocationCondition", "TokenIssuedBeforeRevocationTimestamp"] }),
    all(66, "the password flow can't answer a second factor", ["UsernamePasswordCredential"], { any: ["MFA", "multi-factor", "50076"] }),
    ...each(42, "Entra wants a person in front of it", ["interaction_required", "InteractionRequired"], { none: ["AADSTS53003", "AADSTS65001", "AADSTS700082", "AADSTS50173", "AADSTS50020", "AADSTS50105"] }),
  ],
  "conditional-access": [
    ...each(93, "a policy of the tenant refuses the token", [
      "does not allow token issuance", "does not meet the criteria to access this resource", "not supported through Conditional Access policy",
      "Conditional Access policy requires", "conditional access policy blocks", "blocked by conditional access", "Device is not in required device state",
      "device must be compliant", "Device authentication is required", "Token protection", "request is blocked by tenant restriction",
      "LocationConditionEvaluationSatisfied", "location conditional access", "blocked by your organization's policies",
      "Your sign-in was successful but does not meet the criteria", "Your organization's policy", "You can't get there from here", "device code flow is blocked",
      "Authentication flows policy", "token_protection", "Your administrator has set a policy",
    ]),
    ...each(56, "Conditional Access plays a part", ["conditional access"], { none: ["AADSTS70043", "AADSTS50076", "AADSTS50079", "sign-in frequency"] }),
  ],
  "password-flow-failed": [
    ...each(92, "the password sign-in can't work", [
      "Federated service at", "parsing_ws_metadata_exchange_failed", "federated_service_returned_error", "wstrust", "ws-trust", "invalid user name or password",
      "user_realm_discovery_failed", "unknown_user_type", "password_required_for_managed_user", "integrated_windows_auth_not_supported_managed_user",
      "You've tried to sign in too many times", "The account is locked", "your account is locked",
      "Sign-in was blocked because it came from an IP address with malicious activity", "IdsLocked", "The password has expired", "Unsupported Identity Provider",
      "ROPC", "could not find a WS-Trust", "usernamemixed",
    ], { none: ["AADSTS50076", "AADSTS50079", "AADSTS50196"] }),
    ...each(48, "the password credential failed", ["UsernamePasswordCredential authentication failed", "acquire_token_by_username_password", "AcquireTokenByUsernamePassword"], { none: ["AADSTS50196", "AADSTS50076", "AADSTS7000218", "AADSTS65001"] }),
  ],
  "session-expired": [
    ...each(92, "the login is too old or was revoked", [
      "refresh token has expired", "refresh token is expired", "The provided grant has expired", "grant has expired due to it being revoked",
      "reauthentication required", "re-authentication required", "reauthentication is required",
      "TokenIssuedBeforeRevocationTimestamp", "sign-in frequency checks", "credentials have not been set up or have expired",       "session has expired", "Token has been revoked", "need to re-enter your credentials",
      "credentials need refreshing", "Your credentials have expired", "credentials have expired. please", "your login has expired",       "login expired, run", "re-enter your credentials for", "Credentials for user need to be refreshed", "no refresh token found",
      "SignInRequired", "token expired or revoked", "refresh_token is expired",
          ], { none: ["client secret keys", "NewClientSecret"] }),
    all(58, "the tool asks for a new interactive login", ["Interactive authentication is needed. Please run"], { none: ["AADSTS53003", "MSI token audience", "AADSTS50076", "AADSTS50079", "AADSTS65001"] }),
    all(54, "the tool asks for a new interactive login", ["To re-authenticate, please run"], { none: ["AADSTS53003", "AADSTS50076", "AADSTS50079", "AADSTS65001"] }),
    all(50, "the service calls the grant no longer good", ["invalid_grant"], { none: ["aadsts", "wstrust", "password", "assertion", "consent"] }),
    ...each(50, "Visual Studio's login gives no token", ["TS004: Unable to get access token", "TS003: Error", "VisualStudioCredential authentication failed"], { none: ["AADSTS50020", "@chain"] }),
    ...each(46, "the editor's login gives no token", ["VisualStudioCodeCredential authentication failed", "VisualStudioCodeCredential: Azure Active Directory error"], { none: ["aadsts"] }),
  ],
  "cli-not-logged-in": [
    ...each(64, "nobody is signed in to the tool", [
      "run `az login`",       "run \"azd auth login\"",
      "run 'Connect-AzAccount'",       "execute Connect-AzAccount", "No account found. Please run", "ERROR: not logged in", "not logged into azure", "User is not logged in", "You are not logged in",
      "you are not signed in", "az login to setup account", "No Authorization Tokens were found", "please re-authenticate using `az login`", "log-in with `az login`",
      "No Azure context", "No subscription found. Run 'az account set'", "There is no active account", "please login using azd auth login",
      "Run the 'az login' command", "Azure CLI is not logged in", "need to be logged in", "Not logged in.", "no logged in user", "no user is logged in",
      "Please login first",
    ], { none: ["AADSTS700082", "AADSTS50076", "AADSTS53003", "AADSTS65001", "AADSTS50173", "AADSTS70043", "@chain", "credentials have not been set up or have expired", "reauthentication required"] }),
    all(56, "the developer tool of this workstation has no login", ["@chain", "Please run 'az login'"], { none: [...specific, "/home/site", "@app-service"] }),
    all(52, "the developer tool has no login", ["@chain", "azd auth login"], { none: [...specific, "/home/site"] }),
    all(48, "the developer tool has no login", ["@chain", "Connect-AzAccount"], { none: [...specific, "/home/site"] }),
    all(50, "several tools ask for a login", ["@chain", "az login"], { none: [...specific, "/home/site"] }),
    all(40, "the browser sign-in has not been done", ["authentication_required"], { any: ["login", "credential", "authenticate()"] }),
    all(46, "the credential wants a person to sign in first", ["AuthenticationRequiredException", "Interactive authentication is needed"], { none: ["aadsts"] }),
  ],
  "cli-not-installed": [
    ...each(80, "the command-line tool is not on the path", [
      "exec: \"azd\": executable file not found", "exec: az: executable file not found", "'az' is not recognized", "az: command not found", "azd: command not found",
      "az: not found", "spawn az ENOENT", "spawn azd ENOENT", "No such file or directory: 'az'",
      "Cannot run program \"az\"",       "azure cli is not installed", "Azure CLI installation not found", "Please install the Azure CLI", "the Azure CLI must be installed",
      "Please make sure Azure CLI is installed", "az cli not found", "Azure CLI (az) not found", "could not find az in PATH", "kubelogin: command not found",
      "azd is not installed", "Unable to execute PowerShell", "pwsh: not found", "spawn pwsh ENOENT", "[WinError 2] The system cannot find the file specified",
      "exec: \"kubelogin\": executable file not found", "unable to find az", "Unable to locate executable file: az", "'azd' is not recognized",
      "PowerShell is not installed", "Az.Accounts module", "is not recognized as a name of a cmdlet", "Az.Account module >=", "program not found: az",
    ], { none: ["@chain"] }),
    ...each(66, "the credential does not find its tool", [
      "Azure CLI not installed", "Azure CLI not found on path", "Azure CLI could not be found",       "Azure Developer CLI could not be found", "Azure Developer CLI not found on path", "AzureCLICredential: Azure CLI not found", "executable not found on path",
    ], { none: ["@chain", "azure-functions-host", "/home/site"] }),
    all(44, "the tool of the chain is not installed", ["@chain"], { any: ["Azure CLI not installed", "Azure CLI not found on path", "Azure CLI could not be found", "executable file not found"], none: ["aadsts", "@app-service", "Please run 'az login'", "Failed to invoke"] }),
  ],
  "cli-call-failed": [
    all(80, "the tool refuses the arguments of the call: one of the two is too old", ["unrecognized arguments"], { any: ["az account get-access-token", "running Azure CLI", "az: error", "Azure CLI"] }),
    ...each(84, "the call of the tool failed or timed out", [
      "Failed to invoke the Azure CLI", "Failed to invoke Azure CLI", "Failed to invoke PowerShell", "Failed to invoke the Azure Developer CLI",
      "Azure CLI authentication timed out", "Azure Developer CLI authentication timed out", "Azure PowerShell authentication timed out",
      "Timed out waiting for Azure CLI", "Timed out waiting for Azure PowerShell", "Timed out waiting for the Azure", "Unexpected output from Azure CLI",
      "Unexpected output from the Azure", "get-access-token timed out", "Azure CLI process timed out", "Unable to parse output from", "Unable to parse the output",
      "az account get-access-token --output json --resource, exit status", "Error invoking Azure CLI", "process returned non-zero exit code",
      "could not parse Azure CLI output", "Azure CLI couldn't be invoked", "No module named 'azure.cli'", "Azure CLI exited",
      "Azure Developer CLI authentication failed due to an unknown error", "error running az account", "Error waiting for the Azure CLI",
      "Error obtaining Authorization Token from the Azure CLI", "unable to run az", "exit code 0xC0000", "Could not retrieve tokens from Azure CLI",
    ]),
    all(76, "the call of the tool timed out", ["az account get-access-token"], { any: ["TimeoutExpired", "timed out after", "timed out"] }),
    all(70, "the call of the tool failed for an unknown reason", ["Azure CLI authentication failed due to an unknown error"], { none: ["aadsts"] }),
    all(70, "the call of the tool failed for an unknown reason", ["Azure PowerShell authentication failed due to an unknown error"], { none: ["aadsts"] }),
    all(62, "the tool crashed", ["The command failed with an unexpected error. Here is the traceback"], { none: ["aadsts", "SSLError", "CERTIFICATE_VERIFY_FAILED", "ProxyError", "169.254.169.254", "NewConnectionError", "Decrypt", "msal_token_cache", "getaddrinfo", "ConnectionError", "Key not valid"] }),
    all(58, "the call of the tool failed", ["az account get-access-token"], { any: ["exit status", "exit code", "exited with", "unexpected token", "JSONDecodeError", "Command failed", "SyntaxError", "signal: killed", "ModuleNotFoundError"], none: ["aadsts", "az login"] }),
    ...each(54, "the credential's tool failed", ["AzureCliCredential authentication failed", "AzureDeveloperCliCredential authentication failed", "AzurePowerShellCredential authentication failed", "AzureCLICredential: exit status", "AzureCLICredential: context deadline exceeded"], { none: ["aadsts", "az login"] }),
  ],
  "token-cache-broken": [
    ...each(93, "the token cache can't be used", [
      "Persistence check failed", "WinError -2146893813", "-2146893813", "Key not valid for use in specified state", "MSAL token cache verification failed",
      "org.freedesktop.secrets", "libsecret", "Encryption unavailable. Opt in to unencrypted storage", "PersistenceDecryptionError", "PersistenceEncryptionError",
      "PersistenceError", "MsalCachePersistenceException", "Can not decrypt", "token cache is corrupted", "corrupted token cache",
      "Cannot autolaunch D-Bus without X11", "Failed to load the token cache", "Failed to read token cache", "Unable to load token cache",
      "unable to deserialize token cache", "keyring is locked", "CryptUnprotectData", "CryptProtectData", "errSec", "SecKeychain", "keychain cannot be accessed",
      "No recommended backend was available", "Failed to unprotect", "The token cache could not be", "Unable to use libsecret", "failed to unlock correct collection",
    ], { none: ["AADSTS700082", "AADSTS50196"] }),
    all(104, "the token cache holds no readable JSON", ["token_cache.py"], { any: ["JSONDecodeError", "Expecting value", "Extra data", "UnicodeDecodeError", "json.loads"] }),
    ...each(88, "the token cache can't be used", [
      "Decryption failed", "Failed to decrypt", "Unable to decrypt", "msal_token_cache.bin", "msal_token_cache.json", "msal_token_cache", "msal.cache",
      "accessTokens.json", "service_principal_entries", "tokenCache.dat", "Could not access the cache", "gnome-keyring", "SecretService", "DPAPI", "win32crypt",
      "azureProfile.json", "token cache", "credential cache is locked", "cannot store token", "Can't serialize token cache",
    ], { any: ["error", "failed", "exception", "denied", "invalid", "unable", "cannot", "could not", "traceback", "not provided", "corrupt", "PermissionError", "JSONDecodeError", "OSError", "UnicodeDecodeError", "EACCES", "locked"], none: ["AADSTS700082", "AADSTS50196", "No accounts were found in the cache", "Multiple accounts", "AADSTS65001"] }),
  ],
  "no-usable-credential": [
    all(60, "every member of the chain was unavailable", ["@chain"], { none: [...specific, "az login", "x509", "CERTIFICATE_VERIFY_FAILED", "invalid_client", "Unexpected content type", "No User Assigned"] }),
    all(52, "every member of the chain was unavailable", ["@chain"], { none: [...specific, "x509", "CERTIFICATE_VERIFY_FAILED"] }),
    all(72, "a developer tool is asked for on a server", ["Azure CLI not found on path"], { any: servers }),
    all(72, "a developer tool is asked for on a server", ["Azure CLI not installed"], { any: servers }),
    all(72, "a developer tool is asked for on a server", ["Azure CLI could not be found"], { any: servers }),
    all(70, "a developer login is asked for on a server", ["Please run 'az login'"], { any: servers, none: ["aadsts"] }),
    all(66, "managed identity was tried in a pod", ["Managed Identity authentication is not available"]),
    ...each(64, "no credential of the chain gave a token", [
      "No credential in this chain provided a token", "no credential can be constructed", "No suitable credential", "no valid credential",
      "failed to find any valid credentials", "Unable to find valid credentials", "Could not find any credentials", "could not configure any credential",
      "Please specify a credential", "No credentials available", "none of the credentials", "could not find a valid credential",
      "None of the available authentication methods", "could not configure AzureCli Authorizer", "please ensure you have authenticated with Azure",
      "unable to build authorizer", "Authenticating using the Azure CLI is only supported as a User", "no authorizer", "unable to configure credentials",
      "methods to get an access token, but none of them worked", "no implementation of `VisualStudioCodeCredential`",
    ], { none: ["aadsts", "credentials available in cache", "az login", "executable file not found"] }),
    ...each(84, "the chain's selection is not valid", ["Invalid value for AZURE_TOKEN_CREDENTIALS", "invalid AZURE_TOKEN_CREDENTIALS", "AZURE_TOKEN_CREDENTIALS must be set", "AZURE_TOKEN_CREDENTIALS environment variable is required", "Required environment variable 'AZURE_TOKEN_CREDENTIALS'"]),
    ...each(48, "there is no managed identity endpoint", ["No managed identity endpoint found", "No MSI credential available", "MSI endpoint is not available"], { none: ["aadsts", "Multiple accounts"] }),
    all(50, "managed identity was tried and is not available", ["ManagedIdentityCredential authentication unavailable"], { any: ["@kubernetes"], none: ["aadsts", "Identity not found", "x509"] }),
    ...each(44, "the managed identity credential was not available", ["CredentialUnavailableException", "credentialUnavailableError"], { none: ["aadsts", "169.254.169.254", "az login", "Identity not found", "Azure CLI"] }),
  ],
  "library-bug": [
    all(84, "reading the type of an Azure error stops Java's library, which hides the error itself", ["OpenAIInvalidDataException", "`type` is not set"]),
    ...each(72, "the error comes from inside the library", [
      "got an unexpected keyword argument", "cannot import name", "has no attribute 'get_token_info'", "has no attribute '_msal", "ImportError: cannot import",
      "MissingMethodException", "Method not found:", "NoSuchMethodError", "NoClassDefFoundError", "ClassNotFoundException: com.azure", "AbstractMethodError",
      "TypeLoadException", "Could not load file or assembly", "missing 1 required positional argument", "takes 1 positional argument", "takes 2 positional arguments",
      "multiple values for keyword argument", "multiple values for argument", "is not a constructor", "ERR_REQUIRE_ESM", "ERR_PACKAGE_PATH_NOT_EXPORTED",
      "unexpected keyword", "NotImplementedError", "undefined: azidentity", "does not implement azcore.TokenCredential", "AttributeError: module 'msal'",
      "ModuleNotFoundError: No module named 'azure.identity", "ModuleNotFoundError: No module named 'msal", "Cannot find module '@azure/identity'",
      "Cannot find module '@azure/msal", "FileLoadException", "nil pointer dereference", "NullReferenceException", "NullPointerException", "index out of range",
      "Cannot read properties of undefined", "Cannot read property", "panic: runtime error",
    ], { any: ["azure", "msal", "identity", "credential", "get_token", "getToken", "token"], none: ["aadsts", "get_bearer_token_provider", "AzureKeyCredential", "PermissionDenied", "environment variable"] }),
    all(86, "the library asks for a tenant that managed identity does not need", ["missing_tenant_id_error"], { any: ["ManagedIdentityCredential", "managed identity"] }),
    all(64, "the class lacks what other versions have", ["has no attribute"], { any: ["AIProjectClient", "AzureOpenAI", "azure.ai", "msal.", "azure.core"], none: ["get_token", "coroutine"] }),
    all(62, "a newer machine agent is not recognised by this library version", ["msal_managed_identity_client", "no response from the IMDS endpoint"]),
    all(50, "the failing part is the library's own code", ["msal_managed_identity_client"], { any: ["Traceback"], none: ["aadsts", "Identity not found"] }),
    ...each(58, "it began with a version of the library", ["after upgrading", "after upgrade", "works with version", "works in version", "downgrading", "downgrade to", "rolled back to", "since version", "regression in", "worked in version", "worked with version", "works fine with version", "broke in"], { any: ["azure-identity", "Azure.Identity", "azidentity", "msal", "azure/identity", "identity", "credential"], none: ["aadsts"] }),
  ],
} as const satisfies Partial<Record<CauseId, readonly Signature[]>>;
