import type { ServiceAnswer } from "../facts/network.ts";

/** An HTTP exchange as it came, before anything was read into it. */
export interface RawExchange {
  method: string;
  url: string;
  status: number;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: string;
  ms: number;
}

/** Headers that say something about a failure; the rest is noise in a report. */
const telling = [
  "www-authenticate", "retry-after", "retry-after-ms", "x-ms-region", "x-ms-request-id", "apim-request-id", "x-request-id",
  "x-ms-client-ip", "x-ratelimit-remaining-requests", "x-ratelimit-remaining-tokens", "x-ms-deployment-name", "server", "via", "location",
] as const;

const excerptLength = 2000;

/**
 * Reads code and message out of an answer of the data plane, in both families of bodies: `{"error":{"code","message"}}` of the service
 * and `{"statusCode","message"}` of the gateway before it. A body that is neither leaves them absent.
 */
export function readServiceAnswer({ method, url, status, headers, body, ms }: RawExchange): ServiceAnswer {
  const parsed = parseObject(body);
  const nested = parsed?.["error"];
  const error = isObject(nested) ? nested : parsed;
  const inner = error?.["innererror"] ?? error?.["inner_error"];
  const ids = Array.isArray(parsed?.["data"]) ? parsed["data"].map((item) => (isObject(item) ? text(item["id"]) : undefined)) : undefined;
  const isError = status >= 400 || (nested !== undefined && nested !== null);
  // Every success of the service is JSON; what is not came from something in between.
  const isForeign = parsed === undefined;
  return {
    method,
    url,
    status,
    ...(isError && optional("code", text(error?.["code"]) ?? text(error?.["statusCode"]))),
    ...(isError && optional("message", text(error?.["message"]) ?? (typeof nested === "string" ? nested : undefined))),
    ...(isError && optional("type", text(error?.["type"]))),
    ...(isObject(inner) && optional("innerCode", text(inner["code"]))),
    ...optional("contentType", headers["content-type"]),
    headers: Object.fromEntries(telling.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]))),
    excerpt: isError || isForeign ? body.slice(0, excerptLength) || "(no body)" : "",
    ...(ids && { ids: ids.filter((id) => id !== undefined) }),
    ms,
  };
}

/** An exchange that did not come to an answer. */
export function readServiceFailure(asked: Pick<RawExchange, "method" | "url" | "ms">, failure: NonNullable<ServiceAnswer["failure"]>): ServiceAnswer {
  return { method: asked.method, url: asked.url, status: 0, headers: {}, excerpt: "", failure, ms: asked.ms };
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function optional<K extends string>(name: K, value: string | undefined): { [N in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [N in K]?: string };
}
