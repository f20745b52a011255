import { authenticateClient, findClient } from "../client.ts";
import { Refusal } from "../refusal.ts";
import { signInTenant, userTokens } from "../user-sign-in.ts";
import type { Grant } from "./grant.ts";

/** A user's refresh token → new tokens for any resource; the old refresh token stays good, as with Entra. */
export const refreshToken: Grant = ({ form, tenantName, request, tokenUrl }, context) => {
  const secret = form.get("refresh_token");
  if (secret === null) throw new Refusal(900144, { parameter: "refresh_token" });
  const tenant = signInTenant(tenantName, form.get("client_id"), context);
  const client = findClient(form.get("client_id"), tenant, context);
  const proof = authenticateClient(form, client, tenant, tokenUrl, context);
  const session = context.sessions.refreshTokens.get(secret);
  if (session === undefined || session.clientId !== client.app.appId) throw new Refusal(70000);
  if (session.expiresAt <= context.world.clock.now()) throw new Refusal(70008);
  if (session.tenantId !== tenant.id) throw new Refusal(50020, { user: userName(session.userId, context.world.principals), tenant: tenant.displayName, app: client.app.appId });
  return userTokens(session, form.get("scope") ?? session.scope, form, { confidential: proof !== "none", loginHost: request.url.hostname }, context);
};

function userName(userId: string, principals: readonly { id: string; userPrincipalName?: string }[]): string {
  return principals.find(({ id }) => id === userId)?.userPrincipalName ?? "";
}
