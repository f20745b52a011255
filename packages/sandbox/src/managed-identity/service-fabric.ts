import { json, type Handler, type SandboxResponse } from "../app.ts";
import { identityToken, selectIdentity, unknownResource } from "./identity.ts";

/** Service Fabric's endpoint: a secret in a header, the cluster's own error shape. */
export const serviceFabric: Handler = (request, context) => {
  if (context.world.identityHost !== "service-fabric") return refuse(404, "NotFound", "No managed identity endpoint on this host.");
  if (request.headers["secret"] !== context.hostSecrets.identityHeader) return refuse(401, "SecretHeaderNotFound", "The secret header is missing or wrong.");
  const resource = request.url.searchParams.get("resource");
  if (resource === null || resource === "") return refuse(400, "ManagedIdentityNotFound", "The resource parameter is missing.");
  const selection = selectIdentity({}, { onlyOneWillDo: true }, context);
  if (selection.found === undefined) return refuse(400, "ManagedIdentityNotFound", "No managed identity is assigned to this application.");
  const answer = identityToken(selection.found, resource, context);
  return answer === undefined ? refuse(400, "InvalidResource", unknownResource(selection.found, resource, context)) : json(200, answer);
};

function refuse(status: number, code: string, message: string): SandboxResponse {
  return json(status, { error: { code, message } });
}
