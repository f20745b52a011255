import type { CauseId } from "../../causes/cause-ids.ts";
import { defineCheck, failed, passed, warned } from "../../check.ts";
import type { RefusalReason } from "../../facts/identity.ts";

const causes: { readonly [R in RefusalReason]?: CauseId } = {
  "tool-missing": "cli-not-installed",
  "tool-signed-out": "cli-not-logged-in",
  "tool-refused": "session-expired",
  "tool-slow": "cli-call-failed",
  "tool-broken": "cli-call-failed",
};

const names = { AzureCliCredential: "az", AzureDeveloperCliCredential: "azd", AzurePowerShellCredential: "PowerShell" } as const;

/** The developer's tool is there, signed in, and gives a token. */
export const toolSignedIn = defineCheck({
  id: "developer-tool",
  title: "the developer's tool is signed in",
  needs: ["settings", "acquisition"],
  uses: ["tools"],
  beside: ({ acquisition }) => {
    const { source } = acquisition;
    const isTool = source !== undefined && source in names;
    if (!isTool) return "no developer's tool decides";
    // A number from Entra in the tool's words says more than that the tool refused.
    return acquisition.outcome === "refused" && (acquisition.aadsts !== undefined || acquisition.reason === undefined) ? "Entra itself refused" : undefined;
  },
  judge: ({ settings, acquisition }, facts) => {
    if (acquisition.outcome === "token") {
      const az = facts.tools.known && acquisition.source === "AzureCliCredential" ? facts.tools.value.az : undefined;
      const other = az?.subscriptionId !== undefined && settings.subscription !== undefined && az.subscriptionId !== settings.subscription;
      if (other) return warned("account-wrong", { tool: "az", expected: settings.subscription, actual: az.subscriptionId, problem: "az has another subscription selected" });
      return passed({ source: acquisition.source, tenantId: az?.tenantId, subscription: az?.subscriptionName, subscriptionId: az?.subscriptionId });
    }
    const { reason, source, message } = acquisition;
    const cause = (reason && causes[reason]) ?? "cli-call-failed";
    const tool = source === undefined ? undefined : (names as { [name: string]: string })[source];
    const tenantId = settings.tenant;
    if (/token cache|DPAPI|libsecret|keyring|Persistence|decrypt/i.test(message)) return failed("token-cache-broken", { tool, said: message });
    return failed(cause, { tool, said: message, tenantId, scope: acquisition.scope });
  },
});
