import { Agent as HttpAgent, request as httpRequest } from "node:http";
import type { IncomingMessage, RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { performance } from "node:perf_hooks";
import { createSecureContext } from "node:tls";
import type { NetworkFailure } from "./network-failure.ts";
import { readFailure } from "./network-failure.ts";
import type { ProxyChoice, Variables } from "./proxy-choice.ts";
import { proxyFor } from "./proxy-choice.ts";
import { KeptAgent } from "./kept-agent.ts";

/** One request; `token` is sent as a bearer token and only where the client allows it. */
export interface HttpRequest {
  method: "GET" | "POST" | "HEAD";
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  token?: string;
  /** Headers or body hold a secret, so the same rule as for a token applies. */
  secret?: boolean;
  /** Deadline in milliseconds; the client's own by default. */
  timeoutMs?: number;
  /** Go direct whatever the environment says. */
  direct?: boolean;
}

/** An answer, whatever its status. Redirects are answers. */
export interface HttpAnswer {
  kind: "answer";
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: string;
  ms: number;
}

/** No answer: which step failed, the system's code, one sentence. */
export interface HttpFailure {
  kind: "failure";
  failure: NetworkFailure;
  ms: number;
}

/** A server's `Date` beside this machine's clock when the answer came, both in milliseconds. */
export interface ServerDate {
  host: string;
  server: number;
  local: number;
}

/** Asks over kept connections, through the proxy that the environment names. Never rejects for a network failure. */
export interface HttpClient {
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer | HttpFailure>;
  /** Dates of all answers so far. */
  readonly dates: readonly ServerDate[];
  /** Whether a token or secret may be sent to this URL. */
  maySendSecret(url: string): boolean;
  /** Opens connections to a host while there is nothing to ask it yet. */
  warm(url: string, count: number): void;
  close(): void;
}

/** What the client is made of. */
export interface HttpClientOptions {
  env: Variables;
  timeoutMs: number;
  /** Suffixes (".azure.com") and whole names ("login.microsoftonline.com") that may see a token. */
  trustedHosts: readonly string[];
  userAgent: string;
  now(): number;
}

const bodyLimit = 8 * 1024 * 1024;

/** Makes a client; call `close` when done, kept sockets hold the process otherwise. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const dates: ServerDate[] = [];
  const agents = new Map<string, HttpAgent | KeptAgent>();
  let closed = false;
  // One context for all connections: Node 20 parses its root certificates anew for each.
  let secureContext: ReturnType<typeof createSecureContext> | undefined;

  const agentFor = (url: URL, proxy: ProxyChoice | undefined): HttpAgent | KeptAgent => {
    const key = `${url.protocol}${proxy === undefined ? "" : `${proxy.host}:${proxy.port}`}`;
    const existing = agents.get(key);
    if (existing !== undefined) return existing;
    const kept = { keepAlive: true, maxSockets: 16 };
    let agent: HttpAgent | KeptAgent;
    if (url.protocol === "http:") agent = new HttpAgent(kept);
    else {
      secureContext ??= createSecureContext();
      agent = new KeptAgent(proxy, options.timeoutMs, { ...kept, secureContext });
    }
    agents.set(key, agent);
    return agent;
  };

  const maySendSecret = (text: string): boolean => mayHoldSecret(new URL(text), options.trustedHosts);

  const send = async (ask: HttpRequest, signal: AbortSignal): Promise<HttpAnswer | HttpFailure> => {
    const started = performance.now();
    const since = (): number => Math.round(performance.now() - started);
    const url = new URL(ask.url);
    if ((ask.token !== undefined || ask.secret === true) && !maySendSecret(ask.url)) {
      const message = `a token goes only over TLS to hosts of its cloud; ${url.host} is not one (name it with --trust-host)`;
      return { kind: "failure", failure: { kind: "protocol", code: "TOKEN_WITHHELD", message }, ms: 0 };
    }
    const timeoutMs = ask.timeoutMs ?? options.timeoutMs;
    const deadline = AbortSignal.timeout(timeoutMs);
    const proxy = ask.direct === true ? undefined : proxyFor(url, options.env);
    const plan = planRequest(ask, url, proxy, options.userAgent);
    try {
      const answer = await exchange(url.protocol, { ...plan, agent: agentFor(url, proxy), signal: AbortSignal.any([signal, deadline]) }, ask.body);
      const sent = Date.parse(answer.headers["date"] ?? "");
      if (Number.isFinite(sent)) dates.push({ host: url.hostname, server: sent, local: options.now() });
      return { kind: "answer", ...answer, ms: since() };
    } catch (error) {
      if (deadline.aborted && !signal.aborted) {
        return { kind: "failure", failure: { kind: "timeout", code: "TIMEOUT", message: `no answer within ${timeoutMs / 1000} s` }, ms: since() };
      }
      const failure = readFailure(error);
      const viaProxy = proxy !== undefined && url.protocol === "http:" && failure.kind !== "protocol";
      return { kind: "failure", failure: viaProxy ? { ...failure, kind: "proxy" } : failure, ms: since() };
    }
  };

  return {
    request: send,
    dates,
    maySendSecret,
    warm: (text, count) => {
      const url = new URL(text);
      if (url.protocol !== "https:") return;
      // Reading the root certificates takes tens of milliseconds, which requests that are already made must not wait for.
      setImmediate(() => {
        const agent = closed ? undefined : agentFor(url, proxyFor(url, options.env));
        if (agent instanceof KeptAgent) void agent.warm(url.hostname, Number(url.port || 443), count);
      });
    },
    close: () => {
      closed = true;
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

/** TLS to a trusted host, or any way to this machine itself. */
export function mayHoldSecret(url: URL, trusted: readonly string[]): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, "");
  if (host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host)) return true;
  if (url.protocol !== "https:") return false;
  return trusted.some((entry) => (entry.startsWith(".") ? host.endsWith(entry) : host === entry));
}

function planRequest(ask: HttpRequest, url: URL, proxy: ProxyChoice | undefined, userAgent: string): RequestOptions {
  const headers: Record<string, string> = { accept: "application/json", "user-agent": userAgent, ...ask.headers };
  if (ask.token !== undefined) headers["authorization"] = `Bearer ${ask.token}`;
  if (ask.body !== undefined) headers["content-length"] = String(Buffer.byteLength(ask.body));
  const target = { method: ask.method, headers, path: `${url.pathname}${url.search}` };
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (proxy === undefined || url.protocol === "https:") {
    return { ...target, host, port: url.port === "" ? (url.protocol === "http:" ? 80 : 443) : Number(url.port) };
  }
  // Plain http goes to the proxy itself, with the whole URL as the path.
  if (proxy.authorization !== undefined) headers["proxy-authorization"] = proxy.authorization;
  return { ...target, headers: { ...headers, host: url.host }, host: proxy.host, port: proxy.port, path: url.href };
}

function exchange(protocol: string, plan: RequestOptions, body: string | undefined): Promise<Omit<HttpAnswer, "kind" | "ms">> {
  return new Promise((resolve, reject) => {
    const ask = (protocol === "http:" ? httpRequest : httpsRequest)(plan, (answer: IncomingMessage) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on("data", (part: Buffer) => {
        size += part.length;
        if (size > bodyLimit) answer.destroy(new Error(`the answer is larger than ${bodyLimit} bytes`));
        else parts.push(part);
      });
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: flatten(answer), body: Buffer.concat(parts).toString("utf8") }));
    });
    ask.on("error", reject);
    ask.end(body);
  });
}

function flatten(answer: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]));
}
