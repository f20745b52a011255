import { randomBytes } from "node:crypto";
import jwt from "jsonwebtoken";
import type { Context } from "../app.ts";
import { clouds } from "../names.ts";
import type { ManagedIdentity, Principal, Properties, Tenant } from "../world.ts";
import { isTokenExchange } from "./scope.ts";

/** Whom a token speaks for. */
export type Subject =
  | { kind: "app"; principal: Principal; appId: string; proof: "secret" | "certificate" | "federated" }
  | { kind: "managed-identity"; identity: ManagedIdentity }
  | { kind: "user"; principal: Principal; appId: string; scopes: readonly string[]; confidential: boolean };

/** A signed access token and when it ends (seconds since the epoch). */
export interface IssuedToken {
  token: string;
  issuedAt: number;
  expiresAt: number;
  /** Seconds. */
  lifetime: number;
}

/** Signs an access token as Entra shapes it for Azure resources (version 1.0; facts: azure-identity §4), and notes it as a secret. */
export function issueAccessToken(tenant: Tenant, resource: string, subject: Subject, context: Context): IssuedToken {
  const { world, keys } = context;
  const issuedAt = Math.floor(world.clock.now() / 1000);
  const { tokenLifetime } = world;
  const lifetime = { app: tokenLifetime.app, user: tokenLifetime.user, "managed-identity": tokenLifetime.managedIdentity }[subject.kind];
  const exchange = isTokenExchange(resource);
  const claims: Properties = {
    aud: exchange ? "fb60f99c-7a34-4190-8149-302f77469936" : resource,
    iss: exchange ? `https://${clouds[tenant.cloud].login}/${tenant.id}/v2.0` : `${clouds[tenant.cloud].issuer}${tenant.id}/`,
    iat: issuedAt,
    nbf: issuedAt - 300,
    exp: issuedAt + lifetime,
    aio: randomBytes(24).toString("base64"),
    ...subjectClaims(subject),
    rh: `1.A${randomBytes(30).toString("base64url")}.`,
    tid: tenant.id,
    uti: randomBytes(16).toString("base64url"),
    ver: exchange ? "2.0" : "1.0",
  };
  const said = world.tokenClaims?.(claims) ?? claims;
  const token = sign(said, keys.privateKeyPem, { kid: keys.kid, x5t: keys.kid });
  context.remember(token);
  return { token, issuedAt, expiresAt: issuedAt + lifetime, lifetime };
}

/** Signs an ID token (version 2.0) for a user's sign-in. */
export function issueIdToken(tenant: Tenant, user: Principal, appId: string, loginHost: string, nonce: string | undefined, context: Context): string {
  const now = Math.floor(context.world.clock.now() / 1000);
  const claims = {
    aud: appId,
    iss: `https://${loginHost}/${tenant.id}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    name: user.displayName,
    ...(nonce === undefined ? {} : { nonce }),
    oid: user.id,
    preferred_username: user.userPrincipalName,
    sub: Buffer.from(`${user.id}${appId}`).toString("base64url").slice(0, 43),
    tid: tenant.id,
    ver: "2.0",
  };
  const token = sign(claims, context.keys.privateKeyPem, { kid: context.keys.kid });
  context.remember(token);
  return token;
}

/** Signs the assertion that a platform outside Entra (Kubernetes, GitHub) gives to its workload, as the world's `assertion` says. */
export function issueOutsideAssertion(context: Context, assertion = context.world.assertion): string {
  const { world, outsideKeys } = context;
  const now = Math.floor(world.clock.now() / 1000);
  const { issuer, subject, audience, lifetime } = assertion;
  const expires = now + lifetime;
  const issuedAt = Math.min(now, expires - 1) - 1;
  const claims = { iss: issuer, sub: subject, aud: [audience], iat: issuedAt, nbf: issuedAt, exp: expires, jti: randomBytes(12).toString("hex") };
  const token = sign(claims, outsideKeys.privateKeyPem, { kid: outsideKeys.kid });
  context.remember(token);
  return token;
}

function sign(claims: Properties, privateKeyPem: string, header: { kid: string; x5t?: string }): string {
  return jwt.sign(claims, privateKeyPem, { algorithm: "RS256", header: { alg: "RS256", typ: "JWT", ...header } });
}

function subjectClaims(subject: Subject): Properties {
  if (subject.kind === "app") {
    const { principal, appId, proof } = subject;
    return { appid: appId, appidacr: proof === "secret" ? "1" : "2", idp: `${clouds.public.issuer}${principal.tenantId}/`, idtyp: "app", oid: principal.id, sub: principal.id };
  }
  if (subject.kind === "managed-identity") {
    const { clientId, principalId, resourceId, tenantId } = subject.identity;
    return { appid: clientId, appidacr: "2", idp: `${clouds.public.issuer}${tenantId}/`, idtyp: "app", oid: principalId, sub: principalId, xms_mirid: resourceId };
  }
  const { principal, appId, scopes, confidential } = subject;
  return {
    acr: "1",
    amr: ["pwd", "mfa"],
    appid: appId,
    appidacr: confidential ? "1" : "0",
    idtyp: "user",
    name: principal.displayName,
    oid: principal.id,
    scp: scopes.join(" "),
    sub: Buffer.from(principal.id).toString("base64url").slice(0, 43),
    unique_name: principal.userPrincipalName,
    upn: principal.userPrincipalName,
  };
}
