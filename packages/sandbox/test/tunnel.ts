import { readFileSync } from "node:fs";
import { request, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { connect, type TLSSocket } from "node:tls";
import type { Sandbox } from "../src/index.ts";

/** What a client saw: an answer, or the error's code. */
export interface Seen {
  status?: number;
  body?: string;
  headers?: IncomingMessage["headers"];
  error?: string;
}

/** Asks the proxy for a tunnel; the status of its answer, and the socket when it is 200. */
export function openTunnel(proxy: string, authority: string, headers: Record<string, string> = {}): Promise<{ status: number; socket: Socket; headers: IncomingMessage["headers"] }> {
  const { hostname, port } = new URL(proxy);
  return new Promise((resolve, reject) => {
    const asked = request({ host: hostname, port, method: "CONNECT", path: authority, headers });
    asked.on("connect", (answer, socket) => resolve({ status: answer.statusCode ?? 0, socket, headers: answer.headers }));
    asked.on("error", reject);
    asked.end();
  });
}

/** One request over TLS through the proxy, as a careful client makes it. */
export async function throughProxy(sandbox: Sandbox, url: string, options: { method?: string; headers?: Record<string, string>; body?: string; timeout?: number } = {}): Promise<Seen> {
  const target = new URL(url);
  try {
    const { status, socket } = await openTunnel(sandbox.env["HTTPS_PROXY"] ?? "", `${target.host}:443`);
    if (status !== 200) return { status };
    const tls = await handshake(socket, target.hostname, sandbox);
    return await exchange(request({ path: `${target.pathname}${target.search}`, method: options.method ?? "GET", headers: { host: target.host, ...options.headers }, createConnection: () => tls }), options);
  } catch (error) {
    return { error: codeOf(error) };
  }
}

/** One plain request; the URL's own host is asked. */
export async function direct(url: string, options: { method?: string; headers?: Record<string, string>; body?: string; timeout?: number } = {}): Promise<Seen> {
  try {
    return await exchange(request(url, { method: options.method ?? "GET", headers: options.headers ?? {}, agent: false }), options);
  } catch (error) {
    return { error: codeOf(error) };
  }
}

function handshake(socket: Socket, servername: string, sandbox: Sandbox): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const tls = connect({ socket, servername, ca: readFileSync(sandbox.env["NODE_EXTRA_CA_CERTS"] ?? "") }, () => resolve(tls));
    tls.on("error", reject);
  });
}

function exchange(asked: ReturnType<typeof request>, { body, timeout = 5000 }: { body?: string; timeout?: number }): Promise<Seen> {
  return new Promise((resolve, reject) => {
    asked.setTimeout(timeout, () => asked.destroy(Object.assign(new Error("no answer"), { code: "NO_ANSWER" })));
    asked.on("error", reject);
    asked.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => (text += part));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }));
    });
    asked.end(body);
  });
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
