import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord } from "./cause.ts";
import { fill, say, setVariable, signInAgain } from "../fix.ts";

const codes = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";
const chains = "https://learn.microsoft.com/azure/developer/intro/azure-developer-core-concepts";
const jsTroubleshoot = "https://aka.ms/azsdk/js/identity/defaultazurecredential/troubleshoot";

/** Causes that lie in a person's sign-in, the developer tools that hold it, or the choice of credential. */
export const signIn = {
  "mfa-required": {
    title: "Multi-factor authentication is required and this sign-in has none",
    why: "A policy wants a second factor, and the cached session or the flow used carries none. A flow without a person in front of it can't give one.",
    neighbours: [
      { id: "conditional-access", tell: "AADSTS53003 blocks however you sign in; AADSTS50076 lets you in with a second factor" },
      { id: "session-expired", tell: "there the login is too old, not too weak" },
    ],
    fix: (e) => [signInAgain(e, true), say("An unattended program needs an identity of its own: managed identity, workload identity or a service principal, not a user's password")],
    docs: ["https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication", codes],
  },
  "conditional-access": {
    title: "A Conditional Access policy refuses the token",
    why: "Identity and secret are right, but a policy of the tenant does not allow this device, network, platform, location or flow. Signing in again the same way gives the same answer.",
    neighbours: [{ id: "mfa-required", tell: "AADSTS50076/50079 only asks for a second factor" }],
    fix: (e) => [
      { title: "Find the policy in the sign-in log by the correlation id of the message", portal: [`Microsoft Entra ID, Monitoring, Sign-in logs, filter by correlation id ${fill(e, "correlationId")}, open Conditional Access.`] },
      say("Sign in from a device, network or flow that the policy allows (interactive instead of device code, a managed device), or ask its owner for an exception", "For workload identities the policy is one for service principals; exclude the app or allow its network."),
    ],
    docs: ["https://learn.microsoft.com/entra/identity/conditional-access/troubleshoot-conditional-access", codes],
  },
  "password-flow-failed": {
    title: "Sign-in with user name and password can't work here",
    why: "The account is federated, locked, unknown, without a password in Entra, or the password is wrong. The flow is also refused for every account that needs a second factor.",
    neighbours: [
      { id: "mfa-required", tell: "AADSTS50076 with a right password" },
      { id: "principal-disabled", tell: "AADSTS50057 is a disabled account" },
    ],
    fix: () => [
      say("Use another flow: interactive or device code for people, managed identity or workload identity for programs", "Azure.Identity's UsernamePasswordCredential and MSAL's password flow are deprecated."),
      { title: "If the account must be used, check it by hand", portal: ["Sign in at https://myaccount.microsoft.com with it; a lock-out ends after some minutes without attempts."] },
    ],
    docs: ["https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc", codes],
  },
  "session-expired": {
    title: "The developer login has expired or was revoked",
    why: "The refresh token in the tool's cache is too old, was revoked (password change, sign-in frequency, admin), or is not good for this scope. Only the tool that owns the login can renew it.",
    neighbours: [
      { id: "cli-not-logged-in", tell: "there nobody is signed in at all" },
      { id: "token-expired", tell: "there a short-lived access token, used by the program itself, ran out" },
      { id: "mfa-required", tell: "AADSTS50076/50079 asks for a second factor" },
    ],
    fix: (e) => [
      { title: "Sign out and in again in the tool that owns the login", az: ["az logout", `az login --tenant "${fill(e, "tenantId")}" --scope "${fill(e, "scope")}"`], powershell: [`Connect-AzAccount -Tenant "${fill(e, "tenantId")}"`], note: `azd has a login of its own: azd auth login --tenant-id "${fill(e, "tenantId")}". Visual Studio and VS Code: sign out and in under their accounts.` },
      setVariable("AZURE_TOKEN_CREDENTIALS", "CREDENTIAL_NAME", "If a stale login stops the chain, name the credential that is meant, for instance ManagedIdentityCredential"),
    ],
    docs: [codes, jsTroubleshoot],
  },
  "cli-not-logged-in": {
    title: "Nobody is signed in to the developer tool",
    why: "The Azure CLI, Azure Developer CLI or Azure PowerShell is there, but holds no login for this user and environment. A login of another user, another home directory or in the other tool does not count.",
    neighbours: [
      { id: "session-expired", tell: "there a login exists and is too old (AADSTS70043, 700082)", command: "az account get-access-token --scope https://ai.azure.com/.default --query expiresOn" },
      { id: "consent-missing", tell: "AzureCliCredential turns AADSTS65001 into the same hint" },
      { id: "mfa-required", tell: "Java's AzureCliCredential turns AADSTS50076 into the same hint; az itself shows the number", command: "az account get-access-token --scope https://ai.azure.com/.default --query expiresOn" },
      { id: "account-wrong", tell: "Java's AzureCliCredential turns AADSTS50020 into the same hint; az itself shows the number", command: "az account get-access-token --scope https://ai.azure.com/.default --query expiresOn" },
      { id: "no-usable-credential", tell: "on a server nobody should sign in with a tool; there the managed identity is missing" },
    ],
    fix: (e) => [
      { title: "Sign in, as the user that runs the program", az: [`az login --tenant "${fill(e, "tenantId")}"`, "az account show --query \"{user:user.type,tenant:tenantId,subscription:name}\""], powershell: [`Connect-AzAccount -Tenant "${fill(e, "tenantId")}"`], note: `For azd: azd auth login --tenant-id "${fill(e, "tenantId")}". In a container mount the tool's folder or use an identity of its own.` },
    ],
    docs: ["https://learn.microsoft.com/cli/azure/authenticate-azure-cli", jsTroubleshoot],
  },
  "cli-not-installed": {
    title: "The command-line tool is not there",
    why: "The credential or program starts az, azd or pwsh, and no such program is on the PATH of the process. Usual reasons are a slim container image, a service account, or an editor started before the installation.",
    neighbours: [{ id: "no-usable-credential", tell: "on a server the tool should not be needed: there the credential is the wrong one for the host" }, { id: "cli-call-failed", tell: "there the tool is found and its call fails" }],
    fix: () => [
      { title: "Check in the same environment, then install it there", az: ["az version"], powershell: ["Get-Command az"], note: "https://aka.ms/azure-cli; restart the editor or shell afterwards." },
      setVariable("AZURE_TOKEN_CREDENTIALS", "prod", "In a deployed program use the identity of the host instead of a developer tool"),
    ],
    docs: ["https://learn.microsoft.com/cli/azure/install-azure-cli"],
  },
  "cli-call-failed": {
    title: "The command-line tool is there but its call fails or times out",
    why: "az, azd or PowerShell was started by the library and crashed, hung or gave something unreadable: a broken installation, an extension, a proxy, output that is not JSON, or a slow first start. Run by hand in the same environment it shows the real message.",
    neighbours: [{ id: "cli-not-logged-in", tell: "there the tool answers and asks for a login" }, { id: "cli-not-installed", tell: "there the tool is not found" }],
    fix: (e) => [
      { title: "Run what the library runs, in the same environment and as the same user", az: [`az account get-access-token --output json --resource "${fill(e, "resource")}" --query expiresOn`, "az version"], powershell: [`Get-AzAccessToken -ResourceUrl "${fill(e, "resource")}" | Select-Object ExpiresOn`] },
      say("A slow tool: raise the credential's process timeout", "processTimeoutInMs (JavaScript), process_timeout (Python), ProcessTimeout (.NET), processTimeout (Java). If the tool itself is broken: az upgrade, or reinstall it."),
    ],
    docs: ["https://learn.microsoft.com/cli/azure/use-azure-cli-successfully-troubleshooting", jsTroubleshoot],
  },
  "token-cache-broken": {
    title: "The local token cache can't be read, written or decrypted",
    why: "The login may be fine, but the file or keyring that holds it is locked, damaged, or encrypted for another user or machine. On headless Linux and in containers there often is no keyring at all.",
    neighbours: [{ id: "session-expired", tell: "there the cache is readable and what it holds is too old" }, { id: "cli-call-failed", tell: "there the tool crashes for another reason" }],
    fix: () => [
      { title: "Delete the cache and sign in again", az: ["az account clear", "az login"], powershell: ["Clear-AzContext -Force", "Connect-AzAccount"], warning: "This signs every account out of the tool." },
      say("On headless Linux provide a keyring (gnome-keyring or libsecret) or allow the unencrypted cache on purpose", "az config set core.encrypt_token_cache=false; unsafeAllowUnencryptedStorage (JavaScript), allow_unencrypted_storage (Python), UnsafeAllowUnencryptedStorage (.NET)."),
    ],
    docs: ["https://learn.microsoft.com/cli/azure/msal-based-azure-cli", "https://learn.microsoft.com/entra/msal/dotnet/how-to/token-cache-serialization"],
  },
  "no-usable-credential": {
    title: "None of the credentials tried fits this host",
    why: "Every source of the chain was unavailable: nothing is configured, or the kind of credential does not exist on this host, or the one meant is not part of the chain. The single lines are all true and none of them is the cause.",
    neighbours: [
      { id: "cli-not-logged-in", tell: "on a workstation the line of the developer tool is the one that matters" },
      { id: "identity-not-assigned", tell: "on Azure the endpoint answers and has no identity" },
      { id: "workload-webhook-missing", tell: "in a pod set up for workload identity the variables are missing", command: "entra-doctor check --only credential" },
    ],
    fix: () => [
      { title: "On a workstation: sign in with a developer tool", az: ["az login"], powershell: ["Connect-AzAccount"] },
      { title: "On Azure: switch on the managed identity of the host", az: ["az webapp identity assign --resource-group \"RESOURCE_GROUP\" --name \"APP_NAME\""], portal: ["The app or virtual machine, Identity, System assigned: On."] },
      setVariable("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential", "Then name the one credential that should be used, so that a failure says what is wrong with it"),
    ],
    docs: [chains, jsTroubleshoot],
  },
  "library-bug": {
    title: "A version of the library is at fault",
    why: "The configuration is right, and the same settings work with another version. Or the error comes from inside the library (an argument, an import, a missing method) before anything is sent.",
    neighbours: [{ id: "token-provider-misuse", tell: "there the program passes the wrong shape to the library" }, { id: "config-missing", tell: "there a setting is missing" }],
    fix: () => [
      { title: "See which versions are in use and move to the newest that fit together", az: ["npm ls @azure/identity @azure/msal-node openai", "pip show azure-identity azure-core msal msal-extensions openai"], powershell: ["Get-Module Az.Accounts -ListAvailable"], note: "If it began with an upgrade, pin the version before it and look through the library's issues for the message." },
    ],
    docs: ["https://github.com/Azure/azure-sdk-for-js/blob/main/sdk/identity/identity/CHANGELOG.md", "https://github.com/Azure/azure-sdk-for-python/blob/main/sdk/identity/azure-identity/CHANGELOG.md"],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;
