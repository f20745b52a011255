import type { ServiceAnswer } from "../facts/network.ts";

/** What an answer of the data plane means. The same status stands for many of these, so code and text decide. */
export type AnswerKind =
  | "ok"
  | "lacks-data-action"
  | "no-access"
  | "wrong-tenant"
  | "token-rejected"
  | "claims-challenge"
  | "key-rejected"
  | "gateway-key-missing"
  | "custom-subdomain"
  | "key-auth-disabled"
  | "public-access-disabled"
  | "firewall"
  | "network-mismatch"
  | "deployment-not-found"
  | "wrong-path"
  | "api-version-on-v1"
  | "api-version-unknown"
  | "api-version-too-old"
  | "api-version-missing"
  | "operation-not-supported"
  | "content-filter"
  | "rate-limit"
  | "quota"
  | "parameter-refused"
  | "server-error"
  | "not-the-service"
  | "no-answer"
  | "unclear";

/** The kind, and what the text names besides. */
export interface AnswerReading {
  kind: AnswerKind;
  /** Data action that the caller lacks. */
  action?: string;
  /** Method and route template that was refused. */
  operation?: string;
  /** Object id or user principal name as the service sees the caller. */
  principal?: string;
  tokenTenant?: string;
  /** Audiences that the service says it takes. */
  audiences?: string[];
  clientIp?: string;
  retryAfterSeconds?: number;
}

interface Rule {
  kind: AnswerKind;
  status?: (status: number) => boolean;
  code?: RegExp;
  text?: RegExp;
}

const is = (...statuses: number[]) => (status: number): boolean => statuses.includes(status);

/**
 * In order: the first rule whose parts all hold. Texts as the service sends them are quoted in the tests; only their fixed parts stand here.
 * A route's own word "not found" or "not supported" is weak, so codes come before texts and texts before statuses.
 */
const rules: readonly Rule[] = [
  { kind: "ok", status: (status) => status >= 200 && status < 300, text: /^$/ },
  { kind: "not-the-service", text: /^\s*</ },
  { kind: "lacks-data-action", text: /lacks the required data action/i },
  { kind: "no-access", text: /does not have access to API\/Operation/i },
  { kind: "wrong-tenant", text: /token tenant .* does not match resource tenant/i },
  { kind: "wrong-tenant", code: /tenant provided in token does not match/i },
  { kind: "claims-challenge", text: /insufficient_claims/i },
  { kind: "custom-subdomain", text: /custom subdomain for token authentication|provide an authentication key|virtual network is configured.*correct endpoint/is },
  { kind: "key-auth-disabled", code: /^AuthenticationTypeDisabled$/i },
  { kind: "key-auth-disabled", text: /key based authentication is disabled/i },
  { kind: "public-access-disabled", text: /public access is disabled/i },
  { kind: "firewall", text: /virtual network\/firewall rules/i },
  { kind: "token-rejected", text: /access token is missing, invalid, audience is incorrect/i },
  { kind: "gateway-key-missing", text: /missing subscription key|Ocp-Apim-Subscription-Key/i },
  { kind: "key-rejected", text: /invalid subscription key|incorrect api key/i },
  { kind: "deployment-not-found", code: /^(?:DeploymentNotFound|unknown_model)$/i },
  { kind: "deployment-not-found", text: /API deployment for this resource does not exist/i },
  { kind: "content-filter", code: /^content_filter$/i },
  { kind: "content-filter", text: /ResponsibleAIPolicyViolation|content management policy/i },
  { kind: "quota", code: /^insufficient_?quota$/i },
  { kind: "rate-limit", status: is(429) },
  { kind: "rate-limit", code: /^(?:RateLimitReached|too_many_requests|rate_limit_exceeded)$/i },
  { kind: "api-version-on-v1", text: /api-version query parameter is not allowed/i },
  { kind: "api-version-too-old", text: /enabled only for api-version/i },
  { kind: "api-version-missing", text: /api-version (?:query )?parameter is required|missing required.{0,20}api-version/i },
  { kind: "api-version-unknown", text: /api version not supported|unsupported api version|invalid api.?version/i },
  { kind: "operation-not-supported", code: /^OperationNotSupported$/i },
  { kind: "operation-not-supported", text: /operation does not work with the specified model|not supported by the responses api/i },
  { kind: "no-access", code: /^PermissionDenied$/i },
  { kind: "network-mismatch", status: is(403), code: /^(?:AccessDenied)$/i },
  { kind: "parameter-refused", status: is(400), code: /^(?:unsupported_parameter|unknown_parameter|unsupported_value|invalid_request_error|invalid_value)$/i },
  { kind: "parameter-refused", status: is(400), text: /unknown parameter|unrecognized request argument|unsupported parameter|is not supported with this model/i },
  { kind: "wrong-path", status: is(404, 405) },
  { kind: "server-error", status: (status) => status >= 500 },
  { kind: "token-rejected", status: is(401), code: /^(?:401|Unauthorized|invalid_token)$/i },
];

