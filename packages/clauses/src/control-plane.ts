import type { Clause, Observation } from "./clause.ts";
import { all, exits, failed, misconfigured, must, quiet, tokenRequests, within } from "./expectations.ts";
import { elsewhere, kinds, type Kind } from "./openai-scenarios.ts";
import { sentences } from "./configuration.ts";

const list = ["list-models"] as const;
const lines = (seen: Observation): string[] => seen.stdout.split(/\r?\n/);

const sentenceOf: Readonly<Record<string, string>> = {
  "no-subscription": "AZURE_SUBSCRIPTION_ID must be the id of your subscription, for example from az account show --query id",
  "no-location": "AZURE_LOCATION must name a region, for example swedencentral",
  "unknown-cloud": "AZURE_CLOUD must be AzureCloud, AzureUSGovernment or AzureChinaCloud",
  "no-selector": sentences.selector,
};

const listed = all(
  exits(0),
  quiet,
  must((seen) => lines(seen).filter((line) => /^model \S+ \S+$/.test(line)).length > 10 && lines(seen).includes("model gpt-5.5 2026-04-24"), (seen) => `more than one page of models expected, got ${JSON.stringify(seen.stdout)}`),
  must((seen) => lines(seen).filter((line) => line.startsWith("account ")).join() === "account contoso rg-contoso swedencentral", (seen) => `the account expected, got ${JSON.stringify(seen.stdout)}`),
  must((seen) => lines(seen).includes("deployment contoso/gpt-5.5 gpt-5.5 2026-04-24") && lines(seen).filter((line) => line.startsWith("deployment ")).length === 3, (seen) => `three deployments expected, got ${JSON.stringify(seen.stdout)}`),
);

/** Management has two names for what its tokens are for. */
const tokenFor = (pattern: RegExp) =>
  must(
    (seen) => tokenRequests(seen).length > 0 && tokenRequests(seen).every(({ url, body = "" }) => pattern.test(decodeURIComponent(new URL(url).searchParams.get("resource") ?? new URLSearchParams(body).get("scope") ?? ""))),
    (seen) => `a token for ${pattern} expected, got ${tokenRequests(seen).map(({ url, body }) => `${url} ${body ?? ""}`).join(", ")}`,
  );
const tokenStays = (host: string) =>
  must(
    (seen) => seen.requests.every((request) => request.authorization === undefined || request.host === host),
    (seen) => `the token may go to ${host} only, went to ${seen.requests.filter(({ authorization }) => authorization !== undefined).map((request) => request.host).join(", ")}`,
  );

const kindOf = (scenario: string): Kind => scenario.replace("kind-", "") as Kind;

/** By which request each kind is known. */
const requestOf: Readonly<Record<Kind, (seen: Observation) => boolean>> = {
  "system-assigned-managed-identity": (seen) => seen.requests.every(({ part, url }) => part === "managed-identity" && !url.includes("client_id")),
  "user-assigned-managed-identity": (seen) => seen.requests.every(({ part, url }) => part === "managed-identity" && url.includes("client_id")),
  "client-secret": (seen) => form(seen, "client_secret"),
  "client-certificate": (seen) => form(seen, "client_assertion"),
  "azure-cli": (seen) => seen.requests.some(({ url }) => url.includes("command-line/az")),
  "interactive-browser": (seen) => seen.requests.some(({ url }) => url.includes("command-line/browser")) && form(seen, "code_verifier"),
  "device-code": (seen) => seen.requests.some(({ path }) => path.endsWith("/devicecode")) && form(seen, "device_code"),
  default: (seen) => seen.requests.every(({ part }) => part === "managed-identity"),
  "workload-identity": (seen) => form(seen, "client_assertion"),
  "federated-credential": (seen) => seen.requests.some(({ url }) => url.includes("github-actions")) && form(seen, "client_assertion"),
};

function form(seen: Observation, field: string): boolean {
  return tokenRequests(seen).some(({ part, body = "" }) => part === "entra" && new URLSearchParams(body).has(field));
}

