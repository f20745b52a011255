import { describe, expect, it } from "vitest";
import { bareToken, decodeUnverified } from "../src/jwt/decode.ts";
import { describeToken } from "../src/jwt/describe.ts";
import { tokenFact } from "../src/jwt/token-fact.ts";

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const make = (claims: object, header: object = { alg: "RS256", kid: "k1", typ: "JWT" }): string => `${part(header)}.${part(claims)}.c2ln`;
const now = 1_790_000_000;
const oid = "11111111-1111-1111-1111-111111111111";
const site = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/web";
const identity = "/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";

const fact = (claims: object) => {
  const decoded = decodeUnverified(make(claims));
  if (!decoded.ok) throw new Error(decoded.problem);
  return tokenFact(decoded, now);
};

describe("decoding a token", () => {
  const good = make({ aud: "a" });
  it.each([
    ["bare", good, []],
    ["with the line end that az adds", `${good}\n`, []],
    ["with blanks around it", `  ${good} \n\n`, ["whitespace"]],
    ["with Bearer before it", `Bearer ${good}`, ["bearer-prefix"]],
    ["as a header line", `Authorization: Bearer ${good}`, ["bearer-prefix"]],
    ["in quotation marks", `"${good}"`, ["quoted"]],
    ["in az's JSON answer", JSON.stringify({ accessToken: good, tokenType: "Bearer" }), ["is-json"]],
    ["in the token endpoint's JSON answer", JSON.stringify({ access_token: good }), ["is-json"]],
  ])("reads a token %s", (_title, text, tolerated) => {
    expect(decodeUnverified(text)).toMatchObject({ ok: true, claims: { aud: "a" }, tolerated });
    expect(bareToken(text.trim())).toBe(good);
  });

  it.each([
    ["nothing", " \n", "empty"],
    ["a key", "0123456789abcdef0123456789abcdef", "is-key"],
    ["a new key", "A1".repeat(42), "is-key"],
    ["an encrypted token", "a.b.c.d.e", "encrypted"],
    ["a sentence", "Please run az login", "not-three-parts"],
    ["two parts", "a.b", "not-three-parts"],
    ["JSON without a token", '{"error":"x"}', "is-json"],
    ["broken JSON", "{", "is-json"],
    ["parts that are not base64url", "a$.b$.c", "not-base64url"],
    ["parts that are not JSON", "YWJj.YWJj.c2ln", "not-json"],
    ["an array in place of claims", `${part({})}.${part([1])}.c`, "not-json"],
  ])("says of %s that it is no token", (_title, text, problem) => {
    expect(decodeUnverified(text)).toEqual({ ok: false, problem });
  });

  it("reads claims with letters outside ASCII", () => {
    expect(decodeUnverified(make({ name: "Jürgen 令牌" }))).toMatchObject({ claims: { name: "Jürgen 令牌" } });
  });
});

describe("who a token is for", () => {
  it.each([
    ["a user", { oid, sub: "x", scp: "user_impersonation", upn: "dev@contoso.com" }, { kind: "user", objectId: oid, name: "dev@contoso.com" }],
    ["an app", { oid, sub: oid, appid: "app", idtyp: "app" }, { kind: "app", objectId: oid, appId: "app" }],
    ["an app without idtyp", { oid, sub: oid, azp: "app" }, { kind: "app", appId: "app" }],
    ["a system-assigned identity", { oid, sub: oid, xms_mirid: site }, { kind: "managed-identity", hostResourceId: site }],
    ["a user-assigned identity", { oid, sub: oid, xms_mirid: identity, xms_az_rid: site }, { kind: "managed-identity", identityResourceId: identity, hostResourceId: site }],
    ["nobody in particular", {}, { kind: "unknown" }],
  ])("reads %s", (_title, claims, principal) => {
    expect(fact(claims).principal).toMatchObject(principal);
  });

  it("reads groups, overage and continuous access evaluation", () => {
    expect(fact({ groups: ["g1"], xms_cc: ["cp1"] })).toMatchObject({ groups: ["g1"], groupsOverage: false, cae: true });
    expect(fact({ _claim_names: { groups: "src1" } }).groupsOverage).toBe(true);
  });
});

describe("a token in words", () => {
  it("says who, for what, from where and how long", () => {
    const lines = Object.fromEntries(describeToken(fact({ oid, sub: oid, xms_mirid: site, aud: "https://ai.azure.com", tid: "t", iss: "https://sts.windows.net/t/", ver: "1.0", iat: now - 60, exp: now + 3540 }), undefined));
    expect(lines).toEqual({
      who: `a managed identity, object id ${oid}`,
      host: site,
      for: "https://ai.azure.com: Microsoft Foundry",
      from: "tenant t, issued by https://sts.windows.net/t/, version 1.0",
      "how long": "until 2026-09-21T15:12:20Z, 59 min left, made to last 60 min",
      may: "what its Azure roles allow; those are never in a token",
      signature: "RS256, key k1; not verified (--verify checks it with the issuer's keys)",
    });
  });

  it.each([
    [{ exp: now - 7200 }, "expired 2 h ago"],
    [{ nbf: now + 600, exp: now + 3600 }, "valid only in 10 min"],
    [{}, "does not say when it expires"],
  ])("says of %o that it %s", (claims, words) => {
    expect(describeToken(fact(claims), undefined).find(([label]) => label === "how long")?.[1]).toContain(words);
  });
});
