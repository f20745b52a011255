import { createApp, json, type App, type SandboxResponse } from "../src/app.ts";
import { armNotFound, armRoutes } from "../src/arm/routes.ts";
import { createContext, type SeededContext } from "../src/context.ts";
import { entraRoutes } from "../src/entra/routes.ts";
import { issueAccessToken, type Subject } from "../src/entra/token.ts";
import { foundryNotFound, foundryRoutes } from "../src/foundry/routes.ts";
import { graphNotFound, graphRoutes } from "../src/graph/routes.ts";
import { partOfHost } from "../src/names.ts";
import { ids } from "../src/seed.ts";
import type { World } from "../src/world.ts";

const absent = { routes: [], notFound: () => json(404, {}) };

/** What an answer came to, its body read. */
export interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
  body: Record<string, never> & { error?: { code: string; message: string } };
}

/** A request to the handlers of one sandbox, without sockets. */
export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text already. */
  body?: unknown;
  /** Who signs in; nobody with `null`. */
  as?: Caller | null;
  /** Audience of the token. */
  audience?: string;
}

export type Caller = "system" | "user-assigned" | "app" | "developer" | "fabrikam";

/** A sandbox without sockets: the default world, and its ARM, Graph and data plane to ask. */
export interface Stage {
  context: SeededContext;
  world: World;
  token(caller: Caller, audience: string): string;
  ask(url: string, request?: Ask): Promise<Answered>;
  /** Puts the default world back and counts from the beginning. */
  reset(): void;
}

export async function openStage(): Promise<Stage> {
  const context = await createContext();
  const app = createApp({
    arm: { routes: armRoutes, notFound: armNotFound },
    foundry: { routes: foundryRoutes, notFound: foundryNotFound },
    graph: { routes: graphRoutes, notFound: graphNotFound },
    entra: entraRoutes,
    "managed-identity": absent,
    tool: absent,
  });
  const token = (caller: Caller, audience: string): string => tokenFor(caller, audience, context);
  const reset = (): void => {
    context.reseed();
    for (const name of Object.keys(context.counters)) context.counters[name] = 0;
  };
  return { context, world: context.world, token, reset, ask: (url, request = {}) => ask(url, request, app, context) };
}

async function ask(address: string, { method, headers = {}, body, as = "system", audience }: Ask, app: App, context: SeededContext): Promise<Answered> {
  const url = new URL(address);
  const part = partOfHost(url.hostname)?.part ?? "foundry";
  const usual = { arm: "https://management.azure.com/", graph: "https://graph.microsoft.com" }[part as string] ?? "https://ai.azure.com";
  const authorization: Record<string, string> = as === null ? {} : { authorization: `Bearer ${tokenFor(as, audience ?? usual, context)}` };
  const sent = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const answer = await app(part, { method: method ?? (body === undefined ? "GET" : "POST"), url, headers: { ...authorization, ...headers }, body: sent }, context);
  const text = await textOf(answer);
  return { status: answer.status, headers: answer.headers, text, body: parse(text) };
}

async function textOf({ body }: SandboxResponse): Promise<string> {
  if (typeof body === "string") return body;
  let text = "";
  for await (const part of body) text += part;
  return text;
}

function parse(text: string): Answered["body"] {
  try {
    return JSON.parse(text) as Answered["body"];
  } catch {
    return {};
  }
}

function tokenFor(caller: Caller, audience: string, context: SeededContext): string {
  const { world } = context;
  const tenant = world.tenants.find(({ id }) => id === (caller === "fabrikam" ? ids.fabrikamTenant : ids.contosoTenant));
  if (tenant === undefined) throw new Error("no tenant");
  return issueAccessToken(tenant, audience, subjectOf(caller, world), context).token;
}

function subjectOf(caller: Caller, world: World): Subject {
  const principal = (id: string): World["principals"][number] => world.principals.find((candidate) => candidate.id === id) ?? fail(id);
  const identity = (kind: string): World["identities"][number] => world.identities.find((candidate) => candidate.kind === kind) ?? fail(kind);
  const subjects: Record<Caller, () => Subject> = {
    system: () => ({ kind: "managed-identity", identity: identity("SystemAssigned") }),
    "user-assigned": () => ({ kind: "managed-identity", identity: identity("UserAssigned") }),
    app: () => ({ kind: "app", principal: principal(ids.appPrincipal), appId: ids.app, proof: "secret" }),
    fabrikam: () => ({ kind: "app", principal: principal(ids.fabrikamAppPrincipal), appId: ids.fabrikamApp, proof: "secret" }),
    developer: () => ({ kind: "user", principal: principal(ids.developer), appId: ids.azureCli, scopes: ["user_impersonation"], confidential: false }),
  };
  return subjects[caller]();
}

function fail(what: string): never {
  throw new Error(`the world has no ${what}`);
}
