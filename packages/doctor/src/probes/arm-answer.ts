import type { HttpAnswer, HttpFailure } from "./http-client.ts";

/** Why Azure Resource Manager did not give what was asked. */
export interface ArmProblem {
  kind: "forbidden" | "not-found" | "wrong-tenant" | "unauthorized" | "throttled" | "network" | "failed";
  status: number;
  code?: string;
  message: string;
  /** Tenant that the subscription belongs to, when the answer names it. */
  tenantId?: string;
  /** Action that the caller lacks, when the answer names it. */
  missingAction?: string;
}

const guid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** Reads `{"error":{"code","message"}}` and the challenge header; both name the right tenant when the token is of another one. */
export function readArmProblem(answer: HttpAnswer | HttpFailure): ArmProblem {
  if (answer.kind === "failure") return { kind: "network", status: 0, code: answer.failure.code, message: answer.failure.message };
  const { code, message } = errorOf(answer.body);
  const tenantId = tenantInChallenge(answer.headers["www-authenticate"]) ?? new RegExp(`must match the tenant 'https://[^/]+/(${guid})`, "i").exec(message ?? "")?.[1];
  const missingAction = /to perform action '([^']+)'/i.exec(message ?? "")?.[1];
  return {
    kind: kindOf(answer.status, code),
    status: answer.status,
    ...(code !== undefined && { code }),
    message: message ?? `HTTP ${answer.status}`,
    ...(tenantId !== undefined && { tenantId }),
    ...(missingAction !== undefined && { missingAction }),
  };
}

function kindOf(status: number, code: string | undefined): ArmProblem["kind"] {
  if (code === "InvalidAuthenticationTokenTenant") return "wrong-tenant";
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  return status === 429 ? "throttled" : "failed";
}

/** Tenant in `Bearer authorization_uri="https://login.windows.net/TENANT"`, which Resource Manager sends even without a token. */
export function tenantInChallenge(header: string | undefined): string | undefined {
  return new RegExp(`authorization(?:_uri)?="?https://[^/"]+/(${guid})`, "i").exec(header ?? "")?.[1]?.toLowerCase();
}

/** What was not read and what would allow it, in one sentence without a full stop. */
export function describeProblem(what: string, problem: ArmProblem): string {
  switch (problem.kind) {
    case "forbidden":
      return `${what}: not allowed${problem.missingAction === undefined ? "" : `, needs ${problem.missingAction}`}`;
    case "wrong-tenant":
      return `${what}: the subscription belongs to tenant ${problem.tenantId ?? "other than the token's"}`;
    case "throttled":
      return `${what}: throttled by the service, try again later`;
    default:
      return `${what}: ${problem.code ?? `HTTP ${problem.status}`}, ${problem.message.split(/(?<=[.!?])\s/)[0]?.replace(/[.]$/, "") ?? ""}`;
  }
}

/** Milliseconds that the service asks to wait before the next try; undefined when it does not ask. */
export function retryAfterMs(answer: HttpAnswer | HttpFailure, now: number): number | undefined {
  if (answer.kind === "failure" || (answer.status !== 429 && answer.status !== 503)) return undefined;
  const header = answer.headers["retry-after"];
  if (header === undefined) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(milliseconds) ? Math.max(milliseconds, 0) : undefined;
}

/** A JSON object, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function errorOf(body: string): { code?: string; message?: string } {
  try {
    const parsed: unknown = JSON.parse(body);
    const error = isRecord(parsed) && isRecord(parsed["error"]) ? parsed["error"] : parsed;
    if (!isRecord(error)) return {};
    const { code, message } = error;
    return { ...(typeof code === "string" && { code }), ...(typeof message === "string" && { message }) };
  } catch {
    return {};
  }
}