/** Tells what an answer means, from its code and text first and its status last. */
export function readAnswerKind(answer: ServiceAnswer): AnswerReading {
  if (answer.failure !== undefined) return { kind: "no-answer" };
  const message = answer.message ?? "";
  const text = message === "" ? answer.excerpt : `${message}\n${answer.innerCode ?? ""}\n${answer.headers["www-authenticate"] ?? ""}`;
  const found = rules.find(
    ({ status, code, text: phrase }) =>
      (status === undefined || status(answer.status)) && (code === undefined || code.test(answer.code ?? "")) && (phrase === undefined || phrase.test(text)),
  );
  const kind = found?.kind ?? (answer.message === undefined && answer.code === undefined ? "not-the-service" : "unclear");
  return { kind, ...details(kind, answer, message) };
}

function details(kind: AnswerKind, answer: ServiceAnswer, message: string): Omit<AnswerReading, "kind"> {
  const quoted = "[`'\"]?([^`'\"\\s]+)[`'\"]?";
  switch (kind) {
    case "lacks-data-action": {
      const [, principal] = new RegExp(`principal ${quoted} lacks`, "i").exec(message) ?? [];
      const [, action] = new RegExp(`data action ${quoted}`, "i").exec(message) ?? [];
      const [, operation] = /to perform [`'"]?([A-Z]+ [^`'"\s]+)/.exec(message) ?? [];
      return { ...(principal && { principal }), ...(action && { action }), ...(operation && { operation }) };
    }
    case "wrong-tenant": {
      const [, tokenTenant] = /tenant ([\w-]+) does not match resource tenant/i.exec(message) ?? [];
      return tokenTenant === undefined ? {} : { tokenTenant };
    }
    case "token-rejected": {
      const [, inBrackets = ""] = /audience is incorrect \(([^)]*)\)/i.exec(message) ?? [];
      const audiences = inBrackets.split(/\s+or\s+|,\s*/).filter((word) => word.startsWith("https://"));
      return audiences.length > 0 ? { audiences } : {};
    }
    case "firewall":
    case "public-access-disabled": {
      const [, clientIp = answer.headers["x-ms-client-ip"]] = /client (?:ip|address)[^\d]{0,12}(\d{1,3}(?:\.\d{1,3}){3})/i.exec(message) ?? [];
      return clientIp === undefined ? {} : { clientIp };
    }
    case "rate-limit": {
      const [, spoken] = /retry after (\d+) seconds/i.exec(message) ?? [];
      const milliseconds = Number(answer.headers["retry-after-ms"]);
      const seconds = Number(answer.headers["retry-after"] ?? spoken ?? Number.NaN);
      const retryAfterSeconds = Number.isFinite(milliseconds) ? milliseconds / 1000 : seconds;
      return Number.isFinite(retryAfterSeconds) ? { retryAfterSeconds } : {};
    }
    default:
      return {};
  }
}

/** Kinds that the service gives only to a caller whose token it took and whose role it found sufficient. */
export const provesAccess: ReadonlySet<AnswerKind> = new Set(["ok", "content-filter", "rate-limit", "operation-not-supported", "parameter-refused", "quota"]);

/** Kinds that the service gives only after it took the token; about the role they say nothing. */
export const provesToken: ReadonlySet<AnswerKind> = new Set([...provesAccess, "lacks-data-action", "no-access", "deployment-not-found"]);
