import { defineCheck, failed, passed } from "../../check.ts";

/** Entra tokens need the account's own host; a region's shared host takes keys only. */
export const takesTokens = defineCheck({
  id: "own-host",
  title: "the endpoint is the account's own host, which takes tokens",
  needs: ["settings"],
  uses: ["account"],
  judge: ({ settings: { endpoint } }, facts) => {
    const { parsed } = endpoint;
    if (parsed === undefined) return passed();
    const account = facts.account.known && facts.account.value.found ? facts.account.value : undefined;
    const named = account === undefined ? {} : { accountId: account.id, accountName: account.name, resourceGroup: account.resourceGroup, subscriptionId: account.subscriptionId };
    if (parsed.kind === "regional") {
      const own = account?.customSubdomain;
      return failed("custom-subdomain-missing", { ...named, host: parsed.host, region: parsed.region, actual: "a region's shared host, which takes keys only", expected: own === undefined ? "a host of the account's own" : `${own}.openai.azure.com`, subdomain: own });
    }
    return passed({ host: parsed.host });
  },
});
