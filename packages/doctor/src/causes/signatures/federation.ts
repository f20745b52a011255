import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

/** Signatures of the causes that lie in tokens of other issuers. */
export const federation = {
  "workload-webhook-missing": [
    ...each(92, "the variables of workload identity were not injected", [
      "No token file specified", "no client ID specified. Check pod configuration", "no tenant ID specified. Check pod configuration",
      "Check pod configuration or set", "AZURE_FEDERATED_TOKEN_FILE is not set", "AZURE_FEDERATED_TOKEN_FILE environment variable is empty",
      "failed to parse workload identity tokens", "failed to read the service account token from the filesystem", "Error reading service account token",
      "AZURE_FEDERATED_TOKEN_FILE not found", "missing AZURE_FEDERATED_TOKEN_FILE",
      "AZURE_FEDERATED_TOKEN_FILE must be set", "environment variable AZURE_FEDERATED_TOKEN_FILE",       "The workload options are not fully configured",
      "workload identity options are not fully configured",
            "skipping mutation", "azure tenant id environment variable is empty",
      "azure client id environment variable is empty", "azure authority host environment variable is empty", "federated token file environment variable is empty",
      "open /var/run/secrets/azure/tokens/azure-identity-token: no such file", "/var/run/secrets/azure/tokens/azure-identity-token: no such file or directory",
      "Workload identity is not enabled on the pod", "service account is not annotated", "missing service account annotation",
      "AZURE_AUTHORITY_HOST is not set", "azure-identity-token' does not exist", "failed to read a file with a federated token", "WorkloadIdentityCredential requires",
      "failed to call webhook \"mutation.azure-workload-identity.io\"", "mutation.azure-workload-identity.io",
    ], { none: ["@chain", "AADSTS70021", "AADSTS700213", "AADSTS700016"] }),
    all(60, "the label that makes the webhook act is part of the story", ["azure.workload.identity/use"], { any: ["error", "failed", "not set", "missing", "not injected"], none: ["@chain", "aadsts"] }),
    all(90, "the webhook left out a variable", ["workload identity", "webhook"], { any: ["is not set", "not injected", "not inject", "not being injected", "except AZURE_", "are missing", "is missing"], none: ["aadsts", "@chain"] }),
    all(62, "workload identity has not all of its settings", ["tenantId, clientId, and federatedTokenFilePath are required"], { none: ["@chain", "azure:identity:info"] }),
    all(44, "the chain skipped its only member, as it does when its settings are missing", ["Failed to retrieve a valid token"]),
    all(62, "the pod falls back to the node's metadata address", ["@kubernetes", "Identity not found"], { any: ["workload identity", "WorkloadIdentity", "azure.workload.identity"] }),
    all(66, "the pod falls back to the node's metadata address", ["workload identity", "169.254.169.254"], { none: ["AADSTS70021"] }),
    all(54, "the chain lacks the variables of workload identity in a pod", ["@chain", "WorkloadIdentityCredential"], { any: ["@kubernetes"], none: ["aadsts"] }),
    all(58, "variables that the webhook injects are empty", ["@kubernetes"], { any: ["tenant id environment variable is empty", "AZURE_TENANT_ID is not set", "AZURE_CLIENT_ID is not set", "AZURE_CLIENT_ID must be set", "no tenant ID", "no client ID specified", "AZURE_TENANT_ID must be set", "missing environment variable AZURE_"], none: ["aadsts"] }),
  ],
  "oidc-token-permission-missing": [
    ...each(93, "the pipeline gave the job no identity token", [
      "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable",
      "Please make sure to give write permissions to id-token in the workflow",
      "OIDC token not found in response", "oidcToken field not detected", "vssps.visualstudio.com/_signin", "SYSTEM_OIDCREQUESTURI", "System.AccessToken",
      "SYSTEM_ACCESSTOKEN", "no service connection found", "Failed to get Id Token", "Error message: Failed to get ID Token", "could not get OIDC token",
      "unable to get OIDC token", "Failed to fetch federated token", "Unable to fetch OIDC token", "Failed to obtain OIDC token", "Error getting ID token",
      "Could not fetch an OIDC token", "githubAssertion: failed to request token", "GitHubAssertion: failed to parse response", "githubAssertion:", "ARM_OIDC_TOKEN",
      "ARM_OIDC_REQUEST_TOKEN", "ARM_OIDC_REQUEST_URL", "idToken is not set", "oidc: no id token", "getIDToken()", "core.getIDToken", "CI_JOB_JWT",
      "BITBUCKET_STEP_OIDC_TOKEN", "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
    ], { any: ["error", "failed", "unable", "missing", "not set", "not found", "undefined", "permission", "denied", "empty", "401", "403", "invalid", "could not", "no service connection", "unavailable", "must"], none: ["AADSTS700213", "AADSTS70021", "AADSTS700016", "AADSTS700024", "AADSTS700211"] }),
    all(93, "the calling workflow does not pass the permission on", ["but is only allowed id-token: none"]),
    ...each(64, "the permission to ask for an identity token is part of the story", ["id-token: write", "id-token write", "id-token permission"], { any: ["unable to", "not set", "not found", "undefined", "denied", "empty", "could not", "missing"], none: ["aadsts", "Please run 'az login'", "AuthorizationFailed", "No subscriptions found"] }),
    all(104, "the pipeline gave the job no identity token, and an empty one was sent", ["AADSTS50027"], { any: ["ACTIONS_ID_TOKEN", "id-token", "github", "oidc"] }),
  ],
  "federated-subject-mismatch": [
    ...each(92, "no federated credential has the presented subject", [
      "presented assertion subject", "subject claim does not match",
    ]),
    all(84, "no federated credential matches the presented token", ["No matching federated identity record found"], { none: ["presented assertion issuer", "presented assertion audience", "AADSTS700211", "AADSTS700212"] }),
    all(86, "the presented subject is that of a pipeline or pod", ["AADSTS70021"], { any: ["repo:", "system:serviceaccount", "sc://"], none: ["kubernetes.default.svc", "presented assertion issuer", "Assertion Issuer: 'https://sts.windows.net", "Assertion Issuer: 'https://login.microsoftonline.com"] }),
    all(50, "no federated credential fits", ["no configured federated identity credentials"]),
  ],
  "federated-assertion-wrong": [
    ...each(93, "issuer or audience of the presented token fit no federated credential", [
      "presented assertion issuer", "presented assertion audience", "Assertion Audience claim does not match the Realm issuer",
      "Assertion failed signature validation", "The assertion is not within its valid time range and signature", "assertion's audience",
      "assertion audience does not match", "Assertion audience claim value does not match",       "may not be used for federated identity credential", "tokens issued by issuer", "Error loading external data from",
      "issuer and audience of the assertion", "JWT token is invalid or malformed", "User assertion is not valid", "The value of the audience claim",
      "Invalid assertion",
    ], { none: ["ACTIONS_ID_TOKEN_REQUEST_URL", "id-token: write"] }),
    all(104, "the issuer is the cluster's own, which Entra can't reach", ["No matching federated identity record found"], { any: ["kubernetes.default.svc", "Assertion Issuer: 'https://sts.windows.net", "Assertion Issuer: 'https://login.microsoftonline.com", "kubernetes/serviceaccount"] }),
    all(104, "the issuer is none that a federated credential is usually made for", ["AADSTS70021", "@issuer-odd"]),
    all(104, "the issuer is the cluster's own, which Entra can't reach", ["AADSTS70021"], { any: ["kubernetes.default.svc", "Assertion Issuer: 'https://sts.windows.net", "Assertion Issuer: 'https://login.microsoftonline.com"] }),
    all(60, "on-behalf-of got a token that is not one for this app", ["OnBehalfOf"], { any: ["invalid_grant", "AADSTS50013", "AADSTS500131", "assertion", "audience"] }),
    all(60, "the assertion was refused", ["client_assertion"], { any: ["invalid audience", "wrong issuer", "malformed", "is not valid"], none: ["AADSTS700027", "AADSTS7000218", "AADSTS700024", "client_secret"] }),
  ],
  "federated-token-expired": [
    all(102, "the assertion of the pipeline was used after its end", ["AADSTS700024"], { any: ["@ci", "token.actions.githubusercontent.com", "terraform", "@terraform", "pipeline", "github", "service connection", "az login", "AzureCLI", "oidc"], none: ["1970-01-01", "clock", "assertion valid from 2099"] }),
    all(86, "the assertion ran out", ["Client assertion is not within its valid time range"], { any: ["expiry time of assertion"], none: ["1970-01-01", "clock skew", "clock"] }),
    ...each(70, "the pipeline's token ran out", ["OIDC token has expired", "federated token has expired", "the federated token is expired", "id token has expired", "ID token expired", "oidc token expired", "assertion has expired", "The token is expired and cannot be refreshed"]),
  ],
  "clock-skew": [
    ...each(92, "a time is not yet or no longer valid by the server's clock", [
      "is not yet valid", "token is not yet valid", "not yet valid", "used before issued", "clock skew", "clock is out of sync", "system clock", "system time",
      "local clock", "IDX10222", "lifetime validation failed. The token is not yet valid", "The request time and the current time", "issued in the future",
      "current time MUST be before the time represented by the exp", "Cannot handle token prior to", "token prior to", "JWT was issued in the future",
      "certificate is not yet valid", "nbf claim", "current time is before", "time on your machine", "time skew", "clock drift",
    ], { any: ["token", "assertion", "error", "failed", "x509", "authentication", "certificate", "invalid"], none: ["@later-than-allowed"] }),
    all(104, "the assertion is not valid yet by the server's clock", ["@assertion-early"]),
    all(100, "the assertion has the life that the libraries give their own", ["@assertion-own"], { none: ["token.actions.githubusercontent.com", "vstoken.dev.azure.com", "ClientAssertionCredential", "AzurePipelinesCredential", "WorkloadIdentityCredential"] }),
    all(104, "the client makes its assertions itself, with times that don't fit", ["AADSTS700024"], { any: ["client certificate", "Key Vault", "ClientCertificateCredential", "x5t", "jti", "signing", "WithClientAssertion", "kms"] }),
    all(104, "the assertion's times were computed wrongly", ["AADSTS700024"], { any: ["1970-01-01", "clock", "time zone", "timezone", "jwt assertion signing"] }),
    all(84, "the client's own assertion is outside its time range", ["AADSTS700024"], { none: ["@ci", "@terraform", "token.actions.githubusercontent.com", "pipeline", "github", "service connection", "azure-identity-token"] }),
    all(91, "the client's assertion was refused for its times", ["AADSTS50012"], { any: ["time range", "not yet valid", "expired", "lifetime", "nbf", "clock"], none: ["client secret"] }),
    all(80, "the token's times don't fit the local clock", ["x509: certificate has expired or is not yet valid"], { any: ["current time"], none: ["unknown authority", "@later-than-allowed"] }),
  ],
} as const satisfies Partial<Record<CauseId, readonly Signature[]>>;
