import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { each } from "../write.ts";

/** What libraries, tools and services print for causes of this family, beside the family's own signatures. */
export const federation: Partial<Record<CauseId, readonly Signature[]>> = {
  "clock-skew": [
    ...each(90, "the cached token is dated in the future", ["access token isn't valid, it was cached at a future time"]),
  ],
  "workload-webhook-missing": [
    ...each(90, "the pod has no client id: service account not annotated", ["Workload identity was selected but no client ID was provided", "The client id is not configured via 'AZURE_CLIENT_ID'"]),
    ...each(90, "the pod has no token file: not mutated", ["is unavailable. federatedTokenFilePath is a required parameter", "Client Assertion File Path is not provided", "federated token file cannot be empty"]),
    ...each(90, "the token file of workload identity is not there", ["is unavailable. Invalid file path provided"], { any: ["azure-identity-token","AZURE_FEDERATED_TOKEN_FILE","WorkloadIdentityCredential"] }),
    ...each(90, "the token file of workload identity is empty", ["is unavailable. No content on the file"]),
    ...each(90, "the token file of workload identity can't be read", ["Error reading federated token file", "failed to read federated token from file"]),
    ...each(90, "the variables of workload identity were not injected", ["missing environment variables for workload identity. Check", "make sure workload identity is enabled on the cluster"]),
    ...each(90, "the service account lacks its annotation", ["is not set in the service account annotation"], { any: ["azure tenant ID","azure client ID"] }),
    ...each(90, "the service account token is empty", ["assertion can't be empty string"]),
    ...each(90, "the driver got no service account token", ["service account tokens not found"]),
    ...each(90, "no client id is given for the identity binding", ["clientID is required for identity binding"]),
    ...each(90, "client id or token of workload identity is missing", ["workload identity client ID and service account token are required"]),
    ...each(90, "the service account token can not be read", ["failed to parse service account token for identity binding"]),
    ...each(90, "the webhook can not change pods on the host network", ["hostNetwork is set to true, cannot inject proxy sidecar"]),
    ...each(90, "the webhook was installed without tenant id", ["AZURE_TENANT_ID is required"]),
    ...each(90, "the federated token file is not there", ["AZURE_FEDERATED_TOKEN_FILE specified file does not exist"]),
  ],
  "oidc-token-permission-missing": [
    ...each(90, "the pipeline gave the job no identity token", ["AzurePipelinesCredential is intended for use in Azure Pipelines", "This should be set by Azure Pipelines", "response from the OIDC endpoint. Check service connection ID", "Received null token from OIDC request", "Failed to get the client assertion token", "github actions ID token request failed with status code", "Response json body do not have ID Token field", "GitHubOIDCAuthorizer: nil JWT assertion received from GitHub", "ADOPipelineOIDCAuthorizer: nil JWT assertion received from", "the OIDC token response did not contain a token", "missing required environment variable: AZURE_OIDC_REQUEST_TOKEN", "missing required environment variable: AZURE_OIDC_REQUEST_URL", "audience=api://AzureADTokenExchange: unsupported protocol scheme", "aka.ms/yamlauthz", "OIDC token could not be retrieved from secret manager"]),
    ...each(90, "the pipeline gave the job no identity token", ["The service connection does not exist"], { any: ["authorized for use","could not be found"] }),
  ],
  "federated-assertion-wrong": [
    ...each(90, "no user token was handed to the on-behalf-of call", ["\"user_assertion\" must not be empty", "userAssertionToken is a required parameter"]),
  ],
};
