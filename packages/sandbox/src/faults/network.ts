import { contoso } from "./callers.ts";
import type { Transport, World } from "../world.ts";
import type { FaultRecords } from "./fault.ts";
import { set } from "./sign-in.ts";

const publicAddress = "20.91.12.34";

/** Ways to the data plane that are closed or lead elsewhere. */
export const networkFaults: FaultRecords = {
  "network-access-denied": {
    title: "The account's firewall does not list the caller's address",
    apply(world) {
      contoso(world).networkAcls = { defaultAction: "Deny", ipRules: [{ value: "198.51.100.0/24" }], virtualNetworkRules: [] };
    },
  },
  "network-public-access-disabled": {
    title: "The account takes no request from the public network",
    cause: "network-access-denied",
    apply(world) {
      contoso(world).publicNetworkAccess = "Disabled";
    },
  },
  "private-endpoint-dns": {
    title: "The account has a private endpoint, and its name resolves to the public address",
    apply(world) {
      const account = contoso(world);
      account.publicNetworkAccess = "Disabled";
      account.privateEndpointConnections.push({ name: "pe-contoso", status: "Approved" });
      for (const zone of ["openai.azure.com", "cognitiveservices.azure.com", "services.ai.azure.com"]) {
        world.transport.dns[`contoso.${zone}`] = { cname: `contoso.privatelink.${zone}` };
        world.transport.dns[`contoso.privatelink.${zone}`] = { addresses: [publicAddress] };
      }
    },
  },
  "dns-name-not-found": {
    title: "The endpoint's host name does not exist",
    apply(world) {
      world.transport.unknownHosts.push("contosso.openai.azure.com");
      set(world, { FOUNDRY_RESOURCE_URL: "https://contosso.openai.azure.com" });
    },
  },
  "network-or-proxy": {
    title: "The proxy wants credentials that the program does not have",
    apply: transport({ proxy: "wants-credentials" }),
  },
  "network-proxy-refuses": {
    title: "The proxy refuses every tunnel",
    cause: "network-or-proxy",
    apply: transport({ proxy: "refuses" }),
  },
  "network-proxy-dead": {
    title: "Nothing listens where the environment says the proxy is",
    cause: "network-or-proxy",
    apply: transport({ proxy: "dead" }),
  },
  "tls-untrusted-ca": {
    title: "A company proxy shows certificates of a CA that the program does not trust",
    apply: transport({ certificate: "untrusted" }),
  },
  "tls-self-signed": {
    title: "The host shows a certificate that it signed itself",
    cause: "tls-untrusted-ca",
    apply: transport({ certificate: "self-signed" }),
  },
  "tls-expired": {
    title: "The host shows a certificate past its end",
    cause: "tls-untrusted-ca",
    apply: transport({ certificate: "expired" }),
  },
  "tls-wrong-name": {
    title: "The host shows a certificate of another name",
    cause: "tls-untrusted-ca",
    apply: transport({ certificate: "wrong-name" }),
  },
};

/** Changes how TLS or the proxy behaves. */
function transport(change: Partial<Transport>): (world: World) => void {
  return (world) => void Object.assign(world.transport, change);
}
