import { defineCheck, failed, passed, warned } from "../../check.ts";
import { ordinaryClient } from "./ordinary-client.ts";

const usual = "2024-10-21";
/** Dates that are versions of models, which readers of a portal take for the API's. */
const modelVersions: readonly string[] = ["2024-05-13", "2024-07-18", "2024-08-06", "2024-11-20", "2025-01-31", "2025-04-14", "2025-04-16", "2025-08-07"];

/** The dated routes need an api-version that exists; the v1 routes take none, and the libraries read it from one variable only. */
export const apiVersion = defineCheck({
  id: "api-version",
  title: "the api-version is one that the classic routes know",
  needs: ["settings", "environment"],
  alone: true,
  judge: ({ settings, environment }) => {
    const { variables } = environment;
    const { deployment, apiVersion: inUrl, origin } = settings.endpoint.parsed ?? {};
    const named = variables["OPENAI_API_VERSION"]?.value?.trim();
    const { likely } = ordinaryClient(settings, environment);
    const complain = likely ? failed : warned;
    const onlyAzure = named === undefined && variables["AZURE_OPENAI_API_VERSION"]?.state === "set";
    if (onlyAzure) {
      return warned("api-version-wrong", { variable: "AZURE_OPENAI_API_VERSION", expected: "OPENAI_API_VERSION, which the OpenAI libraries read", endpoint: origin });
    }
    if (named === undefined) {
      if (deployment === undefined || inUrl !== undefined) return passed();
      return complain("api-version-wrong", { actual: "a deployment's classic route without an api-version", expected: `OPENAI_API_VERSION, for instance ${usual}, or ${origin}/openai/v1/ without any`, endpoint: origin });
    }
    const evidence = { variable: "OPENAI_API_VERSION", actual: named, apiVersion: named, endpoint: origin };
    const year = Number(/^(\d{4})-\d\d-\d\d(?:-preview)?$/.exec(named)?.[1] ?? 0);
    if (modelVersions.includes(named)) return complain("api-version-wrong", { ...evidence, expected: usual, problem: "this is the version of a model, not of the API" });
    if (year < 2022) return complain("api-version-wrong", { ...evidence, expected: `a date such as ${usual}`, problem: "the classic routes know no such version" });
    return passed(evidence);
  },
});
