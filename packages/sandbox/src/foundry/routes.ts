import type { Context, Handler, Route, SandboxRequest, SandboxResponse } from "../app.ts";
import { steps } from "./authorize.ts";
import { refusals } from "./error.ts";
import { destinationOf } from "./host.ts";
import type { FoundryCall } from "./operation.ts";
import { operationFor } from "./operations.ts";

/** The data plane. It has one route since its paths are looked up only after sign-in, in the service's own order of steps. */
export const foundryRoutes: Route[] = [{ method: "*", path: "/*path", handler: (request, context) => answer(request, context) }];

/** What the data plane says to anything else. */
export const foundryNotFound: Handler = (request, context) => answer(request, context);

function answer(request: SandboxRequest, context: Context): SandboxResponse {
  const { world } = context;
  const found = operationFor(request.method, request.url.pathname);
  const call: FoundryCall = {
    request,
    context,
    world,
    destination: destinationOf(world, request.url.hostname),
    params: found?.params ?? {},
    ...(found === undefined ? {} : { operation: found.operation }),
  };
  for (const [, step] of steps) {
    const refused = step(call);
    if (refused !== undefined) return withHeaders(refused, call);
  }
  const { operation, account, params, body = {}, deployment } = call;
  if (operation === undefined || account === undefined) return withHeaders(refusals.notFound(), call);
  return withHeaders(operation.handle({ request, context, world, account, params, body, deployment }), call);
}

/** The headers by which the service names the request, its region and what is left of the limits. */
function withHeaders(response: SandboxResponse, { context, account, deployment }: FoundryCall): SandboxResponse {
  const number = (context.counters["data-plane"] ?? 0) + 1;
  context.counters["data-plane"] = number;
  const id = `00000000-0000-4000-9000-${String(number).padStart(12, "0")}`;
  const limits: Record<string, string> =
    deployment === undefined
      ? {}
      : {
          "x-ratelimit-limit-requests": String(deployment.sku.capacity),
          "x-ratelimit-remaining-requests": String(Math.max(deployment.sku.capacity - 1, 0)),
          "x-ratelimit-limit-tokens": String(deployment.sku.capacity * 1000),
          "x-ratelimit-remaining-tokens": String(deployment.sku.capacity * 1000 - 100),
        };
  return {
    ...response,
    headers: { "apim-request-id": id, "x-ms-request-id": id, "x-request-id": id, ...(account === undefined ? {} : { "x-ms-region": account.location }), ...limits, ...response.headers },
  };
}
