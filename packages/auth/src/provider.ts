import type { BearerTokenProvider, ProviderConfig } from "@github/copilot-sdk";
import { createCredential } from "./credential.ts";
import type { CredentialKind } from "./credential-kinds.ts";
import { parseEndpoint, type Endpoint, type EndpointOptions } from "./endpoint.ts";
import { FoundryAuthError } from "./errors.ts";
import { systemClock, tokenSource, type TokenCredential, type TokenSource, type TokenSourceOptions } from "./token-source.ts";
import { tokenText } from "./token-text.ts";

/** Which model, where, and in which dialect. */
export interface FoundryModelOptions extends EndpointOptions {
  /** Any spelling of the endpoint, or what `parseEndpoint` made of it. */
  readonly endpoint: string | Endpoint | undefined;
  /** Name of the deployment. */
  readonly model: string | undefined;
  /** A model that the runtime knows, for a deployment with a name of its own: it decides which parameters are sent. Pass the same to the session as `model`. */
  readonly modelId?: string | undefined;
  /** Default `responses`. The SDK's own default is `completions`, which newer deployments refuse. */
  readonly wireApi?: "responses" | "completions" | undefined;
  /** Sent with every request; never `Authorization` or `api-key`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly maxPromptTokens?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
}

/** What {@link foundryProvider} takes: a model, and where tokens come from. */
export interface FoundryProviderOptions extends FoundryModelOptions, Omit<TokenSourceOptions, "credential" | "scope"> {
  /** Default: the endpoint's own. */
  readonly scope?: string | undefined;
  /** A credential, the kind of one, or a token source that others use too. Default: `default`, which needs `AZURE_TOKEN_CREDENTIALS`. */
  readonly credential?: TokenCredential | CredentialKind | TokenSource | undefined;
  /**
   * Takes a session's second token request within seconds for the runtime's retry after a 401, which the callback isn't told of, and
   * renews the token: at worst one needless renewal in five minutes. Default true; false where `ask` is given the source, which knows.
   */
  readonly renewOnRepeat?: boolean | undefined;
}

/**
 * The SDK's `provider` for a session that asks for a token before every request, and so outlives any number of tokens.
 * The callback is bounded (a hanging one would hang the session for good), answers all sessions from one source,
 * and never lets a malformed token through (the runtime would print it). When the runtime comes back for another token
 * within seconds, as it does after a 401, the token is renewed once.
 *
 * @throws {FoundryAuthError} `endpoint-…`, `model-missing`, `scope-malformed`, `option-invalid`, `credential-unknown`: at once, not at the first prompt.
 */
export function foundryProvider(options: FoundryProviderOptions): ProviderConfig {
  const endpoint = endpointOf(options);
  return { ...providerBase(options, endpoint), bearerTokenProvider: bearerTokenProvider(sourceOf(options, endpoint), options) };
}

/**
 * The SDK's `provider` with one token that never changes: for programs shorter than the token's life, or with `resumeSession`
 * and a new provider before each prompt, which keeps the history.
 *
 * @throws {FoundryAuthError} as {@link foundryProvider}, and a `token-…` code for a text that is no token.
 */
export function foundryStaticProvider(options: FoundryModelOptions & { readonly token: string | undefined }): ProviderConfig {
  const token = tokenText(options.token);
  return { ...providerBase(options, endpointOf(options)), bearerToken: token };
}

/** The token source behind a provider's options. Exported for what sits beside the provider: `ask`, the agent, OpenAI clients. */
export function sourceOf(options: FoundryProviderOptions, endpoint: Endpoint = endpointOf(options)): TokenSource {
  const { credential = "default" } = options;
  if (typeof credential === "object" && "invalidate" in credential) return credential;
  return tokenSource({
    ...options,
    scope: options.scope ?? endpoint.scope,
    credential: typeof credential === "string" ? () => createCredential(credential, { cloud: endpoint.cloud, tenantId: options.tenantId }) : credential,
  });
}

/** The endpoint that options name, in any spelling. */
export function endpointOf(options: FoundryModelOptions): Endpoint {
  return typeof options.endpoint === "object" ? options.endpoint : parseEndpoint(options.endpoint, options);
}

function providerBase(options: FoundryModelOptions, endpoint: Endpoint): ProviderConfig {
  const model = options.model?.trim() || endpoint.deployment;
  if (!model || /^(undefined|null)$/.test(model)) throw new FoundryAuthError("model-missing", { write: "the deployment's name as model, for instance gpt-5.5" });
  refuseCredentialHeaders(options.headers);
  return {
    type: "openai",
    baseUrl: endpoint.baseUrl,
    wireApi: options.wireApi ?? "responses",
    modelId: options.modelId ?? model,
    wireModel: model,
    ...(options.headers && { headers: { ...options.headers } }),
    ...(options.maxPromptTokens !== undefined && { maxPromptTokens: options.maxPromptTokens }),
    ...(options.maxOutputTokens !== undefined && { maxOutputTokens: options.maxOutputTokens }),
  };
}

/** @throws {FoundryAuthError} `option-invalid` for a header that would stand beside the token, or in its place. */
export function refuseCredentialHeaders(headers: FoundryModelOptions["headers"]): void {
  const forbidden = Object.keys(headers ?? {}).find((name) => /^(authorization|api-key)$/i.test(name));
  if (forbidden) throw new FoundryAuthError("option-invalid", { option: `headers.${forbidden}`, expected: "no credential among the headers; the token is sent by itself" });
}

/**
 * The runtime repeats a request 1.0 to 1.2 seconds after a 401, at most twice. The pause between two calls holds the refused
 * request too, which may be slow; a tool round taken for a repeat costs one renewal.
 */
const repeatWindow = { from: 800, to: 5_000 };
/** The runtime asks six times, a second apart, when the callback fails. A refusal is not worth asking the identity service six times. */
const refusalHold = 8_000;

/** The SDK's callback over a token source. */
function bearerTokenProvider(source: TokenSource, { clock = systemClock, renewOnRepeat = true }: Pick<FoundryProviderOptions, "clock" | "renewOnRepeat">): BearerTokenProvider {
  const last = new Map<string, { token: string; at: number }>();
  let refusal: { error: unknown; until: number } | undefined;
  return async ({ sessionId }) => {
    const before = last.get(sessionId);
    const pause = before ? clock.now() - before.at : 0;
    if (refusal && clock.now() < refusal.until) throw refusal.error;
    if (renewOnRepeat && before && pause >= repeatWindow.from && pause <= repeatWindow.to) source.invalidate(before.token);
    try {
      const token = await source.getToken();
      last.delete(sessionId);
      last.set(sessionId, { token, at: clock.now() });
      const [oldest] = last.keys();
      if (last.size > 256 && oldest !== undefined) last.delete(oldest);
      refusal = undefined;
      return token;
    } catch (error) {
      refusal = { error, until: clock.now() + refusalHold };
      throw error;
    }
  };
}
