/** A name asked in two ways: as programs do (hosts file included) and of DNS servers, which shows the CNAME chain. */
export interface DnsFact {
  host: string;
  system: NameAnswer;
  servers: NameAnswer & { cnames: readonly string[]; asked?: string };
  /** What `--dns-server` said. */
  other?: NameAnswer & { cnames: readonly string[]; asked: string };
  /** The host's siblings in the other two zones of a Foundry account, asked of the same server. */
  siblings: readonly (NameAnswer & { host: string; cnames: readonly string[] })[];
  /** When the system finds no such name: whether it finds the sign-in host, or no name at all. */
  control?: { host: string; resolves: boolean };
  /** A privatelink name stands in the chain. */
  privateLink: boolean;
  /** Where the address the client uses lies. */
  range?: "public" | "private" | "loopback";
  /** The proxy resolves the name, so the machine's own answer does not decide. */
  byProxy: boolean;
}

export interface NameAnswer {
  addresses: readonly string[];
  error?: string;
  ms: number;
}

export interface TcpFact {
  via: "direct" | "proxy";
  target: string;
  connected: boolean;
  code?: string;
  ms: number;
}

export interface CertificateSummary {
  subject: string;
  issuer: string;
  names: readonly string[];
  validFrom: string;
  validTo: string;
  fingerprint256: string;
  selfSigned: boolean;
}

export interface TlsFact {
  host: string;
  /** The handshake as programs do it, with certificate checks. */
  trusted: boolean;
  handshake: boolean;
  /** OpenSSL's code, for instance SELF_SIGNED_CERT_IN_CHAIN. */
  code?: string;
  message?: string;
  protocol?: string;
  chain: readonly CertificateSummary[];
  /** The issuer is not one of the public CAs that Azure uses. */
  foreignIssuer: boolean;
  /** Judged from the chain: who is likely to have made it. */
  looksLike: "azure" | "interception" | "self-signed" | "expired" | "wrong-name" | "incomplete" | "unknown";
  /** Variables that add trust here: NODE_EXTRA_CA_CERTS and the like, with the file's state. */
  extraTrust: readonly { variable: string; file: string; readable: boolean; holdsIssuer?: boolean }[];
  ms: number;
}

export interface ProxyFact {
  /** Variables that name a proxy; credentials removed. */
  variables: readonly { name: string; value: string; credentials: boolean; problem?: string }[];
  noProxy: readonly string[];
  /** The proxy that requests to the endpoint take, or absent when they go direct. */
  used?: { variable: string; host: string; port: number; credentials: boolean };
  /** What the proxy said to CONNECT host:443. */
  connect?: { outcome: "open" | "refused" | "credentials" | "unreachable" | "timeout" | "not-a-proxy"; status?: number; message?: string; code?: string; ms: number };
  /** When it refused with a server error: whether it opens a tunnel to the sign-in host. */
  otherHost?: { host: string; open: boolean };
  /** Whether the same host can be reached without the proxy. */
  direct?: { connected: boolean; code?: string };
  excepts: { loopback: boolean; imds: boolean; identityEndpoint: boolean };
}

/** An HTTP answer of a service, with the code and message that its body holds. */
export interface ServiceAnswer {
  method: string;
  /** Without query values that could be secret. */
  url: string;
  status: number;
  /** `error.code`, or `statusCode` of the gateway's own bodies, always as a string. */
  code?: string;
  message?: string;
  innerCode?: string;
  type?: string;
  contentType?: string;
  /** Lower-case names; only those that help. */
  headers: Readonly<Record<string, string>>;
  /** First 2,000 characters of the body, redacted. */
  excerpt: string;
  /** Ids in a list answer. */
  ids?: readonly string[];
  /** Network failure instead of an answer; then status is 0. */
  failure?: { kind: "dns" | "tcp" | "tls" | "proxy" | "timeout" | "protocol"; code: string; message: string };
  ms: number;
}

export interface HttpFact extends ServiceAnswer {
  /** Who answered. */
  service: "foundry" | "gateway" | "proxy" | "other";
  /** The caller's public address, when the service reports it. */
  callerIp?: string;
}

export interface AuthorityFact {
  host: string;
  tenantAsked: string;
  status: number;
  issuer?: string;
  tenantId?: string;
  tokenEndpoint?: string;
  jwksUri?: string;
  /** Of the metadata: cloud instance name, for instance microsoftonline.com. */
  cloudInstance?: string;
  keys?: readonly { kid: string; kty: string; issuer?: string }[];
  aadsts?: number;
  message?: string;
  failure?: { kind: "dns" | "tcp" | "tls" | "proxy" | "timeout" | "protocol"; code: string; message: string };
}
