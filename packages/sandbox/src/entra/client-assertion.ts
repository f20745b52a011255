import { constants, createPublicKey, verify } from "node:crypto";
import type { Context } from "../app.ts";
import { clouds } from "../names.ts";
import type { App, Tenant, World } from "../world.ts";
import { Refusal } from "./refusal.ts";

interface AssertionHeader {
  alg?: string;
  "x5t#S256"?: string;
  x5t?: string;
}

interface Claims {
  iss?: string;
  sub?: string;
  aud?: string | string[];
  iat?: number;
  nbf?: number;
  exp?: number;
}

/** Checks an assertion signed with a registered certificate's key: PS256 or RS256, named by `x5t#S256` or `x5t`. */
export function verifyCertificateAssertion(assertion: string, app: App, tenant: Tenant, tokenUrl: string, world: World): void {
  const header = part(assertion, 0) as AssertionHeader;
  const sha256 = header["x5t#S256"];
  // A SHA-1 thumbprint cannot be derived from what the registration holds, so the signature itself says which certificate it is.
  const certificate = app.certificates.find(({ thumbprint, publicKey }) => (sha256 === undefined || hex(sha256) === hex(thumbprint)) && isSignedBy(assertion, publicKey));
  if (certificate === undefined) throw new Refusal(700027, { thumbprint: hex(sha256 ?? header.x5t ?? "") });
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

// Own reading: libraries differ in Base64 (Go and Java name the thumbprint with + and /, Python's asynchronous one pads each part), and Entra takes all.
function isSignedBy(assertion: string, publicKey: string): boolean {
  const { alg } = part(assertion, 0) as AssertionHeader;
  if (alg !== "RS256" && alg !== "PS256") return false;
  const end = assertion.lastIndexOf(".");
  const padding = alg === "PS256" ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {};
  return verify("RSA-SHA256", Buffer.from(assertion.slice(0, end)), { key: createPublicKey(publicKey), ...padding }, Buffer.from(assertion.slice(end + 1), "base64url"));
}

const claimsOf = (assertion: string): Claims => part(assertion, 1);

/** Header (0) or claims (1) of a JWT. */
function part(assertion: string, index: 0 | 1): object {
  try {
    const value: unknown = JSON.parse(Buffer.from(assertion.split(".")[index] ?? "", "base64url").toString());
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Falls through to the refusal: what is wrong with it makes no difference to the answer.
  }
  throw new Refusal(50027);
}

const hex = (base64: string): string => Buffer.from(base64, "base64url").toString("hex").toUpperCase();

function audiencesOf({ aud }: Claims): string[] {
  return Array.isArray(aud) ? aud : [aud ?? ""];
}

/** Entra allows five minutes of skew on either side. */
function requireTime(claims: Claims, { clock }: World): void {
  const now = clock.now() / 1000;
  const [from, to] = [claims.nbf ?? claims.iat ?? 0, claims.exp ?? 0];
  if (now >= from - 300 && now < to + 300) return;
  const text = (seconds: number) => new Date(seconds * 1000).toISOString();
  throw new Refusal(700024, { now: text(now), from: text(from), to: text(to) });
}
