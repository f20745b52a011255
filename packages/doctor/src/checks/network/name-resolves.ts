import { defineCheck, failed, passed, undecided } from "../../check.ts";
import type { Facts } from "../../facts.ts";
import { isAboutTheName } from "./proxy-usable.ts";

/** The host has an address, as this machine, the asked server, or the proxy sees it. */
export const nameResolves = defineCheck({
  id: "name",
  title: "the endpoint's name resolves",
  needs: ["settings", "dns"],
  uses: ["proxy"],
  judge: ({ settings, dns }, facts) => {
    const { host } = dns;
    const evidence = { host, subdomain: settings.endpoint.parsed?.subdomain, endpoint: settings.endpoint.parsed?.origin };
    const saidByProxy = proxyMessage(facts);
    if (saidByProxy !== undefined) return failed("dns-name-not-found", { ...evidence, actual: `the proxy cannot find it: ${saidByProxy}` });
    const answer = dns.other ?? dns.system;
    const asked = dns.other === undefined ? "this machine" : `the server ${dns.other.asked}`;
    if (answer.error === undefined) {
      if (dns.byProxy && dns.other === undefined) return passed({ host, by: "the proxy" });
      return passed({ host, addresses: answer.addresses, by: asked, ...(dns.servers.cnames.length > 0 ? { cnames: dns.servers.cnames } : {}) });
    }
    if (answer.error === "EAI_AGAIN" || answer.error === "ETIMEOUT" || answer.error === "ECONNREFUSED") {
      if (dns.byProxy) return undecided("a DNS server that answers", { ...evidence, actual: `${asked} got no answer (${answer.error})` });
      return failed("network-or-proxy", { ...evidence, actual: `${asked} got no answer from a DNS server (${answer.error})` });
    }
    if (dns.other === undefined && dns.control?.resolves === false) {
      return failed("network-or-proxy", { ...evidence, actual: `no name resolves here, ${dns.control.host} neither`, problem: "this machine is offline, its DNS server does not answer for the internet, or a proxy must be used and is not named by HTTPS_PROXY" });
    }
    // A privatelink name that leads nowhere: the private zone exists here without a record for this account.
    const cnames = dns.other?.cnames ?? dns.servers.cnames;
    if (dns.privateLink) return failed("private-endpoint-dns", { ...evidence, cnames, actual: "the private link's name has no address here" });
    const elsewhere = dns.other === undefined && dns.servers.addresses.length > 0;
    if (elsewhere) return failed("dns-name-not-found", { ...evidence, actual: "DNS servers know the name, this machine's resolver does not", code: answer.error });
    return failed("dns-name-not-found", { ...evidence, actual: `${asked} finds no such name (${answer.error})` });
  },
});

function proxyMessage({ proxy }: Facts): string | undefined {
  if (!proxy.known || !isAboutTheName(proxy.value)) return undefined;
  const { connect, otherHost } = proxy.value;
  return `${connect?.message ?? ""}${otherHost?.open === true ? `, while it opens one to ${otherHost.host}` : ""}`;
}
