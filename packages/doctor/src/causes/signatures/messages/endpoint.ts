import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { each } from "../write.ts";

/** What libraries, tools and services print for causes of this family, beside the family's own signatures. */
export const endpoint: Partial<Record<CauseId, readonly Signature[]>> = {
  "api-version-wrong": [
    ...each(90, "the client has no api-version", ["either provide it, or instantiate the AzureOpenAI client with"]),
    ...each(90, "a dated version is given for the v1 route", ["`api_version` must not be set when `azure_endpoint` targets the"]),
    ...each(90, "no api-version is configured", ["Please rerun `graphrag init` and set the api_version"]),
    ...each(90, "the model needs a later api-version", ["is enabled only for api versions"]),
    ...each(90, "no api-version was given", ["You must set OPENAI_API_VERSION for Azure OpenAI"]),
    ...each(90, "the api-version is too old", ["The minimum supported Azure OpenAI preview API version is"]),
    ...each(90, "no api-version is set", ["`env.apiVersion` is a required configuration property for Azure"]),
  ],
  "deployment-not-found": [
    ...each(90, "the realtime client got no deployment name", ["No deployment name provided"]),
    ...each(90, "the deployment names that the tool expects are not there", ["deployment name is exists in Azure"]),
    ...each(90, "the endpoint has no deployment that takes traffic", ["No valid deployments to route to"]),
    ...each(90, "no deployment name is set", ["`env.deployment` is a required configuration property for Azure"]),
  ],
  "endpoint-wrong-kind": [
    ...each(90, "the realtime address is of another host than the client's", ["Realtime WebSocket URL origin must match the configured client"]),
    ...each(90, "a service address stands where the project's belongs", ["looks like a direct service URL (it contains a version path"]),
    ...each(90, "a project address stands where the service's belongs", ["appears to be a project endpoint (it contains '/api/projects/')"]),
    ...each(90, "the project address is not one", ["does not look like a valid Azure AI Foundry project endpoint"]),
    ...each(90, "a project endpoint stands where the old connection text belongs", ["Invalid connection string format"]),
    ...each(90, "the client wants the old connection text of hub projects", ["endpoint;subscription_id;resource_group_name;project_name"]),
    ...each(90, "plain http is used where https is asked", ["AuthorizationProtocolMismatch"]),
  ],
  "model-api-mismatch": [
    ...each(90, "a chat model was called by completions", ["this model is not supported with this method, please use", "is a chat model and not a text-in/text-out LLM"]),
    ...each(90, "Azure's chat route takes no documents", ["Azure's Chat Completions API does not support document input"]),
    ...each(90, "The model does not offer the API that was called", ["api_not_supported", "Requested API is currently not supported"]),
  ],
  "endpoint-wrong-path": [
    ...each(90, "the address lacks /openai/v1", ["appears to have no path. For the Azure AI Foundry"]),
    ...each(90, "the address lacks /v1", ["does not contain a version segment (e.g. '/v1')"]),
    ...each(90, "the address is passed as the wrong parameter", ["Azure endpoints should be specified via the `azure_endpoint`"]),
    ...each(90, "v1 and a dated version stand in one address", ["/v1/chat/completions?api-version="]),
  ],
  "not-access-related": [
    ...each(90, "the request's body does not fit the schema", ["invalid_payload"]),
    ...each(90, "the body uses an old name", ["The 'agent' property is deprecated. Use 'agent_reference' instead"]),
    ...each(90, "an id in the body is of the wrong form", ["Expected an ID that begins with"]),
    ...each(90, "the request names no data source", ["The extensions chat completions operation must have at least"]),
    ...each(90, "the upload lacks a content type", ["The file has no or an empty content type specified"]),
    ...each(90, "Copilot's own session token, not the token of this extension", ["Session token expired. Please resend your message"]),
  ],
};
