import { defineCheck, failed, passed } from "../../check.ts";
import type { ProxyFact } from "../../facts/network.ts";

/** The proxy that the environment names opens a tunnel to the endpoint. */
export const proxyUsable = defineCheck({
  id: "proxy",
  title: "the proxy opens a way to the endpoint",
  needs: ["proxy"],
  beside: ({ proxy }) => (proxy.used === undefined && !proxy.variables.some((variable) => variable.problem !== undefined) ? "no proxy is named for this host" : undefined),
  judge: ({ proxy }) => {
    const broken = proxy.variables.find((variable) => variable.problem !== undefined);
    if (broken !== undefined) return failed("network-or-proxy", { variable: broken.name, actual: broken.value, problem: broken.problem, proxy: broken.value });
    const { used, connect, direct } = proxy;
    if (used === undefined || connect === undefined) return passed({ proxy: "none for this host" });
    const name = `${used.host}:${used.port}`;
    const evidence = {
      proxy: name,
      variable: used.variable,
      said: connect.message,
      code: connect.code,
      ...(direct === undefined ? {} : { direct: direct.connected ? "reachable without the proxy" : `not reachable without the proxy (${direct.code ?? "no answer"})` }),
    };
    switch (connect.outcome) {
      case "open":
        return passed({ proxy: name, variable: used.variable });
      case "credentials":
        return failed("network-or-proxy", { ...evidence, expected: used.credentials ? "a user name and password that the proxy accepts" : "a user name and password in the variable's URL", actual: "407" });
      case "refused":
        return isAboutTheName(proxy) ? passed({ proxy: name, note: "it works, but cannot find the host" }) : failed("network-or-proxy", { ...evidence, expected: "200", actual: String(connect.status) });
      case "not-a-proxy":
        return failed("network-or-proxy", { ...evidence, problem: "this address is a web server, not a proxy" });
      default:
        return failed("network-or-proxy", evidence);
    }
  },
});

/** A proxy that cannot find the host, and serves another one, is not at fault itself; the next check tells. */
export function isAboutTheName({ connect, otherHost }: ProxyFact): boolean {
  if (connect?.outcome !== "refused" || (connect.status ?? 0) < 500) return false;
  return otherHost?.open === true || /dns|resolv|host not found|unknown host|ENOTFOUND/i.test(connect.message ?? "");
}
