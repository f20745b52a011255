import { FoundryAuthError } from "./errors.ts";
import { guardStream } from "./stream-guard.ts";
import { systemClock, type TokenSource } from "./token-source.ts";

/** The shape of `fetch` that OpenAI's library takes. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What {@link foundryFetch} needs. Times in milliseconds. */
export interface FoundryFetchOptions {
  /** The only origin that is asked. */
  readonly origin: string;
  readonly source: Pick<TokenSource, "getToken" | "invalidate">;
  /** A service that asks for a longer pause is not waited for: its 429 comes back at once. */
  readonly maxRetryAfter: number;
  /** How long a stream may stand still. */
  readonly streamTimeout: number;
  readonly fetch?: Fetch | undefined;
}

/** Credentials and accounts of OpenAI's own platform: Azure has no use for them. */
const foreignHeaders = ["api-key", "openai-organization", "openai-project"];

/**
 * A `fetch` for OpenAI's library that puts right what version 6 does wrong against Azure: the text of a 401 is lost when it comes as
 * `{statusCode, message}`; a refused token is never renewed; any Retry-After is obeyed, be it a day; a sign-in page with status 200
 * is an answer; a stream that ends early is a whole one. And the token goes to one origin only, redirects not followed.
 */
export function foundryFetch(options: FoundryFetchOptions): Fetch {
  const { origin, source, maxRetryAfter, streamTimeout, fetch: send = globalThis.fetch } = options;

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw new FoundryAuthError("endpoint-untrusted-host", { host: url.host, write: origin });
    const headers = new Headers(init.headers);
    for (const name of foreignHeaders) headers.delete(name);
    const attempt = (token: string): Promise<Response> => {
      headers.set("authorization", `Bearer ${token}`);
      return send(url, { ...init, headers, redirect: "manual" });
    };

    // Asked here again, whatever the library put there: a variable of the environment can replace its Authorization header.
    const token = await source.getToken({ signal: init.signal ?? undefined });
    let response = await attempt(token);
    let text = response.ok ? undefined : await response.text();
    if (response.status === 401 && !/PermissionDenied|data action/.test(text ?? "") && isRepeatable(init.body)) {
      source.invalidate(token);
      const fresh = await source.getToken({ signal: init.signal ?? undefined }).catch(() => token);
      if (fresh !== token) {
        response = await attempt(fresh);
        text = response.ok ? undefined : await response.text();
      }
    }
    if (text !== undefined) return refusal(response, text, maxRetryAfter);
    const type = response.headers.get("content-type") ?? "";
    if (/text\/html/i.test(type)) return page(response);
    if (!response.body || !/text\/event-stream/i.test(type)) return response;
    return new Response(guardStream(response.body, streamTimeout, systemClock), { status: response.status, headers: response.headers });
  };
}

function isRepeatable(body: RequestInit["body"]): boolean {
  return body === undefined || body === null || typeof body === "string";
}

/** An error answer in the form that the library reads, with a pause that it may keep. */
function refusal(response: Response, text: string, maxRetryAfter: number): Response {
  const headers = new Headers(response.headers);
  // The body is decoded by now.
  for (const name of ["content-length", "content-encoding", "transfer-encoding"]) headers.delete(name);
  if (pauseOf(headers) > maxRetryAfter) headers.set("x-should-retry", "false");
  const body = rewrapped(text);
  return new Response(body === "" ? null : body, { status: response.status, statusText: response.statusText, headers });
}

function rewrapped(text: string): string {
  try {
    const body = JSON.parse(text) as { statusCode?: unknown; message?: unknown; error?: unknown } | null;
    if (typeof body === "object" && body !== null && body.error === undefined && typeof body.message === "string") return JSON.stringify({ error: { message: body.message } });
  } catch {
    // Not JSON: the library shows the text.
  }
  return text;
}

function pauseOf(headers: Headers): number {
  const milliseconds = Number.parseFloat(headers.get("retry-after-ms") ?? "");
  if (!Number.isNaN(milliseconds)) return milliseconds;
  const text = headers.get("retry-after") ?? "";
  const seconds = Number.parseFloat(text);
  if (!Number.isNaN(seconds)) return seconds * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? 0 : date - systemClock.now();
}

function page(response: Response): Response {
  response.body?.cancel().catch(() => {});
  const message = "The answer is a web page. Expected the model's answer. A proxy or sign-in page stands in between; check the network and the endpoint.";
  return new Response(JSON.stringify({ error: { code: "web-page", message } }), { status: 502, headers: { "content-type": "application/json", "x-should-retry": "false" } });
}
