import { setTimeout as wait } from "node:timers/promises";
import type { ProbeTools } from "../probe.ts";
import { type ArmProblem, describeProblem, isRecord, readArmProblem, retryAfterMs } from "./arm-answer.ts";
import type { HttpAnswer, HttpFailure } from "./http-client.ts";

export type ArmResult<T> = { ok: true; value: T } | { ok: false; problem: ArmProblem };

/** A list with what was read of it, also when a later page was refused. */
export interface ArmList {
  items: readonly Record<string, unknown>[];
  complete: boolean;
  /** One sentence for each part that was not read. */
  gaps: readonly string[];
  problem?: ArmProblem;
}

/** Azure Resource Manager or Microsoft Graph, with the caller's token. Never rejects for an answer. */
export interface ArmClient {
  get(path: string): Promise<ArmResult<Record<string, unknown>>>;
  post(path: string, body: unknown): Promise<ArmResult<Record<string, unknown>>>;
  /** All pages of a list; `what` names it in sentences. */
  list(path: string, what: string): Promise<ArmList>;
  /** Asks now for what `get` or `list` will want soon; they take a good answer from here once, and ask again otherwise. */
  ahead(path: string): Promise<ArmResult<Record<string, unknown>>>;
}

const maxPages = 40;
const maxAttempts = 3;

/**
 * A client for one origin. Waits as long as the service asks (`Retry-After`) when that fits into one request's deadline,
 * since asking earlier starts the wait anew; follows `nextLink` only on the same origin, since the token goes with it.
 */
export function createArmClient(origin: string, token: string, tools: ProbeTools, signal: AbortSignal): ArmClient {
  const ask = async (method: "GET" | "POST", url: string, body?: unknown): Promise<HttpAnswer | HttpFailure> => {
    for (let attempt = 1; ; attempt++) {
      const payload = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      const answer = await tools.http.request({ method, url, token, ...payload }, signal);
      const pause = retryAfterMs(answer, tools.now());
      if (pause === undefined || attempt === maxAttempts || pause > tools.options.timeoutMs) return answer;
      await wait(pause, undefined, { signal });
    }
  };

  const read = async (method: "GET" | "POST", url: string, body?: unknown): Promise<ArmResult<Record<string, unknown>>> => {
    const early = method === "GET" ? await take(url) : undefined;
    if (early?.ok === true) return early;
    const answer = await ask(method, url, body);
    if (answer.kind === "answer" && answer.status >= 200 && answer.status < 300) {
      const value = parse(answer.body);
      if (isRecord(value)) return { ok: true, value };
    }
    return { ok: false, problem: readArmProblem(answer) };
  };

  const take = (url: string): Promise<ArmResult<Record<string, unknown>>> | undefined => {
    const early = tools.ahead.get(url.toLowerCase());
    tools.ahead.delete(url.toLowerCase());
    return early;
  };

  // An id of an answer is a path; without the slash it could turn the origin into a user name and name another host.
  const at = (path: string): string => origin + (path.startsWith("/") ? path : `/${path}`);

  const ahead = (path: string): Promise<ArmResult<Record<string, unknown>>> => {
    const asked = read("GET", at(path)).catch((error: Error) => ({ ok: false, problem: { kind: "failed", status: 0, message: error.message } }) as const);
    tools.ahead.set(at(path).toLowerCase(), asked);
    return asked;
  };

  const list = async (path: string, what: string): Promise<ArmList> => {
    const items: Record<string, unknown>[] = [];
    let url: string | undefined = at(path);
    for (let page = 0; url !== undefined; page++) {
      if (page === maxPages) return { items, complete: false, gaps: [`${what}: more than ${maxPages} pages; the rest was not read`] };
      const result = await read("GET", url);
      if (!result.ok) return { items, complete: false, gaps: [describeProblem(what, result.problem)], problem: result.problem };
      const { value, nextLink, "@odata.nextLink": odataNext } = result.value;
      if (Array.isArray(value)) items.push(...value.filter(isRecord));
      const next: unknown = nextLink ?? odataNext;
      if (typeof next === "string" && next !== "" && !isOn(origin, next)) {
        return { items, complete: false, gaps: [`${what}: the next page is on another host, where the token must not go`] };
      }
      url = typeof next === "string" && next !== "" ? next : undefined;
    }
    return { items, complete: true, gaps: [] };
  };

  return { get: (path) => read("GET", at(path)), post: (path, body) => read("POST", at(path), body), list, ahead };
}

function isOn(origin: string, url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(origin).origin;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
