import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { constants } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type PublishedKey, verify } from "../src/jwt/verify.ts";

const tid = "7f1a2b3c-0c0e-4a55-9d10-c0470500aaaa";
const issuer = `https://sts.windows.net/${tid}/`;
const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = (pair: typeof own, kid: string): PublishedKey => ({ ...(pair.publicKey.export({ format: "jwk" }) as PublishedKey), kid, use: "sig" });
const published = { issuer: `https://login.microsoftonline.com/${tid}/v2.0`, url: "https://login.microsoftonline.com/common/discovery/v2.0/keys", keys: [jwk(own, "k1")] };
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = { iss: issuer, tid, aud: "https://ai.azure.com", exp: 1_000 };

function token(header: object, body: object = claims, how: "RS256" | "PS256" | "RS512" = "RS256", pair = own): string {
  const text = `${part(header)}.${part(body)}`;
  const padding = how === "PS256" ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {};
  return `${text}.${sign(how === "RS512" ? "sha512" : "sha256", Buffer.from(text), { key: pair.privateKey, ...padding }).toString("base64url")}`;
}

describe("a signature is called verified only when it was", () => {
  it("accepts RS256 and PS256 of the issuer's key, also after the token's end", () => {
    expect(verify(token({ alg: "RS256", kid: "k1" }), published)).toMatchObject({ verified: true, alg: "RS256", kid: "k1" });
    expect(verify(token({ alg: "PS256", kid: "k1" }, claims, "PS256"), published)).toMatchObject({ verified: true, alg: "PS256" });
  });

  const hmac = (): string => {
    const text = `${part({ alg: "HS256", kid: "k1" })}.${part(claims)}`;
    const pem = own.publicKey.export({ format: "pem", type: "spki" });
    return `${text}.${createHmac("sha256", pem).update(text).digest("base64url")}`;
  };
  const changed = (): string => {
    const [header, , signature] = token({ alg: "RS256", kid: "k1" }).split(".");
    return `${header}.${part({ ...claims, oid: "someone-else" })}.${signature}`;
  };

  it.each([
    ["alg none", `${part({ alg: "none", kid: "k1" })}.${part(claims)}.`, "algorithm"],
    ["alg None", `${part({ alg: "None", kid: "k1" })}.${part(claims)}.`, "algorithm"],
    ["HMAC with the public key as its secret", hmac(), "algorithm"],
    ["RS512", token({ alg: "RS512", kid: "k1" }, claims, "RS512"), "algorithm"],
    ["no algorithm", token({ kid: "k1" }), "algorithm"],
    ["changed claims", changed(), "signature"],
    ["another key under the same id", token({ alg: "RS256", kid: "k1" }, claims, "RS256", foreign), "signature"],
    ["an unknown key id", token({ alg: "RS256", kid: "k2" }), "key-unknown"],
    ["no key id", token({ alg: "RS256" }), "key-unknown"],
    ["a foreign jku", token({ alg: "RS256", kid: "k2", jku: "https://evil.example/keys" }, claims, "RS256", foreign), "key-unknown"],
    ["a key in the header", token({ alg: "RS256", kid: "k2", jwk: jwk(foreign, "k2") }, claims, "RS256", foreign), "key-unknown"],
    ["a foreign x5u", token({ alg: "RS256", kid: "k2", x5u: "https://evil.example/cert" }, claims, "RS256", foreign), "key-unknown"],
    ["another issuer", token({ alg: "RS256", kid: "k1" }, { ...claims, iss: "https://evil.example/" }), "issuer"],
    ["an issuer whose name starts like the right one", token({ alg: "RS256", kid: "k1" }, { ...claims, iss: `https://sts.windows.net.evil.example/${tid}/` }), "issuer"],
    ["another tenant's keys", token({ alg: "RS256", kid: "k1" }, { ...claims, tid: "8e2b3c4d-1d1f-4b66-8e21-fab71ca0bbbb" }), "issuer"],
    ["no tenant", token({ alg: "RS256", kid: "k1" }, { iss: issuer }), "issuer"],
    ["no token", "abc", "not-a-token"],
  ])("refuses %s", (_title, text, code) => {
    expect(verify(text, published)).toMatchObject({ verified: false, code });
  });
});
