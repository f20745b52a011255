import type { Clause } from "./clause.ts";
import { selectsIdentity } from "./configuration.ts";
import { all, atLeast, exits, failed, misconfigured, modelRequests, must, nextStep, noTrace, quiet, tokenRequests, within } from "./expectations.ts";

const both = ["openai-client", "classic"] as const;
const endpoint = "AZURE_OPENAI_ENDPOINT must be the https URL of your resource, for example https://my-resource.openai.azure.com";

const first = "Hello from contoso, request 1, 1 user texts.\n";
const expected = { "openai-client": `${first}Hello from contoso, request 2, 1 user texts.\n`, classic: first } as const;

const answersAlone = must(
  (seen, { sample }) => seen.stdout.replaceAll("\r\n", "\n") === expected[sample === "classic" ? "classic" : "openai-client"],
  (seen, { sample }) => `stdout must be ${JSON.stringify(expected[sample === "classic" ? "classic" : "openai-client"])}, got ${JSON.stringify(seen.stdout)}; stderr: ${seen.stderr.slice(0, 600)}`,
);
const answered = all(exits(0), answersAlone, quiet);

const routes = (model: string) => ({
  "openai-client": ["https://contoso.openai.azure.com/openai/v1/responses", "https://contoso.openai.azure.com/openai/v1/chat/completions"],
  classic: [`https://contoso.openai.azure.com/openai/deployments/${model}/chat/completions?api-version=2024-10-21`],
});
const asks = (model: string) =>
  must(
    (seen, { sample }) =>
      modelRequests(seen).map(({ url }) => url).join(" ") === routes(model)[sample === "classic" ? "classic" : "openai-client"].join(" ") &&
      modelRequests(seen).every(({ body = "" }) => (JSON.parse(body) as { model?: string }).model === model),
    (seen) => `the documented routes with ${model} expected, got ${modelRequests(seen).map(({ url, body }) => `${url} ${body?.slice(0, 60)}`).join(", ")}`,
  );

const tokenAlone = must(
  (seen) => tokenRequests(seen).length === 1 && modelRequests(seen).every(({ authorization = "", apiKey }) => apiKey === undefined && seen.issued.some((issued) => authorization === `Bearer ${issued}`)),
  (seen) => `one token request and the token alone expected, got ${tokenRequests(seen).length} and ${modelRequests(seen).map(({ authorization, apiKey }) => `${authorization}${apiKey === undefined ? "" : " beside an api-key"}`).join(", ")}`,
);
const nothingOfOpenai = must(
  (seen) => seen.foreign.length === 0 && modelRequests(seen).every(({ headerNames }) => !headerNames.some((name) => /^openai-(?:organization|project)$/.test(name))),
  (seen) => `nothing of OPENAI_* may be sent, but ${seen.foreign.join(", ")} was asked for, with ${modelRequests(seen).flatMap(({ headerNames }) => headerNames.filter((name) => name.startsWith("openai-"))).join(", ")}`,
);

/** The first answer stands on stdout; the second, which breaks off, is a failure. */
const brokenOff = all(
  exits(1),
  must((seen) => seen.stdout.replaceAll("\r\n", "\n").startsWith(first) && !seen.stdout.includes("request 2, 1 user texts."), (seen) => `the first answer alone expected on stdout, got ${JSON.stringify(seen.stdout)}`),
  must((seen) => seen.stderr.trimEnd().endsWith(nextStep), (seen) => `stderr must end with "${nextStep}", got ${JSON.stringify(seen.stderr)}`),
  noTrace,
);

/** The clauses of openai-client and classic. */
export const openai: readonly Clause[] = [
  { id: "L1", title: "without an endpoint, or with one that is no https URL, the sample says so and asks nobody", samples: both, scenarios: ["no-url", "endpoint-without-scheme", "url-http"], judge: misconfigured(endpoint) },
  { id: "L2", title: "AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_DEPLOYMENT come first", samples: both, scenarios: ["own-names"], judge: all(answered, asks("gpt-4.1-mini")) },
  { id: "L3", title: "the requests are the documented ones", samples: both, scenarios: ["healthy"], judge: asks("gpt-5.5") },
  { id: "L4", title: "the token goes alone, also when keys are set", samples: both, scenarios: ["healthy", "keys-set"], judge: all(answered, tokenAlone) },
  { id: "L5", title: "OPENAI_* variables neither redirect a request nor reach Azure", samples: both, scenarios: ["openai-variables"], judge: all(answered, nothingOfOpenai) },
  { id: "L6", title: "stdout has the answers alone, stderr nothing, the exit code is 0", samples: both, scenarios: ["healthy", "client-secret", "workload-identity"], judge: answered },
  {
    id: "L7",
    title: "a refusal is shown with the service's code and message",
    samples: both,
    scenarios: ["no-role", "wrong-audience", "404"],
    judge: (seen, context) => failed(context.scenario === "no-role" ? "401 PermissionDenied: " : context.scenario === "404" ? "404 DeploymentNotFound: " : "audience is incorrect")(seen, context),
  },
  { id: "L8", title: "a 500 or 429 that passes is not noticed", samples: both, scenarios: ["500-once", "429-once"], judge: answered },
  { id: "L9", title: "a Retry-After of a day does not hold the program", samples: both, scenarios: ["429-for-a-day"], judge: all(failed(/^429 |No answer within 60 s/), within(100)) },
  { id: "L10", title: "a page in HTML with status 200 is a failure", samples: both, scenarios: ["html"], judge: all(failed(), within(100)) },
  { id: "L11", title: "a stream that ends early is a failure", samples: ["openai-client"], scenarios: ["stream-cut", "stream-without-end"], judge: brokenOff },
  {
    id: "L12",
    title: "a hung endpoint and a hung identity endpoint are named, in time",
    samples: both,
    scenarios: ["hang", "hang-identity"],
    judge: (seen, context) =>
      (context.scenario === "hang" ? all(failed("No answer within 60 s"), atLeast(55), within(100)) : all(failed("No token from Microsoft Entra ID within 10 s"), within(75)))(seen, context),
  },
  {
    id: "L13",
    title: "a line end after the token does no harm, and what is no token is refused unseen",
    samples: both,
    scenarios: ["token-with-line-end", "token-broken"],
    judge: (seen, context) => (context.scenario === "token-broken" ? failed("The credential returned something that is not a token") : answered)(seen, context),
  },
  {
    id: "L14",
    title: "AZURE_CLIENT_ID selects the user-assigned identity, an empty one none",
    samples: both,
    scenarios: ["user-assigned", "empty-client-id"],
    judge: all(answered, selectsIdentity),
  },
];
