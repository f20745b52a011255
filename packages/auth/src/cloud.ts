/** The clouds of Microsoft Azure as data: where each signs in, which hosts it has, what a token is asked for. */

/** A cloud with its own tenants, authority and host names. */
export type CloudName = "public" | "usgov" | "china";

/** What answers on a host of a cloud. */
export type AzureService = "openai" | "cognitive-services" | "foundry" | "regional" | "api-management";

/** One cloud. URLs have no trailing slash; scopes end in `/.default`; host suffixes have no leading dot. */
export interface Cloud {
  /** A name of ours for the clouds in {@link clouds}; any other word for one that a program describes itself. */
  readonly name: string;
  readonly title: string;
  /** Name that `az cloud set --name` and `Connect-AzAccount -Environment` take. */
  readonly azureCli: string;
  /** What `AZURE_AUTHORITY_HOST` holds in this cloud. */
  readonly authority: string;
  /** Other hosts of the same authority. */
  readonly authorityAliases: readonly string[];
  /** Beginnings of the `iss` claim, before the tenant id: of version 1 and version 2 tokens. */
  readonly issuers: { readonly v1: string; readonly v2: string };
  /** Azure Resource Manager, and every spelling of its audience that tokens carry, without trailing slash. */
  readonly resourceManager: { readonly endpoint: string; readonly scope: string; readonly audiences: readonly string[] };
  readonly graph: string;
  /** Data-plane scopes; which endpoint takes which is said by `parseEndpoint`. */
  readonly scopes: { readonly foundry: string; readonly cognitiveServices: string };
  readonly hosts: Readonly<Record<AzureService, string>>;
  /** Web sites for people: an address from there is no endpoint. */
  readonly portals: readonly string[];
  /** Audience that a federated credential expects in the foreign assertion. */
  readonly federatedAudience: string;
  /** Fields that no published source or live answer has confirmed, with what is known of them. */
  readonly doubts: Readonly<Record<string, string>>;
}

/**
 * The three clouds.
 * Sources: the authority constants of `@azure/identity`, `azure/cli/core/cloud.py`, Microsoft's pages on custom subdomains
 * and on Foundry in Azure Government. What they don't say is named in `doubts`.
 */
