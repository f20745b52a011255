import { allAuthorityHosts } from "../../authority-hosts.ts";
import { defineCheck, failed, passed, warned } from "../../check.ts";

/** The sign-in host can be reached; the libraries say only "endpoints_resolution_error" when it cannot. */
export const authorityReached = defineCheck({
  id: "authority",
  title: "the sign-in host is reached",
  needs: ["settings", "acquisition"],
  uses: ["authority"],
  beside: ({ acquisition }, { authority }) => (acquisition.exchange?.to === "token-endpoint" || authority.known ? undefined : "the sign-in host was not asked"),
  judge: ({ settings, acquisition }, facts) => {
    const failure = acquisition.outcome === "refused" && acquisition.exchange?.to === "token-endpoint" ? acquisition.exchange.failure : undefined;
    if (failure === undefined) {
      const read = facts.authority.known ? facts.authority.value : undefined;
      const issuer = read?.issuer !== undefined && URL.canParse(read.issuer) ? new URL(read.issuer).hostname : undefined;
      if (read !== undefined && issuer !== undefined && issuer !== read.host && !allAuthorityHosts.has(issuer)) {
        return warned("wrong-cloud", { authority: read.host, issuer: read.issuer, problem: "the metadata names an issuer of another host, which the libraries for JavaScript and Go refuse" });
      }
      return passed({ authority: settings.cloud.authority, issuer: read?.issuer });
    }
    const host = acquisition.outcome === "refused" && acquisition.exchange !== undefined ? new URL(acquisition.exchange.url).hostname : settings.cloud.authority;
    const evidence = { host, code: failure.code, said: failure.message, step: failure.kind };
    if (failure.code === "TOKEN_WITHHELD") return failed("wrong-cloud", { ...evidence, variable: "AZURE_AUTHORITY_HOST", expected: settings.cloud.authority });
    if (failure.kind === "tls") return failed("tls-untrusted-ca", evidence);
    if (failure.kind === "timeout" || failure.code === "ECONNRESET") return failed("service-fault-or-throttled", evidence);
    return failed("network-or-proxy", evidence);
  },
});
