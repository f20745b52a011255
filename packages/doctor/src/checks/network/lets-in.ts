import type { CauseId } from "../../causes/cause-ids.ts";
import { defineCheck, failed, passed, undecided } from "../../check.ts";
import type { AnswerKind } from "../../data-plane/answer-kind.ts";
import { readAnswerKind } from "../../data-plane/answer-kind.ts";

const refusals: { readonly [K in AnswerKind]?: CauseId } = {
  firewall: "network-access-denied",
  "public-access-disabled": "network-access-denied",
  "network-mismatch": "network-access-denied",
};

/** The service answers, and lets this network in: it says so before it looks at any token. */
export const letsIn = defineCheck({
  id: "network-access",
  title: "the service answers and lets this network in",
  needs: ["settings", "http"],
  uses: ["dns", "account"],
  judge: ({ settings, http }, facts) => {
    const { kind } = readAnswerKind(http);
    const account = facts.account.known && facts.account.value.found ? facts.account.value : undefined;
    const named = account === undefined ? {} : { accountId: account.id, accountName: account.name, resourceGroup: account.resourceGroup, subscriptionId: account.subscriptionId };
    const evidence = { ...named, host: settings.endpoint.parsed?.host, status: http.status, code: http.code, said: http.message, clientIp: http.callerIp };
    const privateEndpoint = (facts.dns.known && facts.dns.value.privateLink) || (account?.privateEndpoints.length ?? 0) > 0;
    if (kind === "public-access-disabled" && privateEndpoint) {
      return failed("private-endpoint-dns", { ...evidence, problem: "the account has a private endpoint, and the request came over the public way" });
    }
    const refusal = refusals[kind];
    if (refusal !== undefined) return failed(refusal, evidence);
    if (kind === "gateway-key-missing") return failed("other-auth-header-required", evidence);
    if (http.service === "proxy") return failed("network-or-proxy", { ...evidence, problem: "a proxy's page came instead of the service's answer" });
    if (http.service === "other") return undecided("an answer of the service itself", { ...evidence, actual: `something else answers there: ${http.excerpt.slice(0, 80)}` });
    if (kind === "server-error") return undecided("an answer without a server error", evidence);
    return passed({ host: settings.endpoint.parsed?.host, status: http.status, region: http.headers["x-ms-region"] });
  },
});
