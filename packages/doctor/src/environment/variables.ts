import type { VariableState } from "../facts/identity.ts";

/** How much of a variable's value may be kept. */
type Kind = "plain" | "url" | "secret";

/** Every variable that decides about authentication, connection or trust, and whether its value is secret. */
export const watchedVariables = {
  AZURE_TOKEN_CREDENTIALS: "plain",
  AZURE_TENANT_ID: "plain",
  AZURE_CLIENT_ID: "plain",
  AZURE_CLIENT_SECRET: "secret",
  AZURE_CLIENT_CERTIFICATE_PATH: "plain",
  AZURE_CLIENT_CERTIFICATE_PASSWORD: "secret",
  AZURE_USERNAME: "secret",
  AZURE_PASSWORD: "secret",
  AZURE_FEDERATED_TOKEN_FILE: "plain",
  AZURE_AUTHORITY_HOST: "url",
  AZURE_ADDITIONALLY_ALLOWED_TENANTS: "plain",
  AZURE_POD_IDENTITY_AUTHORITY_HOST: "url",
  AZURE_REGIONAL_AUTHORITY_NAME: "plain",
  AZURE_SUBSCRIPTION_ID: "plain",
  AZURE_CONFIG_DIR: "plain",
  IDENTITY_ENDPOINT: "url",
  IDENTITY_HEADER: "secret",
  IDENTITY_SERVER_THUMBPRINT: "plain",
  IMDS_ENDPOINT: "url",
  MSI_ENDPOINT: "url",
  MSI_SECRET: "secret",
  DEFAULT_IDENTITY_CLIENT_ID: "plain",
  ACTIONS_ID_TOKEN_REQUEST_URL: "url",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "secret",
  SYSTEM_OIDCREQUESTURI: "url",
  SYSTEM_ACCESSTOKEN: "secret",
  GITHUB_ACTIONS: "plain",
  KUBERNETES_SERVICE_HOST: "plain",
  WEBSITE_SITE_NAME: "plain",
  CONTAINER_APP_NAME: "plain",
  FOUNDRY_RESOURCE_URL: "url",
  AZURE_AI_FOUNDRY_RESOURCE_URL: "url",
  AZURE_OPENAI_ENDPOINT: "url",
  FOUNDRY_MODEL: "plain",
  FOUNDRY_SCOPE: "plain",
  AZURE_OPENAI_DEPLOYMENT: "plain",
  AZURE_OPENAI_DEPLOYMENT_NAME: "plain",
  AZURE_OPENAI_API_KEY: "secret",
  AZURE_OPENAI_AD_TOKEN: "secret",
  AZURE_AI_API_KEY: "secret",
  OPENAI_API_KEY: "secret",
  OPENAI_BASE_URL: "url",
  OPENAI_API_VERSION: "plain",
  AZURE_OPENAI_API_VERSION: "plain",
  OPENAI_ORG_ID: "plain",
  OPENAI_PROJECT_ID: "plain",
  OPENAI_CUSTOM_HEADERS: "secret",
  FOUNDRY_API_KEY: "secret",
  COPILOT_PROVIDER_API_KEY: "secret",
  COPILOT_PROVIDER_BEARER_TOKEN: "secret",
  COPILOT_PROVIDER_BASE_URL: "url",
  COPILOT_PROVIDER_TYPE: "plain",
  HTTPS_PROXY: "url",
  https_proxy: "url",
  HTTP_PROXY: "url",
  http_proxy: "url",
  ALL_PROXY: "url",
  all_proxy: "url",
  NO_PROXY: "plain",
  no_proxy: "plain",
  NODE_USE_ENV_PROXY: "plain",
  NODE_EXTRA_CA_CERTS: "plain",
  NODE_TLS_REJECT_UNAUTHORIZED: "plain",
  NODE_OPTIONS: "secret",
  SSL_CERT_FILE: "plain",
  SSL_CERT_DIR: "plain",
  REQUESTS_CA_BUNDLE: "plain",
  CURL_CA_BUNDLE: "plain",
} as const satisfies Record<string, Kind>;

type Variables = Readonly<Record<string, string | undefined>>;

/** The states of the watched variables that are present; pure. */
export function readVariables(env: Variables): Record<string, VariableState> {
  const states: Record<string, VariableState> = {};
  for (const [name, kind] of Object.entries(watchedVariables)) {
    const value = env[name];
    if (value !== undefined) states[name] = describe(value, kind);
  }
  return states;
}

function describe(value: string, kind: Kind): VariableState {
  if (value === "") return { state: "empty" };
  if (value.trim() === "") return { state: "blank" };
  const looks = shapeOf(value);
  const state: VariableState = { state: "set", ...(looks === undefined ? {} : { looksLike: looks }) };
  if (kind === "secret") return state;
  return { ...state, value: kind === "url" ? withoutCredentials(value) : value.slice(0, 500) };
}

function shapeOf(value: string): VariableState["looksLike"] {
  if (/^(["']).*\1$/.test(value)) return "quoted";
  if (value !== value.trim()) return "padded";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return "guid";
  if (/^eyJ[\w-]+\.[\w-]+\./.test(value)) return "jwt";
  if (/^[0-9a-f]{32}$|^[A-Za-z0-9]{84}$|^sk-[\w-]{16,}$/i.test(value)) return "key";
  if (isPlaceholder(value)) return "placeholder";
  return undefined;
}

/** Text of a template that nobody filled in: <tenant-id>, YOUR_CLIENT_ID, xxxxxxxx-…, ${VAR}. */
export function isPlaceholder(value: string): boolean {
  return /^<.+>$|^\$\{.*\}$|^\$\(.*\)$|^%.+%$|^\{\{.*\}\}$|^(enter|put|insert|your|my|replace|change)[-_ ]?\S*(id|secret|tenant|client|here|me)\b|^x{4,}(-x+)*$|^0{8}(-0{4}){3}-0{12}$|^(undefined|null|none|todo|tenant_id|client_id|client_secret)$/i
    .test(value.trim());
}

function withoutCredentials(value: string): string {
  return value.replace(/\/\/[^/@\s]*@/, "//[redacted]@").replace(/([?&][^=&\s]*)=[^&\s]*/g, "$1=…").slice(0, 500);
}
