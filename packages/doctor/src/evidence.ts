import type { Evidence } from "./check.ts";
import type { Facts } from "./facts.ts";

/** Evidence with the account and the caller it is about at its end; fixes take every other name from the facts. */
export function about(facts: Facts, evidence: Evidence): Evidence {
  const { token, settings } = facts;
  const principalId = (settings.known ? settings.value.principal : undefined) ?? (token.known ? token.value.principal.objectId : undefined);
  return { ...evidence, principalId, ...accountEvidence(facts) };
}

/** The account that a check of the resource is about. */
export function accountEvidence({ accountId }: Facts): Evidence {
  return { accountId: accountId.known && accountId.value.found ? accountId.value.id : undefined };
}
