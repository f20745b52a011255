import { defineCheck, failed, passed, warned } from "../../check.ts";

const hosts = ["WEBSITE_SITE_NAME", "CONTAINER_APP_NAME", "KUBERNETES_SERVICE_HOST"] as const;

/** AZURE_TOKEN_CREDENTIALS: unset means a chain whose winner changes with the machine; a wrong name stops every library. */
export const credentialSelector = defineCheck({
  id: "credential-selector",
  title: "AZURE_TOKEN_CREDENTIALS names a credential",
  needs: ["settings", "environment", "chain"],
  judge: ({ settings, environment, chain: { selector } }) => {
    const evidence = { variable: "AZURE_TOKEN_CREDENTIALS", actual: selector.value };
    if (settings.credential !== "default") return passed({ credential: settings.credential });
    if (selector.state === "invalid") {
      return failed("config-missing", { ...evidence, expected: "dev, prod, or a name such as ManagedIdentityCredential" });
    }
    if (selector.state === "empty" || selector.state === "blank") {
      return warned("config-missing", { ...evidence, problem: "set without a value: JavaScript runs the full chain, Go and Java refuse it" });
    }
    if (selector.caseRisk) return warned("config-missing", { ...evidence, expected: selector.value?.toLowerCase(), problem: "Go compares dev and prod to the letter" });
    const host = hosts.find((name) => environment.variables[name]?.state === "set");
    if (selector.state === "unset" && host !== undefined) {
      return warned("config-missing", { ...evidence, actual: "not set", problem: `${host} says this is a server, where a chain that tries everything is slow and may pick another identity` });
    }
    return passed({ selected: selector.value ?? "the full chain" });
  },
});
