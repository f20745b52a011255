import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { readTokenText, redactTokens, redactedError } from "../src/token-text.ts";

const jwt = "eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJ4In0.c2lnbmF0dXJl";

it.each([
  ["a JWT", jwt],
  ["an opaque token", "EwB4A8l6BAAUkj1NuJYtTVha+Mogk+HEiPbQo04AAf=="],
  ["one with a line end, as az prints it", `${jwt}\n`],
  ["one with a Windows line end and a byte order mark", `\uFEFF${jwt}\r\n`],
  ["one with blanks around", `  ${jwt}\t`],
])("takes %s", (_, text) => {
  const reading = readTokenText(text);
  expect(reading).toEqual({ ok: true, token: text.replace("\uFEFF", "").trim() });
});

const secret = "s3cr3tW0rd";

it.each<[what: string, value: unknown, code: string]>([
  ["undefined", undefined, "token-missing"],
  ["null", null, "token-missing"],
  ["an object", { token: secret }, "token-missing"],
  ["an empty text", "", "token-missing"],
  ["blanks", " \n", "token-missing"],
  ["a Bearer prefix", `Bearer ${secret}`, "token-bearer-prefix"],
  ["a bearer prefix in small letters", `bearer\t${secret}`, "token-bearer-prefix"],
  ["a line end inside", `${secret}\n${secret}`, "token-control-character"],
  ["a NUL inside", `${secret}\u0000${secret}`, "token-control-character"],
  ["JSON, as az prints it without a query", `{"accessToken": "${secret}"}`, "token-json"],
  ["quotation marks, as az prints with --query", `"${secret}"`, "token-quoted"],
  ["an Azure key", "0123456789abcdef0123456789ABCDEF", "token-api-key"],
  ["a long Azure key", "a1B2".repeat(21), "token-api-key"],
  ["an OpenAI key", `sk-${secret}${secret}`, "token-api-key"],
  ["a GitHub token", `ghp_${secret}${secret}`, "token-api-key"],
  ["a blank inside", `${secret} ${secret}`, "token-not-token68"],
  ["a letter beyond ASCII", `${secret}é`, "token-not-token68"],
  ["an equals sign in the middle", `${secret}=${secret}`, "token-not-token68"],
])("refuses %s without repeating it", (_, value, code) => {
  const reading = readTokenText(value);
  expect(reading).toMatchObject({ ok: false, error: { code } });
  expect(inspect(reading, { depth: 9 })).not.toContain(secret);
  expect(inspect(reading, { depth: 9 })).not.toContain("0123456789abcdef");
});

describe("redactTokens", () => {
  it.each([
    [`Authorization: Bearer ${jwt}`, "Authorization: Bearer [redacted]"],
    [`{"access_token":"${secret}","expires_in":3599}`, '{"access_token":"[redacted]","expires_in":3599}'],
    [`{\\"access_token\\":\\"${secret}\\"}`, '{\\"access_token\\":\\"[redacted]\\"}'],
    [`grant_type=x&client_secret=${secret}&scope=y`, "grant_type=x&client_secret=[redacted]&scope=y"],
    [`api-key: ${secret}`, "api-key: [redacted]"],
    [`token ${jwt} and ${jwt}`, "token [redacted] and [redacted]"],
    ["Bearer token authentication is not permitted", "Bearer token authentication is not permitted"],
    ["AADSTS700027: client assertion: The certificate is not registered", "AADSTS700027: client assertion: The certificate is not registered"],
    ["Trace ID: 0123456789abcdef0123456789abcdef", "Trace ID: 0123456789abcdef0123456789abcdef"],
  ])("makes of %j", (text, expected) => {
    expect(redactTokens(text)).toBe(expected);
  });

  it("takes out every secret that is named, whatever its shape", () => {
    expect(redactTokens(`tok (${secret}) tok ${secret}`, [secret])).toBe("tok ([redacted]) tok [redacted]");
  });
});

it("keeps name and message of a foreign error, and nothing else of it", () => {
  const foreign = Object.assign(new TypeError(`Headers.append: "Bearer ${secret}\nx" is invalid`), { request: { headers: { authorization: secret } } });
  const copy = redactedError(foreign, [secret]);
  expect(copy.name).toBe("TypeError");
  expect(copy.message).toBe('Headers.append: "Bearer [redacted]\nx" is invalid');
  expect(inspect(copy, { depth: 9, showHidden: true })).not.toContain(secret);
});
