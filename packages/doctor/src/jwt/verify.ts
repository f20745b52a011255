import type { JsonWebKey } from "node:crypto";
import { createPublicKey } from "node:crypto";
import { cloudList } from "@copilot-entra/auth/cloud";
import jwt from "jsonwebtoken";
import { authorityHosts } from "../authority-hosts.ts";
import type { SignatureFact } from "../facts/identity.ts";
import { decodeUnverified } from "./decode.ts";

/** A published key, as a key set lists it. */
export type PublishedKey = JsonWebKey & { kid?: string; use?: string };

/** Where the keys came from; the issuer must be the one whose metadata named them. */
export interface PublishedKeys {
  issuer: string;
  url: string;
  keys: readonly PublishedKey[];
}

const algorithms = ["RS256", "PS256"] as const;

/**
 * Checks a token's signature with the issuer's own published keys; jsonwebtoken does the work. Only RS256 and PS256: no algorithm
 * is ever taken from the token beyond choosing between the two. `jku`, `x5u` and `jwk` headers are never followed.
 * Time is not judged here: an expired token may well be genuine.
 */
export function verify(token: string, published: PublishedKeys): SignatureFact {
  const decoded = decodeUnverified(token);
  if (!decoded.ok) return refuse("not-a-token", "the text is not a token");
  const { alg, kid } = decoded.header;
  if (!algorithms.includes(alg as "RS256")) {
    return refuse("algorithm", `the header names the algorithm ${JSON.stringify(alg ?? null)}; Entra signs access tokens with RS256, and only RS256 and PS256 are accepted`);
  }
  if (!isIssuedBy(decoded.claims["iss"], decoded.claims["tid"], published.issuer)) {
    return refuse("issuer", `the token says it comes from ${JSON.stringify(decoded.claims["iss"] ?? null)}, the keys belong to ${published.issuer}`);
  }
  const key = published.keys.find((candidate) => candidate.kid === kid && candidate.kty === "RSA");
  if (key === undefined || typeof kid !== "string") return refuse("key-unknown", "the issuer publishes no key with the id that the header names");
  try {
    jwt.verify(token, createPublicKey({ key, format: "jwk" }), { algorithms: [...algorithms], ignoreExpiration: true, ignoreNotBefore: true });
    return { verified: true, alg: String(alg), kid, issuer: published.issuer, keysFrom: published.url };
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    return message === "invalid signature"
      ? refuse("signature", "the signature was not made with the issuer's key: the token was changed or is forged")
      : refuse("unverifiable", `the signature could not be checked: ${message}`);
  }
}

/** Version 1 tokens name sts.windows.net, version 2 tokens the authority; both end in the tenant's id and share keys. */
function isIssuedBy(issuer: unknown, tenant: unknown, expected: string): boolean {
  if (typeof issuer !== "string" || typeof tenant !== "string" || !/^[0-9a-f-]{36}$/i.test(tenant)) return false;
  const { hostname } = new URL(expected);
  const cloud = cloudList.find((one) => authorityHosts(one).includes(hostname));
  const hosts = cloud === undefined ? [hostname] : authorityHosts(cloud);
  if (!URL.canParse(issuer)) return false;
  const url = new URL(issuer);
  const path = url.pathname.replace(/\/+$/, "").toLowerCase();
  const ids = [`/${tenant.toLowerCase()}`, `/${tenant.toLowerCase()}/v2.0`];
  return url.protocol === "https:" && hosts.includes(url.hostname) && ids.includes(path) && new URL(expected).pathname.toLowerCase().includes(tenant.toLowerCase());
}

function refuse(code: string, reason: string): SignatureFact {
  return { verified: false, code, reason };
}
