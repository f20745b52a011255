/** What goes wrong on the wire, before or instead of the service's own answer. */
export interface WireFault {
  /** Part of the world it hits. */
  where: "entra" | "managed-identity" | "arm" | "foundry" | "any";
  effect:
    | { kind: "hang" }
    | { kind: "cut"; afterBytes: number }
    | { kind: "reset" }
    | { kind: "answer"; status: number; headers: Record<string, string>; body: string };
  /** How many matching requests it hits; without it, all. */
  times?: number;
  /** Only paths that hold this text. */
  path?: string;
}

/** TLS, DNS and proxy behaviour of the door. */
export interface Transport {
  /** `untrusted`: certificates of a CA that the printed environment does not trust. */
  certificate: "trusted" | "untrusted" | "self-signed" | "expired" | "wrong-name";
  /** `refuses`: 403 for every host; `bad-gateway`: 502; `dead`: nothing listens where the environment says. */
  proxy: "open" | "wants-credentials" | "refuses" | "bad-gateway" | "dead";
  /** Milliseconds that every answer waits, as over a long distance. */
  latency: number;
  /** Names that do not resolve. */
  unknownHosts: string[];
  /** DNS answers by name, for the loopback DNS server. */
  dns: Record<string, { cname?: string; addresses?: string[] }>;
}
