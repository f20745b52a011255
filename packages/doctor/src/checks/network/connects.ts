import { defineCheck, failed, passed } from "../../check.ts";

/** A TCP connection to the endpoint opens. */
export const connects = defineCheck({
  id: "connection",
  title: "a connection to the endpoint opens",
  needs: ["tcp"],
  uses: ["dns"],
  judge: ({ tcp }, facts) => {
    if (tcp.connected) return passed({ target: tcp.target, via: tcp.via, ms: tcp.ms });
    const range = facts.dns.known ? facts.dns.value.range : undefined;
    const problem = range === "private"
      ? "the address is private and does not answer: a network security group, a missing route or peering, or this machine is outside the network"
      : "a firewall on the way, or a proxy that must be used and is not named by HTTPS_PROXY";
    return failed("network-or-proxy", { target: tcp.target, actual: tcp.code, problem });
  },
});
