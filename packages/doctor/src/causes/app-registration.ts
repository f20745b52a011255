import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord, FixEvidence } from "./cause.ts";
import { fill, hasCode, say } from "../fix.ts";
import { consentFix, platformFix } from "./app-settings.ts";
import { missingSettingFix } from "./missing-setting.ts";

const codes = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";

/** Causes that lie in the app registration: its secret, certificate, platform, presence and consent. */
export const appRegistration = {
  "secret-expired": {
    title: "The client secret has expired",
    why: "Entra knows the secret that was sent, but its end date has passed. Nothing else is wrong with the app. Only a new secret, or a way of signing in without one, helps.",
    neighbours: [{ id: "secret-wrong", tell: "AADSTS7000222 says expired, AADSTS7000215 says the value was never a secret of this app", command: "az ad app credential list --id APP_CLIENT_ID --query \"[].{keyId:keyId,end:endDateTime}\" --output table" }],
    fix: (e) => [
      {
        title: "Better than a new secret: a federated credential or a managed identity, which don't expire",
        az: [`az ad app federated-credential list --id "${fill(e, "appId")}" --output table`],
      },
      {
        title: "Or add a new secret and put its value where the old one was read from",
        az: [`az ad app credential reset --id "${fill(e, "appId")}" --append --years 1 --query password --output tsv`],
        powershell: [`New-AzADAppCredential -ApplicationId "${fill(e, "appId")}" -EndDate (Get-Date).AddYears(1)`],
        portal: ["Microsoft Entra ID, App registrations, the app, Certificates & secrets, New client secret. Copy the Value, not the Secret ID."],
        warning: "The command prints the new secret once. Without --append it deletes the other secrets of the app.",
      },
    ],
    docs: ["https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials", codes],
  },
  "secret-wrong": {
    title: "The client secret is not one of this app",
    why: "The value that was sent is no secret of the app that was named. Often the secret's id was copied in place of its value, or a stale variable is read before the one that was changed.",
    neighbours: [
      { id: "wrong-credential-wins", tell: "a secret that was left in the environment is taken before the credential that was meant", command: "env | grep -o ^AZURE_[A-Z_]*" },
      { id: "secret-expired", tell: "AADSTS7000222 names an expired secret" },
      { id: "app-not-in-tenant", tell: "AADSTS700016 means that the app itself is unknown in the tenant" },
    ],
    fix: (e) => [
      say("Compare what the program reads with the app's secrets: the value is about 40 characters, the secret's id is a GUID", "A variable that is set but empty, or a .env file that is read first, wins over the one you changed."),
      {
        title: "Add a secret and use its value",
        az: [`az ad app credential reset --id "${fill(e, "appId")}" --append --years 1 --query password --output tsv`],
        powershell: [`New-AzADAppCredential -ApplicationId "${fill(e, "appId")}"`],
        portal: ["App registrations, the app, Certificates & secrets, New client secret, copy the Value."],
        warning: "The command prints the new secret once. Without --append it deletes the other secrets of the app.",
      },
    ],
    docs: ["https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials", codes],
  },
  "config-missing": {
    title: "A required setting is empty, misnamed or still a placeholder",
    why: "The request to Entra left without a client id, secret, tenant or another required value, because the setting that should hold it is empty, has another name, or still holds a sample's placeholder. The process that fails has to see the setting, not the shell you look at.",
    neighbours: [
      { id: "password-flow-failed", tell: "a user name and password are set, which newer libraries no longer take" },
      { id: "tenant-wrong", tell: "there a tenant was given and is wrong; here nothing or a placeholder was given" },
      { id: "workload-webhook-missing", tell: "in a pod that should use workload identity, the missing values are those the webhook injects" },
    ],
    fix: missingSettingFix,
    docs: ["https://learn.microsoft.com/dotnet/api/overview/azure/identity-readme#environment-variables", codes],
  },
  "app-not-in-tenant": {
    title: "The app (or the API it calls) is unknown in this tenant",
    why: "The tenant that was asked holds no service principal for the client id. Either the client id or the tenant id is wrong, or the app was registered elsewhere and never added to this tenant.",
    neighbours: [
      { id: "tenant-wrong", tell: "AADSTS90002 means that the tenant itself does not exist" },
      { id: "resource-not-found-bad-scope", tell: "AADSTS500011 names the resource of the scope, not the client" },
    ],
    fix: (e) => [
      {
        title: "Check that client id and tenant id belong together",
        az: [`az ad sp show --id "${fill(e, "appId")}" --query "{name:displayName,tenant:appOwnerOrganizationId}"`, "az account show --query tenantId --output tsv"],
        powershell: [`Get-AzADServicePrincipal -ApplicationId "${fill(e, "appId")}"`],
      },
      {
        title: "If the app is right but not in this tenant, add its service principal",
        az: [`az login --tenant "${fill(e, "tenantId")}"`, `az ad sp create --id "${fill(e, "appId")}"`],
        powershell: [`New-AzADServicePrincipal -ApplicationId "${fill(e, "appId")}"`],
        portal: ["An administrator of the tenant opens the app's admin-consent address, or adds it under Enterprise applications."],
        note: "A single-tenant app of another tenant can't be added; register one here.",
      },
    ],
    docs: ["https://learn.microsoft.com/troubleshoot/entra/entra-id/app-integration/error-code-aadsts700016-application-not-found-in-directory", codes],
  },
  "cert-not-registered": {
    title: "The signing certificate is not a key of the app",
    why: "The client signed its assertion with a certificate that Entra does not find among the app's keys, or the chain was not sent where the app trusts by subject and issuer. The certificate itself loads fine.",
    neighbours: [
      { id: "cert-unusable", tell: "there the client can't read the file and no request leaves" },
      { id: "clock-skew", tell: "AADSTS700024 is about the assertion's times, not its key" },
    ],
    fix: (e) => [
      {
        title: "Compare the thumbprint with the app's keys and upload the certificate (public part only)",
        az: [`az ad app credential list --cert --id "${fill(e, "appId")}" --query "[].{thumbprint:customKeyIdentifier,end:endDateTime}" --output table`, `az ad app credential reset --id "${fill(e, "appId")}" --cert "@CERTIFICATE_FILE.pem" --append`],
        powershell: [`Get-AzADAppCredential -ApplicationId "${fill(e, "appId")}"`],
        portal: ["App registrations, the app, Certificates & secrets, Certificates, Upload certificate."],
        warning: "Without --append the command deletes the app's other credentials.",
      },
      say("With subject name and issuer trust, let the client send the chain", "sendCertificateChain (JavaScript), send_certificate_chain (Python), SendCertificateChain (.NET, Go), sendCertificateChain(true) (Java)."),
    ],
    docs: ["https://learn.microsoft.com/entra/identity-platform/certificate-credentials", codes],
  },
  "cert-unusable": {
    title: "The client can't load the certificate or its private key",
    why: "The file or store entry that should hold the certificate can't be read: wrong format, no private key in it, a password, bad line breaks, or a key the process may not use. No request has reached Entra.",
    neighbours: [
      { id: "cert-not-registered", tell: "there the certificate loads and Entra refuses it (AADSTS700027)" },
      { id: "tls-untrusted-ca", tell: "that is about the server's certificate, not the client's" },
    ],
    fix: () => [
      { title: "Look at the file: it must hold the private key and the certificate, in PEM or PKCS#12", az: ["openssl x509 -in CERTIFICATE_FILE.pem -noout -subject -enddate", "openssl pkey -in CERTIFICATE_FILE.pem -noout -check"] },
      { title: "Convert a .pfx file to PEM", az: ["openssl pkcs12 -in CERTIFICATE_FILE.pfx -out CERTIFICATE_FILE.pem -nodes"], warning: "The PEM file holds the private key unencrypted; let only the program's user read it." },
      say("On Windows, give the process's account access to the private key, or load it with EphemeralKeySet", "On App Service set WEBSITE_LOAD_CERTIFICATES; on Linux it reads /var/ssl/private."),
    ],
    docs: ["https://learn.microsoft.com/entra/identity-platform/certificate-credentials"],
  },
  "app-platform-misconfigured": {
    title: "The app registration is of the wrong client type or lacks the redirect URI",
    why: "Entra treats the app as confidential (wants a secret) or as public (refuses one), or the reply address of the request is not registered for that platform. It is a setting of the registration, not of the caller's rights.",
    neighbours: [
      { id: "config-missing", tell: "if a secret should have been sent and was empty, the setting is missing; here the flow has none by design" },
      { id: "consent-missing", tell: "AADSTS65001 is about permission, not about platform" },
    ],
    fix: platformFix,
    docs: ["https://learn.microsoft.com/entra/identity-platform/reply-url", codes],
  },
  "consent-missing": {
    title: "Consent, assignment or pre-authorisation is missing",
    why: "The app or the user is known, but nobody has allowed this app to call this API for this user, or the app requires users to be assigned and this one is not. Signing in again does not help.",
    neighbours: [
      { id: "app-not-in-tenant", tell: "AADSTS650052 means the API has no service principal in the tenant" },
      { id: "conditional-access", tell: "AADSTS53003 is a policy, not a missing permission" },
    ],
    fix: consentFix,
    docs: ["https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview", codes],
  },
  "principal-disabled": {
    title: "The user, app or resource is disabled",
    why: "Entra knows the identity (or the API it asks for), but an administrator has switched it off. No credential or role of the caller changes that.",
    neighbours: [
      { id: "consent-missing", tell: "there the app is on but not allowed" },
      { id: "app-not-in-tenant", tell: "there the app is not known at all" },
    ],
    fix: (e) => [
      {
        title: "An administrator enables it again, after asking why it was disabled",
        az: enableLines(e),
        powershell: [`Update-AzADServicePrincipal -ApplicationId "${fill(e, "appId")}" -AccountEnabled`],
        portal: ["Enterprise applications, the app, Properties, Enabled for users to sign in: Yes. For a user: Users, the user, Account status."],
        warning: "Only if it was not disabled on purpose; of several lines, the one that fits.",
      },
    ],
    docs: [codes],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;

/** The number says whether it is the user, the app or the API it asks for. */
function enableLines(e: FixEvidence): string[] {
  const app = `az ad sp update --id "${fill(e, "appId")}" --set accountEnabled=true`;
  const user = "az ad user update --id USER_NAME --account-enabled true";
  if (hasCode(e, 50057)) return [user];
  if (hasCode(e, 500014)) return [`az ad sp update --id "${fill(e, "resource")}" --set accountEnabled=true`];
  return e.code === undefined ? [app, user] : [app];
}
