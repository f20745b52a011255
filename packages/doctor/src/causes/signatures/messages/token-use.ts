import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { each } from "../write.ts";

/** What libraries, tools and services print for causes of this family, beside the family's own signatures. */
export const tokenUse: Partial<Record<CauseId, readonly Signature[]>> = {
  "token-expired": [
    ...each(90, "the token given to the Arc agent is not valid", ["AZCM0012"]),
    ...each(90, "the token's end lies before now", ["is earlier than current UTC time"]),
  ],
  "credential-not-passed": [
    ...each(90, "the Azure client takes no X.509 workload identity", ["X.509 workload identity is not supported by Azure clients"]),
    ...each(90, "no key is set in the old library", ["You can set your API key in code using 'openai.api_key = <API-KEY>'"]),
    ...each(90, "api_type of the old library is misspelt, so another sign-in form is used", ["is not a valid API type or is unsupported"]),
    ...each(90, "the client got no credential", ["At least one credential source must be specified: credential"]),
    ...each(90, "the key passed is no string (a token function belongs elsewhere)", ["Azure OpenAI API key must be a string"]),
    ...each(90, "neither key nor token provider was given", ["Azure OpenAI API key or Token Provider not found"]),
    ...each(90, "the agent or service got no credential", ["Please provide either an api_key, ad_token, ad_token_provider"]),
    ...each(90, "no credential was passed", ["Please provide a credential to retrieve the authentication token", "The 'credential' parameter is required for authentication", "Either 'api_key', 'credential', or pre-configured client(s)"]),
    ...each(90, "voice live of this library takes keys only", ["Azure AI Voice Live requires API-key authentication"]),
    ...each(90, "neither key nor client was given", ["Must provide the `api_key` argument or set the"]),
    ...each(90, "the search retriever got no credential", ["or the `AZURE_AI_SEARCH_API_KEY` or `AZURE_AI_SEARCH_AD_TOKEN`"]),
    ...each(90, "the builder got no credential", ["either keyCredential or tokenCredential must be set", "either apiKey or tokenCredential must be set", "Authentication is required: provide either apiKey,"]),
    ...each(90, "no key is configured", ["Please rerun `graphrag init` and set the API_KEY"]),
    ...each(90, "the credential holds no key", ["If credential is a dict, it must contain an 'api_key' key"]),
    ...each(90, "no variable holds a credential", ["None of the following authentication environment variables are set"]),
    ...each(90, "the sandbox sent a placeholder in place of the key", ["placeholder-token-for-credential-isolation"]),
    ...each(90, "no key is configured for this model", ["No key found. Please provide a key and try again"]),
    ...each(90, "neither key nor token was given", ["Azure OpenAI client requires either an API key or an Azure AD", "Azure AI must have either an API key or token provider"]),
    ...each(90, "the client is the OpenAI one and got no key", ["OpenAI credentials are required. Provide the 'api_key' parameter"]),
  ],
  "token-provider-misuse": [
    ...each(90, "the realtime client does not resolve a token function by itself", ["Cannot open Realtime WebSocket with a function-based apiKey"]),
    ...each(90, "an asynchronous credential in a synchronous call", ["An async credential cannot be used with the synchronous auth flow"]),
  ],
  "wrong-credential-wins": [
    ...each(90, "both keys stand in the environment", ["Both OpenAI and Azure OpenAI API keys, `OPENAI_API_KEY` and"]),
    ...each(90, "a key and a workload identity are both given", ["Cannot specify both credential (apiKey) and workloadIdentity"]),
    ...each(90, "a key is configured beside managed identity", ["api_key should not be set when using Azure Managed Identity"]),
    ...each(90, "the connection is a SQL login, not an Entra one", ["Only connections established with Active Directory accounts can"]),
  ],
  "key-auth-disabled": [
    ...each(90, "keys are switched off on the account", ["Local Authorization is disabled. Use an AAD token to authorize"]),
    ...each(90, "the call goes by keys and they are off", ["requires local authentication to be enabled"]),
  ],
  "other-auth-header-required": [
    ...each(90, "this operation takes no Entra token in this API version", ["not supported for CheckAccess", "API operation not supported for token authentication"]),
    ...each(90, "the translator wants key and region headers", ["The request is not authorized because credentials are missing"]),
  ],
  "invalid-key-or-wrong-endpoint": [
    ...each(90, "the endpoint's key is not right", ["key_auth_access_denied"]),
    ...each(90, "the key went to OpenAI's own service, not to Azure", ["You can find your API key at https://platform.openai.com/account/api-keys"]),
  ],
};
