import type { CloudName } from "./world.ts";

/** A part of the world that answers under names of its own. `tool` stands for the machine's own command-line tools. */
export type Part = "entra" | "managed-identity" | "arm" | "graph" | "foundry" | "tool";

/** Which part of which cloud a host name belongs to. */
export interface HostName {
  part: Part;
  cloud: CloudName;
}

/** Names that belong to a part as a whole. */
const exact: Record<string, HostName> = {
  "login.microsoftonline.com": { part: "entra", cloud: "public" },
  "login.microsoft.com": { part: "entra", cloud: "public" },
  "login.windows.net": { part: "entra", cloud: "public" },
  "sts.windows.net": { part: "entra", cloud: "public" },
  "login.microsoftonline.us": { part: "entra", cloud: "usgov" },
  "login.chinacloudapi.cn": { part: "entra", cloud: "china" },
  "login.partner.microsoftonline.cn": { part: "entra", cloud: "china" },
  "management.azure.com": { part: "arm", cloud: "public" },
  "management.core.windows.net": { part: "arm", cloud: "public" },
  "management.usgovcloudapi.net": { part: "arm", cloud: "usgov" },
  "management.chinacloudapi.cn": { part: "arm", cloud: "china" },
  "graph.microsoft.com": { part: "graph", cloud: "public" },
  "graph.microsoft.us": { part: "graph", cloud: "usgov" },
  "microsoftgraph.chinacloudapi.cn": { part: "graph", cloud: "china" },
  "169.254.169.254": { part: "managed-identity", cloud: "public" },
};

/** Names whose first label is an account or a region. */
const suffixes: Record<string, HostName> = {
  ".openai.azure.com": { part: "foundry", cloud: "public" },
  ".services.ai.azure.com": { part: "foundry", cloud: "public" },
  ".cognitiveservices.azure.com": { part: "foundry", cloud: "public" },
  ".api.cognitive.microsoft.com": { part: "foundry", cloud: "public" },
  ".openai.azure.us": { part: "foundry", cloud: "usgov" },
  ".services.ai.azure.us": { part: "foundry", cloud: "usgov" },
  ".cognitiveservices.azure.us": { part: "foundry", cloud: "usgov" },
  ".api.cognitive.microsoft.us": { part: "foundry", cloud: "usgov" },
  ".openai.azure.cn": { part: "foundry", cloud: "china" },
  ".services.ai.azure.cn": { part: "foundry", cloud: "china" },
  ".cognitiveservices.azure.cn": { part: "foundry", cloud: "china" },
  ".api.cognitive.azure.cn": { part: "foundry", cloud: "china" },
  ".login.microsoft.com": { part: "entra", cloud: "public" },
};

/** What a real host serves on its own loopback; these are first path segments of the plain door, never names in DNS. */
const local: Record<string, HostName> = {
  "app-service": { part: "managed-identity", cloud: "public" },
  arc: { part: "managed-identity", cloud: "public" },
  "service-fabric": { part: "managed-identity", cloud: "public" },
  "cloud-shell": { part: "managed-identity", cloud: "public" },
  "azure-ml": { part: "managed-identity", cloud: "public" },
  "github-actions": { part: "tool", cloud: "public" },
  "command-line": { part: "tool", cloud: "public" },
};

/** The part of the world behind a DNS name or address, or nothing when the sandbox does not stand for that host. */
export function partOfHost(host: string): HostName | undefined {
  const name = host.toLowerCase().replace(/\.$/, "");
  if (exact[name] !== undefined) return exact[name];
  const suffix = Object.keys(suffixes).find((suffix) => name.endsWith(suffix) && name.length > suffix.length);
  return suffix === undefined ? undefined : suffixes[suffix];
}

/** The part of the world behind the first path segment of the plain door: a real host name, or the name of a local endpoint. */
export function partOfPlainDoor(segment: string): HostName | undefined {
  return local[segment.toLowerCase()] ?? partOfHost(segment);
}

/** Where each cloud keeps its endpoints. */
export const clouds = {
  public: { login: "login.microsoftonline.com", arm: "management.azure.com", graph: "graph.microsoft.com", issuer: "https://sts.windows.net/" },
  usgov: { login: "login.microsoftonline.us", arm: "management.usgovcloudapi.net", graph: "graph.microsoft.us", issuer: "https://sts.windows.net/" },
  china: { login: "login.chinacloudapi.cn", arm: "management.chinacloudapi.cn", graph: "microsoftgraph.chinacloudapi.cn", issuer: "https://sts.chinacloudapi.cn/" },
} as const satisfies Record<CloudName, Record<string, string>>;
