import { describe, expect, it } from "vitest";
import { networkChecks } from "../src/checks/network/index.ts";
import type { Check } from "../src/check.ts";
import type { FactValues } from "../src/facts.ts";
import { account, answer } from "./diagnosis-facts.ts";
import { appService, dns, frame, proxied, refusal, tls } from "./frame-facts.ts";
import { verdictOf } from "./judge.ts";

const check = (id: string): Check => networkChecks.find((one) => one.id === id) as Check;
const broken = { ...tls, trusted: false, foreignIssuer: true, code: "SELF_SIGNED_CERT_IN_CHAIN" };
const unresolved = (error: string): FactValues["dns"] => ({ ...dns, system: { addresses: [], error, ms: 1 }, servers: { addresses: [], cnames: [], error, ms: 1 } });
const linked = (addresses: string[], range: "public" | "private", siblings: FactValues["dns"]["siblings"] = []): FactValues["dns"] => ({
  ...dns,
  system: { addresses, ms: 1 },
  servers: { addresses, cnames: ["contoso.privatelink.openai.azure.com"], ms: 1 },
  privateLink: true,
  range,
  siblings,
});
const http = (status: number, message: string, service: FactValues["http"]["service"] = "foundry"): FactValues["http"] => ({ ...answer(status, String(status), message), service });
const closed = http(403, "Public access is disabled. Please configure private endpoint.");
const clock = (skewSeconds: number): FactValues["clock"] => ({ skewSeconds, samples: [{ host: "h", skewSeconds }], serverNow: 1_790_000_000 });
const none = answer(401);

