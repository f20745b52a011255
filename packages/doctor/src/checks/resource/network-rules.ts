import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { type AnswerKind, readAnswerKind } from "../../data-plane/answer-kind.ts";
import { resourceEvidence } from "../../evidence.ts";

const networkKinds = new Set<AnswerKind>(["firewall", "public-access-disabled", "network-mismatch", "not-the-service", "no-answer"]);

/** The account's network rules let this place in; where the service has answered, its answer decides. */
export const networkRules = defineCheck({
  id: "network-rules",
  title: "the account's network rules let this network in",
  needs: ["account"],
  uses: ["http", "models", "dns"],
  judge: ({ account }, facts) => {
    const base = resourceEvidence(facts);
    if (!account.found) return undecided("the account", base);
    const { publicNetworkAccess = "Enabled", networkAcls, privateEndpoints } = account;
    const answers = [facts.models, facts.http].flatMap((fact) => (fact.known ? [readAnswerKind(fact.value).kind] : []));
    const evidence = {
      ...base,
      publicNetworkAccess,
      defaultAction: networkAcls?.defaultAction,
      allowed: networkAcls?.ipRules,
      privateEndpoints: privateEndpoints.map(({ name, status }) => `${name} (${status})`),
      clientIp: facts.http.known ? facts.http.value.callerIp : undefined,
    };
    const closed = publicNetworkAccess === "Disabled";
    const listed = networkAcls?.defaultAction === "Deny";
    if (answers.some((kind) => !networkKinds.has(kind))) return passed({ ...evidence, actual: "the service answers this network" });
    const refused = answers.some((kind) => kind === "firewall" || kind === "public-access-disabled");
    if (!closed && !listed) return refused ? undecided("the network rules a few minutes later: they were changed, or the account is behind a security perimeter", evidence) : passed(evidence);
    const fromPublic = facts.dns.known && facts.dns.value.range === "public";
    if (closed && (fromPublic || refused)) {
      const byPrivate = privateEndpoints.some(({ status }) => status === "Approved");
      return failed(byPrivate ? "private-endpoint-dns" : "network-access-denied", { ...evidence, actual: "public access is off, and the name leads to the public address", expected: "a way through a private endpoint" });
    }
    if (refused) return failed("network-access-denied", { ...evidence, actual: "this network's address is not in the list", expected: (networkAcls?.ipRules ?? []).join(", ") || "a listed address" });
    return undecided("an answer of the service from this network", { ...evidence, actual: "only listed networks are let in" });
  },
});
