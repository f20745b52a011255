import { describe, expect, it } from "vitest";
import { redact } from "../src/redact.ts";

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = `${part({ alg: "RS256", typ: "JWT" })}.${part({ aud: "https://ai.azure.com", oid: "1" })}.c2lnbmF0dXJlc2lnbmF0dXJl`;
const clientSecret = "abc8Q~DefGhijklmnopQRSTuvwxyz.1234567890";
const key32 = "0123456789abcdef0123456789abcdef";
const key84 = `${"A1b2C3d4".repeat(9)}AAAAACOGabcd`;

const canaries: [string, string, string][] = [
  ["a token", jwt, `token is ${jwt}.`],
  ["a token in a header", jwt, `Authorization: Bearer ${jwt}`],
  ["a token in JSON", jwt, JSON.stringify({ access_token: jwt })],
  ["a token whose signature was cut off", jwt.split(".")[1] ?? "", jwt.slice(0, jwt.lastIndexOf("."))],
  ["an encrypted token", "aGVhZGVy", `eyJhbGciOiJSU0EtT0FFUCJ9.aGVhZGVy.aXZpdml2.Y2lwaGVy.dGFn`],
  ["a client secret", clientSecret, `AZURE_CLIENT_SECRET=${clientSecret}`],
  ["a client secret in prose", clientSecret, `the secret ${clientSecret} was refused`],
  ["a client secret in a form", "s3cr3t-value-1", "client_id=x&client_secret=s3cr3t-value-1&grant_type=client_credentials"],
  ["an assertion in a form", "assertion-value-1", "client_assertion=assertion-value-1&scope=x"],
  ["a refresh token", "1.ATQAabcdefghijklmnopqrstuvwxyz0123456789", `"refresh_token":"1.ATQAabcdefghijklmnopqrstuvwxyz0123456789"`],
  ["an identity header", "hdr-value-123456", "IDENTITY_HEADER=hdr-value-123456"],
  ["an identity header on the wire", "hdr-value-123456", "x-identity-header: hdr-value-123456"],
  ["a key in a header", key32, `api-key: ${key32}`],
  ["a bare key of 32", key32, `key ${key32} here`],
  ["a bare key of 84", key84, `key ${key84} here`],
  ["a key in Python", "some-long-api-key", `AzureOpenAI(api_key="some-long-api-key")`],
  ["a key of OpenAI", "sk-abcdefghijklmnop1234", "OPENAI_API_KEY is sk-abcdefghijklmnop1234"],
  ["the begin of a token that OpenAI's platform repeats", "eyJ0eXAi", "Incorrect API key provided: eyJ0eXAi************JWT9. You can find your API key at https://platform.openai.com"],
  ["a connection string", "c2VjcmV0a2V5", "Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=c2VjcmV0a2V5;"],
  ["a storage key", "c3RvcmFnZWtleQ==", "AccountName=x;AccountKey=c3RvcmFnZWtleQ==;EndpointSuffix=y"],
  ["a signature in an address", "c2lnbmF0dXJl", "https://x.blob.core.windows.net/c?sv=1&sig=c2lnbmF0dXJl&se=2"],
  ["a password in an address", "hunter22", "http://user:hunter22@proxy.contoso.com:3128"],
  ["a password", "hunter22", "password: hunter22"],
  ["a private key", "MIIEvQIBADANBg", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----"],
  ["a token of GitHub", "ghp_abcdefghijklmnopqrstuvwx", "GITHUB_TOKEN ghp_abcdefghijklmnopqrstuvwx"],
  ["a request token of Actions", "abcdef-request-token", "ACTIONS_ID_TOKEN_REQUEST_TOKEN=abcdef-request-token"],
];

describe("secrets", () => {
  it.each(canaries)("%s never passes", (_, canary, text) => {
    expect(redact(text)).not.toContain(canary);
    expect(redact(text, { unredacted: true })).not.toContain(canary);
  });

  it("is the same when applied twice", () => {
    for (const [, , text] of canaries) expect(redact(redact(text))).toBe(redact(text));
  });
});

describe("ids and names", () => {
  const id = "11111111-2222-3333-4444-555555555555";

  it("shows the first block of an id, and all of it when asked", () => {
    expect(redact(`principal ${id}`)).toBe("principal 11111111-…");
    expect(redact(`principal ${id}`, { unredacted: true })).toBe(`principal ${id}`);
  });

  it("leaves the ids of roles and of Microsoft's own apps", () => {
    expect(redact("role 5e0bd9bd-7b93-4f28-af87-19fc36ad61bd")).toBe("role 5e0bd9bd-7b93-4f28-af87-19fc36ad61bd");
    expect(redact("app 04b07795-8ddb-461a-bbee-02f9e1bf7b46")).toBe("app 04b07795-8ddb-461a-bbee-02f9e1bf7b46");
  });

  it.each([
    ["User dev@contoso.onmicrosoft.com signed in", "dev@contoso.onmicrosoft.com"],
    ["C:\\Users\\alice\\app.py", "alice"],
    ["/home/alice/app.py", "alice"],
    ["/Users/alice/app.ts", "alice"],
  ])("hides the user in %s", (text, user) => {
    expect(redact(text)).not.toContain(user);
    expect(redact(text, { unredacted: true })).toContain(user);
  });

  it.each(["AADSTS7000215: Invalid client secret provided.", "az account get-access-token --query expiresOn", "https://contoso.openai.azure.com/openai/v1/", "Traceback (most recent call last):", "secret keys for app are expired", "token expires soon"])("leaves ordinary text alone: %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});
