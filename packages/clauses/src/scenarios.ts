import { ids, type Sandbox, type World } from "@copilot-entra/sandbox";
import type { Scenario } from "./clause.ts";

/** Makes the identity endpoint answer with a token of its own that was changed on the way. */
const changedToken = (change: (token: string) => string) => async (sandbox: Sandbox): Promise<readonly string[]> => {
  const { IDENTITY_ENDPOINT: endpoint = "", IDENTITY_HEADER: header = "" } = sandbox.env;
  const answer = await fetch(`${endpoint}?api-version=2019-08-01&resource=https://ai.azure.com`, { headers: { "x-identity-header": header } });
  const body = (await answer.json()) as { access_token: string };
  sandbox.requests.length = 0;
  const token = change(body.access_token);
  sandbox.world.wireFaults.push({
    where: "managed-identity",
    effect: { kind: "answer", status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ ...body, access_token: token }) },
  });
  return token.split(/\s+/).filter((part) => part.length > 20);
};

const json = { "content-type": "application/json" };

/** The model answers so many requests with this, before it is well again. */
const modelAnswers = (status: number, code: string, message: string, times?: number, headers: Record<string, string> = {}) => (world: World): void =>
  void world.wireFaults.push({
    where: "foundry",
    effect: { kind: "answer", status, headers: { ...json, ...headers }, body: JSON.stringify({ error: { code, message } }) },
    ...(times === undefined ? {} : { times }),
  });

/** The deployment is called otherwise. */
const renamedDeployment = (name: string) => (world: World): void => {
  const deployment = world.accounts[0]?.deployments[0];
  if (deployment !== undefined) deployment.name = name;
};

const noText = JSON.stringify({ id: "resp_0", object: "response", created_at: 1, status: "completed", model: "gpt-5.5", output: [], usage: { input_tokens: 1, output_tokens: 0, total_tokens: 1 } });

/** Seconds that a token has left in the scenario where it expires: more than the 5 minutes that every library and sample wants. */
const shortLife = 301;

/** Each scenario by name: a world, an environment, a course of events. */
export const scenarios = {
  healthy: {},
  "no-url": { env: { FOUNDRY_RESOURCE_URL: undefined } },
  "blank-url": { env: { FOUNDRY_RESOURCE_URL: "  " } },
  "fallback-url": { env: { FOUNDRY_RESOURCE_URL: undefined, AZURE_AI_FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.com" } },
  "url-without-scheme": { env: { FOUNDRY_RESOURCE_URL: "contoso.openai.azure.com" } },
  "url-undefined": { env: { FOUNDRY_RESOURCE_URL: "undefined/openai/v1/" } },
  "url-http": { env: { FOUNDRY_RESOURCE_URL: "http://contoso.openai.azure.com" } },
  "url-with-query": { env: { FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.com/openai/v1/responses?api-version=2025-04-01-preview" } },
  "url-with-blanks-and-slashes": { env: { FOUNDRY_RESOURCE_URL: " https://contoso.openai.azure.com// " } },
  "url-with-path": { env: { FOUNDRY_RESOURCE_URL: "https://contoso.openai.azure.com/openai/v1/" } },
  "no-selector": { env: { AZURE_TOKEN_CREDENTIALS: undefined } },
  "blank-selector": { env: { AZURE_TOKEN_CREDENTIALS: " " } },
  "unknown-selector": { env: { AZURE_TOKEN_CREDENTIALS: "PasswordCredential" } },
  "default-model": { env: { FOUNDRY_MODEL: undefined } },
  "own-model": { env: { FOUNDRY_MODEL: "Contoso.Chat_7" }, mutate: renamedDeployment("Contoso.Chat_7") },
  "own-scope": { env: { FOUNDRY_SCOPE: "https://cognitiveservices.azure.com/.default" } },
  "wrong-scope": { env: { FOUNDRY_SCOPE: "https://ai.azure.com" } },
  "user-assigned": { credential: "user-assigned-managed-identity" },
  "empty-client-id": { env: { AZURE_CLIENT_ID: "" } },
  "client-secret": { credential: "client-secret" },
  "workload-identity": { credential: "workload-identity" },
  "no-role": { faults: ["rbac-no-data-role"] },
  "401-once": { faults: ["wire-401-once"] },
  "403": { faults: ["network-access-denied"] },
  "404": { faults: ["deployment-not-found"] },
  "429": { mutate: modelAnswers(429, "429", "Too many requests. Retry after 1 second.", undefined, { "retry-after": "1" }), waits: 6 },
  "500-once": { faults: ["wire-500-once"] },
  "cut-once": { faults: ["wire-cut-once"] },
  hang: { faults: ["wire-hang"], stdin: ["Hello!"], waits: 120 },
  "hang-identity": { faults: ["wire-hang-identity"], stdin: ["Hello!"], waits: 65 },
  "identity-refused": { faults: ["identity-not-assigned"], stdin: ["Hello!"] },
  "token-with-line-end": { arrange: changedToken((token) => `${token}\n`) },
  "token-broken": { arrange: changedToken((token) => `${token.slice(0, 200)}\n${token.slice(200)}`), stdin: ["Hello!"] },
  expiry: {
    mutate: (world) => void (world.tokenLifetime.managedIdentity = shortLife),
    // The first answer takes so long that the token comes under 5 minutes for the program; for the service it is over by then.
    onAnswer: ({ part, status }, { world }) => {
      if (world.clock.now() > Date.now() + shortLife * 1000) return;
      if (part === "managed-identity") world.transport.latency = 35_000;
      if (part !== "foundry" || status !== 200) return;
      world.transport.latency = 0;
      world.clock.advance((shortLife + 60) * 1000);
    },
    waits: 35,
  },
  "error-then-well": { mutate: modelAnswers(403, "AccessDenied", "The first question is refused.", 1), stdin: ["Hello!", "Hello again!"] },
  "empty-answer": { mutate: (world) => void world.wireFaults.push({ where: "foundry", effect: { kind: "answer", status: 200, headers: json, body: noText } }), stdin: ["Hello!"] },
  "untrusted-ca": { faults: ["tls-untrusted-ca"], stdin: ["Hello!"], waits: 25 },
  interrupt: { faults: ["wire-hang"], signal: { name: "SIGINT", to: "process" } },
  "interrupt-group": { faults: ["wire-hang"], signal: { name: "SIGINT", to: "group" } },
  "interrupt-identity": { faults: ["wire-hang-identity"], signal: { name: "SIGINT", to: "group" } },
  terminate: { faults: ["wire-hang"], signal: { name: "SIGTERM", to: "process" } },
} as const satisfies Record<string, Scenario>;

/** The name of a scenario. */
export type ScenarioName = keyof typeof scenarios;

/** Client id of the user-assigned identity that `user-assigned` names in AZURE_CLIENT_ID. */
export const userAssignedClientId = ids.userIdentityClient;
