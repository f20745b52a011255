import type { AcquisitionFact, ChainFact, ClockFact, EnvironmentFact, SignatureFact, TokenFact, ToolsFact } from "./facts/identity.ts";
import type { AuthorityFact, DnsFact, HttpFact, ProxyFact, ServiceAnswer, TcpFact, TlsFact } from "./facts/network.ts";
import type {
  AccountFact,
  AccountIdFact,
  DenyAssignmentsFact,
  DeploymentsFact,
  EligibilitiesFact,
  GroupsFact,
  PermissionsFact,
  PrincipalsFact,
  ResourceTenantFact,
  RoleAssignmentsFact,
  RoleDefinitionsFact,
} from "./facts/resource.ts";
import type { SettingsFact } from "./facts/settings.ts";

/** Everything a check may read, by name. Plain JSON throughout: a facts file is this object, and replays anywhere. */
export interface FactValues {
  /** What was asked of the doctor and where each value came from. */
  settings: SettingsFact;
  /** Variables that matter to authentication: set, empty or blank; secret values never. */
  environment: EnvironmentFact;
  /** Which credential source the variables select, and what is set but ignored. */
  chain: ChainFact;
  /** How asking for the data-plane token went. A refusal is a known fact. */
  acquisition: AcquisitionFact;
  /** Decoded claims of the data-plane token. */
  token: TokenFact;
  /** Whether the token's signature was made by the issuer's published key. */
  signature: SignatureFact;
  /** This machine's clock against the `Date` of the servers that answered. */
  clock: ClockFact;
  proxy: ProxyFact;
  dns: DnsFact;
  tcp: TcpFact;
  tls: TlsFact;
  /** What the service says to a request without a token. */
  http: HttpFact;
  /** The tenant's OpenID metadata and published keys. */
  authority: AuthorityFact;
  /** How asking for a management token went, with the same credential. */
  armToken: AcquisitionFact;
  graphToken: AcquisitionFact;
  /** The tenant the resource lives in, as Azure Resource Manager names it without a token. */
  resourceTenant: ResourceTenantFact;
  /** Which account serves the endpoint's host. */
  accountId: AccountIdFact;
  account: AccountFact;
  deployments: DeploymentsFact;
  roleAssignments: RoleAssignmentsFact;
  roleDefinitions: RoleDefinitionsFact;
  denyAssignments: DenyAssignmentsFact;
  eligibilities: EligibilitiesFact;
  permissions: PermissionsFact;
  groups: GroupsFact;
  /** What the directory says of the principal and of the ids that assignments name. */
  principals: PrincipalsFact;
  /** The service's answer to GET models with the token. */
  models: ServiceAnswer;
  /** The service's answer to the cheapest request the application would make. */
  inference: ServiceAnswer;
  tools: ToolsFact;
}

export type FactName = keyof FactValues;

/** Why a fact is unknown when no other fact is to blame. */
export type UnknownReason = "offline" | "not-asked" | "timed-out" | "forbidden" | "failed" | "interrupted";

/** A fact is known, or unknown because of another fact or for a reason of its own; `detail` is one sentence for people. */
export type Fact<T> =
  | { known: true; value: T }
  | { known: false; because: FactName | UnknownReason; detail?: string };

export type Facts = { readonly [N in FactName]: Fact<FactValues[N]> };

/** The values of the named facts, all known. */
export type KnownFacts<N extends FactName = FactName> = Readonly<Pick<FactValues, N>>;

/** Wraps a value that was learnt. */
export function known<T>(value: T): Fact<T> {
  return { known: true, value };
}

/** Says that a fact could not be learnt, because of what. */
export function unknown(because: FactName | UnknownReason, detail?: string): { known: false; because: FactName | UnknownReason; detail?: string } {
  return detail === undefined ? { known: false, because } : { known: false, because, detail };
}

/** Every fact's name, in the order in which reports list them. */
export const factNames = [
  "settings", "environment", "chain", "tools", "proxy", "dns", "tcp", "tls", "http", "authority", "acquisition", "token",
  "signature", "clock", "armToken", "graphToken", "resourceTenant", "accountId", "account", "deployments", "roleDefinitions", "roleAssignments",
  "denyAssignments", "eligibilities", "permissions", "groups", "principals", "models", "inference",
] as const satisfies readonly FactName[];

/** A complete set in which everything not given is unknown, "not-asked" unless another reason is given. */
export function factsFrom(values: Partial<FactValues>, because: FactName | UnknownReason = "not-asked"): Facts {
  const entries = factNames.map((name) => [name, values[name] === undefined ? unknown(because) : known(values[name])]);
  return Object.fromEntries(entries) as Facts;
}

// Fails to compile when a fact is missing from `factNames`.
type Missing = Exclude<FactName, (typeof factNames)[number]>;
const complete: Missing extends never ? true : Missing = true;
void complete;
