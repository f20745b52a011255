import type { CauseId } from "../../causes/cause-ids.ts";
import { defineCheck, failed, passed } from "../../check.ts";
import type { ChainMember, RefusalReason } from "../../facts/identity.ts";

const causes: { readonly [R in RefusalReason]?: CauseId } = {
  "invalid-selector": "config-missing",
  "missing-variables": "config-missing",
  "foreign-endpoint": "imds-blocked",
  "not-tried": "no-usable-credential",
};

function sayMember({ name, message, ms }: ChainMember): string {
  return `${name}: ${message}${ms === undefined ? "" : ` (${ms} ms)`}`;
}

/** At least one credential of the chain can be used on this host. */
export const credentialFound = defineCheck({
  id: "credential",
  title: "a credential is usable here",
  needs: ["chain", "acquisition"],
  judge: ({ chain, acquisition }) => {
    if (acquisition.outcome === "token") {
      const passedOver = acquisition.members.filter((member) => member.outcome !== "token").map(sayMember);
      const winner = acquisition.members.find((member) => member.outcome === "token");
      return passed({ source: acquisition.source, ms: winner?.ms, ...(passedOver.length === 0 ? {} : { passedOver }) });
    }
    if (acquisition.kind !== "configuration") return passed({ tried: acquisition.source });
    const tried = acquisition.members.map(sayMember);
    const evidence = { tried, said: acquisition.message, variable: chain.missing[0] };
    if (acquisition.reason === "unusable-file") {
      const cause = /CERTIFICATE/.test(acquisition.message) ? "cert-unusable" : /FEDERATED/.test(acquisition.message) ? "workload-webhook-missing" : "no-usable-credential";
      return failed(cause, evidence);
    }
    if (acquisition.source === "ClientAssertionCredential" && chain.missing.length === 0) return failed("oidc-token-permission-missing", evidence);
    return failed((acquisition.reason && causes[acquisition.reason]) ?? "no-usable-credential", evidence);
  },
});
