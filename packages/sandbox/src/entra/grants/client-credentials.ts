import { authenticateClient, findClient } from "../client.ts";
import { Refusal } from "../refusal.ts";
import { readScope } from "../scope.ts";
import { requireSameCloud } from "../tenant.ts";
import { issueAccessToken, type Subject } from "../token.ts";
import type { Grant } from "./grant.ts";

/** An application on its own: secret, certificate or federated assertion → a token without `scp`. */
export const clientCredentials: Grant = ({ form, tenant, request, tokenUrl }, context) => {
  const clientId = form.get("client_id");
  if (tenant === undefined) {
    const app = context.world.apps.find(({ appId }) => appId === clientId);
    throw app === undefined ? new Refusal(900023, { tenant: "common" }) : new Refusal(50194, { app: app.appId, name: app.displayName });
  }
  requireSameCloud(tenant, request.url.hostname, true);
  const client = findClient(clientId, tenant, context);
  const proof = authenticateClient(form, client, tenant, tokenUrl, context);
  if (proof === "none") throw new Refusal(7000216);
  const { resource } = readScope(form.get("scope"), tenant, true);
  const principal = context.world.principals.find(({ appId, tenantId }) => appId === client.app.appId && tenantId === tenant.id);
  if (principal === undefined) throw new Refusal(7000229, { app: client.app.appId, tenant: tenant.id });
  const subject: Subject = client.identity === undefined ? { kind: "app", principal, appId: client.app.appId, proof } : { kind: "managed-identity", identity: client.identity };
  const { token, lifetime } = issueAccessToken(tenant, resource, subject, context);
  return {
    token_type: "Bearer",
    expires_in: lifetime,
    ext_expires_in: lifetime,
    ...(lifetime > 7200 ? { refresh_in: Math.floor(lifetime / 2) } : {}),
    access_token: token,
  };
};
