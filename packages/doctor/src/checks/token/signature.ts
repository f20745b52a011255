import { defineCheck, failed, passed } from "../../check.ts";

/** The signature was made by the issuer's published key; asked for with --verify. */
export const tokenSignature = defineCheck({
  id: "token-signature",
  title: "token signature is the issuer's",
  needs: ["signature"],
  judge: ({ signature }) =>
    signature.verified
      ? passed({ alg: signature.alg, kid: signature.kid, issuer: signature.issuer })
      : failed("token-provider-misuse", { code: signature.code, problem: signature.reason }),
});