const credentials = ["credentials"] as const;

/** The clauses of list-models and credentials. */
export const controlPlane: readonly Clause[] = [
  { id: "M1", title: "a missing or wrong variable is named, and nobody is asked", samples: list, scenarios: Object.keys(sentenceOf), judge: (seen, context) => misconfigured(sentenceOf[context.scenario] ?? "")(seen, context) },
  { id: "M2", title: "models, accounts and deployments are printed, of every page", samples: list, scenarios: ["healthy", "client-secret"], judge: listed },
  { id: "M3", title: "the token is for the management endpoint and goes nowhere else", samples: list, scenarios: ["healthy", "next-page-elsewhere"], judge: (seen, context) => all(tokenFor(/^https:\/\/management\.(?:azure\.com|core\.windows\.net)(?:\/+\.default|\/)?$/), tokenStays("management.azure.com"), must(() => context.scenario === "healthy" || (seen.exitCode === 1 && !seen.requests.some(({ host }) => host === elsewhere)), () => `a next page at ${elsewhere} must be a failure, exit code ${seen.exitCode}`))(seen, context) },
  { id: "M4", title: "AZURE_CLOUD moves endpoint and scope", samples: list, scenarios: ["government-cloud"], judge: all(exits(1), tokenFor(/^https:\/\/management\.(?:core\.)?usgovcloudapi\.net(?:\/+\.default|\/)?$/), must((seen) => !seen.requests.some(({ host }) => host === "management.azure.com"), () => "management.azure.com may not be asked")) },
  { id: "M5", title: "a missing role is shown with the service's code and message", samples: list, scenarios: ["no-reader"], judge: failed(/^403 AuthorizationFailed: \S/) },
  { id: "M6", title: "a 429 that passes is not noticed", samples: list, scenarios: ["429-arm-once"], judge: listed },
  {
    id: "M7",
    title: "a hung endpoint and a hung identity endpoint are named, in time",
    samples: list,
    scenarios: ["hang-arm", "hang-identity"],
    judge: (seen, context) => all(failed(context.scenario === "hang-arm" ? "No answer within 60 s" : "No token from Microsoft Entra ID within 10 s"), within(100))(seen, context),
  },
  { id: "K1", title: "a missing or unknown kind is refused with the ten names", samples: credentials, scenarios: ["healthy", "unknown-kind"], judge: misconfigured(`AZURE_CREDENTIAL_KIND must be one of ${Object.keys(kinds).join(", ")}`) },
  {
    id: "K2",
    title: "each kind gets a token by its own request",
    samples: credentials,
    scenarios: Object.keys(kinds).map((kind) => `kind-${kind}`),
    judge: (seen, context) =>
      all(
        exits(0),
        must(() => new RegExp(`^${kindOf(context.scenario)}: a token for https://ai\\.azure\\.com until \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\r?\\n$`).test(seen.stdout), () => `one line with kind, resource and end expected, got ${JSON.stringify(seen.stdout)}`),
        must(() => (kindOf(context.scenario) === "device-code" ? /code [A-Z0-9]{6,}/.test(seen.stderr) : seen.stderr === ""), () => `stderr: ${JSON.stringify(seen.stderr)}`),
        must(() => requestOf[kindOf(context.scenario)](seen), () => `the kind's own request expected, got ${seen.requests.map(({ method, url, body }) => `${method} ${url} ${body?.slice(0, 200) ?? ""}`).join(", ")}`),
      )(seen, context),
  },
  { id: "K3", title: "what a kind lacks is named", samples: credentials, scenarios: ["kind-incomplete", "kind-signed-out"], judge: (seen, context) => (context.scenario === "kind-incomplete" ? misconfigured(/^AZURE_TENANT_ID must be set for client-secret/) : failed(/az login/))(seen, context) },
  { id: "K4", title: "an expired secret is shown with its AADSTS code", samples: credentials, scenarios: ["kind-expired"], judge: failed("No token from Microsoft Entra ID: ", "AADSTS7000222") },
];
