import { defineCheck, failed, passed } from "../../check.ts";
import { noClassicClient } from "./ordinary-client.ts";

/** The classic client adds /openai/deployments/NAME to its endpoint, so a v1 address ends up as a path that nobody serves. */
export const classicClientPath = defineCheck({
  id: "classic-client-path",
  title: "the classic client is given the resource's address alone",
  needs: ["settings", "environment"],
  alone: true,
  beside: noClassicClient,
  judge: ({ settings: { endpoint } }) => {
    const given = endpoint.given ?? "";
    const evidence = { variable: "AZURE_OPENAI_ENDPOINT", actual: given, suggestion: endpoint.parsed?.origin };
    if (!/\/openai(?:\/v1)?\/?(?:\?.*)?$/i.test(given)) return passed(evidence);
    return failed("endpoint-doubled-path", {
      ...evidence,
      expected: `${endpoint.parsed?.origin ?? "the resource's address"} for AzureOpenAI, or OPENAI_API_VERSION unset for OpenAI's plain client`,
      problem: "with an api-version the client adds its own /openai/deployments/NAME to this path",
    });
  },
});
