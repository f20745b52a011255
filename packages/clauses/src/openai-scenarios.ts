import { ids, type WireFault, type World } from "@copilot-entra/sandbox";
import type { Scenario } from "./clause.ts";

/** Puts a misbehaviour into the world. */
const misbehaves = (fault: WireFault) => (world: World): void => void world.wireFaults.push(structuredClone(fault));

/** One piece of an answer and then the end, without the mark of it. */
const halfStream = 'data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-5.5","choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"},"finish_reason":null}]}\n\n';

/** Where a list of models must not lead: a host that the sandbox stands for, and that would take the token. */
export const elsewhere = "fabrikam.openai.azure.com";

/** The ten kinds of credential that the credentials sample knows, each with the sandbox's credential that serves it. */
export const kinds = {
  "system-assigned-managed-identity": "managed-identity",
  "user-assigned-managed-identity": "user-assigned-managed-identity",
  "client-secret": "client-secret",
  "client-certificate": "client-certificate",
  "azure-cli": "azure-cli",
  "interactive-browser": "interactive-browser",
  "device-code": "device-code",
  default: "managed-identity",
  "workload-identity": "workload-identity",
  "federated-credential": "federated-credential",
} as const;

/** The name of a kind. */
export type Kind = keyof typeof kinds;

const kindScenarios = Object.fromEntries(Object.entries(kinds).map(([kind, credential]) => [`kind-${kind}`, { credential, env: { AZURE_CREDENTIAL_KIND: kind } }])) as Readonly<Record<string, Scenario>>;

/** Scenarios of the samples without the Copilot SDK, over those that they share with the others. */
export const openaiScenarios = {
  "endpoint-without-scheme": { env: { AZURE_OPENAI_ENDPOINT: "contoso.openai.azure.com" } },
  "own-names": {
    env: { AZURE_OPENAI_ENDPOINT: "https://contoso.openai.azure.com/", FOUNDRY_RESOURCE_URL: "https://fabrikam.openai.azure.com", AZURE_OPENAI_DEPLOYMENT: "gpt-4.1-mini", FOUNDRY_MODEL: "nothing" },
  },
  "keys-set": { env: { AZURE_OPENAI_API_KEY: "planted-azure-key", OPENAI_API_KEY: "planted-openai-key" } },
  "openai-variables": { env: { OPENAI_BASE_URL: "https://api.example.com/v1", OPENAI_ORG_ID: "org-planted", OPENAI_PROJECT_ID: "proj_planted" } },
  "wrong-audience": { faults: ["token-wrong-audience"] },
  "429-once": { faults: ["wire-429-retry-after"] },
  "429-for-a-day": { faults: ["wire-429-retry-after-long"], waits: 60 },
  html: { faults: ["wire-html"] },
  "stream-cut": { mutate: misbehaves({ where: "foundry", effect: { kind: "cut", afterBytes: 400 }, path: "/chat/completions" }) },
  "stream-without-end": { mutate: misbehaves({ where: "foundry", effect: { kind: "answer", status: 200, headers: { "content-type": "text/event-stream" }, body: halfStream }, path: "/chat/completions" }) },
  "no-subscription": { env: { AZURE_SUBSCRIPTION_ID: undefined } },
  "no-location": { env: { AZURE_LOCATION: " " } },
  "unknown-cloud": { env: { AZURE_CLOUD: "AzureMarsCloud" } },
  "government-cloud": { env: { AZURE_CLOUD: "AzureUSGovernment" }, waits: 20 },
  "no-reader": { mutate: (world) => void (world.roleAssignments = world.roleAssignments.filter(({ principalId }) => principalId !== ids.systemIdentityPrincipal)) },
  "429-arm-once": { faults: ["wire-429-arm"] },
  "hang-arm": { faults: ["wire-hang-arm"], waits: 60 },
  "next-page-elsewhere": {
    mutate: misbehaves({
      where: "arm",
      effect: { kind: "answer", status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ value: [], nextLink: `https://${elsewhere}/openai/v1/models` }) },
      path: "/models",
    }),
    waits: 20,
  },
  "unknown-kind": { env: { AZURE_CREDENTIAL_KIND: "password" } },
  ...kindScenarios,
  "kind-incomplete": { env: { AZURE_CREDENTIAL_KIND: "client-secret" } },
  "kind-signed-out": { credential: "azure-cli", mutate: (world) => void (world.tools.az = "signed-out"), env: { AZURE_CREDENTIAL_KIND: "azure-cli" } },
  "kind-expired": { credential: "client-secret", faults: ["secret-expired"], env: { AZURE_CREDENTIAL_KIND: "client-secret" } },
} as const satisfies Record<string, Scenario>;
