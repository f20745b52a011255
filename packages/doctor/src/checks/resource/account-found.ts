import { defineCheck, failed, passed, undecided, warned } from "../../check.ts";
import { accountEvidence } from "../../evidence.ts";

/** Kinds of account that serve models. */
const serving = ["OpenAI", "AIServices"];

/** Azure Resource Manager shows the account behind the host, and it is of a kind that serves the endpoint. */
export const accountFound = defineCheck({
  id: "account-found",
  title: "the account behind the host is found and of the right kind",
  needs: ["settings", "accountId"],
  uses: ["account"],
  judge: ({ settings, accountId }, facts) => {
    const evidence = accountEvidence(facts);
    const { parsed } = settings.endpoint;
    if (!accountId.found) {
      const looked = accountId.looked.length === 0 ? "no subscription is readable" : `looked in ${accountId.looked.join(", ")}`;
      return undecided("the account: Reader on it, its --resource-id, or a sign-in to its tenant", { actual: `nothing found for ${parsed?.host ?? "the endpoint"}; ${looked}`, gaps: accountId.gaps, ...evidence });
    }
    if (!facts.account.known) return undecided("the account itself: Microsoft.CognitiveServices/accounts/read (the role Reader holds it)", { actual: facts.account.detail, ...evidence });
    const account = facts.account.value;
    if (!account.found) return failed("arm-precondition", { actual: "no such account", expected: accountId.id, gaps: account.gaps, ...evidence });
    const seen = { kind: account.kind, sku: account.sku, localAuthDisabled: account.disableLocalAuth, foundBy: account.by, ...evidence };
    if (!serving.includes(account.kind)) return failed("endpoint-wrong-kind", { actual: `an account of kind ${account.kind}`, expected: serving.join(" or "), ...seen });
    const needsFoundry = parsed?.kind === "project" || parsed?.family === "services.ai";
    if (needsFoundry && account.kind !== "AIServices") return failed("endpoint-wrong-kind", { actual: `an account of kind ${account.kind}, which has no projects and no services.ai host`, expected: "AIServices", ...seen });
    const { subdomain } = parsed ?? {};
    if (subdomain !== undefined && account.customSubdomain !== undefined && account.customSubdomain.toLowerCase() !== subdomain.toLowerCase()) {
      return failed("endpoint-wrong-kind", { actual: `the account answers at ${account.customSubdomain}`, expected: subdomain, ...seen });
    }
    if (account.provisioningState !== undefined && account.provisioningState !== "Succeeded") return warned("arm-precondition", { actual: `the account is ${account.provisioningState}`, expected: "Succeeded", ...seen });
    return passed(seen);
  },
});
