import { pathToFileURL } from "node:url";
import type { CredentialKindRecord, CredentialSources } from "./credential-kinds.ts";
import { ids } from "./seed.ts";

/** Addresses of a sandbox's doors, as a program's environment names them. */
export interface DoorAddresses {
  proxy: string;
  /** `127.0.0.1:PORT` of the world's DNS. */
  dns: string;
}

/** Variables that other credentials, proxies or certificate stores of the machine may have set, and that would change what a program does. */
export const inheritedNames: readonly string[] = [
  "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "GLOBAL_AGENT_HTTP_PROXY",
  "NODE_EXTRA_CA_CERTS", "NODE_TLS_REJECT_UNAUTHORIZED", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "JAVA_TOOL_OPTIONS",
  "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT", "IMDS_ENDPOINT", "MSI_ENDPOINT", "MSI_SECRET", "DEFAULT_IDENTITY_CLIENT_ID",
  "AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN",
  "AZURE_USERNAME", "AZURE_PASSWORD", "AZURE_FEDERATED_TOKEN_FILE", "AZURE_AUTHORITY_HOST", "AZURE_TOKEN_CREDENTIALS", "AZURE_POD_IDENTITY_AUTHORITY_HOST",
  "AZURE_REGIONAL_AUTHORITY_NAME", "AZURE_ADDITIONALLY_ALLOWED_TENANTS", "AZURE_CONFIG_DIR", "AZURE_SUBSCRIPTION_ID", "AZURE_LOCATION", "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT",
  "AZURE_AI_FOUNDRY_RESOURCE_URL", "FOUNDRY_RESOURCE_URL", "FOUNDRY_MODEL", "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "OPENAI_API_KEY", "OPENAI_BASE_URL",
  "OPENAI_API_VERSION", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_CUSTOM_HEADERS", "OPENAI_LOG", "AZURE_OPENAI_API_VERSION", "AZURE_OPENAI_AD_TOKEN", "AZURE_OPENAI_DEPLOYMENT",
  "AZURE_OPENAI_DEPLOYMENT_NAME", "FOUNDRY_SCOPE",
  "COPILOT_PROVIDER_TYPE", "COPILOT_PROVIDER_BASE_URL", "COPILOT_PROVIDER_API_KEY", "COPILOT_PROVIDER_API_KEY_COMMAND", "COPILOT_PROVIDER_BEARER_TOKEN",
];

/** The variables a program is started with: door, trust, credential, endpoint; then what the world itself says. */
export function environmentOf(kind: CredentialKindRecord, doors: DoorAddresses, sources: CredentialSources): Record<string, string> {
  const { context, files } = sources;
  const noProxy = "127.0.0.1,localhost";
  const variables: Record<string, string | undefined> = {
    HTTPS_PROXY: doors.proxy,
    https_proxy: doors.proxy,
    HTTP_PROXY: doors.proxy,
    http_proxy: doors.proxy,
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    NODE_EXTRA_CA_CERTS: files.ca,
    NODE_OPTIONS: `--import=${pathToFileURL(files.fetchPreload).href}`,
    NODE_USE_ENV_PROXY: "1",
    SSL_CERT_FILE: files.ca,
    REQUESTS_CA_BUNDLE: files.ca,
    CURL_CA_BUNDLE: files.ca,
    JAVA_TOOL_OPTIONS: javaOptions(doors.proxy, files.javaTrustStore),
    // For tools that take a DNS server by option, such as `entra-doctor check --dns-server`; no program reads it by itself.
    ENTRA_SANDBOX_DNS: doors.dns,
    AZURE_CONFIG_DIR: files.azureConfig,
    AZURE_CORE_COLLECT_TELEMETRY: "no",
    ...(kind.tokenCredentials === undefined ? {} : { AZURE_TOKEN_CREDENTIALS: kind.tokenCredentials }),
    ...kind.variables(sources),
    FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.com",
    FOUNDRY_MODEL: "gpt-5.5",
    AZURE_SUBSCRIPTION_ID: ids.subscription,
    AZURE_LOCATION: "swedencentral",
    ...context.world.environment,
  };
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The machine's environment without what would disturb, with the sandbox's in front; names count without case on Windows. */
export function childEnvironment(
  base: Record<string, string | undefined>,
  own: Record<string, string>,
  options: { unset: readonly string[]; tools: readonly string[]; pathDelimiter: string; ignoreCase: boolean; hide: (folder: string) => boolean },
): Record<string, string | undefined> {
  const key = (name: string) => (options.ignoreCase ? name.toUpperCase() : name);
  const removed = new Set([...options.unset, ...Object.keys(own)].map(key));
  const kept = Object.entries(base).filter(([name]) => !removed.has(key(name)));
  // Windows knows one variable by both spellings of these; the last one given would win, by chance.
  const given = Object.entries(own).filter(([name]) => !options.ignoreCase || !name.endsWith("_proxy"));
  const result: Record<string, string | undefined> = Object.fromEntries([...kept, ...given]);
  const nodeOptions = [base["NODE_OPTIONS"], own["NODE_OPTIONS"]].filter((text) => text !== undefined && text !== "");
  if (nodeOptions.length > 0) result["NODE_OPTIONS"] = nodeOptions.join(" ");
  const path = Object.keys(result).find((name) => key(name) === "PATH") ?? "PATH";
  const folders = (result[path] ?? "").split(options.pathDelimiter).filter((folder) => folder !== "" && !options.hide(folder));
  result[path] = [...options.tools, ...folders].join(options.pathDelimiter);
  return result;
}

/** Java takes proxy and trust from properties only; `useSystemProxies` makes its newer HTTP client honour the first. */
function javaOptions(proxy: string, trustStore: string): string {
  const { hostname, port } = new URL(proxy);
  return [
    ...["http", "https"].flatMap((scheme) => [`-D${scheme}.proxyHost=${hostname}`, `-D${scheme}.proxyPort=${port}`]),
    "-Dhttp.nonProxyHosts=127.0.0.1|localhost",
    "-Djava.net.useSystemProxies=true",
    /\s/.test(trustStore) ? `-Djavax.net.ssl.trustStore="${trustStore}"` : `-Djavax.net.ssl.trustStore=${trustStore}`,
    "-Djavax.net.ssl.trustStorePassword=changeit",
  ].join(" ");
}
