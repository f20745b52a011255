import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { all, each } from "./write.ts";

const refused = ["lacks the required data action", "does not have access to API/Operation", "PermissionDenied"];
/** A program or library gave up waiting for its source of tokens and shows nothing of what the source did. */
const silent = ["No token from Microsoft Entra ID within", "gave no token within", "timed out waiting for a token", "token acquisition timed out", "Timed out acquiring a token", "getToken timed out"];
const gatewayAnswers = ["tunnel error: unsuccessful", "CONNECT: 502", "CONNECT: 503", "CONNECT: 504", "answered 502", "answered 503", "answered 504", "Connection error. 502", "Connection error. 503", "Connection error. 504"];
const noTokenFile = ["no token file specified", "arguments: 'token_file_path'", "workload options are not fully configured", "Failed to retrieve a valid token"];

/**
 * Words that several causes show alike: signatures of the causes that such a text can't exclude. They are weaker than
 * the one that is named first, so that `explain` gives them beside it, with the command that tells them apart.
 */
export const alike: Partial<Record<CauseId, readonly Signature[]>> = {
  "rbac-denied": each(52, "the service says the same where a deny assignment overrules the role", refused),
  "rbac-condition-unmet": each(51, "the service says the same where a role counts only under a condition", refused),
  "rbac-role-eligible-only": each(51, "the service says the same where a role is eligible and not activated", refused),
  "private-endpoint-dns": [
    ...each(62, "the service says the same to a caller inside the network whose name server gives the public address", ["Public access is disabled", "Public network access is disabled"]),
  ],
  "wrong-credential-wins": [
    all(68, "a secret that was left in the environment may have come before the credential that was meant", ["AADSTS7000215"]),
  ],
  "oidc-token-permission-missing": each(62, "no token file: in a pipeline, the job was given none", noTokenFile, { none: ["aadsts", "EnvironmentCredential"] }),
  "workload-webhook-missing": [
    all(64, "the credential found no token that it could send", ["Failed to retrieve a valid token"], { any: ["Entra", "WorkloadIdentityCredential", "ClientAssertionCredential"], none: ["aadsts"] }),
  ],
  "identity-client-id-missing": [
    all(62, "the service says the same where only a user-assigned identity is attached and none was named", ["identity has not been assigned to this resource"], { none: ["invalid_resource"] }),
  ],
  "api-version-wrong": [
    all(41, "the classic route says the same without an api-version that it knows", ["Resource not found"], { none: ["ResourceGroupNotFound", "(ResourceNotFound)", "Code: ResourceNotFound", "Resource not found on provider"] }),
  ],
  "imds-unreachable": each(58, "the source of tokens did not answer in time: outside Azure, managed identity never does", silent),
  "imds-blocked": each(57, "the source of tokens did not answer in time: the identity endpoint may be out of the program's reach", silent),
  "cli-call-failed": each(56, "the source of tokens did not answer in time: a developer tool may take longer than the program waits", silent),
  "network-or-proxy": [
    ...each(55, "the source of tokens did not answer in time: the way to the login host may be closed", silent),
    ...each(66, "a proxy did not open the way to this host", gatewayAnswers),
  ],
  "service-fault-or-throttled": each(54, "the source of tokens did not answer in time: the service may be slow or turn requests away", silent),
  "imds-intercepted": each(53, "the source of tokens did not answer in time: something else may answer in its place, and is asked again and again", silent),
  "no-usable-credential": each(52, "the source of tokens did not answer in time: the one that was waited for may be none of this host", silent),
  "dns-name-not-found": [
    ...each(60, "a proxy says the same of a host whose name it can't resolve", gatewayAnswers, { none: ["@host-login"] }),
    all(60, "a proxy says the same of a host whose name it can't resolve", ["@go-tunnel-gateway"], { none: ["@host-login"] }),
  ],
  "session-expired": [
    all(52, "this library shows the same for a login that is too old", ["Please run 'az login' to set up account"]),
  ],
  "mfa-required": [
    all(51, "this library shows the same where a second factor is wanted", ["Please run 'az login' to set up account"]),
  ],
  "account-wrong": [
    all(50, "this library shows the same where the account is not of the tenant", ["Please run 'az login' to set up account"]),
  ],
  "password-flow-failed": [
    ...each(44, "a user name and password are no longer taken by some libraries, which then see an incomplete environment", ["Environment variables are not fully configured", "no secret specified"], { none: ["@chain"] }),
  ],
};