export const clouds = {
  public: {
    name: "public",
    title: "Azure",
    azureCli: "AzureCloud",
    authority: "https://login.microsoftonline.com",
    authorityAliases: ["login.windows.net", "login.microsoft.com", "sts.windows.net"],
    issuers: { v1: "https://sts.windows.net/", v2: "https://login.microsoftonline.com/" },
    resourceManager: {
      endpoint: "https://management.azure.com",
      scope: "https://management.azure.com/.default",
      audiences: ["https://management.azure.com", "https://management.core.windows.net"],
    },
    graph: "https://graph.microsoft.com",
    scopes: { foundry: "https://ai.azure.com/.default", cognitiveServices: "https://cognitiveservices.azure.com/.default" },
    hosts: {
      openai: "openai.azure.com",
      "cognitive-services": "cognitiveservices.azure.com",
      foundry: "services.ai.azure.com",
      regional: "api.cognitive.microsoft.com",
      "api-management": "azure-api.net",
    },
    portals: ["portal.azure.com", "ai.azure.com", "oai.azure.com", "ml.azure.com", "learn.microsoft.com"],
    federatedAudience: "api://AzureADTokenExchange",
    doubts: {},
  },
  usgov: {
    name: "usgov",
    title: "Azure Government",
    azureCli: "AzureUSGovernment",
    authority: "https://login.microsoftonline.us",
    authorityAliases: ["login.usgovcloudapi.net"],
    issuers: { v1: "https://sts.windows.net/", v2: "https://login.microsoftonline.us/" },
    resourceManager: {
      endpoint: "https://management.usgovcloudapi.net",
      scope: "https://management.core.usgovcloudapi.net/.default",
      audiences: ["https://management.usgovcloudapi.net", "https://management.core.usgovcloudapi.net"],
    },
    graph: "https://graph.microsoft.us",
    scopes: { foundry: "https://ai.azure.us/.default", cognitiveServices: "https://cognitiveservices.azure.us/.default" },
    hosts: {
      openai: "openai.azure.us",
      "cognitive-services": "cognitiveservices.azure.us",
      foundry: "services.ai.azure.us",
      regional: "api.cognitive.microsoft.us",
      "api-management": "azure-api.us",
    },
    portals: ["portal.azure.us", "ai.azure.us"],
    federatedAudience: "api://AzureADTokenExchangeUSGov",
    doubts: {
      "scopes.foundry": "Inferred from the host name; no source names a token audience for projects in this cloud.",
      "hosts.api-management": "From general knowledge.",
      "issuers.v1": "From general knowledge.",
      federatedAudience: "From general knowledge.",
    },
  },
  china: {
    name: "china",
    title: "Azure operated by 21Vianet",
    azureCli: "AzureChinaCloud",
    authority: "https://login.chinacloudapi.cn",
    authorityAliases: ["login.partner.microsoftonline.cn"],
    issuers: { v1: "https://sts.chinacloudapi.cn/", v2: "https://login.partner.microsoftonline.cn/" },
    resourceManager: {
      endpoint: "https://management.chinacloudapi.cn",
      scope: "https://management.core.chinacloudapi.cn/.default",
      audiences: ["https://management.chinacloudapi.cn", "https://management.core.chinacloudapi.cn"],
    },
    graph: "https://microsoftgraph.chinacloudapi.cn",
    scopes: { foundry: "https://ai.azure.cn/.default", cognitiveServices: "https://cognitiveservices.azure.cn/.default" },
    hosts: {
      openai: "openai.azure.cn",
      "cognitive-services": "cognitiveservices.azure.cn",
      foundry: "services.ai.azure.cn",
      regional: "api.cognitive.azure.cn",
      "api-management": "azure-api.cn",
    },
    portals: ["portal.azure.cn"],
    federatedAudience: "api://AzureADTokenExchangeChina",
    doubts: {
      "scopes.foundry": "Inferred by analogy; no source has Foundry in this cloud.",
      "scopes.cognitiveServices": "From general knowledge.",
      "hosts.openai": "Seen only in other programs' allow-lists; whether the service exists here is unknown.",
      "hosts.foundry": "Inferred by analogy; no source has Foundry in this cloud.",
      "hosts.api-management": "From general knowledge.",
      federatedAudience: "From general knowledge.",
    },
  },
} as const satisfies Record<CloudName, Cloud>;

/** The three clouds, public first. */
export const cloudList: readonly Cloud[] = [clouds.public, clouds.usgov, clouds.china];

/** Where a host stands in a cloud. */
export interface AzureHost {
  readonly cloud: Cloud;
  readonly service: AzureService;
  /** What stands before the suffix: a resource's subdomain, a region, or "" for the suffix itself. May hold dots. */
  readonly label: string;
}

/**
 * Which service of which cloud a host name belongs to; `undefined` for every other host.
 * The comparison is by whole labels, so `openai.azure.com.example` and `notopenai.azure.com` are foreign.
 */
export function azureHost(host: string, known: readonly Cloud[] = cloudList): AzureHost | undefined {
  const name = host.toLowerCase().replace(/\.$/, "");
  for (const cloud of known) {
    for (const [service, suffix] of Object.entries(cloud.hosts) as [AzureService, string][]) {
      if (name === suffix) return { cloud, service, label: "" };
      if (name.endsWith(`.${suffix}`)) return { cloud, service, label: name.slice(0, -suffix.length - 1) };
    }
  }
  return undefined;
}

/** The cloud whose tenants sign in at this authority (URL or host name); `undefined` for an unknown one. */
export function cloudOfAuthority(authority: string, known: readonly Cloud[] = cloudList): Cloud | undefined {
  const host = authority.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/[/:].*$/, "");
  return known.find((cloud) => new URL(cloud.authority).host === host || cloud.authorityAliases.includes(host));
}

/** Whether a host name or address is this machine: `localhost`, `*.localhost`, 127.0.0.0/8 or `::1`. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return name === "localhost" || name.endsWith(".localhost") || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}
