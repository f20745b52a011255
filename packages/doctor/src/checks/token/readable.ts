import { defineCheck, passed, warned } from "../../check.ts";
import { tokenTextProblems } from "../../jwt/decode.ts";
import type { TokenTextProblem } from "../../jwt/decode.ts";

/** The token's text is bare: what stands around it breaks the header in a program that passes it on as it is. */
export const tokenReadable = defineCheck({
  id: "token-text",
  title: "token is a bare access token",
  needs: ["token"],
  judge: ({ token }) => {
    const [problem] = token.problems;
    if (problem !== undefined) return warned("token-provider-misuse", { problem: tokenTextProblems[problem as TokenTextProblem] ?? problem });
    const { principal } = token;
    return passed({
      principal: principal.kind,
      principalId: principal.objectId,
      appId: principal.appId,
      name: principal.name,
      identityResourceId: principal.identityResourceId ?? principal.hostResourceId,
      tenantId: token.tenantId,
    });
  },
});
