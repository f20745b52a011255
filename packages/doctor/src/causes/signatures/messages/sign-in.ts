import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { all, each } from "../write.ts";

/** What libraries, tools and services print for causes of this family, beside the family's own signatures. */
export const signIn: Partial<Record<CauseId, readonly Signature[]>> = {
  "token-cache-broken": [
    ...each(90, "the token cache can't be used", ["Encryption failed:"], { any: ["Consider disable encryption","PersistenceEncryptionError"] }),
    ...each(90, "the token cache can't be used", ["App developer may consider this guidance: https://github.com/AzureAD/microsoft-authentication-extensions", "Runtime dependency of PyGObject is missing", "Require a package \"gir1.2-secret-1\"", "You may want to manually remove the stale lock file", "Unable to obtain lock, despite trying for", "An error while validating KeyRing availability", "An error while reading secret from keyring", "An error while saving secret to keyring", "Failed to read Cache File", "Failed to write to Cache File", "GnomeKeyringError", "DPAPIEncryptedFileError", "CrossPlatformLockError", "Not able to acquire lock. Exceeded amount of retries", "PersistenceNotVerifiedError", "Persistence could not be verified", "The current environment is not supported by msal-node-extensions yet", "A persistent cache is not available in this environment", "persistent storage isn't available due to error", "couldn't get the user keyring due to error", "couldn't create cache encryption key due to error", "couldn't get cache encryption key due to error", "couldn't store cache encryption key due to error", "PyGObject is required to encrypt the persistent cache", "failed to read cache data due to error", "couldn't parse cache data due to error", "storage read/write validation failed", "Can't find token from MSAL cache", "unable to delete authentication record cache in", "Unable to import authentication information into the global cache", "Fail to access profile file and will try to use process", "KeyStore cannot be loaded from storage", "AzKeyStore is locked", "Persistence check fails due to unknown error", "Context autosave is not supported", "Unable to retrieve service key for ServicePrincipal account", "Password is missing and no cache found for the current user"]),
  ],
  "no-usable-credential": [
    ...each(90, "interactive sign-in does not exist in this program", ["On .Net Core, interactive authentication is not supported"]),
    ...each(90, "no browser can be opened on this host", ["linux_xdg_open_failed", "Unable to open a web page using xdg-open, gnome-open, kfmclient", "Unable to open default system browser", "desktop_browser_not_supported"]),
    ...each(90, "the component for the embedded browser is not installed", ["webview2_runtime_not_installed"]),
    ...each(90, "the component for the embedded browser can't be loaded", ["The embedded WebView2 browser cannot be started"]),
    ...each(90, "no browser is available on this host", ["no_system_webview"]),
    ...each(90, "the local listener for the browser's answer can't be opened", ["unable_to_start_http_listener", "Couldn't start an HTTP server on localhost"]),
    ...each(90, "the browser library runs outside a browser", ["non_browser_environment", "Login and token requests are not supported in non-browser"]),
    ...each(90, "no browser can be opened on this host", ["Failed to open a browser"], { none: ["az login"] }),
    ...each(90, "kubelogin does not know this login method", ["is not a supported login method. Supported method is one of"]),
    ...each(90, "this credential works only inside Azure DevOps", ["Cannot create DevOps federated service connection credential"]),
    ...each(90, "this command needs a user or service principal", ["VM SSH currently doesn't support managed identity"]),
    ...each(90, "this session can show no sign-in window", ["Interactive authentication is not supported in this session,"]),
    ...each(90, "the scaler can not use this kind of identity", ["doesn't support pod identity"], { any: ["azure","Azure","Log Analytics","service bus"] }),
    ...each(90, "the scaler can not use this kind of identity", ["does not support pod identity provider", "event hub does not support pod identity"]),
    ...each(90, "KEDA can not use this kind of identity", ["not supported for azure credentials chain"]),
    ...each(90, "cert-manager may not use the ambient identity", ["ClientID was omitted without providing one of `--cluster-issuer-ambient-credentials` or `--issuer-ambient-credentials`"]),
    ...each(90, "the task can not use this kind of service connection", ["Unsupported service connection authorization scheme"]),
    ...each(90, "keepAzSessionActive needs a federated service connection", ["The 'keepAzSessionActive' input might be used only for workload"]),
    ...each(90, "the identity library is not on the class path", ["If you want to use passwordless authentication, you need to add"]),
    ...each(90, "the identity library is missing", ["azure-identity package is required for Entra ID authentication", "provider requires the `azure-identity` package for managed"]),
  ],
  "cli-not-installed": [
    ...each(90, "PowerShell's module for Azure is not installed", ["Az.Account module with version >= 2.2.0 is not installed"]),
    ...each(90, "azd is not installed", ["Azure Developer CLI not installed"]),
    ...each(90, "az is not found", ["launching Azure CLI: exec", "could not parse Azure CLI version: launching Azure CLI"]),
    all(90, "an Az module is missing", ["and it is not installed. Run \"Install-Module","is part of Azure PowerShell module"]),
    ...each(90, "the old AzureRM command is gone", ["is in the AzureRM PowerShell module, which is outdated"]),
    ...each(90, "the agent has no az", ["Azure CLI 2.x is not installed on this machine", "Azure CLI not found on the agent"]),
    ...each(90, "the az of the agent is too old for federated sign-in", ["unrecognized arguments: --federated-token"]),
    ...each(90, "kubectl needs kubelogin now", ["The azure auth plugin has been removed"]),
    ...each(90, "the CLI is not there", ["Azure CLI not found. Install from:"]),
  ],
  "session-expired": [
    ...each(90, "the broker's account was signed out", ["Account has previously been signed out of this application"]),
    ...each(90, "the device code was not used in time", ["Error while retrieving OAuth token: Code Expired"]),
    ...each(90, "the Azure DevOps session must sign in again", ["A valid refresh token was not found"]),
    ...each(90, "the Logic Apps connection was never signed in, or its login is gone", ["The connection does not contain an access token. Please edit"]),
  ],
  "cli-call-failed": [
    ...each(90, "az printed something that is no JSON", ["unmarshaling the output of Azure CLI"]),
    ...each(90, "az does not tell its version", ["could not detect Azure CLI version"]),
    ...each(90, "az failed when func called it", ["Error running Az CLI command"]),
  ],
  "cli-not-logged-in": [
    ...each(90, "nobody is signed in in PowerShell, or the login ran out", ["Your Azure credentials have not been set up or have expired,"]),
    ...each(90, "the PowerShell session must sign in again", ["No authentication client factory has been registered, please"]),
    ...each(90, "func finds no login of az or PowerShell", ["Unable to connect to Azure. Make sure you have the `az` CLI or"]),
    ...each(90, "nobody is signed in to the CLI", ["Not authenticated with Azure. Run: az login"]),
  ],
  "mfa-required": [
    ...each(90, "PIM wants a sign-in with MFA", ["The following policy rules failed: [\"MfaRule\"]"]),
  ],
  "library-bug": [
    ...each(90, "the OpenAI library is too old", ["Please upgrade your OpenAI package to version 1.0.0 or later"]),
  ],
};
