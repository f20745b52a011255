import { decideAccess } from "../access.ts";
import { normalAudience, readBearer } from "../access/bearer.ts";
import type { SandboxResponse } from "../app.ts";
import { accountId } from "../arm/account-shape.ts";
import { badToken, lacksDataAction, operationNotSupported, promptFiltered, rateLimited, refusals, serviceError, wrongTenant } from "./error.ts";
import { addressAllowed } from "./network.ts";
import type { FoundryCall } from "./operation.ts";
import { versionRefusal } from "./version.ts";

/** One step of the service's own order: an answer ends the request, nothing lets it on. */
type Step = (call: FoundryCall) => SandboxResponse | undefined;

/**
 * The order in which the service looks at a request. Which of two errors wins is observed for the first five;
 * the order of access, path and deployment is not documented, so it is kept as a list that is easy to change.
 */
export const steps: readonly (readonly [name: string, step: Step])[] = [
  ["network", network],
  ["custom subdomain", customSubdomain],
  ["key", key],
  ["token", token],
  ["tenant", tenant],
  ["access", access],
  ["path", path],
  ["version", versionRefusal],
  ["body", body],
  ["deployment", deployment],
  ["operation", operation],
  ["rate", rate],
  ["content", (call) => (call.deployment?.filtersPrompts === true ? promptFiltered() : undefined)],
];

function network({ destination, world }: FoundryCall): SandboxResponse | undefined {
  if (destination.kind !== "account") return undefined;
  const { account } = destination;
  if (addressAllowed(account, world.callerAddress)) return undefined;
  return account.publicNetworkAccess === "Disabled" ? refusals.publicAccessDisabled() : refusals.firewall();
}

function keyOf({ request }: FoundryCall): string | undefined {
  const value = request.headers["api-key"] ?? request.headers["ocp-apim-subscription-key"];
  return value === undefined || value.trim() === "" ? undefined : value.trim();
}

function customSubdomain(call: FoundryCall): SandboxResponse | undefined {
  if (call.destination.kind !== "regional" || keyOf(call) !== undefined) return undefined;
  return call.request.headers["authorization"] === undefined ? refusals.invalidKey() : refusals.customSubdomainNeeded();
}

/** A key in its header is looked at before any token; project routes take no keys. */
function key(call: FoundryCall): SandboxResponse | undefined {
  const value = keyOf(call);
  const { destination, world } = call;
  if (value === undefined || call.operation?.dialect === "project") return undefined;
  const account =
    destination.kind === "account"
      ? destination.account
      : world.accounts.find((candidate) => destination.kind === "regional" && candidate.location === destination.region && candidate.keys.includes(value));
  if (account === undefined || !account.keys.includes(value)) return refusals.invalidKey();
  if (account.disableLocalAuth) return refusals.keysDisabled();
  call.account = account;
  call.keyUsed = true;
  return undefined;
}

function token(call: FoundryCall): SandboxResponse | undefined {
  if (call.keyUsed === true || call.destination.kind !== "account") return undefined;
  const { account } = call.destination;
  const project = /^\/api\/projects\//i.test(call.request.url.pathname);
  const accepted = project ? account.audiences.filter((uri) => !uri.includes("cognitiveservices")) : account.audiences;
  const bearer = readBearer(call.request, call.context);
  if ("problem" in bearer || !accepted.includes(normalAudience(bearer.claims.aud))) return badToken(accepted);
  call.account = account;
  call.claims = bearer.claims;
  return undefined;
}

function tenant({ claims, account }: FoundryCall): SandboxResponse | undefined {
  if (claims === undefined || account === undefined || claims.tid.toLowerCase() === account.tenantId.toLowerCase()) return undefined;
  return wrongTenant(claims.tid);
}

/** Account routes are checked at the account, project routes at the project. */
function access({ claims, account, operation: wanted, params, world, request }: FoundryCall): SandboxResponse | undefined {
  if (claims === undefined || account === undefined || wanted === undefined) return undefined;
  const action = `Microsoft.CognitiveServices/accounts/${wanted.dataAction}`;
  const scope = wanted.dialect === "project" ? `${accountId(account)}/projects/${params["project"]}` : accountId(account);
  const decision = decideAccess(world, claims.oid, action, scope, "data");
  if (decision.allowed) return undefined;
  if (decision.because === "not-effective-yet") return refusals.notPropagated();
  return lacksDataAction(claims.upn ?? claims.oid, action, request.method, wanted.printed);
}

/** A path that nobody serves, a key without an account, or a project that the account does not have. */
function path({ operation: wanted, account, params }: FoundryCall): SandboxResponse | undefined {
  if (wanted === undefined || account === undefined) return refusals.notFound();
  const name = params["project"]?.toLowerCase();
  return name === undefined || account.projects.some((project) => project.name.toLowerCase() === name) ? undefined : refusals.notFound();
}

function body(call: FoundryCall): SandboxResponse | undefined {
  if (call.request.body.trim() === "") {
    call.body = {};
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(call.request.body);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return refusals.badJson();
    call.body = value as Record<string, unknown>;
    return undefined;
  } catch {
    return refusals.badJson();
  }
}

function deployment(call: FoundryCall): SandboxResponse | undefined {
  if (call.operation?.runs === undefined) return undefined;
  const name = call.params["deployment"] ?? call.body?.["model"];
  if (typeof name !== "string" || name === "") return serviceError(400, "BadRequest", "Missing required parameter: 'model'.", { param: "model", type: "invalid_request_error" });
  const found = call.account?.deployments.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (found === undefined || found.provisioningState !== "Succeeded") return refusals.deploymentNotFound();
  call.deployment = found;
  return undefined;
}

function operation({ operation: wanted, deployment: target }: FoundryCall): SandboxResponse | undefined {
  if (wanted?.runs === undefined || target === undefined || target.capabilities[wanted.runs.capability] === "true") return undefined;
  return operationNotSupported(wanted.runs.capability, target.model.name);
}

function rate({ operation: wanted, deployment: target, account, request }: FoundryCall): SandboxResponse | undefined {
  if (wanted?.runs === undefined || target?.throttled === undefined) return undefined;
  const tier = account?.kind === "OpenAI" ? "OpenAI" : "AIServices";
  return rateLimited(wanted.runs.operationId, request.url.searchParams.get("api-version") ?? "v1", tier, target.throttled.retryAfterSeconds);
}
