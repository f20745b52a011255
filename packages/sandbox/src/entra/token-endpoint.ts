import { json, type Context, type Handler, type SandboxResponse } from "../app.ts";
import { authorizationCode } from "./grants/authorization-code.ts";
import { clientCredentials } from "./grants/client-credentials.ts";
import { deviceCode } from "./grants/device-code.ts";
import type { Grant } from "./grants/grant.ts";
import { refreshToken } from "./grants/refresh-token.ts";
import { onBehalfOf, password } from "./grants/refused.ts";
import { errorAnswer, Refusal, refusalAnswer } from "./refusal.ts";
import { tenantOfPath } from "./tenant.ts";

const grants: Record<string, Grant> = {
  client_credentials: clientCredentials,
  device_code: deviceCode,
  "urn:ietf:params:oauth:grant-type:device_code": deviceCode,
  authorization_code: authorizationCode,
  refresh_token: refreshToken,
  "urn:ietf:params:oauth:grant-type:jwt-bearer": onBehalfOf,
  password,
};

/** `POST /{tenant}/oauth2/v2.0/token`. */
export const token: Handler = refusing((request, context) => {
  const form = new URLSearchParams(request.body);
  addBasicCredentials(form, request.headers["authorization"]);
  if (form.has("resource")) throw new Refusal(901002);
  return answerToken(form, request, context);
});

/** `POST /{tenant}/oauth2/token`, the older endpoint: a resource instead of a scope, and numbers as text in the answer. */
export const tokenV1: Handler = refusing((request, context) => {
  const form = new URLSearchParams(request.body);
  addBasicCredentials(form, request.headers["authorization"]);
  const resource = form.get("resource");
  if (resource === null) throw new Refusal(900144, { parameter: "resource" });
  form.set("scope", `${resource}/.default`);
  const answer = answerToken(form, request, context);
  if (answer.status !== 200 || typeof answer.body !== "string") return answer;
  const fields = JSON.parse(answer.body) as Record<string, unknown>;
  const now = Math.floor(context.world.clock.now() / 1000);
  const lifetime = Number(fields["expires_in"]);
  const times = { expires_in: String(lifetime), ext_expires_in: String(lifetime), expires_on: String(now + lifetime), not_before: String(now - 300) };
  return json(200, { ...fields, ...times, resource });
});

/** Wraps a handler so that what it refuses by throwing is answered in Entra's form; the world's own refusal comes first. */
export function refusing(handler: (request: Parameters<Handler>[0], context: Context) => SandboxResponse | Promise<SandboxResponse>): Handler {
  return async (request, context) => {
    if (request.method === "POST" && context.world.tokenRefusal !== undefined) return errorAnswer(context.world.tokenRefusal, context);
    try {
      return await handler(request, context);
    } catch (error) {
      if (error instanceof Refusal) return refusalAnswer(error, context);
      throw error;
    }
  };
}

function answerToken(form: URLSearchParams, request: Parameters<Handler>[0], context: Context): SandboxResponse {
  const name = form.get("grant_type");
  if (name === null || name === "") throw new Refusal(900144, { parameter: "grant_type" });
  const grant = grants[name];
  if (grant === undefined) throw new Refusal(70003, { grant: name });
  const tenantName = request.params["tenant"] ?? "";
  const tenant = tenantOfPath(tenantName, context.world);
  const answer = grant({ form, tenant, tenantName, request, tokenUrl: `https://${request.url.host}${request.url.pathname}` }, context);
  return json(200, answer, { "cache-control": "no-store, no-cache", pragma: "no-cache" });
}

/** A client may send id and secret in the header instead of the form (RFC 6749 §2.3.1). */
function addBasicCredentials(form: URLSearchParams, authorization: string | undefined): void {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return;
  const [id, secret] = Buffer.from(encoded, "base64").toString().split(":").map(decodeURIComponent);
  if (id !== undefined && !form.has("client_id")) form.set("client_id", id);
  if (secret !== undefined && !form.has("client_secret")) form.set("client_secret", secret);
}
