import type { CauseId } from "../causes/cause-ids.ts";
import { plainAudience } from "../checks/token/audience.ts";
import type { Evidence } from "../check.ts";
import type { Facts } from "../facts.ts";
import { tokenTextProblems } from "../jwt/decode.ts";
import type { AnswerReading } from "./answer-kind.ts";

/**
 * The service has one text for a token that is missing, malformed, of another audience or expired. Which of them it is
 * shows in the token itself. Undefined when nothing about the token explains the refusal.
 */
export function whyRejected(reading: AnswerReading, { token, clock, resourceTenant }: Facts): [CauseId, Evidence] | undefined {
  if (!token.known) {
    return token.detail?.includes(tokenTextProblems["is-key"]) === true ? ["key-sent-as-bearer", { actual: "an API key", expected: "an access token" }] : undefined;
  }
  const { audience, expiresAt, notBefore, tenantId, seenAt, problems } = token.value;
  if (problems.includes("is-key")) return ["key-sent-as-bearer", { actual: "an API key", expected: "an access token" }];
  const accepted = reading.audiences?.map(plainAudience) ?? [];
  if (accepted.length > 0 && !accepted.includes(plainAudience(audience))) {
    return ["token-wrong-audience", { actual: audience, audience, expected: accepted.join(" or "), expectedAudience: accepted.at(-1) }];
  }
  const now = clock.known ? seenAt - clock.value.skewSeconds : seenAt;
  if (expiresAt !== undefined && expiresAt <= now) return ["token-expired", { actual: `expired ${now - expiresAt} s before the request`, expected: "a token in its time" }];
  if (notBefore !== undefined && notBefore > now + 300) return ["clock-skew", { actual: `valid only in ${notBefore - now} s`, expected: "a token in its time" }];
  const owner = resourceTenant.known && resourceTenant.value.assumed !== true ? resourceTenant.value.tenantId : undefined;
  if (owner !== undefined && tenantId !== undefined && owner.toLowerCase() !== tenantId.toLowerCase()) {
    return ["tenant-mismatch", { actual: tenantId, expected: owner, resourceTenantId: owner }];
  }
  return undefined;
}
