import { randomUUID } from "node:crypto";
import { json, type Handler, type SandboxResponse } from "../app.ts";
import { identityToken, selectIdentity, unknownResource } from "./identity.ts";

/** `GET {IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=…` of App Service, Functions and Container Apps. */
export const appService: Handler = (request, context) => {
  if (context.world.identityHost !== "app-service") return refuse(404, "No managed identity endpoint on this host.");
  const query = request.url.searchParams;
  if (request.headers["x-identity-header"] !== context.hostSecrets.identityHeader) return refuse(401, "The X-IDENTITY-HEADER header is missing or wrong.");
  if (query.get("api-version") === null) return refuse(400, "The api-version parameter is missing.");
  const resource = query.get("resource");
  if (resource === null || resource === "") return refuse(400, "The resource parameter is missing.");
  const selection = selectIdentity(
    { clientId: query.get("client_id"), objectId: query.get("object_id") ?? query.get("principal_id"), resourceId: query.get("mi_res_id") },
    { onlyOneWillDo: false },
    context,
  );
  if (selection.found === undefined) return refuse(400, "No Managed Identity found for specified ClientId/ResourceId/PrincipalId.");
  const answer = identityToken(selection.found, resource, context);
  return answer === undefined ? refuse(400, unknownResource(selection.found, resource, context)) : json(200, answer);
};

function refuse(statusCode: number, message: string): SandboxResponse {
  return json(statusCode, { statusCode, message, correlationId: randomUUID() });
}
