import { azureHost, cloudList, clouds, isLoopback, type Cloud } from "./cloud.ts";
import { endpointText, type TextCorrection } from "./endpoint-text.ts";
import { FoundryAuthError, isFoundryAuthError, type AnyFoundryAuthError } from "./errors.ts";
import { modelRoute, type RouteCorrection } from "./model-route.ts";

/** What a URL leads to: the three hosts of an account, a Foundry project, or a host of one's own (gateway, proxy, test server). */
export type EndpointKind = "openai" | "cognitive-services" | "foundry" | "project" | "custom";

/** Something that was put right in what was handed in. A doctor may mention it; it did no harm. */
export type EndpointCorrection = TextCorrection | RouteCorrection | "private-link-name" | "trailing-dot";

/** An endpoint in one spelling. No field ends in a slash but `baseUrl`, which OpenAI clients take as it is. */
export interface Endpoint {
  readonly kind: EndpointKind;
  /** Scheme, host and port. */
  readonly origin: string;
  readonly host: string;
  /** What `FOUNDRY_RESOURCE_URL` should hold: the origin, with a gateway's prefix where there is one. */
  readonly resourceUrl: string;
  /** The versionless route, `…/openai/v1/`, at the account or the project. */
  readonly baseUrl: string;
  readonly cloud: Cloud;
  /** What to ask a token for: the first of `scopes`. */
  readonly scope: string;
  /** Every scope that this kind of endpoint takes, as far as known, best first. */
  readonly scopes: readonly string[];
  /** Why a token may go there: the cloud's own host, this machine, or a host that the caller named. */
  readonly trust: "azure" | "loopback" | "named";
  /** Custom subdomain; absent on hosts of one's own. */
  readonly subdomain?: string;
  readonly project?: string;
  /** From a deployment's own URL; the deployment's name is what to pass as the model. */
  readonly deployment?: string;
  /** From the query; the versionless route takes none. */
  readonly apiVersion?: string;
  readonly corrections: readonly EndpointCorrection[];
}

/** What `parseEndpoint` may be told. */
export interface EndpointOptions {
  /** Hosts (with port where it is not 443) outside the known clouds that may have the token, for instance a gateway's. */
  readonly trustHosts?: readonly string[] | undefined;
  /** Cloud of a loopback or trusted host, and one more cloud to know. Default: the public cloud. */
  readonly cloud?: Cloud | undefined;
}

/** An endpoint, or why the text is none. */
export type EndpointReading = { readonly ok: true; readonly endpoint: Endpoint } | { readonly ok: false; readonly error: AnyFoundryAuthError };

/** As {@link parseEndpoint}, but gives the error instead of throwing it. */
export function readEndpoint(text: string | undefined, options: EndpointOptions = {}): EndpointReading {
  try {
    return { ok: true, endpoint: parseEndpoint(text, options) };
  } catch (error) {
    if (isFoundryAuthError(error)) return { ok: false, error };
    throw error;
  }
}

/**
 * Reads any spelling of an Azure OpenAI or Foundry endpoint: a resource URL with or without slash, `/openai/v1/`, a project's URL,
 * a deployment's own URL with api-version, the host alone, upper case, quotation marks around it, a private-link name.
 *
 * @throws {FoundryAuthError} with an `endpoint-…` code; the sentence says what to write instead. Never echoes credentials or query values.
 */
