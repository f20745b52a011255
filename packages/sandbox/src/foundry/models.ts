import { json, type SandboxResponse } from "../app.ts";
import { modelsOffered, type ModelOffered } from "../arm/models.ts";
import type { Properties } from "../world.ts";
import { serviceError } from "./error.ts";
import type { AuthorizedCall } from "./operation.ts";

/** The base models that the account can reach, which says nothing about its deployments. */
export function listModels(): SandboxResponse {
  return json(200, { object: "list", data: modelsOffered.filter((model) => model.format === "OpenAI").map(shape) });
}

/** One base model. */
export function getModel({ params }: AuthorizedCall): SandboxResponse {
  const model = modelsOffered.find((candidate) => candidate.format === "OpenAI" && idOf(candidate) === params["model"]);
  return model === undefined ? serviceError(404, "ResourceNotFound", "The specified model does not exist.") : json(200, shape(model));
}

function idOf(model: ModelOffered): string {
  return `${model.name}-${model.version}`;
}

function shape(model: ModelOffered): Properties {
  return {
    id: idOf(model),
    object: "model",
    status: "succeeded",
    created_at: 1_735_689_600,
    lifecycle_status: "generally-available",
    capabilities: {
      fine_tune: false,
      inference: true,
      completion: false,
      chat_completion: model.capabilities["chatCompletion"] === "true",
      embeddings: model.capabilities["embeddings"] === "true",
    },
  };
}
