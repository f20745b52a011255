import { defineCheck, failed, passed, warned } from "../../check.ts";
import type { Facts } from "../../facts.ts";

/** A leftover secret comes before the managed identity in every chain, and then another principal calls than the one with the role. */
export const credentialWinner = defineCheck({
  id: "credential-winner",
  title: "no leftover credential comes before the managed identity",
  needs: ["environment", "chain"],
  uses: ["acquisition", "models", "inference"],
  judge: ({ environment: { variables }, chain }, facts) => {
    if (chain.first !== "EnvironmentCredential") return passed({ first: chain.first ?? "none by variables alone" });
    const hidden = chain.ignored.find(({ variable }) => variable === "IDENTITY_ENDPOINT" || variable === "AZURE_FEDERATED_TOKEN_FILE");
    if (hidden === undefined) return passed({ first: chain.first });
    const variable = variables["AZURE_CLIENT_SECRET"] === undefined ? "AZURE_CLIENT_CERTIFICATE_PATH" : "AZURE_CLIENT_SECRET";
    const evidence = {
      variable,
      actual: "EnvironmentCredential is used",
      expected: hidden.variable === "IDENTITY_ENDPOINT" ? "the managed identity of this host" : "the workload identity of this pod",
      hidden: hidden.variable,
      suggestion: hidden.variable === "IDENTITY_ENDPOINT" ? "ManagedIdentityCredential" : "WorkloadIdentityCredential",
    };
    return wasRefused(facts) ? failed("wrong-credential-wins", evidence) : warned("wrong-credential-wins", evidence);
  },
});

function wasRefused({ acquisition, models, inference }: Facts): boolean {
  if (acquisition.known && acquisition.value.outcome === "refused") return true;
  const refused = (answer: Facts["models"]): boolean => answer.known && (answer.value.status === 401 || answer.value.status === 403);
  return refused(models) || refused(inference);
}
