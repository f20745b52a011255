import { contoso } from "./callers.ts";
import type { FaultRecords } from "./fault.ts";
import { set } from "./sign-in.ts";

/** The environment of a program with an ordinary OpenAI library: endpoint and deployment by that library's names. */
const ordinary = {
  FOUNDRY_RESOURCE_URL: undefined,
  FOUNDRY_MODEL: undefined,
  AZURE_OPENAI_ENDPOINT: "https://contoso.openai.azure.com",
  AZURE_OPENAI_DEPLOYMENT: "gpt-5.5",
};

/** Variables that the OpenAI libraries read by themselves, set so that the program sends something else, or elsewhere. */
export const openAiVariableFaults: FaultRecords = {
  "key-beside-token": {
    title: "A key is configured beside the token, for a client that takes either and not both",
    cause: "wrong-credential-wins",
    apply: (world) => set(world, { ...ordinary, OPENAI_API_VERSION: "2024-10-21", AZURE_OPENAI_API_KEY: contoso(world).keys[0] }),
  },
  "token-sent-elsewhere": {
    title: "OPENAI_BASE_URL leads the Azure client, and with it the token, to another host",
    apply: (world) => set(world, { ...ordinary, OPENAI_BASE_URL: "https://llm.fabrikam.com/v1" }),
  },
  "endpoint-v1-for-classic": {
    title: "The classic client, which adds its own path, is given the v1 address",
    cause: "endpoint-doubled-path",
    apply: (world) => set(world, { ...ordinary, AZURE_OPENAI_ENDPOINT: "https://contoso.openai.azure.com/openai/v1/", OPENAI_API_VERSION: "2024-10-21" }),
  },
  "api-version-wrong": {
    title: "The environment names an api-version that the service does not know",
    apply: (world) => set(world, { ...ordinary, OPENAI_API_VERSION: "2019-01-01", AZURE_OPENAI_API_VERSION: "2019-01-01" }),
  },
  "api-version-missing": {
    title: "The endpoint is a deployment's classic route, and nothing names an api-version",
    cause: "api-version-wrong",
    apply: (world) => set(world, { ...ordinary, AZURE_OPENAI_ENDPOINT: "https://contoso.openai.azure.com/openai/deployments/gpt-5.5/chat/completions" }),
  },
  "deployment-placeholder": {
    title: "The deployment's variable still holds the template's text",
    cause: "deployment-not-found",
    apply: (world) => set(world, { ...ordinary, AZURE_OPENAI_DEPLOYMENT: "your-deployment-name" }),
  },
};
