import { defineCheck, failed, passed, warned } from "../../check.ts";

const issuers = { public: ["sts.windows.net", "login.microsoftonline.com"], usgov: ["sts.windows.net", "login.microsoftonline.us"], china: ["sts.chinacloudapi.cn", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn"] } as const;

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
    const own: readonly string[] = issuers[cloud.name];
    if (own.includes(host)) return passed({ issuer: token.issuer });
    const other = Object.entries(issuers).find(([, hosts]) => (hosts as readonly string[]).includes(host));
    if (other !== undefined) return failed("wrong-cloud", evidence);
    return failed("token-wrong-audience", { ...evidence, problem: "an identity provider outside Microsoft Entra issued it" });
  },
});
