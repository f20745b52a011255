import { clouds } from "@copilot-entra/auth/cloud";
import { allAuthorityHosts, authorityHosts } from "../../authority-hosts.ts";
import { defineCheck, failed, passed, warned } from "../../check.ts";

/** The token was issued by the cloud that the endpoint is in. */
export const tokenIssuer = defineCheck({
  id: "token-issuer",
  title: "token was issued in the endpoint's cloud",
  needs: ["settings", "token"],
  judge: ({ settings: { cloud }, token }) => {
    if (cloud.name === "custom") return passed({ issuer: token.issuer });
    const evidence = { actual: token.issuer ?? "none", expected: cloud.authority, cloud: cloud.name };
    const host = token.issuer !== undefined && URL.canParse(token.issuer) ? new URL(token.issuer).hostname : undefined;
    if (host === undefined) return warned("token-provider-misuse", { ...evidence, problem: "the token names no issuer" });
    if (authorityHosts(clouds[cloud.name]).includes(host)) return passed({ issuer: token.issuer });
    if (allAuthorityHosts.has(host)) return failed("wrong-cloud", evidence);
    return failed("token-wrong-audience", { ...evidence, problem: "an identity provider outside Microsoft Entra issued it" });
  },
});
