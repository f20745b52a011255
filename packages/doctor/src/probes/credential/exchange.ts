import type { TokenExchange } from "../../facts/identity.ts";
import type { HttpAnswer, HttpFailure, HttpRequest } from "../http-client.ts";
import type { ProbeTools } from "../../probe.ts";

/** What a token or identity endpoint gave: the bare answer, and the token beside it, never inside. */
export interface ExchangeResult {
  exchange: TokenExchange;
  token?: string;
  /** Unix seconds. */
  expiresAt?: number;
  /** Of a person's sign-in; stays in memory. */
  refreshToken?: string;
  /** The answer's headers; Azure Arc's challenge is one. */
  headers: Readonly<Record<string, string>>;
}

/** Asks once, and once more after a server error, and reads the answer in whatever of the dialects it came. */
export async function exchangeToken(to: TokenExchange["to"], request: HttpRequest, tools: ProbeTools, signal: AbortSignal): Promise<ExchangeResult> {
  let answer = await tools.http.request(request, signal);
  if (answer.kind === "answer" && answer.status >= 500) answer = await tools.http.request(request, signal);
  return readExchange(to, request.url, answer, tools.now());
}

/** Pure part of `exchangeToken`; `now` in milliseconds. */
export function readExchange(to: TokenExchange["to"], url: string, answer: HttpAnswer | HttpFailure, now: number): ExchangeResult {
  const bare = url.replace(/\?.*$/, "");
  if (answer.kind === "failure") return { exchange: { to, url: bare, codes: [], failure: answer.failure, ms: answer.ms }, headers: {} };
  const contentType = answer.headers["content-type"];
  const base = { to, url: bare, status: answer.status, codes: [] as number[], ...(contentType === undefined ? {} : { contentType }), ms: answer.ms };
  const body = parseObject(answer.body);
  if (body === undefined) {
    const description = `the answer is not JSON (${contentType ?? "no content type"}): ${firstWords(answer.body)}`;
    return { exchange: { ...base, error: "not-json", description }, headers: answer.headers };
  }
  const token = body["access_token"];
  if (answer.status < 400 && typeof token === "string" && token !== "") {
    const refreshToken = text(body["refresh_token"]);
    return { exchange: base, token, ...expiry(body, now), ...(refreshToken === undefined ? {} : { refreshToken }), headers: answer.headers };
  }
  return { exchange: { ...base, ...readRefusal(body, answer.status) }, headers: answer.headers };
}

/** Entra's `error`/`error_description`, App Service's `message`, Service Fabric's and Cloud Shell's `error.code`. */
function readRefusal(body: Readonly<Record<string, unknown>>, status: number): Partial<TokenExchange> {
  const nested = isObject(body["error"]) ? body["error"] : {};
  const description = text(body["error_description"]) ?? text(body["message"]) ?? text(nested["message"]) ?? `status ${status} without an error text`;
  const listed = Array.isArray(body["error_codes"]) ? body["error_codes"].filter((code): code is number => typeof code === "number") : [];
  const spoken = [...description.matchAll(/AADSTS(\d{5,7})/g)].map((match) => Number(match[1]));
  const fields = {
    error: text(body["error"]) ?? text(nested["code"]) ?? (status < 400 ? "no-token" : undefined),
    suberror: text(body["suberror"]),
    description: description.replace(/\s+/g, " ").slice(0, 1000),
    traceId: text(body["trace_id"]),
    correlationId: text(body["correlation_id"]) ?? text(body["correlationId"]),
  };
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...present, codes: [...new Set([...listed, ...spoken])] };
}

/** `expires_on` is in Unix seconds as text or number, `expires_in` relative. */
function expiry(body: Readonly<Record<string, unknown>>, now: number): { expiresAt?: number } {
  const at = Number(body["expires_on"]);
  if (Number.isFinite(at) && at > 0) return { expiresAt: at };
  const life = Number(body["expires_in"]);
  return Number.isFinite(life) && life > 0 ? { expiresAt: Math.round(now / 1000) + life } : {};
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function firstWords(body: string): string {
  return body.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim().slice(0, 120);
}
