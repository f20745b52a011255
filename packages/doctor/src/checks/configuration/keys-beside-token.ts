import { defineCheck, passed, warned } from "../../check.ts";

/** A key in the environment is no part of signing in, but programs that find one may send it instead of the token. */
export const keysBesideToken = defineCheck({
  id: "keys-beside-token",
  title: "no API key lies beside the token",
  needs: ["environment", "chain"],
  uses: ["account"],
  judge: ({ environment: { variables }, chain: { ignored } }, { account }) => {
    // A key in a token's place is sent as it is, and the service answers as to any broken token.
    const keyAsToken = ["AZURE_OPENAI_AD_TOKEN", "COPILOT_PROVIDER_BEARER_TOKEN"].find((name) => variables[name]?.looksLike === "key");
    if (keyAsToken !== undefined) return warned("key-sent-as-bearer", { variable: keyAsToken, actual: "an API key", expected: "an access token, or nothing" });
    const keys = ignored.filter(({ variable }) => /API_KEY$|BEARER_TOKEN$/.test(variable));
    const [first] = keys;
    if (first === undefined) return passed();
    const evidence = { variable: first.variable, found: keys.map(({ variable }) => variable) };
    const tokenAsKey = keys.find(({ variable }) => variable.endsWith("API_KEY") && variables[variable]?.looksLike === "jwt");
    if (tokenAsKey !== undefined) return warned("token-sent-as-api-key", { ...evidence, variable: tokenAsKey.variable, actual: "an access token", expected: "nothing: a token goes into the Authorization header" });
    const refused = account.known && account.value.found && account.value.disableLocalAuth && first.variable.endsWith("API_KEY");
    return refused ? warned("key-auth-disabled", { ...evidence, problem: "the account takes no keys, so a program that sends this one is refused" }) : warned("wrong-credential-wins", { ...evidence, reason: first.reason });
  },
});
