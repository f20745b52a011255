import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { accountEvidence } from "../../evidence.ts";

/** Tokens are taken only by accounts that have a name of their own. */
export const customSubdomain = defineCheck({
  id: "custom-subdomain",
  title: "the account has a custom subdomain",
  needs: ["account"],
  judge: ({ account }, facts) => {
    const evidence = accountEvidence(facts);
    if (!account.found) return undecided("the account", evidence);
    if (account.customSubdomain === undefined) return failed("custom-subdomain-missing", { actual: account.endpoint ?? "none", expected: "a host of the account's own", ...evidence });
    return passed({ subdomain: account.customSubdomain, endpoint: account.endpoint });
  },
});
