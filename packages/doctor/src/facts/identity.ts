/** The state of one environment variable. Values of secrets are never kept. */
export interface VariableState {
  state: "set" | "empty" | "blank";
  /** Present for variables that are not secret; credentials in URLs removed. */
  value?: string;
  /** What a secret's value looks like, as far as it helps: a GUID in AZURE_CLIENT_SECRET is the secret's id. */
  looksLike?: "guid" | "jwt" | "key" | "quoted" | "padded" | "placeholder";
}

/** Variables by name; names that are unset are absent. */
export interface EnvironmentFact {
  variables: Readonly<Record<string, VariableState>>;
  /** Files named by variables: readable or not, and what they hold, never the content. */
  files: readonly { variable: string; path: string; readable: boolean; problem?: string; holds?: string; expiresAt?: number; claims?: Readonly<Record<string, string>> }[];
  platform: string;
  node: string;
}

export type CredentialName =
  | "EnvironmentCredential"
  | "WorkloadIdentityCredential"
  | "ManagedIdentityCredential"
  | "VisualStudioCodeCredential"
  | "AzureCliCredential"
  | "AzurePowerShellCredential"
  | "AzureDeveloperCliCredential"
  | "BrokerCredential"
  | "ClientSecretCredential"
  | "ClientCertificateCredential"
  | "ClientAssertionCredential"
  | "DeviceCodeCredential"
  | "InteractiveBrowserCredential"
  | "GivenToken";

export type ManagedIdentitySource = "app-service" | "imds" | "arc" | "service-fabric" | "cloud-shell" | "azure-ml" | "workload-identity";

/** What the variables select, worked out without asking anyone. */
export interface ChainFact {
  /** AZURE_TOKEN_CREDENTIALS: how it is read, and whether languages differ. */
  selector: { state: "unset" | "empty" | "blank" | "valid" | "invalid"; value?: string; caseRisk: boolean };
  /** The members that will be tried, in order. */
  members: readonly CredentialName[];
  /** The first member whose variables are complete. */
  first?: CredentialName;
  managedIdentity: { source: ManagedIdentitySource; endpoint?: string; clientId?: string };
  environmentCredential?: "secret" | "certificate" | "password" | "incomplete";
  /** Variables that EnvironmentCredential or workload identity lacks, when some but not all are set. */
  missing: readonly string[];
  /** Set, but without effect in this chain, with the reason in one sentence. */
  ignored: readonly { variable: string; reason: string }[];
}

/** One member of the chain: what it said and how long it took. */
export interface ChainMember {
  name: CredentialName;
  outcome: "token" | "unavailable" | "refused" | "not-tried";
  message: string;
  ms?: number;
}

/** A request that the doctor made itself to a token or identity endpoint, and its bare answer. */
export interface TokenExchange {
  to: "token-endpoint" | "identity-endpoint" | "openid-metadata";
  /** Without query values. */
  url: string;
  status?: number;
  error?: string;
  suberror?: string;
  description?: string;
  codes: readonly number[];
  traceId?: string;
  correlationId?: string;
  /** Network failure instead of an answer. */
  failure?: { kind: "dns" | "tcp" | "tls" | "proxy" | "timeout" | "protocol"; code: string; message: string };
  contentType?: string;
  ms: number;
}

/** How asking for a token went. `source` is the member that decided. */
export type AcquisitionFact =
  | { outcome: "token"; scope: string; source: CredentialName; members: readonly ChainMember[]; exchange?: TokenExchange; expiresAt?: number }
  | {
      outcome: "refused";
      scope: string;
      source?: CredentialName;
      /** sts: Entra said no; identity-endpoint: the host's identity service said no; tool: az, azd or PowerShell said no;
       *  network: nobody could be asked; configuration: nothing to ask with. */
      kind: "sts" | "identity-endpoint" | "tool" | "network" | "configuration";
      /** What stopped the deciding member before or beside an answer. */
      reason?: RefusalReason;
      aadsts?: number;
      error?: string;
      message: string;
      members: readonly ChainMember[];
      exchange?: TokenExchange;
    };

export type RefusalReason =
  | "invalid-selector"
  | "missing-variables"
  | "unusable-file"
  | "foreign-endpoint"
  | "tool-missing"
  | "tool-signed-out"
  | "tool-refused"
  | "tool-slow"
  | "tool-broken"
  | "not-tried";

export type PrincipalKind = "user" | "app" | "managed-identity" | "unknown";

/** Claims of a token, decoded and not verified. */
export interface TokenFact {
  header: { alg?: string; kid?: string; typ?: string; jku?: string; x5u?: string };
  principal: { kind: PrincipalKind; objectId?: string; appId?: string; name?: string; identityResourceId?: string; hostResourceId?: string };
  audience: string;
  tenantId?: string;
  issuer?: string;
  version?: string;
  /** Unix seconds. */
  issuedAt?: number;
  notBefore?: number;
  expiresAt?: number;
  scopes: readonly string[];
  roles: readonly string[];
  groups?: readonly string[];
  groupsOverage: boolean;
  idtyp?: string;
  cae: boolean;
  /** Unix seconds at which the doctor looked. */
  seenAt: number;
  /** Text problems that were tolerated or are fatal: "bearer-prefix", "whitespace", "not-three-parts", "not-json", "encrypted", "is-key". */
  problems: readonly string[];
}

export type SignatureFact =
  | { verified: true; alg: string; kid: string; issuer: string; keysFrom: string }
  | { verified: false; code: string; reason: string };

/** Positive skew: this machine is ahead. Seconds; a Date header is exact to one second. */
export interface ClockFact {
  skewSeconds: number;
  samples: readonly { host: string; skewSeconds: number }[];
  /** Unix seconds by the servers' clock when sampled. */
  serverNow: number;
}

export interface ToolState {
  present: boolean;
  version?: string;
  signedIn?: boolean;
  tenantId?: string;
  subscriptionId?: string;
  subscriptionName?: string;
  userType?: string;
  cloud?: string;
  /** The tool's own words, first lines, redacted. */
  problem?: string;
  ms?: number;
}

/** The Azure CLI's own state. What azd and PowerShell say is in the acquisition: they show nothing without giving a token. */
export interface ToolsFact {
  az: ToolState;
}
