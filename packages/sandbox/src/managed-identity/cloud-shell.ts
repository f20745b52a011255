import { json, type Handler, type SandboxResponse } from "../app.ts";
import { isKnownResource } from "../entra/scope.ts";
import { issueAccessToken } from "../entra/token.ts";
import { signInUser } from "../entra/user-sign-in.ts";

/** The client that Cloud Shell signs in with: the portal's console. */
const console = "b677c290-cf4b-4a8e-a60e-91ba650a4abe";

/** Cloud Shell's endpoint: `POST {MSI_ENDPOINT}` with a form; the token is the signed-in user's, and some audiences are refused. */
export const cloudShell: Handler = (request, context) => {
  const { world } = context;
  if (world.identityHost !== "cloud-shell") return refuse(404, "NotFound", "No managed identity endpoint on this host.");
  if (request.headers["metadata"]?.toLowerCase() !== "true") return refuse(400, "MissingMetadataHeader", "The Metadata header is missing.");
  const resource = new URLSearchParams(request.body).get("resource");
  if (resource === null || resource === "") return refuse(400, "MissingResource", "The resource parameter is missing.");
  const tenant = world.tenants[0];
  const name = resource.replace(/\/$/, "").toLowerCase();
  if (tenant === undefined || name === "https://cognitiveservices.azure.com" || !isKnownResource(resource, tenant.cloud)) {
    return refuse(400, "AudienceNotSupported", `Audience ${resource} is not a supported MSI token audience.`);
  }
  const subject = { kind: "user", principal: signInUser(tenant, world), appId: console, scopes: ["user_impersonation"], confidential: true } as const;
  const { token, expiresAt, issuedAt, lifetime } = issueAccessToken(tenant, resource, subject, context);
  return json(200, {
    access_token: token,
    refresh_token: "",
    expires_in: String(lifetime),
    expires_on: String(expiresAt),
    not_before: String(issuedAt - 300),
    resource,
    token_type: "Bearer",
  });
};

function refuse(status: number, code: string, message: string): SandboxResponse {
  return json(status, { error: { code, message } });
}