export function parseEndpoint(text: string | undefined, options: EndpointOptions = {}): Endpoint {
  const { url, corrections: textCorrections } = endpointText(text);
  const known = options.cloud && !cloudList.includes(options.cloud) ? [options.cloud, ...cloudList] : cloudList;
  const host = url.hostname.replace(/\.$/, "");
  const place = azureHost(host, known);
  const corrections: EndpointCorrection[] = [...textCorrections];
  if (host !== url.hostname) corrections.push("trailing-dot");

  if (isLoopback(host)) return finish("custom", url.origin, host, options.cloud ?? place?.cloud ?? clouds.public, "loopback");
  if (url.protocol !== "https:") throw new FoundryAuthError("endpoint-insecure", { given: url.origin, write: `https://${url.host}` });
  if (options.trustHosts?.some((trusted) => isSameHost(trusted, url))) {
    return finish("custom", url.origin, host, options.cloud ?? place?.cloud ?? clouds.public, "named");
  }
  if (!place || place.service === "api-management") throw untrusted(host, place?.service === "api-management", known);
  if (place.service === "regional") {
    throw new FoundryAuthError("endpoint-regional", { given: host, write: `https://RESOURCE-NAME.${place.cloud.hosts["cognitive-services"]}` });
  }
  if (url.port !== "") throw new FoundryAuthError("endpoint-wrong-port", { given: url.host, write: `https://${host}` });

  const subdomain = place.label.replace(/(^|\.)privatelink$/, "");
  const suffix = place.cloud.hosts[place.service];
  if (subdomain !== place.label) corrections.push("private-link-name");
  if (!/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(subdomain)) {
    throw new FoundryAuthError("endpoint-no-resource", { given: host, write: `https://RESOURCE-NAME.${suffix}` });
  }
  return finish(place.service, `https://${subdomain}.${suffix}`, `${subdomain}.${suffix}`, place.cloud, "azure", subdomain);

  function finish(kind: Exclude<EndpointKind, "project">, origin: string, name: string, cloud: Cloud, trust: Endpoint["trust"], subdomain?: string): Endpoint {
    const { prefix, version, project, deployment, apiVersion, corrections: routeCorrections } = modelRoute(url, origin, trust === "azure");
    const base = project === undefined ? `${origin}${prefix}` : `${origin}${prefix}/api/projects/${project}`;
    const scopes = scopesOf(project === undefined ? kind : "project", cloud);
    return {
      kind: project === undefined ? kind : "project",
      origin,
      host: name,
      resourceUrl: `${origin}${prefix}`,
      baseUrl: `${base}/${version}`,
      cloud,
      scope: scopes[0] ?? cloud.scopes.foundry,
      scopes,
      trust,
      ...(subdomain !== undefined && { subdomain }),
      ...(project !== undefined && { project: decodeURIComponent(project) }),
      ...(deployment !== undefined && { deployment }),
      ...(apiVersion !== undefined && { apiVersion }),
      corrections: [...corrections, ...routeCorrections],
    };
  }
}

/**
 * Which scopes an endpoint takes. Projects take the Foundry audience alone. Accounts of the public cloud take both; outside of it
 * only the Cognitive Services audience is documented, so it comes first there.
 */
function scopesOf(kind: EndpointKind, cloud: Cloud): readonly string[] {
  const { foundry, cognitiveServices } = cloud.scopes;
  if (kind === "project") return [foundry];
  return "scopes.foundry" in cloud.doubts ? [cognitiveServices, foundry] : [foundry, cognitiveServices];
}

function isSameHost(trusted: string, url: URL): boolean {
  const name = trusted.trim().toLowerCase();
  return name !== "" && (name === url.host || name === `${url.hostname}:443`) && url.username === "";
}

const otherServices: readonly [RegExp, string][] = [
  [/(^|\.)openai\.com$/, "OpenAI's own platform"],
  [/(^|\.)models\.ai\.azure\.com$/, "a serverless model endpoint, which takes keys"],
  [/(^|\.)inference\.ml\.azure\.com$/, "Azure Machine Learning"],
  [/(^|\.)search\.windows\.net$/, "Azure AI Search"],
  [/(^|\.)vault\.azure\.net$/, "Azure Key Vault"],
  [/(^|\.)githubcopilot\.com$|(^|\.)models\.(github\.ai|inference\.ai\.azure\.com)$/, "GitHub's models"],
];

function untrusted(host: string, gateway: boolean, known: readonly Cloud[]): FoundryAuthError {
  const portal = known.find((cloud) => cloud.portals.includes(host));
  if (portal) return new FoundryAuthError("endpoint-portal", { given: host, write: `https://RESOURCE-NAME.${portal.hosts.openai}` });
  const manager = known.find((cloud) => [cloud.resourceManager.endpoint, cloud.authority, cloud.graph].some((other) => new URL(other).hostname === host));
  const service = manager ? "Azure's control plane or sign-in" : otherServices.find(([shape]) => shape.test(host))?.[1];
  const write = `https://RESOURCE-NAME.${(manager ?? clouds.public).hosts.openai}`;
  if (service) return new FoundryAuthError("endpoint-wrong-service", { given: host, service, write });
  const why = gateway ? "If this API Management gateway is yours" : "If this host is yours";
  return new FoundryAuthError("endpoint-untrusted-host", { host, write: `${write}. ${why}, name it as a trusted host` });
}
