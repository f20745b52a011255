import { json, type Handler } from "../app.ts";
import { issueOutsideAssertion } from "../entra/token.ts";

/** `GET {ACTIONS_ID_TOKEN_REQUEST_URL}&audience=…` of a GitHub Actions job: the job's own ID token, for the audience asked for. */
export const githubIdToken: Handler = (request, context) => {
  if (request.headers["authorization"]?.toLowerCase() !== `bearer ${context.hostSecrets.actionsToken}`.toLowerCase()) {
    return json(401, { typeName: "UnauthorizedRequestException", message: "The request token is missing or wrong." });
  }
  const audience = request.url.searchParams.get("audience") ?? "https://github.com/contoso";
  return json(200, { count: 1, value: issueOutsideAssertion(context, { ...context.world.assertion, audience }) });
};
