import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord, FixEvidence, Step } from "./cause.ts";
import { accountArguments, fill, say, setVariable, showToken, unsetVariables } from "../fix.ts";

const keyless = "https://learn.microsoft.com/azure/ai-services/openai/how-to/managed-identity";
const disable = "https://learn.microsoft.com/azure/ai-services/disable-local-auth";
const v1 = "https://learn.microsoft.com/azure/ai-services/openai/api-version-lifecycle";

/** Causes that lie in how the program hands a token or key to the service. */
export const tokenUse = {
  "token-expired": {
    title: "The token was used after its end",
    why: "One token was fetched and kept; access tokens live 60 to 90 minutes. What worked an hour ago is refused now, because nothing renews it.",
    neighbours: [
      { id: "token-wrong-audience", tell: "the same 401 text from the first call on", command: showToken },
      { id: "session-expired", tell: "there the login of a developer tool is too old" },
    ],
    fix: () => [
      say("Give the client a token provider instead of a token, so that it is asked before each request", "JavaScript: azureADTokenProvider or bearerTokenProvider with getBearerTokenProvider. Python: azure_ad_token_provider or api_key as a callable. In the Copilot SDK: foundryProvider of @copilot-entra/auth, or bearerTokenProvider."),
      say("In tools that read a token once (environment variable, configuration), restart with a fresh one, or use a command that fetches it"),
    ],
    docs: [keyless, "https://learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes"],
  },
  "token-provider-misuse": {
    title: "The token provider or credential has the wrong shape",
    why: "The client was given something it can't use: a synchronous provider where an asynchronous one is awaited, a coroutine that is never awaited, a string or key credential where a token credential is needed. No request leaves the program.",
    neighbours: [{ id: "library-bug", tell: "there the shapes are right and the library's version is at fault" }, { id: "credential-not-passed", tell: "there nothing was passed" }],
    fix: () => [
      say("Use the pair that belongs together", "Python: azure.identity with AzureOpenAI/OpenAI, azure.identity.aio with the Async clients; get_bearer_token_provider(credential, scope) takes a token credential and returns a function that is passed as it is, not called. JavaScript: getBearerTokenProvider(credential, scope)."),
      say("A key is passed with its own class (AzureKeyCredential), never wrapped in a token provider"),
    ],
    docs: [keyless],
  },
  "token-sent-elsewhere": {
    title: "The Entra token goes to another host than the endpoint's",
    why: "The OpenAI libraries go to OpenAI's own host when no base URL is given, and some let OPENAI_BASE_URL win over AZURE_OPENAI_ENDPOINT without a word; both take the token along. Java's ready-made AuthenticationUtil.getBearerTokenSupplier sends each token to www.example.com.",
    neighbours: [
      { id: "invalid-key-or-wrong-endpoint", tell: "there the text is the same and what was sent is a key (it begins with sk-)" },
      { id: "endpoint-wrong-kind", tell: "there the host is Azure's, of another kind of endpoint" },
    ],
    fix: (e) => [
      unsetVariables(["OPENAI_BASE_URL"]),
      say(`Give the client its base URL in code, and stop before anything is sent when the variable is empty: ${fill(e, "endpoint").replace(/\/$/, "")}/openai/v1/`, "In JavaScript's AzureOpenAI also baseURL: null, so that OPENAI_BASE_URL plays no part."),
      say("In Java, write the supplier yourself in place of AuthenticationUtil.getBearerTokenSupplier", "() -> credential.getToken(new TokenRequestContext().addScopes(scope)).block(Duration.ofSeconds(10)).getToken()"),
      say("Treat the tokens that were sent as known to that host: they work until they expire, within about a day at most", "entra-doctor token shows when. A person's sessions can be revoked; an app's or identity's role can be removed until then."),
    ],
    docs: [v1, keyless],
  },
  "key-sent-as-bearer": {
    title: "An API key is sent as a bearer token",
    why: "The client speaks the OpenAI dialect and puts the key into Authorization: Bearer. Azure reads that header as an Entra token, finds none, and answers with the text about audience and expiry.",
    neighbours: [
      { id: "token-wrong-audience", tell: "there a JWT is sent (it begins with eyJ)", command: showToken },
      { id: "token-expired", tell: "there a JWT is sent and is too old" },
    ],
    fix: (e) => [
      say("Better than a key: let the client send an Entra token", `Token provider for ${fill(e, "scope")}.`),
      say("With a key: use the client's Azure mode, or the /openai/v1 address, and the api-key header"),
    ],
    docs: [keyless, v1],
  },
  "token-sent-as-api-key": {
    title: "An Entra token is sent in the api-key header",
    why: "The token was put into the setting that is meant for a key, so it travels as api-key and is compared with the resource's keys. The token itself may be perfectly good.",
    neighbours: [{ id: "invalid-key-or-wrong-endpoint", tell: "there what is sent really is a key" }],
    fix: () => [
      say("Pass the token by the client's token setting, so that it goes out as Authorization: Bearer", "Python: azure_ad_token or azure_ad_token_provider. JavaScript: azureADTokenProvider. Java: credential(TokenCredential). Spring AI: leave api-key empty. LiteLLM: azure_ad_token. Copilot SDK: bearerToken or bearerTokenProvider."),
    ],
    docs: [keyless],
  },
  "key-auth-disabled": {
    title: "The resource accepts no keys",
    why: "Key authentication is switched off on the resource (disableLocalAuth), and the request carries a key. That is the safe setting; the client has to send an Entra token.",
    neighbours: [{ id: "wrong-credential-wins", tell: "there a token is configured too, and the key wins" }, { id: "invalid-key-or-wrong-endpoint", tell: "there keys are accepted and this one is wrong" }],
    fix: (e) => [
      say("Let the client send a token: remove the key from code and environment and pass a credential", "Unset AZURE_OPENAI_API_KEY, AZURE_API_KEY and OPENAI_API_KEY; a key that is set often wins over the credential."),
      { title: "Check the setting; it is meant to be true", az: [`az cognitiveservices account show ${accountArguments(e)} --query properties.disableLocalAuth`] },
      say("The caller then needs a role on the account: entra-doctor roles"),
    ],
    docs: [disable, keyless],
  },
  "wrong-credential-wins": {
    title: "Two credentials are configured and the unintended one is used",
    why: "A key and a token (or two identities) are both configured, in code and environment, and the client's order of precedence takes the one you did not mean. Its error is then about a credential you don't look at.",
    neighbours: [{ id: "rbac-wrong-principal", tell: "there only identities compete, no key" }, { id: "key-auth-disabled", tell: "there no token is configured" }],
    fix: (e) => [
      ...leftOver(e),
      say("Leave exactly one: unset the key's variables when a token is meant", "AZURE_OPENAI_API_KEY, AZURE_OPENAI_KEY, AZURE_API_KEY, OPENAI_API_KEY, COPILOT_PROVIDER_API_KEY; and AZURE_OPENAI_AD_TOKEN when a key or provider is meant."),
      { title: "See what is set", az: ["entra-doctor check --only configuration --verbose"] },
    ],
    docs: [keyless],
  },
  "credential-not-passed": {
    title: "The client got no credential, or dropped it",
    why: "Neither key nor token reaches the client: none was passed, a wrapper does not hand it on, a new version reads another option, or a library insists on a dummy key. The credential itself is not the matter.",
    neighbours: [{ id: "wrong-credential-wins", tell: "there a credential is sent, the wrong one" }, { id: "token-provider-misuse", tell: "there it is passed in the wrong shape" }],
    fix: () => [
      say("Pass the credential at the place where this client reads it", "Python: AzureOpenAI(azure_ad_token_provider=...) or OpenAI(base_url=.../openai/v1/, api_key=provider). JavaScript: new AzureOpenAI({ azureADTokenProvider }). LiteLLM: azure_ad_token. Copilot SDK: provider with bearerToken or bearerTokenProvider."),
      say("If it began with an upgrade of a wrapper, look at its changes or pin the version before"),
    ],
    docs: [keyless],
  },
  "invalid-key-or-wrong-endpoint": {
    title: "Key and endpoint don't belong together",
    why: "The value sent as api-key is no key of the resource that answers: regenerated, of another resource or region, truncated, or an OpenAI key. The service says the same when what it gets is not a key at all.",
    neighbours: [{ id: "token-sent-as-api-key", tell: "there the value begins with eyJ" }, { id: "key-auth-disabled", tell: "there the answer is 403 AuthenticationTypeDisabled" }],
    fix: (e) => [
      { title: "Check which resource the endpoint belongs to", az: [`az cognitiveservices account show ${accountArguments(e)} --query "{endpoint:properties.endpoint,keysAccepted:properties.disableLocalAuth}"`], portal: ["The account, Keys and Endpoint: both from the same page."] },
      say("Better than another key: a token, which has no resource to be confused with"),
    ],
    docs: [keyless, "https://learn.microsoft.com/azure/ai-services/authentication"],
  },
  "other-auth-header-required": {
    title: "A gateway or service wants another header or form",
    why: "The answer comes from a gateway (API Management, proxy) or a service that expects its own header: a subscription key, or a token in a special form. The Entra token and its roles may be right.",
    neighbours: [{ id: "invalid-key-or-wrong-endpoint", tell: "there a key was sent and refused; here it is missing" }, { id: "custom-subdomain-missing", tell: "some services say the same for a token on a regional address" }],
    fix: () => [
      say("Send what the gateway wants beside the token", "API Management: Ocp-Apim-Subscription-Key (or the header it was configured with). Speech SDK: aad#RESOURCE_ID#TOKEN. Translator: Ocp-Apim-ResourceId and region beside the token, or the custom domain."),
      say("Or call the resource's own address instead of the gateway's"),
    ],
    docs: ["https://learn.microsoft.com/azure/api-management/api-management-subscriptions", "https://learn.microsoft.com/azure/ai-services/speech-service/how-to-configure-azure-ad-auth"],
  },
  "throttling-shown-as-401": {
    title: "A retry after throttling carries two Authorization headers and is refused",
    why: "The service answered 429, the SDK's retry added a second Authorization header, and that request got 401. The real cause is the rate; the 401 is an error of that SDK version.",
    neighbours: [{ id: "rate-limit-429", tell: "there the 429 itself is shown" }, { id: "token-expired", tell: "there every call fails once the token is old" }],
    fix: () => [say("Update the client library (Azure.AI.OpenAI 2.0.0-beta versions and their System.ClientModel are affected)"), say("And lower the rate or raise the deployment's capacity, so that no 429 comes")],
    docs: ["https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/openai/Azure.AI.OpenAI/CHANGELOG.md"],
  },
} as const satisfies Partial<Record<CauseId, CauseRecord>>;

/** Takes away what wins. An app's ids select no identity of the host, but a pod's workload identity is named by the same variables. */
function leftOver(e: FixEvidence): Step[] {
  if (e.variable === undefined) return [];
  const variable = fill(e, "variable");
  if (!variable.startsWith("AZURE_CLIENT_")) return [unsetVariables([variable])];
  const inPod = e.suggestion === "WorkloadIdentityCredential";
  return [
    unsetVariables(inPod ? [variable] : [variable, "AZURE_CLIENT_ID", "AZURE_TENANT_ID"], inPod ? undefined : "Unset what selects the app; keep AZURE_CLIENT_ID where it names a user-assigned identity"),
    setVariable("AZURE_TOKEN_CREDENTIALS", inPod ? "WorkloadIdentityCredential" : "ManagedIdentityCredential", "Then name the credential that is meant, so that a left-over variable plays no part"),
  ];
}
