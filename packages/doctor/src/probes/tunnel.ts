import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Duplex } from "node:stream";
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
