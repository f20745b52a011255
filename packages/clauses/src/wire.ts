import { conversations, copilotSamples as samples, type Clause } from "./clause.ts";
import { all, answered, modelRequests, must, questions, tokenRequests } from "./expectations.ts";

const url = "https://contoso.openai.azure.com/openai/v1/responses";

const onePath = must(
  (seen, context) => modelRequests(seen).length === questions(context) && modelRequests(seen).every((request) => request.method === "POST" && request.url === url),
  (seen, context) => `${questions(context)} times POST ${url} expected, got ${modelRequests(seen).map((request) => `${request.method} ${request.url}`).join(", ") || "nothing"}`,
);

const noTools = must(
  (seen) =>
    modelRequests(seen).every(({ body = "" }) => {
      const { tools, instructions = "" } = JSON.parse(body) as { tools?: unknown[]; instructions?: string };
      return (tools ?? []).length === 0 && instructions.length < 200;
    }),
  (seen) => `no tools and a short instruction expected, the body is ${modelRequests(seen)[0]?.body?.slice(0, 300) ?? "missing"}`,
);

const asIssued = must(
  (seen) =>
    modelRequests(seen).length > 0 &&
    modelRequests(seen).every(({ authorization = "", apiKey }) => apiKey === undefined && seen.issued.some((fingerprint) => authorization === `Bearer ${fingerprint}`)),
  (seen) => `Authorization must be Bearer and an issued token without api-key, got ${modelRequests(seen).map(({ authorization, apiKey }) => `${authorization} ${apiKey === undefined ? "" : "and an api-key"}`).join(", ")}`,
);

const oneToken = must((seen) => tokenRequests(seen).length === 1, (seen) => `one token request expected, got ${tokenRequests(seen).length}`);

const nobodyElse = must((seen) => seen.foreign.length === 0, (seen) => `no other host may be asked for, but ${[...new Set(seen.foreign)].join(", ")} was`);

/** What goes over the wire. */
export const wire: readonly Clause[] = [
  { id: "W1", title: "every model request is POST /openai/v1/responses", samples, scenarios: ["healthy"], judge: onePath },
  { id: "W2", title: "blanks, slashes and /openai/v1/ at the end of the URL change nothing", samples, scenarios: ["url-with-blanks-and-slashes", "url-with-path"], judge: all(answered, onePath) },
  { id: "W3", title: "no tools are offered", samples, scenarios: ["healthy"], judge: noTools },
  { id: "W4", title: "Authorization is the token as the credential gave it", samples, scenarios: ["healthy", "client-secret", "workload-identity"], judge: all(answered, asIssued) },
  { id: "W5", title: "one token serves all questions of its life", samples, scenarios: ["healthy", "client-secret"], judge: oneToken },
  { id: "W6", title: "no other host is asked for", samples, scenarios: ["healthy", "client-secret"], judge: nobodyElse },
  { id: "W7", title: "a later question carries the earlier ones", samples: conversations, scenarios: ["healthy"], judge: answered },
];
