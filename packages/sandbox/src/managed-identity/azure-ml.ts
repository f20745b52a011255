import { json, type Handler, type SandboxResponse } from "../app.ts";
import { identityToken, selectIdentity, unknownResource } from "./identity.ts";

/** Azure Machine Learning's endpoint: the older `2017-09-01` request with the secret in a header. */
export const azureMl: Handler = (request, context) => {
  if (context.world.identityHost !== "azure-ml") return refuse(404, "No managed identity endpoint on this host.");
  if (request.headers["secret"] !== context.hostSecrets.identityHeader) return refuse(401, "The secret header is missing or wrong.");
  const query = request.url.searchParams;
  const resource = query.get("resource");
  if (resource === null || resource === "") return refuse(400, "The resource parameter is missing.");
  const selection = selectIdentity({ clientId: query.get("clientid") ?? query.get("client_id") }, { onlyOneWillDo: true }, context);
  if (selection.found === undefined) return refuse(400, "Identity not found");
  const answer = identityToken(selection.found, resource, context);
  return answer === undefined ? refuse(400, unknownResource(selection.found, resource, context)) : json(200, answer);
};

function refuse(status: number, message: string): SandboxResponse {
  return json(status, { error: { code: status, message } });
}
