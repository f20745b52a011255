import { json, type Handler, type SandboxResponse } from "../app.ts";
import { identityToken, selectIdentity, unknownResource } from "./identity.ts";

/** Azure Arc's endpoint: the first request is challenged with the path of a file that only local programs can read. */
export const arc: Handler = (request, context) => {
  const { hostSecrets, world } = context;
  if (world.identityHost !== "arc") return refuse(404, "not_found", "No managed identity endpoint on this host.");
  if (request.headers["metadata"]?.toLowerCase() !== "true") return refuse(400, "bad_request_102", "Required metadata header not specified");
  const query = request.url.searchParams;
  if (["client_id", "object_id", "principal_id", "msi_res_id", "mi_res_id"].some((name) => query.has(name))) {
    return refuse(400, "invalid_request", "User-assigned identities are not supported by Azure Arc");
  }
  const resource = query.get("resource");
  if (resource === null || resource === "") return refuse(400, "invalid_request", "Required query variable 'resource' is missing");
  if (request.headers["authorization"] !== `Basic ${hostSecrets.arcKey}`) {
    return { ...refuse(401, "unauthorized", "The key of the challenge is missing or wrong"), headers: { "www-authenticate": `Basic realm=${hostSecrets.arcKeyFile}` } };
  }
  const selection = selectIdentity({}, { onlyOneWillDo: false }, context);
  if (selection.found === undefined) return refuse(400, "invalid_request", "Identity not found");
  const answer = identityToken(selection.found, resource, context);
  return answer === undefined ? refuse(400, "invalid_resource", unknownResource(selection.found, resource, context)) : json(200, answer);
};

function refuse(status: number, error: string, description: string): SandboxResponse {
  return json(status, { error, error_description: description });
}
