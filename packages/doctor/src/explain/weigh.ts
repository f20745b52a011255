import type { CauseId } from "../causes/cause-ids.ts";
import type { Match } from "./match.ts";
import { squeezePhrase } from "./squeeze.ts";

/** A cause with what speaks for it. */
export interface Weighed {
  cause: CauseId;
  /** Can pass 100 where several strong signs meet; the order is by it. */
  score: number;
  /** Strongest first, each place once. */
  matches: readonly Match[];
}

// Sentences that say that a token was obtained, or that the whole thing worked after all.
const tokenSuccess = /acquired a token from|(?:successfully|has been) acquired (?:an? )?(?:access )?token|token acquired successfully|access token retrieved successfully|getToken\(\)?\s{0,3}(?:=>)?\s{0,3}success|azure cli login succeeds|AccessToken has been acquired|GetToken succeeded/gi;
const callSuccess = /retry succeeded|succeeded (?:on|after) (?:the )?(?:retry|attempt|\d)|recovered after|request succeeded after/gi;

/** Below this score stand mere hints: no candidates and no evidence where something better is there, and nothing that draws the eye in a long log. */
export const telling = 40;
/** A longer phrase comes before a shorter one unless it speaks this much more weakly. */
const weaker = 8;

const tokenStage: ReadonlySet<CauseId> = new Set<CauseId>([
  "secret-expired", "secret-wrong", "config-missing", "app-not-in-tenant", "tenant-wrong", "account-wrong", "principal-disabled", "consent-missing",
  "app-platform-misconfigured", "scope-malformed", "resource-not-found-bad-scope", "mfa-required", "conditional-access", "password-flow-failed",
  "session-expired", "cli-not-logged-in", "cli-not-installed", "cli-call-failed", "token-cache-broken", "no-usable-credential", "identity-not-assigned",
  "identity-client-id-missing", "imds-unreachable", "imds-blocked", "imds-intercepted", "cloud-shell-audience", "service-fault-or-throttled",
  "workload-webhook-missing", "oidc-token-permission-missing", "federated-subject-mismatch", "federated-assertion-wrong", "federated-token-expired",
  "clock-skew", "cert-not-registered", "cert-unusable",
]);

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1;
  for (const hit of text.matchAll(pattern)) last = hit.index;
  return last;
}

// A phrase that stands inside a longer one which another cause knows says less than that one: it comes behind it.
function longestSpeaks(matches: readonly Match[]): Match[] {
  const coded = matches.filter(({ signature }) => signature === undefined);
  const worded = matches.flatMap((match) => (match.signature === undefined ? [] : [{ match, phrase: squeezePhrase(match.signature.all[0] ?? "") }]));
  return [
    ...coded,
    ...worded.map(({ match, phrase }) => {
      const containing = worded.filter(({ match: other, phrase: longer }) =>
        other.cause !== match.cause && longer.length > phrase.length && other.score >= match.score - weaker && Math.abs(match.at - other.at) < longer.length * 2 && longer.includes(phrase));
      return containing.length === 0 ? match : { ...match, score: Math.min(match.score, ...containing.map(({ match: other }) => other.score - 2)) };
    }),
  ];
}

/**
 * Turns matches into causes, strongest first. A token failure before a success is none. What stands after the last
 * "Caused by" counts a little more than its wrappers. A second, different sign of the same cause adds a little.
 */
export function weigh(text: string, matches: readonly Match[]): Weighed[] {
  const gotToken = lastIndex(text, tokenSuccess);
  const gotAnswer = lastIndex(text, callSuccess);
  const lastLink = lastIndex(text, /\bcaused by\b/gi);
  const byCause = new Map<CauseId, Map<string, Match>>();
  for (const match of longestSpeaks(matches)) {
    if (match.at < gotAnswer) continue;
    if (match.at < gotToken && tokenStage.has(match.cause)) continue;
    const bonus = lastLink > 0 && match.at > lastLink ? 2 : 0;
    const scored = { ...match, score: Math.min(99, match.score + bonus) };
    const key = match.says;
    let own = byCause.get(match.cause);
    if (!own) byCause.set(match.cause, (own = new Map()));
    const before = own.get(key);
    if (!before || before.score < scored.score || (before.score === scored.score && before.at < scored.at)) own.set(key, scored);
  }
  const out: Weighed[] = [];
  for (const [cause, own] of byCause) {
    const sorted = [...own.values()].sort((a, b) => b.score - a.score || b.at - a.at);
    const best = sorted[0]?.score ?? 0;
    const more = sorted.slice(1, 4).reduce((sum, match) => sum + match.score, 0);
    out.push({ cause, score: best + Math.min(6, more * 0.04), matches: sorted });
  }
  return out.sort((a, b) => b.score - a.score || firstAt(a) - firstAt(b));
}

const firstAt = (weighed: Weighed) => weighed.matches[0]?.at ?? 0;
