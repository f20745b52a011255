import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { type AnswerKind, readAnswerKind } from "../../data-plane/answer-kind.ts";
import { accountEvidence } from "../../evidence.ts";

const networkKinds = new Set<AnswerKind>(["firewall", "public-access-disabled", "network-mismatch", "not-the-service", "no-answer"]);

/** The account's network rules let this place in; where the service has answered, its answer decides. */
export const networkRules = defineCheck({
  id: "network-rules",
  title: "the account's network rules let this network in",
  needs: ["account"],
  uses: ["http", "models", "dns"],
  judge: ({ account }, facts) => {
    if (!account.found) return undecided("the account", accountEvidence(facts));
    const { publicNetworkAccess = "Enabled", networkAcls, privateEndpoints } = account;
    const answers = [facts.models, facts.http].flatMap((fact) => (fact.known ? [readAnswerKind(fact.value).kind] : []));
    const evidence = {
      publicNetworkAccess,
      defaultAction: networkAcls?.defaultAction,
      allowed: networkAcls?.ipRules,
      privateEndpoints: privateEndpoints.map(({ name, status }) => `${name} (${status})`),
      clientIp: facts.http.known ? facts.http.value.callerIp : undefined,
      ...accountEvidence(facts),
    };
    const closed = publicNetworkAccess === "Disabled";
    const listed = networkAcls?.defaultAction === "Deny";
    if (answers.some((kind) => !networkKinds.has(kind))) return passed({ actual: "the service answers this network", ...evidence });
    const refused = answers.some((kind) => kind === "firewall" || kind === "public-access-disabled");
    if (!closed && !listed) return refused ? undecided("the network rules a few minutes later: they were changed, or the account is behind a security perimeter", evidence) : passed(evidence);
    const fromPublic = facts.dns.known && facts.dns.value.range === "public";
    if (closed && (fromPublic || refused)) {
      const byPrivate = privateEndpoints.some(({ status }) => status === "Approved");
      return failed(byPrivate ? "private-endpoint-dns" : "network-access-denied", { actual: "public access is off, and the name leads to the public address", expected: "a way through a private endpoint", ...evidence });
    }
    if (refused) return failed("network-access-denied", { actual: "this network's address is not in the list", expected: (networkAcls?.ipRules ?? []).join(", ") || "a listed address", ...evidence });
    return undecided("an answer of the service from this network", { actual: "only listed networks are let in", ...evidence });
  },
});
