import { createPublicKey } from "node:crypto";
import jwt from "jsonwebtoken";
import type { Context } from "../app.ts";
import { clouds } from "../names.ts";
import type { App, Tenant, World } from "../world.ts";
import { Refusal } from "./refusal.ts";

/** Checks an assertion signed with a registered certificate's key: PS256 or RS256, named by `x5t#S256` or `x5t`. */
export function verifyCertificateAssertion(assertion: string, app: App, tenant: Tenant, tokenUrl: string, world: World): void {
  const header = jwt.decode(assertion, { complete: true })?.header as { "x5t#S256"?: string; x5t?: string } | undefined;
  if (header === undefined) throw new Refusal(50027);
  const sha256 = header["x5t#S256"];
  // A SHA-1 thumbprint cannot be derived from what the registration holds, so the signature itself says which certificate it is.
  const certificate = app.certificates.find(({ thumbprint, publicKey }) => (sha256 === undefined || sha256 === thumbprint) && isSignedBy(assertion, publicKey));
  if (certificate === undefined) {
    const thumbprint = Buffer.from(sha256 ?? header.x5t ?? "", "base64url").toString("hex").toUpperCase();
    throw new Refusal(700027, { thumbprint });
  }
  if (certificate.expiresAt <= world.clock.now()) throw new Refusal(1000502);
  const claims = claimsOf(assertion);
  const host = clouds[tenant.cloud].login;
  const audiences = [tokenUrl, ...["", "/v2.0", "/oauth2/token", "/oauth2/v2.0/token"].flatMap((end) => [tenant.id, tenant.domain].map((name) => `https://${host}/${name}${end}`))];
  if (!audiencesOf(claims).some((audience) => audiences.includes(audience))) throw new Refusal(700023);
  requireTime(claims, world);
}

/** Checks an assertion of an outside issuer against the app's federated credentials, in Entra's order: issuer, audience, subject, signature, time. */
export function verifyFederatedAssertion(assertion: string, app: App, tenant: Tenant, context: Context): void {
  const claims = claimsOf(assertion);
  const [issuer, subject] = [claims.iss ?? "", claims.sub ?? ""];
  const audiences = audiencesOf(claims);
  const ofIssuer = app.federatedCredentials.filter((credential) => credential.issuer === issuer);
  if (ofIssuer.length === 0) throw new Refusal(700211, { issuer });
  const ofAudience = ofIssuer.filter((credential) => credential.audiences.some((audience) => audiences.includes(audience) || isExchange(audience, audiences)));
  if (ofAudience.length === 0) throw new Refusal(700212, { audience: audiences[0] ?? "" });
  if (!ofAudience.some((credential) => credential.subject === subject)) throw new Refusal(700213, { subject });
  const isOwn = issuer.includes(tenant.id) && issuer.startsWith(`https://${clouds[tenant.cloud].login}/`);
  if (!isSignedBy(assertion, (isOwn ? context.keys : context.outsideKeys).publicKeyPem)) throw new Refusal(50013);
  requireTime(claims, context.world);
}

/** A managed identity's token for the exchange names it by application id. */
function isExchange(audience: string, audiences: readonly string[]): boolean {
  return /^api:\/\/azureadtokenexchange/i.test(audience) && audiences.includes("fb60f99c-7a34-4190-8149-302f77469936");
}

function isSignedBy(assertion: string, publicKey: string): boolean {
  try {
    jwt.verify(assertion, createPublicKey(publicKey), { algorithms: ["RS256", "PS256"], ignoreExpiration: true, ignoreNotBefore: true });
    return true;
  } catch {
    return false;
  }
}

function claimsOf(assertion: string): jwt.JwtPayload {
  const claims = jwt.decode(assertion);
  if (claims === null || typeof claims === "string") throw new Refusal(50027);
  return claims;
}

function audiencesOf({ aud }: jwt.JwtPayload): string[] {
  return Array.isArray(aud) ? aud : [aud ?? ""];
}

/** Entra allows five minutes of skew on either side. */
function requireTime(claims: jwt.JwtPayload, { clock }: World): void {
  const now = clock.now() / 1000;
  const [from, to] = [claims.nbf ?? claims.iat ?? 0, claims.exp ?? 0];
  if (now >= from - 300 && now < to + 300) return;
  const text = (seconds: number) => new Date(seconds * 1000).toISOString();
  throw new Refusal(700024, { now: text(now), from: text(from), to: text(to) });
}
