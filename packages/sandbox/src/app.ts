import type { Part } from "./names.ts";
import type { World } from "./world.ts";
import type { Sessions } from "./entra/sessions.ts";

/** One request as a handler sees it: the URL has the real Azure name, whichever door it came through. */
export interface SandboxRequest {
  method: string;
  url: URL;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: string;
  /** What the placeholders of the route's path matched, percent-decoded. */
  params: Record<string, string>;
}

/** What a handler answers. A string body is sent whole; parts are sent as they come. */
export interface SandboxResponse {
  status: number;
  headers: Record<string, string>;
  body: string | AsyncIterable<string>;
}

/** What handlers need besides the world: keys, what one sandbox remembers between requests, and where its plain door is. */
export interface Context {
  world: World;
  keys: SigningKeys;
  /** The keys of identity providers outside Entra (Kubernetes, GitHub), for federated assertions. */
  readonly outsideKeys: SigningKeys;
  sessions: Sessions;
  /** What the host of a managed identity gives its program to show: header values, and Azure Arc's key file. */
  hostSecrets: { identityHeader: string; actionsToken: string; arcKey: string; arcKeyFile: string };
  /** Counts of what was answered, by name; `foundry` numbers the model's answers. */
  counters: Record<string, number>;
  /** Notes a secret or token, so that it is redacted from the record and listed in `canaries`. */
  remember(secret: string): void;
  /** `http://127.0.0.1:PORT` of the plain door, without trailing slash; empty in handlers called without sockets. */
  plainUrl: string;
}

/** The key pair that signs this world's tokens (RS256). */
export interface SigningKeys {
  kid: string;
  privateKeyPem: string;
  publicKeyPem: string;
  /** Public JSON Web Key, as the keys endpoint shows it. */
  jwk: Record<string, unknown>;
}

export type Handler = (request: SandboxRequest, context: Context) => SandboxResponse | Promise<SandboxResponse>;

/**
 * One line of the route table.
 *
 * `path` is matched without regard to case, repeated and trailing slashes: `:name` stands for one segment, `*name` for any number of
 * segments (none included), as ARM's extension resources need: `/*scope/providers/Microsoft.Authorization/roleAssignments/:name`.
 */
export interface Route {
  /** `GET`, `POST`, …, or `*` for any. */
  method: string;
  path: string;
  handler: Handler;
}

/** The routes of each part of the world, and what a part answers when none of them fits. */
export interface PartRoutes {
  routes: readonly Route[];
  notFound: Handler;
}

/** The route table: a request for a part of the world → the answer of that part's first route that fits. */
export type App = (part: Part, request: Omit<SandboxRequest, "params">, context: Context) => Promise<SandboxResponse>;

/** Makes the route table of the given parts. */
export function createApp(parts: Record<Part, PartRoutes>): App {
  const compiled = Object.fromEntries(
    Object.entries(parts).map(([part, { routes }]) => [part, routes.map((route) => ({ ...route, matches: compilePath(route.path) }))]),
  );
  return async (part, request, context) => {
    const path = request.url.pathname.replaceAll(/\/{2,}/g, "/").replace(/(?<=.)\/$/, "");
    for (const route of compiled[part] ?? []) {
      if (route.method !== "*" && route.method !== request.method) continue;
      const params = route.matches(path);
      if (params !== undefined) return route.handler({ ...request, params }, context);
    }
    return parts[part].notFound({ ...request, params: {} }, context);
  };
}

/** A JSON answer with the headers every part sends. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): SandboxResponse {
  return { status, headers: { "content-type": "application/json; charset=utf-8", ...headers }, body: JSON.stringify(value) };
}

function compilePath(pattern: string): (path: string) => Record<string, string> | undefined {
  const names: string[] = [];
  const source = pattern
    .split("/")
    .slice(1)
    .map((segment) => {
      if (segment.startsWith(":")) return names.push(segment.slice(1)), "/([^/]+)";
      if (segment.startsWith("*")) return names.push(segment.slice(1)), "((?:/[^/]+)*)";
      return `/${segment.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)}`;
    })
    .join("");
  const expression = new RegExp(`^${source}$`, "i");
  return (path) => {
    const match = expression.exec(path);
    return match === null ? undefined : Object.fromEntries(names.map((name, index) => [name, decode(match[index + 1] ?? "")]));
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
