import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { each } from "../write.ts";

/** What libraries, tools and services print for causes of this family, beside the family's own signatures. */
export const federation: Partial<Record<CauseId, readonly Signature[]>> = {
  "clock-skew": [
    ...each(90, "the cached token is dated in the future", ["access token isn't valid, it was cached at a future time"]),
  ],
  "workload-webhook-missing": [
    ...each(90, "the pod has no client id: service account not annotated", ["Workload identity was selected but no client ID was provided", "The client id is not configured via 'AZURE_CLIENT_ID' environment variable"]),
    ...each(90, "the pod has no token file: not mutated", ["is unavailable. federatedTokenFilePath is a required parameter", "Client Assertion File Path is not provided", "federated token file cannot be empty"]),
    ...each(90, "the token file of workload identity is not there", ["is unavailable. Invalid file path provided"], { any: ["azure-identity-token","AZURE_FEDERATED_TOKEN_FILE","WorkloadIdentityCredential"] }),
    ...each(90, "the token file of workload identity is empty", ["is unavailable. No content on the file"]),
    ...each(90, "the token file of workload identity can't be read", ["Error reading federated token file", "failed to read federated token from file"]),
    ...each(90, "the variables of workload identity were not injected", ["missing environment variables for workload identity. Check webhook and pod", "make sure workload identity is enabled on the cluster"]),
    ...each(90, "the service account lacks its annotation", ["is not set in the service account annotation"], { any: ["azure tenant ID","azure client ID"] }),
    ...each(90, "the service account token is empty", ["assertion can't be empty string"]),
    ...each(90, "the service account names no client id", ["missing clientID: either serviceAccountRef or service account annotation", "client ID not found in service account annotations"]),
    ...each(90, "the driver got no service account token", ["service account tokens not found"]),
    ...each(90, "no client id is given for the identity binding", ["clientID is required for identity binding"]),
    ...each(90, "client id or token of workload identity is missing", ["workload identity client ID and service account token are required"]),
    ...each(90, "the service account token can not be read", ["failed to parse service account token for identity binding"]),
    ...each(90, "the kubelet gave no service account token for the image pull", ["Service account token is not provided for image"]),
    ...each(90, "the service account lacks an annotation", ["is not found or the value is empty"], { any: ["client id annotation","tenant id annotation"] }),
    ...each(90, "the webhook can not change pods on the host network", ["hostNetwork is set to true, cannot inject proxy sidecar"]),
    ...each(90, "the webhook was installed without tenant id", ["AZURE_TENANT_ID is required"]),
    ...each(90, "the federated token file is not there", ["AZURE_FEDERATED_TOKEN_FILE specified file does not exist"]),
  ],
  "oidc-token-permission-missing": [
    ...each(90, "the variable that Azure Pipelines sets is missing", ["AzurePipelinesCredential is intended for use in Azure Pipelines where the", "This should be set by Azure Pipelines"]),
    ...each(90, "the pipeline's endpoint for identity tokens refused", ["response from the OIDC endpoint. Check service connection ID and Pipeline"]),
    ...each(90, "the pipeline's endpoint gave no identity token", ["Received null token from OIDC request"]),
    ...each(90, "the pipeline's endpoint for identity tokens gave none", ["Failed to get the client assertion token"]),
    ...each(90, "the job's request for an identity token was refused", ["github actions ID token request failed with status code"]),
    ...each(90, "the token service answered without an id token", ["Response json body do not have ID Token field"]),
    ...each(90, "GitHub gave no id token", ["GitHubOIDCAuthorizer: nil JWT assertion received from GitHub"]),
    ...each(90, "Azure DevOps gave no OIDC token", ["ADOPipelineOIDCAuthorizer: nil JWT assertion received from ADOPipeline", "empty OIDC token received from Azure DevOps"]),
    ...each(90, "the job has no permission to ask for an id token", ["missing ActionsIDTokenRequestURL", "missing ActionsIDTokenRequestToken"]),
    ...each(90, "the token service answered without a token", ["the OIDC token response did not contain a token"]),
    ...each(90, "the pipeline passes no token to ask for an OIDC token", ["missing required environment variable: AZURE_OIDC_REQUEST_TOKEN"]),
    ...each(90, "the pipeline passes no address to ask for an OIDC token", ["missing required environment variable: AZURE_OIDC_REQUEST_URL"]),
    ...each(90, "the task passes no address to ask for an OIDC token", ["audience=api://AzureADTokenExchange: unsupported protocol scheme"]),
    ...each(90, "the pipeline may not use the service connection, or it is not there", ["The service connection does not exist"], { any: ["authorized for use","could not be found"] }),
    ...each(90, "the pipeline is not authorised for the service connection", ["aka.ms/yamlauthz"]),
    ...each(90, "the CI system gave no OIDC token", ["OIDC token could not be retrieved from secret manager"]),
  ],
  "federated-assertion-wrong": [
    ...each(90, "no user token was handed to the on-behalf-of call", ["\"user_assertion\" must not be empty", "userAssertionToken is a required parameter"]),
  ],
};
