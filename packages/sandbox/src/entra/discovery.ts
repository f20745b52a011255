import { json, type Context, type Handler, type SandboxRequest } from "../app.ts";
import { clouds, partOfHost } from "../names.ts";
import type { Tenant } from "../world.ts";
import { errorAnswer } from "./refusal.ts";
import { tenantOfPath } from "./tenant.ts";

/** `GET /common/discovery/instance`: the clouds and their login hosts, which several libraries ask before anything else. */
export const instanceDiscovery: Handler = (request, context) => {
  const asked = request.url.searchParams.get("authorization_endpoint") ?? "";
  const host = URL.canParse(asked) ? new URL(asked).hostname : "";
  if (partOfHost(host)?.part !== "entra") {
    const description = "Unknown or invalid instance.";
    return errorAnswer({ code: 50049, error: "invalid_instance", status: 400, description }, context);
  }
  const tenant = new URL(asked).pathname.split("/")[1] ?? "common";
  return json(200, {
    tenant_discovery_endpoint: `https://${host}/${tenant}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [
      { preferred_network: "login.microsoftonline.com", preferred_cache: "login.windows.net", aliases: ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"] },
      { preferred_network: "login.partner.microsoftonline.cn", preferred_cache: "login.partner.microsoftonline.cn", aliases: ["login.partner.microsoftonline.cn", "login.chinacloudapi.cn"] },
      { preferred_network: "login.microsoftonline.us", preferred_cache: "login.microsoftonline.us", aliases: ["login.microsoftonline.us", "login.usgovcloudapi.net"] },
    ],
  });
};

/** `GET /common/UserRealm/{user}`: whether Entra itself takes the user's password, which libraries ask before they send one. */
export const userRealm: Handler = ({ params }, { world }) => {
  const domain = params["user"]?.split("@")[1] ?? "";
  const known = world.tenants.some((tenant) => tenant.domain === domain.toLowerCase());
  return json(200, { ver: "1.0", account_type: known ? "Managed" : "Unknown", domain_name: domain, cloud_instance_name: "microsoftonline.com", cloud_audience_urn: "urn:federation:MicrosoftOnline" });
};

/** `GET /{tenant}/v2.0/.well-known/openid-configuration`. */
export const openIdConfiguration: Handler = (request, context) => configuration(request, context, "v2.0");

/** `GET /{tenant}/.well-known/openid-configuration`, which describes the older endpoints. */
export const openIdConfigurationV1: Handler = (request, context) => configuration(request, context, "v1");

/** `GET /{tenant}/discovery/v2.0/keys`: the public keys that check this world's tokens. */
export const keys: Handler = (_, context) => json(200, { keys: [context.keys.jwk] });

function configuration({ url, params }: SandboxRequest, { world }: Context, version: "v1" | "v2.0") {
  const name = params["tenant"] ?? "";
  const tenant: Tenant | undefined = tenantOfPath(name, world);
  const host = tenant === undefined ? url.host : tenant.cloud === partOfHost(url.hostname)?.cloud ? url.host : clouds[tenant.cloud].login;
  const path = `https://${host}/${tenant?.id ?? name}`;
  const id = tenant?.id ?? "{tenantid}";
  const oauth = version === "v1" ? `${path}/oauth2` : `${path}/oauth2/v2.0`;
  return json(200, {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    jwks_uri: version === "v1" ? `${path}/discovery/keys` : `${path}/discovery/v2.0/keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: version === "v1" ? `${clouds[tenant?.cloud ?? "public"].issuer}${id}/` : `https://${host}/${id}/v2.0`,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${oauth}/logout`,
    claims_supported: ["sub", "iss", "cloud_instance_name", "aud", "exp", "iat", "auth_time", "acr", "nonce", "preferred_username", "name", "tid", "ver", "email"],
    tenant_region_scope: tenant?.cloud === "usgov" ? "USGov" : "EU",
    cloud_instance_name: clouds[tenant?.cloud ?? "public"].login.replace("login.", ""),
    msgraph_host: clouds[tenant?.cloud ?? "public"].graph,
  });
}
