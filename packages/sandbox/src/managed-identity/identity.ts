import type { Context } from "../app.ts";
import { isKnownResource } from "../entra/scope.ts";
import { issueAccessToken } from "../entra/token.ts";
import type { ManagedIdentity, Tenant } from "../world.ts";

/** How a request names the identity it wants; all absent means the host's own. */
export interface IdentitySelector {
  clientId?: string | null;
  objectId?: string | null;
  resourceId?: string | null;
}

/** The identity that the host gives, or why it gives none. */
export type Selection = { found: ManagedIdentity } | { found?: never; why: "none" | "several" };

/** Chooses among the identities attached to the host; without a selector the system-assigned one, else an only user-assigned one where the host allows it. */
export function selectIdentity({ clientId, objectId, resourceId }: IdentitySelector, options: { onlyOneWillDo: boolean }, { world }: Context): Selection {
  const attached = world.identities.filter(({ assigned }) => assigned);
  if (present(clientId) || present(objectId) || present(resourceId)) {
    const found = attached.find(
      (identity) =>
        (!present(clientId) || identity.clientId === clientId?.toLowerCase()) &&
        (!present(objectId) || identity.principalId === objectId?.toLowerCase()) &&
        (!present(resourceId) || identity.resourceId.toLowerCase() === resourceId?.toLowerCase()),
    );
    return found === undefined ? { why: "none" } : { found };
  }
  const system = attached.find(({ kind }) => kind === "SystemAssigned");
  if (system !== undefined) return { found: system };
  const [only, ...more] = attached;
  if (only === undefined || !options.onlyOneWillDo) return { why: "none" };
  return more.length > 0 ? { why: "several" } : { found: only };
}

/**
 * The fields of a managed identity's token answer, every value as text: Rust demands a text for `expires_on`, Java a number in it, and both
 * demand the fields that others can do without. Nothing when the resource does not exist.
 */
export function identityToken(identity: ManagedIdentity, resource: string, context: Context): Record<string, string> | undefined {
  const tenant = tenantOf(identity, context);
  if (tenant === undefined || !isKnownResource(resource, tenant.cloud)) return undefined;
  const { token, issuedAt, expiresAt, lifetime } = issueAccessToken(tenant, resource, { kind: "managed-identity", identity }, context);
  return {
    access_token: token,
    client_id: identity.clientId,
    expires_in: String(lifetime),
    expires_on: String(expiresAt),
    ext_expires_in: String(lifetime),
    not_before: String(issuedAt - 300),
    resource,
    token_type: "Bearer",
  };
}

/** Entra's sentence for a resource that has no service principal, as the endpoints repeat it. */
export function unknownResource(identity: ManagedIdentity, resource: string, context: Context): string {
  const tenant = tenantOf(identity, context)?.displayName ?? identity.tenantId;
  return `AADSTS500011: The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`;
}

function tenantOf(identity: ManagedIdentity, { world }: Context): Tenant | undefined {
  return world.tenants.find(({ id }) => id === identity.tenantId);
}

function present(text: string | null | undefined): boolean {
  return text !== undefined && text !== null && text !== "";
}
