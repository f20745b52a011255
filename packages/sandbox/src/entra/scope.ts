import type { CloudName, Tenant } from "../world.ts";
import { Refusal } from "./refusal.ts";

/** Resources that exist in every tenant of a cloud, with the id of their first-party application where it is known. */
const resources: Record<CloudName, Record<string, string>> = {
  public: {
    "https://ai.azure.com": "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe",
    "https://ml.azure.com": "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe",
    "https://cognitiveservices.azure.com": "7d312290-28c8-473c-a0ed-8e53749b6d6d",
    "https://management.azure.com": "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    "https://management.core.windows.net": "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    "https://graph.microsoft.com": "00000003-0000-0000-c000-000000000000",
    "https://vault.azure.net": "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
    "https://storage.azure.com": "e406a681-f3d4-42a8-90b6-c2b029497af1",
    "api://azureadtokenexchange": "fb60f99c-7a34-4190-8149-302f77469936",
  },
  usgov: {
    "https://ai.azure.us": "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe",
    "https://cognitiveservices.azure.us": "7d312290-28c8-473c-a0ed-8e53749b6d6d",
    "https://management.usgovcloudapi.net": "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    "https://management.core.usgovcloudapi.net": "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    "https://graph.microsoft.us": "00000003-0000-0000-c000-000000000000",
    "api://azureadtokenexchangeusgov": "fb60f99c-7a34-4190-8149-302f77469936",
  },
  china: {
    "https://cognitiveservices.azure.cn": "7d312290-28c8-473c-a0ed-8e53749b6d6d",
    "https://management.chinacloudapi.cn": "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    "https://management.core.chinacloudapi.cn": "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    "https://microsoftgraph.chinacloudapi.cn": "00000003-0000-0000-c000-000000000000",
    "api://azureadtokenexchangechina": "fb60f99c-7a34-4190-8149-302f77469936",
  },
};

/** Scopes that ask for no resource. */
const protocolScopes = new Set(["openid", "profile", "offline_access", "email"]);

/** What a `scope` parameter asks for. */
export interface RequestedScope {
  /** The audience: the text before `/.default` (or before the permission), as it was written. */
  resource: string;
  /** All permissions of that resource (`/.default`), or some by name. */
  permissions: string[];
  openid: boolean;
  offline: boolean;
  /** The parameter itself. */
  text: string;
}

/** Reads a `scope` parameter as the token endpoint does; an app on its own (`clientCredentials`) may ask for `/.default` only. */
export function readScope(text: string | null, tenant: Tenant, clientCredentials: boolean): RequestedScope {
  if (text === null || text.trim() === "") throw new Refusal(900144, { parameter: "scope" });
  const parts = text.trim().split(/\s+/);
  const asked = parts.filter((part) => !protocolScopes.has(part.toLowerCase()));
  const split = asked.map((part) => {
    const match = /^((?:[a-z][\d+.a-z-]*:\/\/[^/\s]+.*|[^/\s]+))\/([^/]+)$/i.exec(part);
    if (match !== null && (match[2] === ".default" || !clientCredentials)) return { resource: match[1] ?? "", permission: match[2] ?? "" };
    throw new Refusal(clientCredentials ? 1002012 : 70011, { scope: part });
  });
  const first = split[0];
  if (first === undefined) throw new Refusal(clientCredentials ? 1002012 : 28002, { scope: text });
  if (split.some(({ resource }) => withoutSlash(resource) !== withoutSlash(first.resource))) throw new Refusal(700022, { scope: text });
  requireResource(first.resource, tenant);
  return {
    resource: first.resource,
    permissions: split.map(({ permission }) => permission),
    openid: parts.includes("openid"),
    offline: parts.includes("offline_access"),
    text,
  };
}

/** Refuses a resource that has no service principal in the tenant: unknown, mistyped or of another cloud. */
export function requireResource(resource: string, tenant: Tenant): void {
  if (!isKnownResource(resource, tenant.cloud)) throw new Refusal(500011, { resource, tenant: tenant.displayName });
}

/** Whether a resource exists in a cloud, by its URI (with or without slash) or its application id. */
export function isKnownResource(resource: string, cloud: CloudName): boolean {
  const known = resources[cloud];
  const name = withoutSlash(resource).toLowerCase();
  return known[name] !== undefined || Object.values(known).includes(name);
}

/** Whether a resource is the exchange of one identity's token for another's, which issues tokens of the newer form. */
export function isTokenExchange(resource: string): boolean {
  return withoutSlash(resource).toLowerCase().startsWith("api://azureadtokenexchange");
}

function withoutSlash(text: string): string {
  return text.endsWith("/") ? text.slice(0, -1) : text;
}
