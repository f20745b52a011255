import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Facts, FactValues } from "../src/facts.ts";
import { known } from "../src/facts.ts";
import type { SettingsFact } from "../src/facts/settings.ts";
import type { Probe, ProbeTools } from "../src/probe.ts";
import { createHttpClient } from "../src/probes/http-client.ts";

/** What the local service says to one request. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

export interface Asked {
  method: string;
  url: URL;
  authorization: string | undefined;
  body: string;
  /** Milliseconds since the service started. */
  at: number;
}

/** A real server on loopback that stands where Azure Resource Manager, Microsoft Graph or the endpoint would. */
export async function startService(answer: (asked: Asked) => Answer): Promise<{ origin: string; asked: Asked[]; close(): Promise<void> }> {
  const asked: Asked[] = [];
  const started = Date.now();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const one = { method: request.method ?? "", url: new URL(request.url ?? "", "http://service"), authorization: request.headers.authorization, body: Buffer.concat(parts).toString(), at: Date.now() - started };
      asked.push(one);
      const { status = 200, headers = {}, body } = answer(one);
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, asked, close };
}

/** Settings of `https://contoso.openai.azure.com` with every service of the cloud at one origin. */
export function settingsAt(origin: string, changes: Partial<SettingsFact> = {}): SettingsFact {
  return {
    endpoint: {
      given: "https://contoso.openai.azure.com",
      notes: [],
      others: [],
      parsed: { kind: "resource", origin, host: "contoso.openai.azure.com", port: 443, baseUrl: `${origin}/openai/v1`, family: "openai", subdomain: "contoso", scope: "https://ai.azure.com/.default" },
    },
    scope: { value: "https://ai.azure.com/.default", source: "default" },
    cloud: { name: "public", authority: origin, arm: origin, graph: origin, endpointSuffixes: [".openai.azure.com", ".services.ai.azure.com"], dataScopes: [], armScope: "", graphScope: "" },
    wireApi: "responses",
    credential: "default",
    trustedHosts: [],
    offline: false,
    inference: true,
    ...changes,
  };
}

/** Tools with a real client and the given tokens. */
export function toolsWith(tokens: Partial<Record<"data" | "arm" | "graph", string>>, timeoutMs = 2000): ProbeTools & { close(): void } {
  const http = createHttpClient({ env: {}, timeoutMs, trustedHosts: [], userAgent: "test", now: Date.now });
  const held = new Map(Object.entries(tokens));
  return {
    env: {},
    options: { timeoutMs, verify: false },
    http,
    tokens: { get: (purpose) => held.get(purpose), set: (purpose, token) => void held.set(purpose, token) },
    ahead: new Map(),
    now: Date.now,
    notify: () => undefined,
    close: () => http.close(),
  };
}

/** Runs one probe with the facts it needs. */
export async function runProbe(probe: Probe, values: Partial<FactValues>, tools: ProbeTools): Promise<Partial<Facts>> {
  const facts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, known(value)])) as Partial<Facts>;
  return probe.run({ known: values as FactValues, facts, tools }, new AbortController().signal);
}
