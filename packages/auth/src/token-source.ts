import { FoundryAuthError, isFoundryAuthError } from "./errors.ts";
import { redactTokens, tokenText } from "./token-text.ts";
import { refusalOf } from "./token-refusal.ts";

/** What a token source asks; every credential of `@azure/identity` fits. Structural, so that no such class is needed. */
export interface TokenCredential {
  getToken(scopes: string | string[], options?: { abortSignal?: AbortSignal; tenantId?: string }): Promise<{ token: string; expiresOnTimestamp: number; refreshAfterTimestamp?: number } | null>;
  /** The same credential with nothing remembered. Asked for once after a 401, since the identity library would give the refused token again. */
  renew?: (() => Promise<TokenCredential>) | undefined;
}

/** Time, so that tests can own it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `run` once after so many milliseconds, unless the returned function is called first. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** How a {@link TokenSource} behaves. All times in milliseconds. */
export interface TokenSourceOptions {
  /** A credential, or a function that makes one when the first token is asked for. */
  readonly credential: TokenCredential | (() => Promise<TokenCredential>);
  /** For instance `https://ai.azure.com/.default`; an endpoint's `scope` fits. */
  readonly scope: string;
  /** Tenant to ask, where the credential may ask several. */
  readonly tenantId?: string | undefined;
  /** How long one request to the credential may take. Default 15000. */
  readonly timeout?: number | undefined;
  /** How long before its end a token is refreshed in the background, unless the credential says when. Default 300000. */
  readonly refreshAhead?: number | undefined;
  /** Told of refreshes that failed while the last token still lives; they are no error of any caller. */
  readonly onRefreshError?: ((error: FoundryAuthError) => void) | undefined;
  readonly clock?: Clock | undefined;
}

/** Hands out a valid token, whoever asks and how often. Made by {@link tokenSource}. */
export interface TokenSource {
  readonly scope: string;
  /**
   * A valid token. Any number of callers share one request to the credential.
   * @throws {FoundryAuthError} `token-timeout`, `aborted` (only this caller's signal), `token-refused`, `token-expired`, or what `tokenText` says of the text.
   */
  getToken(options?: { signal?: AbortSignal | undefined }): Promise<string>;
  /** Says that the service refused this token (401), without one the present token. The next `getToken` asks anew, once: a token that a renewal gave is not renewed again within five minutes. */
  invalidate(token?: string): void;
  /** When the present token ends, in milliseconds since the epoch; `undefined` before the first. */
  expiresAt(): number | undefined;
  /** Takes this source's tokens, and whatever looks like one, out of a text. */
  redact(text: string): string;
  /** Cancels what is under way. Callers that wait get `aborted`. */
  close(): void;
}

interface Held {
  readonly token: string;
  readonly expiresAt: number;
  /** From here on a call starts a refresh in the background. */
  refreshAt: number;
  refused: boolean;
  /** When a renewal after a refusal was last tried for it. */
  renewedAt: number | undefined;
}

/** A token that ends sooner than this is not handed out when another can be had. */
const lastMoments = 10_000;
/** Pause between refreshes that failed, and between those that a credential asks for at every call. */
const refreshPause = 30_000;
const renewalPause = 300_000;

/**
 * Makes a token source: one request for any number of concurrent callers, refreshed ahead of the end in the background,
 * bounded by a deadline, and tolerant: while the last good token lives, a failing refresh is nobody's error.
 * `@azure/identity` does none of this for concurrent callers (200 calls are 200 requests) and may throw with hours left on the token.
 *
 * @throws {FoundryAuthError} `scope-malformed` or `option-invalid`, at once.
 */
