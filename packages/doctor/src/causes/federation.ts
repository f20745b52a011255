import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord, FixEvidence, Step } from "./cause.ts";
import { cloudIn, fill, hasCode, say } from "../fix.ts";

const wif = "https://learn.microsoft.com/entra/workload-id/workload-identity-federation";
const aks = "https://learn.microsoft.com/azure/aks/workload-identity-overview";
const github = "https://learn.microsoft.com/azure/developer/github/connect-from-azure-openid-connect";

/** Causes that lie in tokens of other issuers: pods, pipelines, assertions and their times. */
export const federation = {
  "workload-webhook-missing": {
    title: "The pod did not get its workload identity",
    why: "The variables and the token file that the workload identity webhook injects are missing. The pod has no label, the service account no annotation, the webhook is not running, or the pod is older than the change.",
    neighbours: [{ id: "federated-subject-mismatch", tell: "there the token file exists and Entra refuses its subject" }, { id: "oidc-token-permission-missing", tell: "in a pipeline there is no pod, and the job was given no identity token", command: "env | grep -o -e ^KUBERNETES_SERVICE_HOST -e ^ACTIONS_ID_TOKEN_REQUEST_URL" }, { id: "no-usable-credential", tell: "there the program uses a credential that does not know workload identity" }],
    fix: (e) => [
      {
        title: "Label the pod, annotate the service account, create the pod anew",
        az: ["kubectl get pod POD_NAME --namespace NAMESPACE --output jsonpath=\"{.metadata.labels}\"", `kubectl annotate serviceaccount SERVICE_ACCOUNT --namespace NAMESPACE azure.workload.identity/client-id=${fill(e, "identityClientId")} --overwrite`, "kubectl patch deployment DEPLOYMENT --namespace NAMESPACE --type merge --patch-file LABEL_PATCH.yaml", "kubectl rollout restart deployment DEPLOYMENT --namespace NAMESPACE"],
        note: "The label stands in the pod template: azure.workload.identity/use: \"true\". The webhook needs az aks update --enable-oidc-issuer --enable-workload-identity.",
      },
    ],
    docs: [aks, "https://azure.github.io/azure-workload-identity/docs/troubleshooting.html"],
  },
  "oidc-token-permission-missing": {
    title: "The pipeline gave the job no OIDC token",
    why: "The job asked its CI system for an identity token and is not allowed to have one, or no service connection is referenced. Nothing has reached Entra yet, or an empty assertion has.",
    neighbours: [{ id: "federated-subject-mismatch", tell: "there a token exists and its subject does not fit" }],
    fix: () => [
      say("GitHub Actions: permissions with id-token: write and contents: read at the job or workflow", "A reusable workflow needs it in the caller too; pull requests from forks get none. With azure/login pass client-id, tenant-id and subscription-id."),
      say("Azure Pipelines: reference the service connection in the task, and map SYSTEM_ACCESSTOKEN: $(System.AccessToken)"),
      say("GitLab: id_tokens with aud api://AzureADTokenExchange"),
    ],
    docs: [github, "https://docs.github.com/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-azure"],
  },
  "federated-subject-mismatch": {
    title: "No federated credential has the subject of this token",
    why: "The token is valid and its issuer known, but its subject is not, letter for letter, that of a federated credential. Usual differences are branch against environment, letter case, ids in the name, another namespace or service account, and a fork.",
    neighbours: [
      { id: "federated-assertion-wrong", tell: "AADSTS700211 names the issuer, AADSTS700212 the audience, AADSTS700213 the subject", command: "az ad app federated-credential list --id APP_CLIENT_ID --query \"[].{issuer:issuer,subject:subject,audiences:audiences}\"" },
      { id: "oidc-token-permission-missing", tell: "there no token was given out" },
    ],
    fix: (e) => [
      compareFederated(e),
      ...addFederated(e),
    ],
    docs: [wif, github],
  },
  "federated-assertion-wrong": {
    title: "Issuer, audience or kind of the presented token is wrong",
    why: "Entra got an assertion that no federated credential can accept. Its issuer or audience differs, or it is an ordinary service account token, a token of Entra itself, or one meant for another app.",
    neighbours: [{ id: "federated-subject-mismatch", tell: "AADSTS700213: issuer fits, subject does not" }, { id: "federated-token-expired", tell: "AADSTS700024: all fits but the times" }],
    fix: (e) => [
      compareFederated(e),
      ...(hasCode(e, 700212) ? [] : addFederated(e)),
      say("The audience is api://AzureADTokenExchange (US Government: api://AzureADTokenExchangeUSGov, China: api://AzureADTokenExchangeChina)", "It is set where the pipeline or the pod asks for its token. For on-behalf-of the user's token must be one for your own API, not for Graph or the model."),
    ],
    docs: [wif, aks],
  },
  "federated-token-expired": {
    title: "A short-lived pipeline token was used after its end",
    why: "The OIDC token of the CI system lives minutes. The job took one at its start and used it again later, when the login needed renewal.",
    neighbours: [{ id: "clock-skew", tell: "there the token is fresh and the clock is wrong" }, { id: "session-expired", tell: "there a person's login is too old" }],
    fix: () => [
      say("Sign in again right before the step that needs it, or let the library fetch a fresh token each time", "GitHub: run azure/login again, or AzurePipelinesCredential / a ClientAssertionCredential with a callback. Azure Pipelines: AzureCLI@2 with keepAzSessionActive: true."),
    ],
    docs: [github, "https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/azure-cli-v2"],
  },
  "clock-skew": {
    title: "The local clock, or a time computed from it, is wrong",
    why: "A token or assertion is not valid yet or no longer by the server's clock, although it was made just now. The machine's clock is off, or the program computes the times in the wrong zone or unit.",
    neighbours: [{ id: "federated-token-expired", tell: "there the token really is old" }, { id: "token-expired", tell: "there the program keeps an old token", command: "curl -sI https://login.microsoftonline.com" }],
    fix: () => [
      { title: "Compare the clock with the server's, then synchronise it", az: ["curl -sI https://login.microsoftonline.com"], powershell: ["w32tm /resync"], note: "Linux: timedatectl set-ntp true. WSL and paused virtual machines: restart them. In code use UTC seconds for nbf, iat and exp." },
    ],
    docs: ["https://learn.microsoft.com/entra/identity-platform/certificate-credentials"],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;

function compareFederated(e: FixEvidence): Step {
  return {
    title: "Compare issuer, subject and audience with those of the federated credentials, letter by letter and slash by slash",
    az: [`az ad app federated-credential list --id "${fill(e, "appId")}" --query "[].{name:name,issuer:issuer,subject:subject,audiences:audiences}"`],
    powershell: [`Get-AzADAppFederatedCredential -ApplicationObjectId (Get-AzADApplication -ApplicationId "${fill(e, "appId")}").Id | Format-List Name, Issuer, Subject, Audience`],
    note: "The client id may also be a managed identity's: az ad sp show --id CLIENT_ID --query servicePrincipalType says which. The issuer of an AKS cluster: az aks show --query oidcIssuerProfile.issuerUrl.",
  };
}

/** A credential with exactly what was presented: on an app registration, or on a user-assigned identity where the client id is one's. */
function addFederated(e: FixEvidence): Step[] {
  const [issuer, subject, audience] = [fill(e, "issuer"), fill(e, "subject"), cloudIn(e).federatedAudience];
  const [, group = "RESOURCE_GROUP", identity = "IDENTITY_NAME"] = /\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/([^/]+)$/i.exec(fill(e, "identityResourceId")) ?? [];
  const warning = "Whoever can obtain a token with this subject can act as the app; name the narrowest subject.";
  const app: Step = {
    title: "Of an app registration: add a credential with exactly the presented issuer and subject",
    az: [`az ad app federated-credential create --id "${fill(e, "appId")}" --parameters "{'name':'presented-subject','issuer':'${issuer}','subject':'${subject}','audiences':['${audience}']}"`],
    powershell: [`New-AzADAppFederatedCredential -ApplicationObjectId (Get-AzADApplication -ApplicationId "${fill(e, "appId")}").Id -Name presented-subject -Issuer "${issuer}" -Subject "${subject}" -Audience "${audience}"`],
    portal: ["App registrations, the app, Certificates & secrets, Federated credentials, Add credential."],
    warning,
  };
  const userAssigned: Step = {
    title: "Of a user-assigned managed identity: add it there",
    az: [`az identity federated-credential create --name presented-subject --identity-name "${identity}" --resource-group "${group}" --issuer "${issuer}" --subject "${subject}" --audiences "${audience}"`],
    powershell: [`New-AzFederatedIdentityCredential -ResourceGroupName "${group}" -IdentityName "${identity}" -Name presented-subject -Issuer "${issuer}" -Subject "${subject}"`],
    bicep: `resource federated 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = {\n  parent: identity\n  name: 'presented-subject'\n  properties: {\n    issuer: '${issuer}'\n    subject: '${subject}'\n    audiences: [ '${audience}' ]\n  }\n}`,
    portal: ["The managed identity, Federated credentials, Add credential."],
    warning,
  };
  return e.identityResourceId === undefined ? [app, userAssigned] : [userAssigned];
}