const cases: [string, string, Partial<FactValues>, string][] = [
  ["proxy", "no proxy", {}, "does not arise"],
  ["proxy", "an open tunnel", { proxy: proxied({ outcome: "open", ms: 1 }) }, "passed"],
  ["proxy", "credentials wanted", { proxy: proxied({ outcome: "credentials", status: 407, ms: 1 }) }, "failed network-or-proxy"],
  ["proxy", "every tunnel refused", { proxy: proxied({ outcome: "refused", status: 403, ms: 1 }) }, "failed network-or-proxy"],
  ["proxy", "nothing listens there", { proxy: proxied({ outcome: "unreachable", code: "ECONNREFUSED", ms: 1 }) }, "failed network-or-proxy"],
  ["proxy", "a web server", { proxy: proxied({ outcome: "not-a-proxy", ms: 1 }) }, "failed network-or-proxy"],
  ["proxy", "no URL in the variable", { proxy: { ...proxied(undefined), variables: [{ name: "HTTPS_PROXY", value: "::", credentials: false, problem: "not a proxy URL" }] } }, "failed network-or-proxy"],
  ["proxy", "only this host is not found", { proxy: proxied({ outcome: "refused", status: 502, ms: 1 }, { otherHost: { host: "login.microsoftonline.com", open: true } }) }, "passed"],
  ["proxy", "no host is reached", { proxy: proxied({ outcome: "refused", status: 502, ms: 1 }, { otherHost: { host: "login.microsoftonline.com", open: false } }) }, "failed network-or-proxy"],
  ["name", "an address", {}, "passed"],
  ["name", "no such name", { dns: unresolved("ENOTFOUND") }, "failed dns-name-not-found"],
  ["name", "no name at all, the sign-in host neither", { dns: { ...unresolved("ENOTFOUND"), control: { host: "login.microsoftonline.com", resolves: false } } }, "failed network-or-proxy"],
  ["name", "no such name, while the sign-in host has one", { dns: { ...unresolved("ENOTFOUND"), control: { host: "login.microsoftonline.com", resolves: true } } }, "failed dns-name-not-found"],
  ["name", "no DNS server answers", { dns: unresolved("EAI_AGAIN") }, "failed network-or-proxy"],
  ["name", "the proxy resolves", { dns: { ...dns, system: { addresses: [], ms: 0 }, byProxy: true } }, "passed"],
  ["name", "the proxy cannot find it", { proxy: proxied({ outcome: "refused", status: 502, ms: 1 }, { otherHost: { host: "l", open: true } }) }, "failed dns-name-not-found"],
  ["name", "a private link's name without an address", { dns: { ...linked([], "private"), system: { addresses: [], error: "ENOTFOUND", ms: 1 } } }, "failed private-endpoint-dns"],
  ["name", "the asked server knows no such name", { dns: { ...dns, byProxy: true, other: { addresses: [], cnames: [], error: "ENOTFOUND", asked: "127.0.0.1:53", ms: 1 } } }, "failed dns-name-not-found"],
  ["name", "the asked server is silent", { dns: { ...dns, byProxy: true, other: { addresses: [], cnames: [], error: "ETIMEOUT", asked: "127.0.0.1:53", ms: 1 } } }, "undecided"],
  ["private-link", "no private link", {}, "does not arise"],
  ["private-link", "a private address", { dns: linked(["10.1.2.3"], "private") }, "passed"],
  ["private-link", "a public address, and public access is closed", { dns: linked(["20.1.2.3"], "public"), http: closed }, "failed private-endpoint-dns"],
  ["private-link", "a public address, and all works", { dns: linked(["20.1.2.3"], "public") }, "warned private-endpoint-dns"],
  ["private-link", "one of the three zones is missing", { dns: linked(["10.1.2.3"], "private", [{ host: "contoso.services.ai.azure.com", cnames: ["contoso.privatelink.services.ai.azure.com"], addresses: ["20.1.2.3"], ms: 1 }]) }, "warned private-endpoint-dns"],
  ["connection", "open", {}, "passed"],
  ["connection", "refused", { tcp: { via: "direct", target: "t", connected: false, code: "ECONNREFUSED", ms: 1 } }, "failed network-or-proxy"],
  ["tls", "Azure's own certificate", {}, "passed"],
  ["tls", "an authority of one's own that is trusted", { tls: { ...tls, foreignIssuer: true, looksLike: "interception" } }, "passed"],
  ["tls", "an intercepting proxy", { tls: { ...broken, looksLike: "interception" } }, "failed tls-untrusted-ca"],
  ["tls", "an intercepting proxy whose authority another language's variable holds", { tls: { ...broken, looksLike: "interception", extraTrust: [{ variable: "SSL_CERT_FILE", file: "/ca.pem", readable: true, holdsIssuer: true }] } }, "failed tls-untrusted-ca"],
  ["tls", "self-signed", { tls: { ...broken, looksLike: "self-signed" } }, "failed tls-untrusted-ca"],
  ["tls", "expired", { tls: { ...broken, looksLike: "expired" } }, "failed tls-untrusted-ca"],
  ["tls", "expired by a clock that is off by a year", { tls: { ...broken, looksLike: "expired" }, clock: clock(31_000_000) }, "failed clock-skew"],
  ["tls", "another name", { tls: { ...broken, looksLike: "wrong-name" } }, "failed tls-untrusted-ca"],
  ["tls", "no TLS at all", { tls: { ...broken, handshake: false, code: "EPROTO" } }, "failed network-or-proxy"],
  ["clock", "in step", {}, "passed"],
  ["clock", "two hours behind, and sign-in fails", { clock: clock(-7200), acquisition: refusal("sts") }, "failed clock-skew"],
  ["clock", "two hours ahead, and all works", { clock: clock(7200) }, "warned clock-skew"],
  ["clock", "two hours ahead, and the service refuses", { clock: clock(7200), models: none, inference: none }, "failed clock-skew"],
  ["own-host", "the account's own host", {}, "passed"],
  ["network-access", "the service asks for a token", {}, "passed"],
  ["network-access", "the firewall", { http: http(403, "Access denied due to Virtual Network/Firewall rules.") }, "failed network-access-denied"],
  ["network-access", "public access is closed", { http: closed }, "failed network-access-denied"],
  ["network-access", "public access is closed, and there is a private endpoint", { http: closed, account: { ...account, privateEndpoints: [{ name: "pe", status: "Approved" }] } }, "failed private-endpoint-dns"],
  ["network-access", "a gateway that wants its own key", { http: http(401, "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.", "gateway") }, "failed other-auth-header-required"],
  ["network-access", "a proxy's page", { http: http(503, "", "proxy") }, "failed network-or-proxy"],
  ["network-access", "a stranger answers", { http: http(200, "", "other") }, "undecided"],
  ["network-access", "a server error", { http: http(500, "Internal server error") }, "undecided"],
];

describe("the way to the endpoint", () => {
  it.each(cases)("%s: %s", (id, _title, changes, expected) => {
    expect(verdictOf(check(id), frame(changes))).toBe(expected);
  });

  it("a region's shared host takes no token", () => {
    const facts = frame({}, { ...appService, FOUNDRY_RESOURCE_URL: "https://swedencentral.api.cognitive.microsoft.com" });
    expect(verdictOf(check("own-host"), facts)).toBe("failed custom-subdomain-missing");
  });
});
