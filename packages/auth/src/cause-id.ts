/** What is known of a refusal, from whichever side it came. */
export interface RefusalText {
  /** HTTP status, where one came. */
  readonly status?: number | undefined;
  /** The service's own code, compared as text. */
  readonly code?: string | number | undefined;
  readonly text: string;
}

/** Entra's error numbers (AADSTS…) by root cause. Numbers are stable, wordings are not. Source: Entra's error code reference. */
const entraCodes: Readonly<Record<string, readonly number[]>> = {
  "secret-expired": [7000222],
  "secret-wrong": [7000215],
  "config-missing": [900144, 90014],
  "app-not-in-tenant": [700016, 700038, 70001, 7000229, 650052],
  "tenant-wrong": [90002, 900023, 50194],
  "wrong-cloud": [90038, 900382],
  "account-wrong": [50020, 50034],
  "principal-disabled": [7000112, 50057, 500014],
  "consent-missing": [65001, 50105, 501051],
  "app-platform-misconfigured": [7000218, 700025, 50011],
  "scope-malformed": [1002012, 70011, 28002, 700022],
  "resource-not-found-bad-scope": [500011, 50001],
  "mfa-required": [50076, 50079, 50072],
  "conditional-access": [53003, 53000, 530032, 530035, 530084, 50005, 50097],
  "password-flow-failed": [50126, 50053, 50055, 50056],
  "session-expired": [700082, 70008, 70043, 50173],
  "federated-subject-mismatch": [700213, 7002138, 70021],
  "federated-assertion-wrong": [700211, 700212, 700222, 700229, 700021, 700023, 50027, 50013],
  "federated-token-expired": [700024, 500133],
  "cert-not-registered": [700027, 700030, 1000502, 7000214, 7000274, 7000277],
  "service-fault-or-throttled": [50196, 90033, 90006, 90012, 50033, 90055],
};

const causeOfEntraCode = new Map(Object.entries(entraCodes).flatMap(([cause, codes]) => codes.map((code) => [String(code), cause] as const)));

