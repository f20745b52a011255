import { createHash, createPublicKey, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { SigningKeys } from "./app.ts";

/** A new RSA key pair (2048 bits), with the key id that Entra would give it: derived from the key itself. */
export async function createSigningKeys(): Promise<SigningKeys> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const der = createPublicKey(publicKey);
  const kid = createHash("sha1").update(der.export({ type: "spki", format: "der" })).digest("base64url");
  return {
    kid,
    privateKeyPem: privateKey,
    publicKeyPem: publicKey,
    jwk: { ...der.export({ format: "jwk" }), kty: "RSA", use: "sig", alg: "RS256", kid, x5t: kid },
  };
}
