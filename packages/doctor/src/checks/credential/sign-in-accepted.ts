import type { CauseId } from "../../causes/cause-ids.ts";
import type { Verdict } from "../../check.ts";
import { defineCheck, failed, passed, undecided } from "../../check.ts";
import type { AcquisitionFact } from "../../facts/identity.ts";
import type { Facts } from "../../facts.ts";
import { aadstsCauses } from "./aadsts.ts";

type Refusal = AcquisitionFact & { outcome: "refused" };

/** Entra takes the app's own credential: the number in its refusal says what is wrong. */
export const signInAccepted = defineCheck({
  id: "sign-in",
  title: "Entra accepts the credential",
  needs: ["settings", "environment", "acquisition"],
  uses: ["clock"],
  beside: ({ acquisition }) => (acquisition.exchange?.to === "token-endpoint" || (acquisition.outcome === "refused" && (acquisition.aadsts !== undefined || acquisition.kind === "sts")) ? undefined : "Entra itself was not asked"),
  judge: ({ settings, environment: { variables, files }, acquisition }, facts): Verdict => {
    if (acquisition.outcome === "token") return passed({ source: acquisition.source });
    if (acquisition.kind === "network") return undecided("an answer of the sign-in host", { source: acquisition.source });
    const { exchange } = acquisition;
    const evidence = {
      source: acquisition.source,
      code: acquisition.aadsts === undefined ? acquisition.error : `AADSTS${acquisition.aadsts}`,
      said: acquisition.message,
      appId: settings.clientId ?? variables["AZURE_CLIENT_ID"]?.value,
      tenantId: settings.tenant ?? variables["AZURE_TENANT_ID"]?.value,
      scope: acquisition.scope,
      resource: acquisition.scope.replace(/\/\.default$/, ""),
      correlationId: exchange?.correlationId,
      ...files.find((file) => file.variable === "AZURE_FEDERATED_TOKEN_FILE")?.claims,
      ...(variables["AZURE_CLIENT_SECRET"]?.looksLike === "guid" ? { hint: "AZURE_CLIENT_SECRET holds a GUID, which is a secret's id and not its value" } : {}),
    };
    return failed(causeOf(acquisition, facts), evidence);
  },
});

/** Some numbers mean different things for different credentials. */
function causeOf(refusal: Refusal, facts: Facts): CauseId {
  const { aadsts, source, exchange } = refusal;
  const federated = source === "WorkloadIdentityCredential" || source === "ClientAssertionCredential" || source === "ManagedIdentityCredential";
  const skew = facts.clock.known ? Math.abs(facts.clock.value.skewSeconds) : 0;
  if (aadsts === 700024 || aadsts === 500133) return skew > 300 || !federated ? "clock-skew" : "federated-token-expired";
  if (aadsts === 50012 && source !== undefined && /Certificate/.test(source)) return "cert-not-registered";
  if (aadsts === 700021 && /issuer|subject/i.test(refusal.message)) return "federated-assertion-wrong";
  if (aadsts === 70021 && /issuer/i.test(refusal.message) && !/subject/i.test(refusal.message)) return "federated-assertion-wrong";
  const known = aadsts === undefined ? undefined : aadstsCauses[aadsts];
  if (known !== undefined) return known;
  if (exchange?.error === "not-json") return "network-or-proxy";
  if ((exchange?.status ?? 0) >= 500 || exchange?.status === 429) return "service-fault-or-throttled";
  return "inconclusive";
}
