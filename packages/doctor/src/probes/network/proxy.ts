import { connect } from "node:net";
import { performance } from "node:perf_hooks";
import type { ProxyFact } from "../../facts/network.ts";
import { known } from "../../facts.ts";
import { defineProbe } from "../../probe.ts";
import { readFailure } from "../network-failure.ts";
import type { ProxyChoice, Variables } from "../proxy-choice.ts";
import { isExcepted, noProxyEntries, parseProxy, proxyFor } from "../proxy-choice.ts";
import { openTunnel } from "../tunnel.ts";

/** The proxy that the environment names, and what it says to a tunnel to the endpoint. Tries the direct way too when it fails. */
export const proxyProbe = defineProbe({
  id: "proxy",
  gives: ["proxy"],
  needs: ["settings"],
  online: true,
  run: async ({ known: { settings }, tools }, signal) => {
    const endpoint = settings.endpoint.parsed;
    const seen = readProxyVariables(tools.env);
    if (endpoint === undefined) return { proxy: known(seen) };
    const proxy = proxyFor(new URL(endpoint.origin), tools.env);
    if (proxy === undefined) return { proxy: known(seen) };
    const used = { variable: proxy.variable, host: proxy.host, port: proxy.port, credentials: proxy.authorization !== undefined };
    const opened = await tryTunnel(proxy, endpoint.host, endpoint.port, tools.options.timeoutMs, signal);
    const fact: ProxyFact = { ...seen, used, connect: opened };
    if (opened.outcome === "open") return { proxy: known(fact) };
    if ((opened.status ?? 0) >= 500) {
      // A name that the proxy cannot find looks like a broken proxy; another host tells them apart.
      const other = new URL(settings.cloud.authority).hostname;
      const second = await tryTunnel(proxy, other, 443, tools.options.timeoutMs, signal);
      return { proxy: known({ ...fact, otherHost: { host: other, open: second.outcome === "open" } }) };
    }
    return { proxy: known({ ...fact, direct: await tryDirect(endpoint.host, endpoint.port, signal) }) };
  },
});

const proxyVariables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] as const;

function readProxyVariables(env: Variables): ProxyFact {
  const variables = proxyVariables.flatMap((name) => {
    const value = env[name]?.trim();
    if (value === undefined || value === "") return [];
    const parsed = parseProxy(value);
    const shown = value.replace(/\/\/[^/@\s]*@/, "//[redacted]@").replace(/^[^/]*@/, "[redacted]@");
    const problem = parsed === undefined ? { problem: "not a proxy URL: http://HOST:PORT is expected" } : {};
    return [{ name, value: shown, credentials: parsed?.authorization !== undefined, ...problem }];
  });
  const noProxy = noProxyEntries(env);
  const identity = env["IDENTITY_ENDPOINT"] ?? env["MSI_ENDPOINT"];
  const identityHost = identity !== undefined && URL.canParse(identity) ? new URL(identity).hostname : undefined;
  const plainProxied = variables.length > 0;
  return {
    variables,
    noProxy,
    excepts: {
      loopback: !plainProxied || isExcepted("127.0.0.1", 80, noProxy) || isExcepted("localhost", 80, noProxy),
      imds: !plainProxied || isExcepted("169.254.169.254", 80, noProxy),
      identityEndpoint: identityHost === undefined || !plainProxied || isExcepted(identityHost, 80, noProxy),
    },
  };
}

async function tryTunnel(proxy: ProxyChoice, host: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<NonNullable<ProxyFact["connect"]>> {
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  try {
    (await openTunnel(proxy, host, port, timeoutMs, signal)).destroy();
    return { outcome: "open", status: 200, ms: since() };
  } catch (error) {
    const { code, message } = readFailure(error);
    const status = Number(/^PROXY_(\d{3})$/.exec(code)?.[1]);
    const outcome = status === 407 ? "credentials" : status > 0 ? "refused" : code === "PROXY_TIMEOUT" ? "timeout" : code === "PROXY_NOT_A_PROXY" ? "not-a-proxy" : "unreachable";
    return { outcome, code, message, ...(status > 0 ? { status } : {}), ms: since() };
  }
}

function tryDirect(host: string, port: number, signal: AbortSignal): Promise<{ connected: boolean; code?: string }> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal, timeout: 2000 });
    const end = (result: { connected: boolean; code?: string }): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => end({ connected: true }));
    socket.once("timeout", () => end({ connected: false, code: "ETIMEDOUT" }));
    socket.once("error", (error) => end({ connected: false, code: readFailure(error).code }));
  });
}
