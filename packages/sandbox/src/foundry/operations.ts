import { createChatCompletion } from "./chat-completions.ts";
import { createEmbeddings } from "./embeddings.ts";
import { getModel, listModels } from "./models.ts";
import type { FoundryOperation } from "./operation.ts";
import { createResponse, deleteResponse, getResponse } from "./responses.ts";

const responses = { runs: { capability: "responses", operationId: "Responses_Create" }, handle: createResponse } as const;
const chat = { runs: { capability: "chatCompletion", operationId: "ChatCompletions_Create" }, handle: createChatCompletion } as const;
const embeddings = { runs: { capability: "embeddings", operationId: "Embeddings_Create" }, handle: createEmbeddings } as const;

const chatAction = "OpenAI/deployments/chat/completions/action";
const embeddingsAction = "OpenAI/deployments/embeddings/action";
const project = { dialect: "project", printed: "/api/projects/{projectName}/openai/*" } as const;

/**
 * Every data-plane operation that the sandbox answers. The data actions of responses, classic chat and project routes are those that the
 * service's own refusals name; those of v1 chat, embeddings and models are expected from the roles' texts.
 */
export const operations: readonly FoundryOperation[] = [
  { method: "POST", path: "/openai/v1/responses", dialect: "v1", dataAction: "OpenAI/responses/write", printed: "/openai/v1/responses", ...responses },
  { method: "GET", path: "/openai/v1/responses/:response", dialect: "v1", dataAction: "OpenAI/responses/read", printed: "/openai/v1/responses/{response_id}", handle: getResponse },
  { method: "DELETE", path: "/openai/v1/responses/:response", dialect: "v1", dataAction: "OpenAI/responses/delete", printed: "/openai/v1/responses/{response_id}", handle: deleteResponse },
  { method: "POST", path: "/openai/v1/chat/completions", dialect: "v1", dataAction: chatAction, printed: "/openai/v1/chat/completions", ...chat },
  { method: "POST", path: "/openai/v1/embeddings", dialect: "v1", dataAction: embeddingsAction, printed: "/openai/v1/embeddings", ...embeddings },
  { method: "GET", path: "/openai/v1/models", dialect: "v1", dataAction: "OpenAI/models/read", printed: "/openai/v1/models", handle: listModels },
  { method: "GET", path: "/openai/v1/models/:model", dialect: "v1", dataAction: "OpenAI/models/read", printed: "/openai/v1/models/{model}", handle: getModel },
  { method: "POST", path: "/openai/responses", dialect: "classic", dataAction: "OpenAI/responses/write", printed: "/openai/responses", ...responses },
  { method: "GET", path: "/openai/responses/:response", dialect: "classic", dataAction: "OpenAI/responses/read", printed: "/openai/responses/{response_id}", handle: getResponse },
  { method: "DELETE", path: "/openai/responses/:response", dialect: "classic", dataAction: "OpenAI/responses/delete", printed: "/openai/responses/{response_id}", handle: deleteResponse },
  { method: "POST", path: "/openai/deployments/:deployment/chat/completions", dialect: "classic", dataAction: chatAction, printed: "/openai/deployments/{deployment-id}/chat/completions", ...chat },
  { method: "POST", path: "/openai/deployments/:deployment/embeddings", dialect: "classic", dataAction: embeddingsAction, printed: "/openai/deployments/{deployment-id}/embeddings", ...embeddings },
  { method: "GET", path: "/openai/models", dialect: "classic", dataAction: "OpenAI/models/read", printed: "/openai/models", handle: listModels },
  { method: "GET", path: "/openai/models/:model", dialect: "classic", dataAction: "OpenAI/models/read", printed: "/openai/models/{model-id}", handle: getModel },
  { method: "POST", path: "/api/projects/:project/openai/v1/responses", ...project, dataAction: "AIServices/agents/write", ...responses },
  { method: "GET", path: "/api/projects/:project/openai/v1/responses/:response", ...project, dataAction: "AIServices/agents/read", handle: getResponse },
  { method: "POST", path: "/api/projects/:project/openai/v1/chat/completions", ...project, dataAction: "AIServices/agents/write", ...chat },
  { method: "GET", path: "/api/projects/:project/openai/v1/models", ...project, dataAction: "AIServices/agents/read", handle: listModels },
];

/** The operation of a method and path, with what its placeholders stand for; a doubled slash is a path of its own, which nobody serves. */
export function operationFor(method: string, pathname: string): { operation: FoundryOperation; params: Record<string, string> } | undefined {
  for (const operation of operations) {
    const params = operation.method === method ? match(operation.path, pathname) : undefined;
    if (params !== undefined) return { operation, params };
  }
  return undefined;
}

function match(template: string, pathname: string): Record<string, string> | undefined {
  const [wanted, given] = [template.split("/"), pathname.replace(/(?<=[^/])\/$/, "").split("/")];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? "";
    if (part.startsWith(":") && segment !== "") params[part.slice(1)] = decode(segment);
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
