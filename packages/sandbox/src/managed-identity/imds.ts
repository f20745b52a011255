import { json, type Handler, type SandboxResponse } from "../app.ts";
import { identityToken, selectIdentity, unknownResource } from "./identity.ts";

const versions = new Set(["2018-02-01", "2019-08-01", "2020-02-01", "2021-02-01"]);

/** `GET http://169.254.169.254/metadata/identity/oauth2/token`, the endpoint of virtual machines. */
export const imds: Handler = (request, context) => {
  const query = request.url.searchParams;
  if (request.headers["metadata"]?.toLowerCase() !== "true") return refuse("bad_request_102", "Required metadata header not specified");
  const resource = query.get("resource");
  if (!versions.has(query.get("api-version") ?? "")) return refuse("invalid_request", "The api-version parameter is missing or not supported");
  if (resource === null || resource === "") return refuse("invalid_request", "Required query variable 'resource' is missing");
  const selection = selectIdentity(
    { clientId: query.get("client_id"), objectId: query.get("object_id"), resourceId: query.get("msi_res_id") ?? query.get("mi_res_id") },
    { onlyOneWillDo: true },
    context,
  );
  if (selection.found === undefined) {
    const several = "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request";
    return refuse("invalid_request", selection.why === "several" ? several : "Identity not found");
  }
  const answer = identityToken(selection.found, resource, context);
  return answer === undefined ? refuse("invalid_resource", unknownResource(selection.found, resource, context)) : json(200, { refresh_token: "", ...answer });
};

function refuse(error: string, description: string): SandboxResponse {
  return json(400, { error, error_description: description });
}
