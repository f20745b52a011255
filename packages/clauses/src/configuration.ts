import { copilotSamples as samples, plainSamples, type Clause } from "./clause.ts";
import { all, answered, misconfigured, modelRequests, must, tokenRequests } from "./expectations.ts";
import { userAssignedClientId } from "./scenarios.ts";

/** The sentences of the table in samples/SPEC.md. */
export const sentences = {
  url: "FOUNDRY_RESOURCE_URL must be the https URL of your resource, for example https://my-resource.openai.azure.com",
  scope: "FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default",
  selector: "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine",
} as const;

const sendsModel = (model: string) =>
  must(
    (seen) => modelRequests(seen).every(({ body = "" }) => (JSON.parse(body) as { model?: string }).model === model),
    (seen) => `the model must be ${model}, the body is ${modelRequests(seen)[0]?.body?.slice(0, 200) ?? "missing"}`,
  );

const asksTokenFor = (parameter: string, value: string | null) =>
  must(
    (seen) => tokenRequests(seen).length > 0 && tokenRequests(seen).every(({ url }) => new URL(url).searchParams.get(parameter) === value),
    (seen) => `the token must be asked for with ${parameter}=${value ?? "nothing"}, was asked for by ${tokenRequests(seen).map(({ url }) => url).join(", ")}`,
  );

/** The token is asked for the identity that AZURE_CLIENT_ID names, and for the machine's own where it is empty. */
export const selectsIdentity: Clause["judge"] = (seen, context) => asksTokenFor("client_id", context.scenario === "user-assigned" ? userAssignedClientId : null)(seen, context);

/** What a sample makes of its variables. */
export const configuration: readonly Clause[] = [
  { id: "C1", title: "without a resource URL the sample says so and asks nobody", samples: plainSamples, scenarios: ["no-url", "blank-url"], judge: misconfigured(sentences.url) },
  { id: "C2", title: "AZURE_AI_FOUNDRY_RESOURCE_URL stands in for FOUNDRY_RESOURCE_URL", samples, scenarios: ["fallback-url"], judge: answered },
  {
    id: "C3",
    title: "a resource URL that is no https URL is refused",
    samples: plainSamples,
    scenarios: ["url-without-scheme", "url-undefined", "url-http", "url-with-query"],
    judge: misconfigured(sentences.url),
  },
  { id: "C4", title: "without AZURE_TOKEN_CREDENTIALS the sample says so and tries no credential", samples: plainSamples, scenarios: ["no-selector", "blank-selector"], judge: misconfigured(sentences.selector) },
  { id: "C5", title: "an unknown name in AZURE_TOKEN_CREDENTIALS is refused", samples: plainSamples, scenarios: ["unknown-selector"], judge: misconfigured(sentences.selector) },
  { id: "C6", title: "without FOUNDRY_MODEL the model is gpt-5.5", samples, scenarios: ["default-model"], judge: all(answered, sendsModel("gpt-5.5")) },
  { id: "C7", title: "FOUNDRY_MODEL is sent as given", samples, scenarios: ["own-model"], judge: all(answered, sendsModel("Contoso.Chat_7")) },
  {
    id: "C8",
    title: "the token is asked for https://ai.azure.com unless FOUNDRY_SCOPE says otherwise",
    samples,
    scenarios: ["healthy", "own-scope"],
    judge: (seen, context) => all(answered, asksTokenFor("resource", context.scenario === "healthy" ? "https://ai.azure.com" : "https://cognitiveservices.azure.com"))(seen, context),
  },
  { id: "C9", title: "a FOUNDRY_SCOPE that does not end in /.default is refused", samples: plainSamples, scenarios: ["wrong-scope"], judge: misconfigured(sentences.scope) },
  {
    id: "C10",
    title: "AZURE_CLIENT_ID selects the user-assigned identity, an empty one none",
    samples,
    scenarios: ["user-assigned", "empty-client-id"],
    judge: all(answered, selectsIdentity),
  },
];
