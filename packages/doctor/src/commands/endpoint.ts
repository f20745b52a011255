import { command } from "cmd-ts";
import type { Io } from "../io.ts";
import { askOptions, endpointArgument, outputOptions, runOptions, targetOptions } from "./options.ts";

const own: ReadonlySet<string> = new Set(["endpoint-spelling", "endpoint-agreement", "cloud-agreement", "extra-trust"]);
const asked: ReadonlySet<string> = new Set(["environment", "proxy", "dns", "tcp", "tls", "http", "clock"]);

/** `entra-doctor endpoint`: the way to the service, without any token. */
export const endpointCommand = (io: Io) =>
  command({
    name: "endpoint",
    description: "Look at the way to the endpoint without any token: name, address, TCP, TLS, proxy, HTTP, private link, firewall",
    args: { ...endpointArgument, cloud: targetOptions.cloud, trustHost: targetOptions.trustHost, timeout: askOptions.timeout, offline: askOptions.offline, dnsServer: askOptions.dnsServer, ...runOptions, ...outputOptions },
    handler: async (args): Promise<number> => {
      const [{ runDiagnosis }, { checkGroups }] = await Promise.all([import("./diagnosis.ts"), import("../checks/index.ts")]);
      const groups = checkGroups
        .filter((group) => group.id === "configuration" || group.id === "network")
        .map((group) => (group.id === "network" ? group : { ...group, checks: group.checks.filter((check) => own.has(check.id)) }));
      // No probe runs that would ask for a token.
      return runDiagnosis({ command: "endpoint", groups, allowed: (probe) => probe.gives.some((name) => asked.has(name)) }, args, io);
    },
  });
