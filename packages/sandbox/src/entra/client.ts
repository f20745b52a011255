import type { Context } from "../app.ts";
import type { App, ManagedIdentity, Tenant, World } from "../world.ts";
import { verifyCertificateAssertion, verifyFederatedAssertion } from "./client-assertion.ts";
import { Refusal } from "./refusal.ts";

/** The application that a request speaks for; a user-assigned identity is one too, when it trusts an outside issuer. */
export interface Client {
  app: App;
  /** Set when the client is a user-assigned managed identity. */
  identity?: ManagedIdentity;
}

/** How a client has shown that it is itself; `none` for public clients. */
export type Proof = "secret" | "certificate" | "federated" | "none";

/** Finds the application of `client_id` in a tenant, or refuses as Entra does. */
export function findClient(clientId: string | null, tenant: Tenant, { world }: Context): Client {
  if (clientId === null || clientId === "") throw new Refusal(900144, { parameter: "client_id" });
  const id = clientId.toLowerCase();
  const app = world.apps.find((app) => app.appId === id && (app.multiTenant || app.tenantId === tenant.id || hasPrincipal(id, tenant, world)));
  if (app !== undefined) return { app };
  const identity = world.identities.find((identity) => identity.clientId === id && identity.kind === "UserAssigned" && identity.tenantId === tenant.id);
  if (identity !== undefined) return { app: appOfIdentity(identity), identity };
  if (/^0{8}(-0{4}){3}-0{12}$/.test(id)) throw new Refusal(700038, { app: clientId });
  throw new Refusal(700016, { app: clientId, tenant: tenant.displayName });
}

/** Checks the secret or assertion of a token request, or refuses as Entra does. */
export function authenticateClient(form: URLSearchParams, client: Client, tenant: Tenant, tokenUrl: string, context: Context): Proof {
  const { app } = client;
  const secret = form.get("client_secret");
  const assertion = form.get("client_assertion");
  const details = { app: app.appId, name: app.displayName, tenant: tenant.displayName };
  const principal = context.world.principals.find(({ appId, tenantId }) => appId === app.appId && tenantId === tenant.id);
  if (principal?.enabled === false) throw new Refusal(7000112, details);
  if (secret === null && assertion === null) return "none";
  if (app.publicClient) throw new Refusal(700025, details);
  if (assertion !== null) {
    const claims = readClaims(assertion);
    if (claims["iss"] === app.appId || claims["sub"] === app.appId) {
      verifyCertificateAssertion(assertion, app, tenant, tokenUrl, context.world);
      return "certificate";
    }
    verifyFederatedAssertion(assertion, app, tenant, context);
    return "federated";
  }
  const known = app.secrets.find(({ value }) => value === secret);
  if (known === undefined) throw new Refusal(7000215, details);
  if (known.expiresAt <= context.world.clock.now()) throw new Refusal(7000222, details);
  return "secret";
}

/** The claims of a JWT, unverified, or the refusal of what is no JWT. */
function readClaims(assertion: string): Record<string, unknown> {
  const parts = assertion.split(".");
  try {
    if (parts.length !== 3) throw new Error("not three parts");
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString());
    if (typeof claims === "object" && claims !== null) return claims as Record<string, unknown>;
  } catch {
    // Falls through to the refusal: what is wrong with it makes no difference to the answer.
  }
  throw new Refusal(50027);
}

function hasPrincipal(appId: string, tenant: Tenant, world: World): boolean {
  return world.principals.some((principal) => principal.appId === appId && principal.tenantId === tenant.id);
}

function appOfIdentity(identity: ManagedIdentity): App {
  return {
    appId: identity.clientId,
    objectId: identity.principalId,
    tenantId: identity.tenantId,
    displayName: identity.resourceId.split("/").at(-1) ?? "",
    multiTenant: false,
    publicClient: false,
    secrets: [],
    certificates: [],
    federatedCredentials: identity.federatedCredentials,
    redirectUris: [],
  };
}
