import { defineCheck, failed, passed, warned } from "../../check.ts";
import { readAnswerKind } from "../../data-plane/answer-kind.ts";
import type { Facts } from "../../facts.ts";

/** With a private endpoint the public name must lead to the private address wherever the program runs. */
export const privateLink = defineCheck({
  id: "private-link",
  title: "a private endpoint's name leads to its private address",
  needs: ["dns"],
  uses: ["http", "account", "models"],
  beside: ({ dns }) => (dns.privateLink || dns.range === "private" ? undefined : dns.byProxy && dns.other === undefined ? "the proxy resolves the name; --dns-server names a server to ask" : "no private link stands in this name's chain"),
  judge: ({ dns }, facts) => {
    const cnames = dns.other?.cnames ?? dns.servers.cnames;
    const addresses = (dns.other ?? dns.system).addresses;
    const evidence = { host: dns.host, addresses, cnames: cnames.length === 0 ? undefined : cnames, server: dns.other?.asked };
    const closed = publicAccessIsClosed(facts);
    if (!dns.privateLink) return passed({ ...evidence, note: "private address without a private link's name: a hosts file or split DNS" });
    if (dns.range === "public") {
      const problem = "the private link's name resolves to a public address here: the private DNS zone is not linked to this network, or its DNS server does not forward to 168.63.129.16";
      return closed ? failed("private-endpoint-dns", { ...evidence, problem }) : warned("private-endpoint-dns", { ...evidence, problem });
    }
    const lost = dns.siblings.find((sibling) => sibling.cnames.some((name) => name.includes(".privatelink.")) && !isPrivate(sibling.addresses));
    if (lost !== undefined) return warned("private-endpoint-dns", { ...evidence, sibling: lost.host, problem: `${lost.host} has no private address here: one of the three private DNS zones is missing` });
    return passed(evidence);
  },
});

function publicAccessIsClosed({ http, account, models }: Facts): boolean {
  if (account.known && account.value.found && account.value.publicNetworkAccess === "Disabled") return true;
  return [http, models].some((answer) => answer.known && ["public-access-disabled", "firewall"].includes(readAnswerKind(answer.value).kind));
}

function isPrivate(addresses: readonly string[]): boolean {
  return addresses.some((address) => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i.test(address));
}
