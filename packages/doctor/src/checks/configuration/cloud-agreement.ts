import { cloudOfAuthority } from "@copilot-entra/auth";
import { defineCheck, failed, passed, warned } from "../../check.ts";

/** Endpoint, authority and --cloud belong together: tenants, hosts and scopes of one cloud mean nothing in another. */
export const cloudAgreement = defineCheck({
  id: "cloud-agreement",
  title: "endpoint and authority are of one cloud",
  needs: ["settings", "environment"],
  judge: ({ settings, environment }) => {
    const { cloud, cloudAsked } = settings;
    const authority = environment.variables["AZURE_AUTHORITY_HOST"];
    if (authority?.value !== undefined) {
      const evidence = { variable: "AZURE_AUTHORITY_HOST", actual: authority.value, expected: cloud.authority, cloud: cloud.name };
      if (/^http:/i.test(authority.value)) return failed("config-missing", { ...evidence, problem: "the libraries refuse an authority without https" });
      const named = cloudOfAuthority(authority.value);
      if (named !== undefined && cloud.name !== "custom" && named.name !== cloud.name) return failed("wrong-cloud", evidence);
      if (named === undefined && cloud.name !== "custom" && !authority.value.includes(new URL(cloud.authority).hostname)) {
        return warned("wrong-cloud", { ...evidence, problem: "this authority belongs to no known cloud; secrets are not sent there unless --trust-host names it" });
      }
    }
    if (cloudAsked !== undefined && cloudAsked !== cloud.name) return warned("wrong-cloud", { expected: `--cloud ${cloudAsked}`, actual: `the endpoint's host is in the cloud ${cloud.name}`, cloud: cloud.name });
    return passed({ cloud: cloud.name, authority: cloud.authority });
  },
});
