import { request as httpRequest } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import type { AgentOptions } from "node:https";
import type { Duplex } from "node:stream";
import { connect as tlsConnect } from "node:tls";
import type { ConnectionOptions } from "node:tls";
import { readFailure, StepError } from "./network-failure.ts";
import type { ProxyChoice } from "./proxy-choice.ts";

/** Opens a tunnel to host:port with CONNECT; rejects with a StepError of kind "proxy" when the proxy does not open it. */
export function openTunnel(proxy: ProxyChoice, host: string, port: number, timeoutMs: number, signal?: AbortSignal): Promise<Duplex> {
  const target = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const ask = (proxy.secure ? httpsRequest : httpRequest)({
      host: proxy.host,
      port: proxy.port,
      method: "CONNECT",
      path: target,
      agent: false,
      timeout: timeoutMs,
      headers: { host: target, ...(proxy.authorization === undefined ? {} : { "proxy-authorization": proxy.authorization }) },
      ...(signal === undefined ? {} : { signal }),
    });
    ask.once("connect", (answer, socket, head) => {
      if (answer.statusCode === 200) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new StepError(refusal(answer.statusCode ?? 0, answer.headers["proxy-status"] ?? answer.statusMessage ?? "")));
    });
    ask.once("response", (answer) => {
      answer.destroy();
      reject(new StepError({ kind: "proxy", code: "PROXY_NOT_A_PROXY", message: `the proxy answered CONNECT like a web server (${answer.statusCode ?? 0})` }));
    });
    ask.once("timeout", () => ask.destroy(new StepError({ kind: "proxy", code: "PROXY_TIMEOUT", message: "the proxy did not answer CONNECT in time" })));
    ask.once("error", (error) => {
      if (error instanceof StepError || error.name === "AbortError") reject(error);
      else {
        const { code, message } = readFailure(error);
        reject(new StepError({ kind: "proxy", code, message: `the proxy ${proxy.host}:${proxy.port} cannot be used: ${message}` }));
      }
    });
    ask.end();
  });
}

function refusal(status: number, said: string | string[]): StepError["failure"] {
  const words = Array.isArray(said) ? said.join(", ") : said;
  if (status === 407) return { kind: "proxy", code: "PROXY_407", message: "the proxy wants credentials" };
  return { kind: "proxy", code: `PROXY_${status}`, message: `the proxy refused the tunnel: ${status} ${words}`.trim() };
}

/** An https agent that reaches every host through one proxy and keeps its tunnels. */
export class TunnelAgent extends Agent {
  readonly #proxy: ProxyChoice;
  readonly #timeoutMs: number;

  constructor(proxy: ProxyChoice, timeoutMs: number, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#timeoutMs = timeoutMs;
  }

  override createConnection(options: ConnectionOptions & { host?: string; port?: number }, ready?: (error: Error | null, stream: Duplex) => void): Duplex | null | undefined {
    const host = options.host ?? "";
    openTunnel(this.#proxy, host, options.port ?? 443, this.#timeoutMs).then(
      (socket) => ready?.(null, tlsConnect({ ...options, socket, servername: options.servername ?? host })),
      (error: Error) => ready?.(error, undefined as never),
    );
    return undefined;
  }
}
