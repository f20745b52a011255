import type { Context } from "../app.ts";
import { Refusal, refusalText } from "../entra/refusal.ts";
import { readScope } from "../entra/scope.ts";
import { tenantOfPath } from "../entra/tenant.ts";
import { issueAccessToken, type IssuedToken } from "../entra/token.ts";
import { signInUser } from "../entra/user-sign-in.ts";
import { ids } from "../seed.ts";
import type { Principal, Tenant } from "../world.ts";

/** Who is signed in to a command-line tool: the developer of the world's first tenant. */
export interface Developer {
  user: Principal;
  tenant: Tenant;
}

/** What a tool's sign-in gives: a token, or Entra's sentence about why not, with its AADSTS number. */
export type DeveloperToken = (IssuedToken & { tenant: Tenant; refused?: never }) | { refused: string };

/** The developer who is signed in, or nothing in a world without tenants. */
export function developerOf({ world }: Context): Developer | undefined {
  const tenant = world.tenants[0];
  return tenant === undefined ? undefined : { tenant, user: signInUser(tenant, world) };
}

/** A token for the developer, through the tool's own client id, for a scope and (if named) a tenant. */
export function developerToken(scope: string, tenantName: string | undefined, context: Context): DeveloperToken {
  const { tokenRefusal } = context.world;
  if (tokenRefusal !== undefined) return { refused: `AADSTS${tokenRefusal.code}: ${tokenRefusal.description.replace(/^AADSTS\d+: /, "")}` };
  try {
    const developer = developerOf(context);
    if (developer === undefined) throw new Refusal(90002, { tenant: tenantName ?? "" });
    const { user, tenant: home } = developer;
    const tenant = (tenantName === undefined ? home : tenantOfPath(tenantName, context.world)) ?? home;
    if (!user.enabled) throw new Refusal(50057);
    if (tenant.id !== user.tenantId) throw new Refusal(50020, { user: user.userPrincipalName ?? "", tenant: tenant.displayName, app: ids.azureCli });
    const { resource } = readScope(scope, tenant, false);
    return { ...issueAccessToken(tenant, resource, { kind: "user", principal: user, appId: ids.azureCli, scopes: ["user_impersonation"], confidential: false }, context), tenant };
  } catch (error) {
    if (error instanceof Refusal) return { refused: refusalText(error) };
    throw error;
  }
}
