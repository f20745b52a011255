/** The clouds the doctor knows; "custom" comes from `--cloud FILE`. */
export type CloudName = "public" | "usgov" | "china" | "custom";

/** Hosts and scopes of the cloud in use. */
export interface CloudSetting {
  name: CloudName;
  /** For instance https://login.microsoftonline.com */
  authority: string;
  /** For instance https://management.azure.com */
  arm: string;
  graph: string;
  /** Suffixes of data-plane hosts, for instance ".openai.azure.com". */
  endpointSuffixes: readonly string[];
  /** Scopes that services of this cloud accept, the preferred one first. */
  dataScopes: readonly string[];
  armScope: string;
  graphScope: string;
}

/** What the endpoint's spelling says. */
export interface EndpointSetting {
  /** resource: an account's host; project: …/api/projects/NAME; regional: REGION.api.cognitive.microsoft.com; other: a host of no known cloud. */
  kind: "resource" | "project" | "regional" | "other";
  /** https://contoso.openai.azure.com */
  origin: string;
  host: string;
  port: number;
  /** Where the OpenAI-compatible v1 API starts: https://contoso.openai.azure.com/openai/v1 */
  baseUrl: string;
  family: "openai" | "cognitiveservices" | "services.ai" | "other";
  subdomain?: string;
  project?: string;
  region?: string;
  /** Deployment named in a legacy /openai/deployments/NAME URL. */
  deployment?: string;
  apiVersion?: string;
  /** Scope that fits this kind of endpoint. */
  scope: string;
}

/** Where a value came from: an option, a variable, or what follows from the rest. */
export type SettingSource = "argument" | "option" | "default" | `$${string}`;

/** What was asked, before anything was tried. */
export interface SettingsFact {
  endpoint: {
    /** As written, credentials and query removed. Absent when none was given. */
    given?: string;
    source?: SettingSource;
    parsed?: EndpointSetting;
    /** Why the spelling is refused or risky: a stable code and one sentence. */
    problem?: { code: string; message: string; suggestion?: string };
    /** What was tolerated: a stable code and one sentence each. */
    notes: readonly { code: string; message: string }[];
    /** Other variables that name an endpoint. */
    others: readonly { variable: string; value: string; sameHost: boolean }[];
  };
  /** Deployment name. */
  model?: { value: string; source: SettingSource };
  scope: { value: string; source: SettingSource };
  cloud: CloudSetting;
  /** The cloud named by an option, when it differs from the endpoint's. */
  cloudAsked?: CloudName;
  wireApi: "responses" | "completions";
  /** A credential kind of the field, or "default" for DefaultAzureCredential. */
  credential: string;
  tenant?: string;
  clientId?: string;
  subscription?: string;
  resourceId?: string;
  /** Object id named with --principal. */
  principal?: string;
  trustedHosts: readonly string[];
  offline: boolean;
  inference: boolean;
}
