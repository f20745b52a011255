import { processEnvironment, type Environment } from "./environment.ts";
import { FoundryAuthError } from "./errors.ts";
import { foundryFetch, type Fetch } from "./foundry-fetch.ts";
import { endpointOf, refuseCredentialHeaders, sourceOf, type FoundryProviderOptions } from "./provider.ts";

/** Where the OpenAI client goes and how it waits. Times in milliseconds. */
export interface FoundryOpenAIOptions extends Omit<FoundryProviderOptions, "model" | "modelId" | "wireApi" | "maxPromptTokens" | "maxOutputTokens" | "timeout"> {
  /** How long one attempt may take to begin its answer. Default 120000. */
  readonly timeout?: number | undefined;
  /** How long the credential may take. Default 15000. */
  readonly tokenTimeout?: number | undefined;
  /** Attempts after the first, for 408, 409, 429 and 5xx. Default 2. */
  readonly maxRetries?: number | undefined;
  /** Longest pause that the service may ask for; a longer one is an error at once. Default 20000. */
  readonly maxRetryAfter?: number | undefined;
  /** How long a stream may stand still between two pieces. Default 60000. */
  readonly streamTimeout?: number | undefined;
  /** Variables to keep out, by default those of this process. Only `OPENAI_CUSTOM_HEADERS` is looked at. */
  readonly environment?: Environment | undefined;
  readonly fetch?: Fetch | undefined;
}

/** What `new OpenAI(…)` of the `openai` package takes, versions 6 and 7. Structural: that package is no dependency of this one. */
export interface OpenAIClientOptions {
  baseURL: string;
  apiKey: () => Promise<string>;
  organization: null;
  project: null;
  adminAPIKey: null;
  webhookSecret: null;
  timeout: number;
  maxRetries: number;
  logLevel: "warn";
  defaultHeaders: Record<string, string | null>;
  fetch: Fetch;
}

/**
 * Options for the ordinary OpenAI client against the versionless route of Azure OpenAI or Foundry, without a key:
 * `new OpenAI(foundryOpenAIOptions({ endpoint, credential: "default" }))`. Name the deployment as `model` in each call.
 * No `OPENAI_…` variable of the environment decides where the token goes, or reaches Azure.
 *
 * @throws {FoundryAuthError} `endpoint-…`, `scope-malformed`, `option-invalid`: before anything is sent. In a call, what `TokenSource.getToken` throws comes as the `cause` of the library's error.
 */
export function foundryOpenAIOptions(options: FoundryOpenAIOptions): OpenAIClientOptions {
  const { timeout = 120_000, maxRetries = 2, maxRetryAfter = 20_000, streamTimeout = 60_000, tokenTimeout, environment = processEnvironment() } = options;
  for (const [option, value] of Object.entries({ timeout, maxRetryAfter, streamTimeout })) {
    if (!(Number.isFinite(value) && value > 0)) throw new FoundryAuthError("option-invalid", { option, expected: "a number of milliseconds above 0" });
  }
  refuseCredentialHeaders(options.headers);
  const given = { ...options, model: undefined, timeout: tokenTimeout };
  const endpoint = endpointOf(given);
  const source = sourceOf(given, endpoint);
  return {
    baseURL: endpoint.baseUrl,
    apiKey: () => source.getToken(),
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    timeout,
    maxRetries,
    logLevel: "warn",
    defaultHeaders: { ...unset(environment["OPENAI_CUSTOM_HEADERS"]), ...options.headers },
    fetch: foundryFetch({ origin: endpoint.origin, source, maxRetryAfter, streamTimeout, fetch: options.fetch }),
  };
}

/** The library sends the headers of this variable unless the same name is set to null. One `Name: value` a line. */
function unset(customHeaders: string | undefined): Record<string, null> {
  const names = (customHeaders ?? "").split("\n").map((line) => line.slice(0, Math.max(0, line.indexOf(":"))).trim());
  return Object.fromEntries(names.filter((name) => name !== "").map((name) => [name, null]));
}
