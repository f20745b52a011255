import { randomBytes } from "node:crypto";
import type { Context } from "../app.ts";
import type { Principal, Tenant, World } from "../world.ts";
import { findClient } from "./client.ts";
import { Refusal } from "./refusal.ts";
import { readScope } from "./scope.ts";
import type { Session } from "./sessions.ts";
import { tenantOfPath } from "./tenant.ts";
import { issueAccessToken, issueIdToken } from "./token.ts";

const refreshLifetime = 90 * 86_400_000;

/** The tenant a user signs in to: the one that the path names, or for `common` the first one, which is the user's home. */
export function signInTenant(tenantName: string, clientId: string | null, { world }: Context): Tenant {
  const named = tenantOfPath(tenantName, world);
  if (named !== undefined) return named;
  const app = world.apps.find(({ appId }) => appId === clientId);
  if (app !== undefined && !app.multiTenant) throw new Refusal(50194, { app: app.appId, name: app.displayName });
  const home = world.tenants[0];
  if (home === undefined) throw new Refusal(900023, { tenant: tenantName });
  return home;
}

/** The user who signs in when a browser or another device asks: the tenant's first. */
export function signInUser(tenant: Tenant, world: World): Principal {
  const user = world.principals.find(({ type, tenantId }) => type === "User" && tenantId === tenant.id);
  if (user === undefined) throw new Refusal(50034, { user: "", tenant: tenant.displayName });
  return user;
}

/** A sign-in of the tenant's user that waits to be redeemed, after the checks that Entra makes first. */
export function startSignIn(tenantName: string, parameters: URLSearchParams, lifetime: number, context: Context): Session {
  const tenant = signInTenant(tenantName, parameters.get("client_id"), context);
  const { app } = findClient(parameters.get("client_id"), tenant, context);
  const scope = parameters.get("scope");
  if (scope === null || scope.trim() === "") throw new Refusal(900144, { parameter: "scope" });
  if (scope.split(/\s+/).some((part) => part.includes("/"))) readScope(scope, tenant, false);
  const user = signInUser(tenant, context.world);
  return { tenantId: tenant.id, clientId: app.appId, userId: user.id, scope, expiresAt: context.world.clock.now() + lifetime };
}

/** A secret that redeems a sign-in, noted as one. */
export function newSessionSecret(context: Context, prefix = "1."): string {
  const secret = `${prefix}${randomBytes(64).toString("base64url")}`;
  context.remember(secret);
  return secret;
}

/** The answer to a redeemed sign-in: tokens for the user, with refresh and ID token when the scope asked for them. */
export function userTokens(session: Session, scope: string, form: URLSearchParams, options: { confidential: boolean; loginHost: string }, context: Context): Record<string, unknown> {
  const { world } = context;
  const tenant = world.tenants.find(({ id }) => id === session.tenantId);
  const user = world.principals.find(({ id }) => id === session.userId);
  if (tenant === undefined || user === undefined) throw new Refusal(70000);
  if (!user.enabled) throw new Refusal(50057);
  const requested = readScope(scope, tenant, false);
  const permissions = requested.permissions.includes(".default") ? ["user_impersonation"] : requested.permissions;
  const { token, lifetime } = issueAccessToken(
    tenant,
    requested.resource,
    { kind: "user", principal: user, appId: session.clientId, scopes: permissions, confidential: options.confidential },
    context,
  );
  return {
    token_type: "Bearer",
    scope: [...permissions.map((permission) => `${requested.resource}/${permission}`), `${requested.resource}/.default`].join(" "),
    expires_in: lifetime,
    ext_expires_in: lifetime,
    ...(lifetime > 7200 ? { refresh_in: Math.floor(lifetime / 2) } : {}),
    access_token: token,
    ...(requested.offline ? { refresh_token: newRefreshToken(session, scope, context), foci: "1" } : {}),
    ...(requested.openid ? { id_token: issueIdToken(tenant, user, session.clientId, options.loginHost, session.nonce, context) } : {}),
    ...(form.get("client_info") === "1" ? { client_info: Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.id })).toString("base64url") } : {}),
  };
}

function newRefreshToken(session: Session, scope: string, context: Context): string {
  const refreshToken = newSessionSecret(context, "1.A");
  context.sessions.refreshTokens.set(refreshToken, { ...session, scope, expiresAt: context.world.clock.now() + refreshLifetime });
  return refreshToken;
}
