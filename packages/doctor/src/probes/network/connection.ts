import { connect } from "node:net";
import type { Socket } from "node:net";
import { performance } from "node:perf_hooks";
import type { Duplex } from "node:stream";
import { connect as tlsConnect } from "node:tls";
import type { PeerCertificate } from "node:tls";
import type { CertificateSummary, TlsFact } from "../../facts/network.ts";
import { known, unknown } from "../../facts.ts";
import { defineProbe } from "../../probe.ts";
import { readFailure } from "../network-failure.ts";
import { proxyFor } from "../proxy-choice.ts";
import { openTunnel } from "../tunnel.ts";
import { classifyChain, extraTrustOf } from "./trust.ts";

/** Whether a connection to the endpoint opens, directly or as far as the proxy's tunnel says. */
export const tcpProbe = defineProbe({
  id: "connection",
  gives: ["tcp"],
  needs: ["settings", "dns", "proxy"],
  online: true,
  run: async ({ known: { settings, dns, proxy }, tools }, signal) => {
    const endpoint = settings.endpoint.parsed;
    if (endpoint === undefined) return { tcp: unknown("settings", "there is no usable endpoint") };
    const target = `${endpoint.host}:${endpoint.port}`;
    if (proxy.connect !== undefined) {
      const { outcome, code, ms } = proxy.connect;
      if (outcome !== "open") return { tcp: unknown("proxy", "the proxy opened no tunnel") };
      return { tcp: known({ via: "proxy", target, connected: true, ...(code === undefined ? {} : { code }), ms }) };
    }
    if (dns.system.addresses.length === 0) return { tcp: unknown("dns", "the name has no address here") };
    const started = performance.now();
    const opened = await open(endpoint.host, endpoint.port, tools.options.timeoutMs, signal);
    const ms = Math.round(performance.now() - started);
    if (opened instanceof Error) return { tcp: known({ via: "direct", target, connected: false, code: readFailure(opened).code, ms }) };
    opened.destroy();
    return { tcp: known({ via: "direct", target, connected: true, ms }) };
  },
});

/** The TLS handshake, as programs do it and once more without checks when it fails, to see who answered. */
export const tlsProbe = defineProbe({
  id: "TLS",
  gives: ["tls"],
  needs: ["settings", "environment"],
  online: true,
  run: async ({ known: { settings, environment }, tools }, signal) => {
    const endpoint = settings.endpoint.parsed;
    if (endpoint === undefined) return { tls: unknown("settings", "there is no usable endpoint") };
    if (endpoint.origin.startsWith("http:")) return { tls: unknown("not-asked", "the endpoint is plain http") };
    const proxy = proxyFor(new URL(endpoint.origin), tools.env);
    const started = performance.now();
    let socket: Duplex | Error;
    try {
      socket = proxy === undefined
        ? await open(endpoint.host, endpoint.port, tools.options.timeoutMs, signal)
        : await openTunnel(proxy, endpoint.host, endpoint.port, tools.options.timeoutMs, signal);
    } catch (error) {
      socket = error as Error;
    }
    if (socket instanceof Error) {
      const { kind, message } = readFailure(socket);
      return { tls: unknown(kind === "proxy" ? "proxy" : kind === "dns" ? "dns" : "tcp", message) };
    }
    const handshake = await shake(socket, endpoint.host, tools.options.timeoutMs);
    const ms = Math.round(performance.now() - started);
    // Only an untrusted chain is worth searching bundles for.
    const extraTrust = await extraTrustOf(environment, handshake.code === undefined ? [] : handshake.chain);
    if ("code" in handshake && handshake.chain.length === 0) {
      return { tls: known({ host: endpoint.host, handshake: false, trusted: false, foreignIssuer: false, looksLike: "unknown", extraTrust, ms, ...handshake }) };
    }
    const fact: TlsFact = { host: endpoint.host, handshake: true, trusted: handshake.code === undefined, ...classifyChain(handshake.chain, handshake.code, tools.now()), extraTrust, ms, ...handshake };
    return { tls: known(fact) };
  },
});

/** A TCP connection, or the error that it ended with; node tries all addresses. */
function open(host: string, port: number, timeoutMs: number, signal: AbortSignal): Promise<Socket | Error> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal, timeout: timeoutMs, autoSelectFamily: true });
    socket.once("connect", () => resolve(socket.setTimeout(0)));
    socket.once("timeout", () => {
      socket.destroy();
      resolve(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" }));
    });
    socket.once("error", resolve);
  });
}

interface Handshake {
  chain: readonly CertificateSummary[];
  code?: string;
  message?: string;
  protocol?: string;
}

/** Checks are done by hand afterwards, so that the chain is seen even when it is not trusted. No byte of ours is sent. */
function shake(socket: Duplex, host: string, timeoutMs: number): Promise<Handshake> {
  return new Promise((resolve) => {
    const secure = tlsConnect({ socket, servername: host, rejectUnauthorized: false });
    const end = (result: Handshake): void => {
      secure.destroy();
      resolve(result);
    };
    secure.setTimeout(timeoutMs, () => end({ chain: [], code: "TIMEOUT", message: `no TLS handshake within ${timeoutMs / 1000} s` }));
    secure.once("error", (error) => {
      const { code, message } = readFailure(error);
      end({ chain: [], code, message });
    });
    secure.once("secureConnect", () => {
      const chain = summarise(secure.getPeerCertificate(true));
      const protocol = secure.getProtocol() ?? "unknown";
      const problem = secure.authorized ? undefined : (secure.authorizationError as unknown as Error | string);
      if (problem === undefined) return end({ chain, protocol });
      const code = typeof problem === "string" ? problem : ((problem as NodeJS.ErrnoException).code ?? problem.message);
      return end({ chain, protocol, code, message: readFailure({ code, message: code }).message });
    });
  });
}

function summarise(leaf: PeerCertificate & { issuerCertificate?: PeerCertificate }): CertificateSummary[] {
  const chain: CertificateSummary[] = [];
  const seen = new Set<string>();
  for (let at = leaf as (PeerCertificate & { issuerCertificate?: PeerCertificate }) | undefined; at?.fingerprint256 !== undefined && !seen.has(at.fingerprint256); at = at.issuerCertificate) {
    seen.add(at.fingerprint256);
    const subject = nameOf(at.subject);
    const issuer = nameOf(at.issuer);
    const names = (at.subjectaltname ?? "").split(",").map((name) => name.trim().replace(/^DNS:/, "")).filter((name) => name !== "").slice(0, 20);
    chain.push({ subject, issuer, names, validFrom: at.valid_from, validTo: at.valid_to, fingerprint256: at.fingerprint256, selfSigned: subject === issuer });
  }
  return chain;
}

function nameOf(name: PeerCertificate["subject"] | undefined): string {
  if (name === undefined) return "";
  const parts = [name.CN, name.O].filter((part): part is string => typeof part === "string" && part !== "");
  return [...new Set(parts)].join(", ");
}
