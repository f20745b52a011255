import type { Account, Properties } from "../world.ts";
import { json } from "../app.ts";
import { onAccount } from "./accounts.ts";
import { accountPath, type ArmOperation } from "./operation.ts";
import { page } from "./page.ts";

/** A model that this world's regions offer. */
export interface ModelOffered {
  format: string;
  name: string;
  version: string;
  capabilities: Record<string, string>;
}

const both = { responses: "true", chatCompletion: "true" };
const chat = { chatCompletion: "true" };
const embeddings = { embeddings: "true" };

/** The models of every region, more than one page of them. */
export const modelsOffered: readonly ModelOffered[] = [
  openAi("gpt-5.5", "2026-04-24", { ...both, agentsV2: "true" }),
  openAi("gpt-5.4", "2026-03-05", both),
  openAi("gpt-5", "2025-08-07", both),
  openAi("gpt-5-mini", "2025-08-07", both),
  openAi("gpt-5-nano", "2025-08-07", both),
  openAi("gpt-4.1", "2025-04-14", both),
  openAi("gpt-4.1-mini", "2025-04-14", both),
  openAi("gpt-4.1-nano", "2025-04-14", both),
  openAi("gpt-4o", "2024-11-20", both),
  openAi("gpt-4o-mini", "2024-07-18", both),
  openAi("o3", "2025-04-16", both),
  openAi("o4-mini", "2025-04-16", both),
  openAi("gpt-35-turbo", "0125", chat),
  openAi("text-embedding-3-small", "1", embeddings),
  openAi("text-embedding-3-large", "1", embeddings),
  openAi("text-embedding-ada-002", "2", embeddings),
  { format: "Mistral AI", name: "Mistral-Large-3", version: "1", capabilities: chat },
  { format: "DeepSeek", name: "DeepSeek-V3.2", version: "1", capabilities: chat },
];

function openAi(name: string, version: string, capabilities: Record<string, string>): ModelOffered {
  return { format: "OpenAI", name, version, capabilities };
}

/** Models of a region and of an account, usages of a region, and projects of an account. */
export const modelOperations: ArmOperation[] = [
  {
    method: "GET",
    path: "/subscriptions/:subscription/providers/Microsoft.CognitiveServices/locations/:location/models",
    action: "Microsoft.CognitiveServices/locations/models/read",
    handle: (call) => page(call, modelsOffered.map((model) => ({ kind: model.format === "OpenAI" ? "OpenAI" : "AIServices", skuName: "S0", model: shape(model) }))),
  },
  {
    method: "GET",
    path: "/subscriptions/:subscription/providers/Microsoft.CognitiveServices/locations/:location/usages",
    action: "Microsoft.CognitiveServices/locations/usages/read",
    handle: (call) => page(call, modelsOffered.map((model) => ({ name: { value: `OpenAI.GlobalStandard.${model.name}`, localizedValue: model.name }, currentValue: 0, limit: 1000, unit: "Count" }))),
  },
  {
    method: "GET",
    path: `${accountPath}/models`,
    action: "Microsoft.CognitiveServices/accounts/models/read",
    handle: onAccount((_, call) => page(call, modelsOffered.map(shape))),
  },
  {
    method: "GET",
    path: `${accountPath}/projects`,
    action: "Microsoft.CognitiveServices/accounts/projects/read",
    handle: onAccount((account, call) => page(call, account.projects.map((project) => projectShape(account, project.name, call.scope)))),
  },
  {
    method: "GET",
    path: `${accountPath}/projects/:project`,
    action: "Microsoft.CognitiveServices/accounts/projects/read",
    handle: onAccount((account, call) => {
      const project = account.projects.find(({ name }) => name.toLowerCase() === call.params["project"]?.toLowerCase());
      if (project !== undefined) return json(200, projectShape(account, project.name, call.scope));
      return json(404, { error: { code: "ResourceNotFound", message: `The project '${call.params["project"]}' was not found in account '${account.name}'.` } });
    }),
  },
];

function shape(model: ModelOffered): Properties {
  return {
    format: model.format,
    name: model.name,
    version: model.version,
    isDefaultVersion: true,
    maxCapacity: 1000,
    lifecycleStatus: "GenerallyAvailable",
    capabilities: model.capabilities,
    skus: [{ name: "GlobalStandard", usageName: `OpenAI.GlobalStandard.${model.name}`, capacity: { maximum: 1000, default: 10 } }],
  };
}

function projectShape(account: Account, name: string, id: string): Properties {
  const host = account.customSubDomainName ?? account.name;
  return {
    id: `${id}/projects/${name}`,
    name: `${account.name}/${name}`,
    type: "Microsoft.CognitiveServices/accounts/projects",
    location: account.location,
    properties: {
      displayName: name,
      provisioningState: "Succeeded",
      isDefault: account.projects[0]?.name === name,
      endpoints: { "AI Foundry API": `https://${host}.services.ai.azure.com/api/projects/${name}` },
    },
  };
}
