import { defineCheck, failed, passed, warned } from "../../check.ts";

/** Identity endpoints of the host must be reached directly: a proxy that gets their requests answers with something else. */
export const proxyExceptions = defineCheck({
  id: "proxy-exceptions",
  title: "the proxy leaves the identity endpoint alone",
  needs: ["environment", "chain", "proxy"],
  uses: ["acquisition"],
  beside: ({ chain, proxy }) => (proxy.variables.length === 0 ? "no proxy is named" : chain.members.includes("ManagedIdentityCredential") ? undefined : "no managed identity is selected"),
  judge: ({ chain, proxy }, facts) => {
    const { source } = chain.managedIdentity;
    const excepted = source === "imds" ? proxy.excepts.imds : proxy.excepts.identityEndpoint;
    if (excepted || source === "workload-identity") return passed({ noProxy: proxy.noProxy });
    const address = source === "imds" ? "169.254.169.254" : "127.0.0.1,localhost";
    const evidence = { proxy: proxy.variables[0]?.value, variable: "NO_PROXY", actual: proxy.noProxy.join(",") || "not set", expected: address };
    const { acquisition } = facts;
    if (!acquisition.known) return warned("imds-intercepted", evidence);
    // What counts is whether the identity service itself answered.
    if (acquisition.value.outcome === "token") return passed({ identity: "the identity service answers through the proxy" });
    const { exchange } = acquisition.value;
    if (exchange?.to !== "identity-endpoint") return passed({ identity: "not asked" });
    const spoiled = exchange.failure?.kind === "proxy" || exchange.error === "not-json" || [407, 403, 502, 503, 504].includes(exchange.status ?? 0);
    return spoiled ? failed("imds-intercepted", { ...evidence, said: exchange.description ?? exchange.failure?.message }) : passed({ identity: "the identity service answers through the proxy" });
  },
});