export function tokenSource(options: TokenSourceOptions): TokenSource {
  const { scope, clock = systemClock, timeout = 15_000, refreshAhead = 300_000 } = options;
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s]+\/\.default$/i.test(scope)) {
    throw new FoundryAuthError("scope-malformed", { given: scope, write: "https://ai.azure.com/.default" });
  }
  for (const [option, value] of Object.entries({ timeout, refreshAhead })) {
    if (!(Number.isFinite(value) && value > 0)) throw new FoundryAuthError("option-invalid", { option, expected: "a number of milliseconds above 0" });
  }

  let credential: TokenCredential | undefined;
  let held: Held | undefined;
  let pending: { promise: Promise<string>; cancel: AbortController } | undefined;
  const seen = new Set<string>();

  async function ask(signal: AbortSignal, renewal: boolean): Promise<string> {
    credential ??= typeof options.credential === "function" ? await options.credential() : options.credential;
    if (renewal && credential.renew) credential = await credential.renew();
    const answer = await credential.getToken(scope, { abortSignal: signal, ...(options.tenantId !== undefined && { tenantId: options.tenantId }) });
    const token = tokenText(answer?.token);
    remember(token);
    const now = clock.now();
    const expiresAt = answer?.expiresOnTimestamp ?? 0;
    if (!(expiresAt > now)) throw new FoundryAuthError("token-expired", { secondsAgo: Math.round((now - expiresAt) / 1000) });
    // An answer that came after its deadline is kept, unless a later request brought a better one meanwhile.
    if (signal.aborted && held && held.expiresAt > expiresAt) return token;
    const ahead = Math.max(expiresAt - refreshAhead, now + (expiresAt - now) / 2);
    held = { token, expiresAt, refreshAt: Math.max(answer?.refreshAfterTimestamp ?? ahead, now + Math.min(refreshPause, (expiresAt - now) / 2)), refused: false, renewedAt: renewal ? now : undefined };
    return token;
  }

  function remember(token: string): void {
    seen.add(token);
    const [oldest] = seen;
    if (seen.size > 8 && oldest !== undefined) seen.delete(oldest);
  }

  /** Starts a request, or joins the one under way. An answer that comes after the deadline is still kept for the next caller. */
  function request(): Promise<string> {
    if (pending) return pending.promise;
    const cancel = new AbortController();
    const renewal = held?.refused ?? false;
    let stopTimer = (): void => {};
    const deadline = new Promise<never>((_, reject) => {
      stopTimer = clock.after(timeout, () => {
        reject(new FoundryAuthError("token-timeout", { milliseconds: timeout }));
        cancel.abort();
      });
      cancel.signal.addEventListener("abort", () => reject(new FoundryAuthError("aborted", { reason: "the token source was closed" })));
    });
    const promise = Promise.race([ask(cancel.signal, renewal), deadline])
      .catch((error: unknown) => {
        throw isFoundryAuthError(error) ? error : refusalOf(error, seen);
      })
      .finally(() => {
        stopTimer();
        if (pending?.cancel === cancel) pending = undefined;
      });
    pending = { promise, cancel };
    return promise;
  }

  function refreshInBackground(token: Held): void {
    token.refreshAt = clock.now() + refreshPause;
    request().catch(report);
  }

  /** A listener that throws must not turn a harmless refresh into an unhandled rejection. */
  function report(error: unknown): void {
    try {
      options.onRefreshError?.(error as FoundryAuthError);
    } catch {
      // Its own concern.
    }
  }

  return {
    scope,
    async getToken({ signal } = {}) {
      if (signal?.aborted) throw aborted(signal);
      const present = held;
      const left = present ? present.expiresAt - clock.now() : 0;
      if (present && !present.refused && left > lastMoments) {
        if (clock.now() >= present.refreshAt && !pending) refreshInBackground(present);
        return present.token;
      }
      try {
        return await withSignal(request(), signal);
      } catch (error) {
        if (!present || present.expiresAt <= clock.now() || signal?.aborted) throw error;
        present.refused = false;
        present.renewedAt = clock.now();
        report(error);
        return present.token;
      }
    },
    invalidate(token) {
      if (!held || (token !== undefined && held.token !== token)) return;
      if (held.renewedAt === undefined || clock.now() - held.renewedAt > renewalPause) held.refused = true;
    },
    expiresAt: () => held?.expiresAt,
    redact: (text) => redactTokens(text, seen),
    close: () => pending?.cancel.abort(),
  };
}

function aborted(signal: AbortSignal): FoundryAuthError {
  return new FoundryAuthError("aborted", { reason: signal.reason instanceof Error && signal.reason.name === "TimeoutError" ? "the caller's time was up" : "the caller gave up" });
}

/** Lets one caller leave without disturbing the others who wait for the same request. */
async function withSignal<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  let leave = (): void => {};
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(aborted(signal));
    signal.addEventListener("abort", leave, { once: true });
  });
  try {
    return await Promise.race([promise, left]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
