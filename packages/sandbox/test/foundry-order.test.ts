import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ids } from "../src/seed.ts";
import type { Account } from "../src/world.ts";
import { openStage, type Ask, type Stage } from "./stage.ts";

let stage: Stage;
let account: Account;

beforeAll(async () => {
  stage = await openStage();
});

beforeEach(() => {
  stage.reset();
  account = stage.world.accounts.find(({ name }) => name === "contoso") ?? expect.unreachable();
});

const v1 = "https://contoso.openai.azure.com/openai/v1/responses";
const classic = "https://contoso.openai.azure.com/openai/deployments/gpt-5.5/chat/completions";
const project = "https://contoso.services.ai.azure.com/api/projects/demo/openai/v1/responses";
const hello = { model: "gpt-5.5", input: "Hello", messages: [{ role: "user", content: "Hello" }] };
const wrongToken = "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com/ or https://ai.azure.com), or have expired.";

interface Case {
  title: string;
  url?: string;
  ask?: Ask;
  change?: () => void;
  status: number;
  code?: string;
  message?: string;
}

const cases: Case[] = [
  { title: "answers a caller with the role", status: 200 },
  { title: "takes the audience of Cognitive Services too, with a slash", ask: { audience: "https://cognitiveservices.azure.com/" }, status: 200 },
  { title: "takes the audience by its application id", ask: { audience: "18a66f5f-dbdf-4c17-9dd7-1634712a9cbe" }, status: 200 },
  { title: "refuses a missing token", ask: { as: null }, status: 401, message: wrongToken },
  { title: "refuses a token for Resource Manager with the same words", ask: { audience: "https://management.azure.com/" }, status: 401, message: wrongToken },
  { title: "refuses an expired token with the same words", change: () => (stage.world.tokenClaims = (claims) => ({ ...claims, exp: Number(claims["iat"]) - 1 })), status: 401, message: wrongToken },
  { title: "refuses a token before its time with the same words", change: () => (stage.world.tokenClaims = (claims) => ({ ...claims, nbf: Number(claims["exp"]) })), status: 401, message: wrongToken },
  { title: "refuses a key sent as bearer with the same words", ask: { as: null, headers: { authorization: "Bearer 0123456789abcdef" } }, status: 401, message: wrongToken },
  { title: "refuses a token signed by someone else with the same words", ask: { as: null, headers: { authorization: `Bearer ${unsigned()}` } }, status: 401, message: wrongToken },
  {
    title: "names one audience where the account takes one",
    change: () => (account.audiences = ["https://cognitiveservices.azure.com"]),
    status: 401,
    message: "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.",
  },
  { title: "refuses the token of another tenant", ask: { as: "fabrikam" }, status: 400, code: "Tenant provided in token does not match resource token", message: `Token tenant ${ids.fabrikamTenant} does not match resource tenant.` },
  {
    title: "refuses a caller without the role as 401",
    change: () => (stage.world.roleAssignments = []),
    status: 401,
    code: "PermissionDenied",
    message: `The principal \`${ids.systemIdentityPrincipal}\` lacks the required data action \`Microsoft.CognitiveServices/accounts/OpenAI/responses/write\` to perform \`POST /openai/v1/responses\` operation.`,
  },
  {
    title: "prints the route's template on classic paths",
    url: `${classic}?api-version=2024-10-21`,
    change: () => (stage.world.roleAssignments = []),
    status: 401,
    message: `The principal \`${ids.systemIdentityPrincipal}\` lacks the required data action \`Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action\` to perform \`POST /openai/deployments/{deployment-id}/chat/completions\` operation.`,
  },
  {
    title: "says something else while an assignment is on its way",
    change: () => stage.world.roleAssignments.forEach((assignment) => (assignment.effectiveAt = stage.world.clock.now() + 1000)),
    status: 401,
    code: "PermissionDenied",
    message: "Principal does not have access to API/Operation.",
  },
  { title: "refuses a bearer on the regional host", url: v1.replace("contoso.openai.azure.com", "swedencentral.api.cognitive.microsoft.com"), status: 400, code: "BadRequest", message: "Please provide a custom subdomain for token authentication, otherwise API key is required." },
  { title: "refuses the network before it looks at the token", ask: { as: null }, change: () => (account.publicNetworkAccess = "Disabled"), status: 403, code: "403", message: "Public access is disabled. Please configure private endpoint." },
  { title: "refuses an address that the firewall does not list", change: () => (account.networkAcls = { defaultAction: "Deny", ipRules: [], virtualNetworkRules: [] }), status: 403, code: "403", message: "Access denied due to Virtual Network/Firewall rules." },
  { title: "lets in an address that a range lists", change: () => (account.networkAcls = { defaultAction: "Deny", ipRules: [{ value: "203.0.113.0/24" }], virtualNetworkRules: [] }), status: 200 },
  {
    title: "lets in a private address through an approved private endpoint",
    change: () => {
      account.publicNetworkAccess = "Disabled";
      account.privateEndpointConnections = [{ name: "pe", status: "Approved" }];
      stage.world.callerAddress = "10.1.2.3";
    },
    status: 200,
  },
  { title: "refuses a key while key sign-in is off", ask: { as: null, headers: { "api-key": "KEY" } }, status: 403, code: "AuthenticationTypeDisabled", message: "Key based authentication is disabled for this resource." },
  { title: "takes a key while key sign-in is on", ask: { as: null, headers: { "api-key": "KEY" } }, change: () => (account.disableLocalAuth = false), status: 200 },
  { title: "refuses a token sent as a key", ask: { as: null, headers: { "api-key": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln" } }, status: 401, code: "401" },
  { title: "looks at a key before a token", ask: { headers: { "api-key": "wrong" } }, status: 401, code: "401" },
  { title: "ignores an empty key beside a token", ask: { headers: { "api-key": "" } }, status: 200 },
  { title: "refuses an api-version on a v1 path", url: `${v1}?api-version=2024-10-21`, status: 400, code: "BadRequest", message: "api-version query parameter is not allowed when using /v1 path" },
  { title: "does not find a classic path without api-version", url: classic, status: 404, code: "404", message: "Resource not found" },
  { title: "refuses an api-version that is none", url: `${classic}?api-version=2019-01-01`, status: 400, message: "API version not supported" },
  { title: "refuses Responses of an api-version before them", url: "https://contoso.openai.azure.com/openai/responses?api-version=2024-10-21", status: 400, message: "Azure OpenAI Responses API is enabled only for api-version 2025-03-01-preview and later" },
  { title: "does not find a doubled slash", url: v1.replace("/openai/v1", "//openai/v1"), status: 404, code: "404" },
  { title: "does not find a doubled path", url: v1.replace("/openai/v1", "/openai/v1/openai/v1"), status: 404, code: "404" },
  { title: "does not find Responses below a deployment, where two libraries look for them", url: "https://contoso.openai.azure.com/openai/deployments/gpt-5.5/responses?api-version=2025-04-01-preview", status: 404, code: "404" },
  { title: "does not find the path that a classic client makes of a v1 URL", url: "https://contoso.openai.azure.com/openai/v1/deployments/gpt-5.5/chat/completions?api-version=2024-10-21", status: 404, code: "404" },
  { title: "does not find the path of another dialect", url: "https://contoso.openai.azure.com/v1/responses", status: 404, code: "404" },
  { title: "does not find a deployment that is not there", ask: { body: { ...hello, model: "gpt-9" } }, status: 404, code: "DeploymentNotFound" },
  { title: "asks for a model", ask: { body: { input: "Hello" } }, status: 400, code: "BadRequest", message: "Missing required parameter: 'model'." },
  { title: "refuses a body that is no JSON", ask: { body: "{" }, status: 400 },
  { title: "refuses a model that does not serve the operation", ask: { body: { ...hello, model: "text-embedding-3-small" } }, status: 400, code: "OperationNotSupported" },
  { title: "refuses while the deployment's tokens are used up", change: () => account.deployments.forEach((deployment) => (deployment.throttled = { retryAfterSeconds: 60 })), status: 429, code: "429" },
  { title: "refuses a prompt that the content policy filters", change: () => account.deployments.forEach((deployment) => (deployment.filtersPrompts = true)), status: 400, code: "content_filter" },
  {
    title: "refuses encrypted reasoning of a model that does not reason",
    ask: { body: { ...hello, model: "gpt-4.1-mini", include: ["reasoning.encrypted_content"] } },
    status: 400,
    message: "Encrypted content is not supported with this model.",
  },
  { title: "refuses the audience of Cognitive Services on a project path", url: project, ask: { audience: "https://cognitiveservices.azure.com" }, status: 401, message: "Unauthorized. Access token is missing, invalid, audience is incorrect (https://ai.azure.com), or have expired." },
  { title: "wants the agents' data action on a project path", url: project, status: 401, code: "PermissionDenied" },
  { title: "answers a project path to Foundry User at the project", url: project, change: () => assign("53ca6127-db72-4b80-b1b0-d745d6d5456d", `${ids.accountId}/projects/demo`), status: 200 },
  { title: "does not find a project that is not there", url: project.replace("demo", "none"), change: () => assign("53ca6127-db72-4b80-b1b0-d745d6d5456d", ids.accountId), status: 404 },
];

describe("the data plane looks at a request in the service's order", () => {
  it.each(cases)("$title", async ({ url = v1, ask = {}, change, status, code, message }) => {
    change?.();
    if (ask.headers?.["api-key"] === "KEY") ask = { ...ask, headers: { "api-key": account.keys[0] } };
    const answer = await stage.ask(url, { method: "POST", body: hello, ...ask });
    const gateway = (answer.body as unknown as { message?: string }).message;
    expect({ status: answer.status, code: code && answer.body.error?.code, message: message && (answer.body.error?.message ?? gateway) }).toEqual({ status, code, message });
  });
});

function assign(roleDefinitionId: string, scope: string): void {
  const at = stage.world.clock.now();
  stage.world.roleAssignments.push({ name: "test", scope, roleDefinitionId, principalId: ids.systemIdentityPrincipal, principalType: "ServicePrincipal", createdAt: at, effectiveAt: at });
}

function unsigned(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part({ aud: "https://ai.azure.com", tid: ids.contosoTenant, oid: ids.developer, exp: 9e9, nbf: 0 })}.`;
}
