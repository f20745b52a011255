import { getServers, lookup, Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { performance } from "node:perf_hooks";
import type { DnsFact, NameAnswer } from "../../facts/network.ts";
import type { SettingsFact } from "../../facts/settings.ts";
import { known, unknown } from "../../facts.ts";
import { defineProbe } from "../../probe.ts";
import { readFailure } from "../network-failure.ts";
import { proxyFor } from "../proxy-choice.ts";

/** The endpoint's name as programs resolve it, as DNS servers answer it with the CNAME chain, and as `--dns-server` answers it. */
export const dnsProbe = defineProbe({
  id: "name",
  gives: ["dns"],
  needs: ["settings"],
  online: true,
  run: async ({ known: { settings }, tools }) => {
    const endpoint = settings.endpoint.parsed;
    if (endpoint === undefined) return { dns: unknown("settings", "there is no usable endpoint") };
    const { host } = endpoint;
    const byProxy = proxyFor(new URL(endpoint.origin), tools.env) !== undefined;
    const { dnsServer } = tools.options;
    const nothing: NameAnswer = { addresses: [], ms: 0 };
    const literal = isIP(host) !== 0 || host === "localhost";
    // Behind a proxy the name is the proxy's to resolve, and this machine often can't.
    const ask = !byProxy && !literal;
    const [system, servers, other, siblings] = await Promise.all([
      ask ? askSystem(host) : literal ? { addresses: [host === "localhost" ? "127.0.0.1" : host], ms: 0 } : nothing,
      ask ? askServers(host) : { ...nothing, cnames: [] },
      dnsServer === undefined || literal ? undefined : askServers(host, dnsServer),
      askSiblings(settings, host, ask ? undefined : dnsServer, ask || dnsServer !== undefined),
    ]);
    const signIn = new URL(settings.cloud.authority).hostname;
    const control = system.error === undefined ? undefined : { host: signIn, resolves: (await askSystem(signIn)).error === undefined };
    const chain = other?.cnames ?? servers.cnames;
    const addresses = (other ?? system).addresses;
    const range = rangeOf(addresses);
    const fact: DnsFact = {
      host,
      system,
      servers,
      ...(other === undefined ? {} : { other: { ...other, asked: dnsServer ?? "" } }),
      siblings,
      ...(control === undefined ? {} : { control }),
      privateLink: chain.some((name) => name.includes(".privatelink.")),
      ...(range === undefined ? {} : { range }),
      byProxy,
    };
    return { dns: known(fact) };
  },
});

async function askSystem(host: string): Promise<NameAnswer> {
  const started = performance.now();
  try {
    const found = await lookup(host, { all: true });
    return { addresses: found.map(({ address }) => address), ms: Math.round(performance.now() - started) };
  } catch (error) {
    return { addresses: [], error: readFailure(error).code, ms: Math.round(performance.now() - started) };
  }
}

type ServerAnswer = NameAnswer & { cnames: readonly string[]; asked?: string };

async function askServers(host: string, server?: string): Promise<ServerAnswer> {
  const started = performance.now();
  const resolver = new Resolver({ timeout: 1500, tries: 1 });
  if (server !== undefined) resolver.setServers([server]);
  const asked = server ?? getServers().join(", ");
  const cnames: string[] = [];
  for (let name = host; cnames.length < 8; ) {
    const [next] = await resolver.resolveCname(name).catch((): string[] => []);
    if (next === undefined || cnames.includes(next)) break;
    cnames.push(next);
    name = next;
  }
  const last = cnames.at(-1) ?? host;
  try {
    const [four, six] = await Promise.allSettled([resolver.resolve4(last), resolver.resolve6(last)]);
    const addresses = [...(four.status === "fulfilled" ? four.value : []), ...(six.status === "fulfilled" ? six.value : [])];
    if (addresses.length === 0 && four.status === "rejected") throw four.reason;
    return { addresses, cnames, asked, ms: Math.round(performance.now() - started) };
  } catch (error) {
    return { addresses: [], cnames, asked, error: readFailure(error).code, ms: Math.round(performance.now() - started) };
  }
}

/** A private endpoint of a Foundry account needs its name in three zones; the others break other calls when one is missing. */
async function askSiblings(settings: SettingsFact, host: string, server: string | undefined, ask: boolean): Promise<DnsFact["siblings"]> {
  const subdomain = settings.endpoint.parsed?.subdomain;
  if (!ask || subdomain === undefined || settings.cloud.name === "custom") return [];
  const hosts = settings.cloud.endpointSuffixes
    .filter((suffix) => /^\.(openai|cognitiveservices|services\.ai)\./.test(suffix))
    .map((suffix) => `${subdomain}${suffix}`)
    .filter((name) => name !== host);
  return Promise.all(hosts.map(async (name) => ({ host: name, ...(await askServers(name, server)) })));
}

/** Where addresses lie: RFC 1918, RFC 6598 and RFC 4193 are private. */
export function rangeOf(addresses: readonly string[]): DnsFact["range"] {
  const [first] = addresses;
  if (first === undefined) return undefined;
  if (/^127\.|^::1$/.test(first)) return "loopback";
  const isPrivate = /^10\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^f[cd]/i.test(first);
  return isPrivate ? "private" : "public";
}
