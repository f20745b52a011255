import { explainRefusal } from "../access/explain-refusal.ts";
import type { CauseId } from "../causes/cause-ids.ts";
import { type Evidence, failed, passed, undecided, type Verdict } from "../check.ts";
import { about } from "../evidence.ts";
import type { ServiceAnswer } from "../facts/network.ts";
import type { Facts } from "../facts.ts";
import { type AnswerKind, type AnswerReading, readAnswerKind } from "./answer-kind.ts";
import { whyRejected } from "./why-rejected.ts";

/** Kinds that stand for one cause by themselves. */
const causes: { readonly [K in AnswerKind]?: CauseId } = {
  "wrong-tenant": "tenant-mismatch",
  "claims-challenge": "conditional-access",
  "key-rejected": "invalid-key-or-wrong-endpoint",
  "gateway-key-missing": "other-auth-header-required",
  "custom-subdomain": "custom-subdomain-missing",
  "key-auth-disabled": "key-auth-disabled",
  firewall: "network-access-denied",
  "network-mismatch": "network-access-denied",
  "deployment-not-found": "deployment-not-found",
  "api-version-on-v1": "api-version-wrong",
  "api-version-unknown": "api-version-wrong",
  "api-version-too-old": "api-version-wrong",
  "api-version-missing": "api-version-wrong",
  "operation-not-supported": "model-api-mismatch",
  "rate-limit": "rate-limit-429",
  "content-filter": "not-access-related",
  quota: "quota-or-region",
  "server-error": "service-fault-or-throttled",
  "not-the-service": "network-or-proxy",
  "no-answer": "network-or-proxy",
};

/** What these answers prove besides, so that nobody looks for a sign-in problem. */
const notes: { readonly [K in AnswerKind]?: string } = {
  "content-filter": "the content filter stopped the prompt; sign-in and role work",
  "parameter-refused": "the model takes other parameters than this test's; sign-in and role work",
  "rate-limit": "sign-in and role work; the deployment's rate is used up",
  quota: "sign-in and role work",
  "operation-not-supported": "sign-in and role work; this model does not serve this API",
  "deployment-not-found": "sign-in works",
};

/** Judges one answer of the service, with whatever else is known to tell apart the causes that share its words. */
export function judgeAnswer(answer: ServiceAnswer, facts: Facts): Verdict {
  const reading = readAnswerKind(answer);
  const evidence = evidenceOf(answer, reading, facts);
  switch (reading.kind) {
    case "ok":
      return passed({ status: answer.status, region: answer.headers["x-ms-region"], ms: answer.ms });
    case "parameter-refused":
      return passed(evidence);
    case "lacks-data-action":
    case "no-access":
      return explainRefusal(reading, evidence, facts);
    case "token-rejected": {
      const why = whyRejected(reading, facts);
      if (why !== undefined) return failed(why[0], { ...why[1], ...evidence });
      return undecided("audience, time and tenant of the token look right: its signature (--verify), or whether the refusal lasts (--wait)", evidence);
    }
    case "public-access-disabled":
      return failed(hasPrivateEndpoint(facts) ? "private-endpoint-dns" : "network-access-denied", evidence);
    case "wrong-path":
      return failed(wrongPath(answer), evidence);
    default: {
      const cause = causes[reading.kind];
      return cause === undefined ? undecided(`what the service means by ${answer.code ?? `HTTP ${answer.status}`}`, evidence) : failed(cause, evidence);
    }
  }
}

function evidenceOf(answer: ServiceAnswer, reading: AnswerReading, facts: Facts): Evidence {
  return about(facts, {
    request: `${answer.method} ${answer.url}`,
    status: answer.status === 0 ? undefined : answer.status,
    code: answer.failure?.code ?? answer.code,
    said: answer.message ?? answer.failure?.message ?? (answer.excerpt === "" ? undefined : answer.excerpt.slice(0, 120)),
    note: notes[reading.kind],
    clientIp: reading.clientIp,
    retryAfterSeconds: reading.retryAfterSeconds,
    correlationId: answer.headers["apim-request-id"] ?? answer.headers["x-ms-request-id"] ?? answer.headers["x-request-id"],
  });
}

function hasPrivateEndpoint({ account, dns }: Facts): boolean {
  return (account.known && account.value.found && account.value.privateEndpoints.some(({ status }) => status === "Approved")) || (dns.known && dns.value.privateLink);
}

/** "Resource not found" is also what a dated route says to a missing version. */
function wrongPath({ url }: ServiceAnswer): CauseId {
  const { pathname, searchParams } = new URL(url);
  if (/\/openai\/.*\/openai\/|\/\//.test(pathname)) return "endpoint-doubled-path";
  return /\/openai\/(?:deployments|responses)/.test(pathname) && !pathname.includes("/v1/") && !searchParams.has("api-version") ? "api-version-wrong" : "endpoint-wrong-path";
}