/** Rows are tried in order; the first whose every given part fits decides. */
const rows: readonly { cause: string; status?: number; code?: RegExp; text?: RegExp }[] = [
  // Foundry and Azure OpenAI. A missing role is answered with 401 and a code, so the status says nothing by itself.
  { cause: "rbac-no-data-role", code: /^PermissionDenied$/i },
  { cause: "rbac-no-data-role", text: /lacks the required data action|does not have access to API\/Operation/i },
  { cause: "tenant-mismatch", text: /token tenant .* does not match resource tenant|InvalidAuthenticationTokenTenant/i },
  { cause: "token-expired", code: /^(token_expired|ExpiredAuthenticationToken)$/i },
  { cause: "token-wrong-audience", text: /audience is incorrect|InvalidAuthenticationTokenAudience|incorrect audience/i },
  { cause: "key-auth-disabled", code: /^AuthenticationTypeDisabled$/i },
  { cause: "key-auth-disabled", text: /key based authentication is disabled/i },
  { cause: "invalid-key-or-wrong-endpoint", text: /invalid subscription key or wrong API endpoint/i },
  { cause: "other-auth-header-required", text: /missing subscription key|Ocp-Apim-Subscription-Key/i },
  { cause: "custom-subdomain-missing", text: /provide a custom subdomain|Please provide an authentication key/i },
  { cause: "network-access-denied", text: /public access is disabled|Virtual Network\/Firewall rules/i },
  { cause: "deployment-not-found", code: /^(DeploymentNotFound|unknown_model)$/i },
  { cause: "deployment-not-found", text: /API deployment for this resource does not exist/i },
  { cause: "model-api-mismatch", code: /^OperationNotSupported$/i },
  { cause: "model-api-mismatch", text: /operation does not work with the specified model|not supported by the Responses API/i },
  { cause: "api-version-wrong", text: /api-version query parameter is not allowed|API version not supported|enabled only for api-version/i },
  { cause: "not-access-related", code: /^(content_filter|unsupported_parameter)$/i },
  { cause: "not-access-related", text: /Encrypted content is not supported|content management policy/i },
  { cause: "quota-or-region", code: /^InsufficientQuota$/i },
  { cause: "rate-limit-429", status: 429 },
  { cause: "rate-limit-429", text: /exceeded (token|call) rate limit/i },
  { cause: "endpoint-wrong-path", status: 404, text: /resource not found/i },
  // Managed identity and developer tools.
  { cause: "identity-client-id-missing", text: /multiple user assigned identities exist|no MSI found for specified ClientId/i },
  { cause: "identity-not-assigned", text: /identity not found|no user assigned or delegated managed identity found|has not been assigned to this resource|no managed identity/i },
  { cause: "tenant-wrong", text: /not configured to acquire tokens for tenant/i },
  { cause: "cloud-shell-audience", text: /AudienceNotSupported|not a supported MSI token audience/i },
  { cause: "cli-not-logged-in", text: /please run '?az login|run 'azd auth login'|run `azd auth login`|Connect-AzAccount/i },
  { cause: "cli-not-installed", text: /Azure CLI (could not be found|not installed)|az: (command )?not found/i },
  { cause: "cli-call-failed", text: /Azure CLI authentication timed out|failed to invoke the Azure CLI/i },
  { cause: "cert-unusable", text: /file at the specified path does not contain a PEM|unable to load PEM|failed to deserialize certificate/i },
  { cause: "cert-unusable", text: /ENOENT: .*\.(pem|crt|cer|pfx|p12|key)\b/i },
  { cause: "workload-webhook-missing", text: /ENOENT: .*token/i },
  { cause: "imds-intercepted", text: /connecting to 169\.254\.169\.254:80|socket operation was attempted to an unreachable/i },
  { cause: "imds-unreachable", text: /169\.254\.169\.254|IMDS endpoint, but it is not available/i },
  { cause: "no-usable-credential", text: /ChainedTokenCredential authentication failed|environment variables are not fully configured/i },
  // The way there.
  { cause: "tls-untrusted-ca", text: /UnknownIssuer|unable to verify the first certificate|self.signed certificate|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|CERTIFICATE_VERIFY_FAILED/i },
  { cause: "dns-name-not-found", text: /ENOTFOUND|dns error|name or service not known/i },
  { cause: "network-or-proxy", text: /ECONNREFUSED|ECONNRESET|ETIMEDOUT|endpoints_resolution_error|network_error|network unreachable|could not connect|tunnel/i },
  { cause: "service-fault-or-throttled", text: /timed out|gave no token within/i },
];

/** Entra's error number in a text, without `AADSTS`; the first one where there are several. */
export function entraCodeIn(text: string): string | undefined {
  return /AADSTS(\d{4,8})/.exec(text)?.[1] ?? /Error\(s\): (\d{4,8})/.exec(text)?.[1];
}

/**
 * The root cause that a refusal's code and text point to, by the project's ids (`entra-doctor explain ID` tells the rest);
 * `undefined` where they don't tell. A short table for programs; the doctor weighs far more evidence.
 */
export function causeIdOf({ status, code, text }: RefusalText): string | undefined {
  const entra = entraCodeIn(text);
  const byEntra = entra === undefined ? undefined : causeOfEntraCode.get(entra);
  if (byEntra !== undefined) return byEntra;
  const name = code === undefined ? "" : String(code);
  return rows.find((row) => (row.status === undefined || row.status === status) && (!row.code || row.code.test(name)) && (!row.text || row.text.test(text)))?.cause;
}

/** Every id that {@link causeIdOf} can answer. */
export const knownCauseIds: readonly string[] = [...new Set([...Object.keys(entraCodes), ...rows.map((row) => row.cause)])];
