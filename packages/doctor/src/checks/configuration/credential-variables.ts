import type { CauseId } from "../../causes/cause-ids.ts";
import { defineCheck, failed, passed, warned } from "../../check.ts";
import type { ChainFact } from "../../facts/identity.ts";

const identifiers = ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"] as const;

/** The variables of the selected credential are all there, in full, and hold no template's text. */
export const credentialVariables = defineCheck({
  id: "credential-variables",
  title: "variables of the selected credential are complete",
  needs: ["environment", "chain"],
  judge: ({ environment: { variables }, chain }) => {
    const blank = ["IDENTITY_HEADER", "IDENTITY_ENDPOINT"].find((name) => variables[name] !== undefined && variables[name].state !== "set");
    if (chain.missing.length > 0) {
      const evidence = { variable: chain.missing[0], missing: chain.missing, selected: chain.members.length === 1 ? chain.members[0] : undefined };
      const cause = causeOfMissing(chain, variables["GITHUB_ACTIONS"] !== undefined);
      return chain.first === undefined ? failed(cause, evidence) : warned(cause, { ...evidence, problem: `set in part, so it is passed over; ${chain.first} is used` });
    }
    const template = identifiers.find((name) => variables[name]?.looksLike === "placeholder");
    if (template !== undefined && chain.members.some(usesEntra)) return failed("config-missing", { variable: template, actual: variables[template]?.value ?? "a template's text", expected: "the id of your tenant or app" });
    const quoted = identifiers.find((name) => variables[name]?.looksLike === "quoted");
    if (quoted !== undefined && chain.members.some(usesEntra)) return failed("config-missing", { variable: quoted, actual: "quotation marks are part of the value", expected: "the value without them" });
    if (blank !== undefined && chain.managedIdentity.source === "imds" && chain.members.includes("ManagedIdentityCredential")) {
      return warned("imds-blocked", { variable: blank, actual: "set, but empty", problem: "the platform's identity endpoint is passed over, and the address of virtual machines is asked instead" });
    }
    return passed({ selected: chain.first ?? "decided by what answers", ...(chain.first === "ManagedIdentityCredential" ? { identitySource: chain.managedIdentity.source } : {}) });
  },
});

function usesEntra(name: string): boolean {
  return ["EnvironmentCredential", "WorkloadIdentityCredential", "ClientSecretCredential", "ClientCertificateCredential", "ClientAssertionCredential"].includes(name);
}

function causeOfMissing(chain: ChainFact, github: boolean): CauseId {
  if (chain.missing.includes("AZURE_FEDERATED_TOKEN_FILE") || chain.members[0] === "WorkloadIdentityCredential") return github ? "oidc-token-permission-missing" : "workload-webhook-missing";
  return "config-missing";
}
