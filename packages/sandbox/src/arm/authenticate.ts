import { normalAudience, readBearer, type Claims } from "../access/bearer.ts";
import type { Context, SandboxRequest, SandboxResponse } from "../app.ts";
import type { CloudName } from "../world.ts";
import { armError } from "./error.ts";

/** Both audiences that Resource Manager takes in each cloud. */
export const managementAudiences: Record<CloudName, readonly string[]> = {
  public: ["https://management.azure.com", "https://management.core.windows.net"],
  usgov: ["https://management.usgovcloudapi.net", "https://management.core.usgovcloudapi.net"],
  china: ["https://management.chinacloudapi.cn", "https://management.core.chinacloudapi.cn"],
};

const loginHost: Record<CloudName, string> = {
  public: "login.windows.net",
  usgov: "login.microsoftonline.us",
  china: "login.chinacloudapi.cn",
};

/** The caller's claims, or Resource Manager's refusal; a 401 names the subscription's tenant in `WWW-Authenticate`. */
export function authenticate(request: SandboxRequest, context: Context, cloud: CloudName, tenantId: string | undefined): { claims: Claims } | SandboxResponse {
  const bearer = readBearer(request, context);
  const refuse = (code: string, message: string): SandboxResponse => armError(401, code, message, challenge(tenantId, cloud, message));
  if ("problem" in bearer) {
    switch (bearer.problem) {
      case "missing":
        return refuse("AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
      case "expired":
        return refuse("ExpiredAuthenticationToken", `The access token expiry UTC time '${utc(bearer.claims?.exp)}' is earlier than current UTC time '${utc(context.world.clock.now() / 1000)}'.`);
      default:
        return refuse("InvalidAuthenticationToken", "The access token is invalid.");
    }
  }
  const accepted = managementAudiences[cloud];
  if (accepted.includes(normalAudience(bearer.claims.aud))) return { claims: bearer.claims };
  return refuse(
    "InvalidAuthenticationTokenAudience",
    `The access token has been obtained for wrong audience or resource '${bearer.claims.aud}'. It should exactly match with one of the allowed audiences '${accepted.flatMap((uri) => [`${uri}/`, uri]).join("','")}'.`,
  );
}

/** 401 `InvalidAuthenticationTokenTenant` when the token is of another tenant than the subscription. */
export function tenantRefusal(claims: Claims, tenantId: string, cloud: CloudName): SandboxResponse | undefined {
  if (claims.tid.toLowerCase() === tenantId.toLowerCase()) return undefined;
  const message =
    `The access token is from the wrong issuer 'https://sts.windows.net/${claims.tid}/'. It must match the tenant 'https://sts.windows.net/${tenantId}/' ` +
    `associated with this subscription. Please use the authority (URL) 'https://${loginHost[cloud]}/${tenantId}' to get the token. ` +
    "Note, if the subscription is transferred to another tenant there is no impact to the services, but information about new tenant could take time to propagate (up to an hour). " +
    "If you just transferred your subscription and see this error message, please try back later.";
  return armError(401, "InvalidAuthenticationTokenTenant", message, challenge(tenantId, cloud, message));
}

function challenge(tenantId: string | undefined, cloud: CloudName, message: string): Record<string, string> {
  const authority = `authorization_uri="https://${loginHost[cloud]}/${tenantId ?? "common"}"`;
  return { "www-authenticate": `Bearer ${authority}, error="invalid_token", error_description="${message.replaceAll('"', "'")}"` };
}

function utc(seconds: number | undefined): string {
  return new Date((seconds ?? 0) * 1000).toISOString();
}
