import type { Probe } from "../probe.ts";
import { accountProbes } from "./arm-account.ts";
import { roleProbes } from "./arm-roles.ts";
import { authorityProbe, signatureProbe } from "./authority.ts";
import { clockProbe } from "./clock.ts";
import { armTokenProbe, dataTokenProbe, graphTokenProbe } from "./credential.ts";
import { dataPlaneProbes } from "./data-plane.ts";
import { environmentProbe } from "./environment.ts";
import { graphProbes } from "./graph.ts";
import { httpProbe } from "./http.ts";
import { tcpProbe, tlsProbe } from "./network/connection.ts";
import { dnsProbe } from "./network/dns.ts";
import { proxyProbe } from "./network/proxy.ts";
import { toolsProbe } from "./tools.ts";

/** All of them. Their needs decide when each runs; of those that can start at once, the tokens go first, since most others wait for them. */
export const probes: readonly Probe[] = [
  dataTokenProbe,
  armTokenProbe,
  environmentProbe,
  graphTokenProbe,
  toolsProbe,
  proxyProbe,
  dnsProbe,
  tcpProbe,
  tlsProbe,
  httpProbe,
  authorityProbe,
  signatureProbe,
  clockProbe,
  ...accountProbes,
  ...roleProbes,
  ...graphProbes,
  ...dataPlaneProbes,
];
