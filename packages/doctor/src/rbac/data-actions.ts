import type { EndpointSetting } from "../facts/settings.ts";

/** A call of the data plane that needs a data action. */
export type DataCall = "responses" | "chat-completions" | "embeddings" | "models" | "assistants" | "agents" | "inference-models";

/** What a call needs, and how sure that is: seen in the service's own refusals, or expected from the roles' texts. */
export interface NeededDataAction {
  call: DataCall;
  action: string;
  sure: boolean;
}

const account = "Microsoft.CognitiveServices/accounts";

/** Data actions by call, for calls on an account's host. */
export const dataActions = {
  responses: { action: `${account}/OpenAI/responses/write`, sure: true },
  "chat-completions": { action: `${account}/OpenAI/deployments/chat/completions/action`, sure: true },
  embeddings: { action: `${account}/OpenAI/deployments/embeddings/action`, sure: false },
  models: { action: `${account}/OpenAI/models/read`, sure: false },
  assistants: { action: `${account}/OpenAI/assistants/write`, sure: false },
  agents: { action: `${account}/AIServices/agents/write`, sure: true },
  "inference-models": { action: `${account}/MaaS/chat/completions/action`, sure: false },
} as const satisfies Record<DataCall, { action: string; sure: boolean }>;

/** The data action that the application's own call needs: a project's routes are checked as agents, whatever they carry. */
export function actionFor(endpoint: Pick<EndpointSetting, "kind">, wireApi: "responses" | "completions"): NeededDataAction {
  if (endpoint.kind === "project") return { call: "agents", ...dataActions.agents };
  const call = wireApi === "responses" ? "responses" : "chat-completions";
  return { call, ...dataActions[call] };
}
