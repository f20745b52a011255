import { findClient } from "../client.ts";
import { Refusal } from "../refusal.ts";
import { signInTenant } from "../user-sign-in.ts";
import type { Grant } from "./grant.ts";

/** On behalf of a user: refused for want of consent, which no app of this world has been given. */
export const onBehalfOf: Grant = ({ form, tenantName }, context) => {
  const { app } = findClient(form.get("client_id"), signInTenant(tenantName, form.get("client_id"), context), context);
  throw new Refusal(65001, { app: app.appId, name: app.displayName });
};

/** User name and password: refused, since no user of this world has a password. */
export const password: Grant = ({ form, tenantName }, context) => {
  const tenant = signInTenant(tenantName, form.get("client_id"), context);
  findClient(form.get("client_id"), tenant, context);
  const user = form.get("username") ?? "";
  const known = context.world.principals.some(({ userPrincipalName, tenantId }) => userPrincipalName === user.toLowerCase() && tenantId === tenant.id);
  throw new Refusal(known ? 50126 : 50034, { user, tenant: tenant.displayName });
};
