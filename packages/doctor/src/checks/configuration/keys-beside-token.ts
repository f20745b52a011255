import { defineCheck, passed, warned } from "../../check.ts";

/** A key in the environment is no part of signing in, but programs that find one may send it instead of the token. */
export const keysBesideToken = defineCheck({
  id: "keys-beside-token",
  title: "no API key lies beside the token",
  needs: ["chain"],
  judge: ({ chain: { ignored } }) => {
    const keys = ignored.filter(({ variable }) => /API_KEY$|BEARER_TOKEN$/.test(variable));
    const [first] = keys;
    return first === undefined ? passed() : warned("wrong-credential-wins", { variable: first.variable, found: keys.map(({ variable }) => variable), reason: first.reason });
  },
});
