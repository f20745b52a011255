import { defineCheck, failed, passed } from "../../check.ts";

/** The certificate is trusted here, and if not, who made it. */
export const tlsTrusted = defineCheck({
  id: "tls",
  title: "the endpoint's certificate is trusted",
  needs: ["tls"],
  uses: ["clock"],
  judge: ({ tls }, facts) => {
    const [leaf] = tls.chain;
    const issuer = tls.chain.at(-1)?.issuer ?? leaf?.issuer;
    const skew = facts.clock.known ? facts.clock.value.skewSeconds : 0;
    if (!tls.handshake) {
      return failed("network-or-proxy", { host: tls.host, code: tls.code, problem: tls.code === "EPROTO" ? "the other side does not speak TLS: a proxy or a captive portal answers" : tls.message });
    }
    if (tls.trusted) return passed({ host: tls.host, issuer: leaf?.issuer, protocol: tls.protocol, ...(tls.foreignIssuer ? { note: "issued by an authority of your own, which this machine trusts" } : {}) });
    const trust = tls.extraTrust.map(({ variable, readable }) => `${variable} (${readable ? "read" : "unreadable"})`);
    const evidence = { host: tls.host, code: tls.code, issuer, subject: leaf?.subject, extraTrust: trust.length === 0 ? "no variable names extra authorities" : trust };
    const holder = tls.extraTrust.find((entry) => entry.holdsIssuer === true);
    if (holder !== undefined && holder.variable !== "NODE_EXTRA_CA_CERTS" && (tls.looksLike === "interception" || tls.looksLike === "unknown")) {
      return failed("tls-untrusted-ca", { ...evidence, variable: "NODE_EXTRA_CA_CERTS", problem: `${holder.variable} holds this authority, but each language reads its own variable: Node reads NODE_EXTRA_CA_CERTS` });
    }
    switch (tls.looksLike) {
      case "expired":
        // Every certificate looks expired to a clock that is off by months.
        if (Math.abs(skew) > 86400) return failed("clock-skew", { ...evidence, skewSeconds: skew });
        return failed("tls-untrusted-ca", { ...evidence, problem: `the certificate is valid from ${leaf?.validFrom ?? "?"} to ${leaf?.validTo ?? "?"}` });
      case "wrong-name":
        return failed("tls-untrusted-ca", { ...evidence, problem: `the certificate is for ${leaf?.names.join(", ") ?? "another name"}` });
      case "self-signed":
        return failed("tls-untrusted-ca", { ...evidence, problem: "the certificate is self-signed: not Azure, but something between" });
      case "interception":
        return failed("tls-untrusted-ca", { ...evidence, problem: `a proxy that opens TLS issued it (${issuer ?? "unknown"}), and this process does not trust that authority` });
      default:
        return failed("tls-untrusted-ca", { ...evidence, problem: "the chain does not end in an authority that this process trusts" });
    }
  },
});
