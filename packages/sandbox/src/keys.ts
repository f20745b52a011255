import { createHash, createPublicKey, generateKeyPair, generateKeyPairSync } from "node:crypto";
import { promisify } from "node:util";
import type { SigningKeys } from "./app.ts";

const rsa = {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
} as const;

/** A new RSA key pair (2048 bits), with the key id that Entra would give it: derived from the key itself. */
export async function createSigningKeys(): Promise<SigningKeys> {
  return withKeyId(await promisify(generateKeyPair)("rsa", rsa));
}

/** The same while the caller waits. */
export function createSigningKeysNow(): SigningKeys {
  return withKeyId(generateKeyPairSync("rsa", rsa));
}

function withKeyId({ privateKey, publicKey }: { privateKey: string; publicKey: string }): SigningKeys {
  const key = createPublicKey(publicKey);
  const kid = createHash("sha1").update(key.export({ type: "spki", format: "der" })).digest("base64url");
  return {
    kid,
    privateKeyPem: privateKey,
    publicKeyPem: publicKey,
    jwk: { ...key.export({ format: "jwk" }), kty: "RSA", use: "sig", alg: "RS256", kid, x5t: kid },
  };
}
