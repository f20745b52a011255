import { defineCheck, failed, passed, warned } from "../../check.ts";
import { ordinaryClient } from "./ordinary-client.ts";

const usual = "2024-10-21";
/** Dates that are versions of models, which readers of a portal take for the API's. */
const modelVersions: readonly string[] = ["2024-05-13", "2024-07-18", "2024-08-06", "2024-11-20", "2025-01-31", "2025-04-14", "2025-04-16", "2025-08-07"];

/** The first is read by the libraries themselves, the second by programs that hand it on. */
const names = ["OPENAI_API_VERSION", "AZURE_OPENAI_API_VERSION"] as const;

/** The dated routes need an api-version that exists; the v1 routes take none. */
export const apiVersion = defineCheck({
  id: "api-version",
  title: "the api-version is one that the classic routes know",
  needs: ["settings", "environment"],
  alone: true,
  judge: ({ settings, environment }) => {
    const { deployment, apiVersion: inUrl, origin } = settings.endpoint.parsed ?? {};
    const found = names.flatMap((variable) => (environment.variables[variable]?.state === "set" ? [{ variable, value: environment.variables[variable]?.value?.trim() ?? "" }] : []));
    const [first, second] = found;
    const complain = ordinaryClient(settings, environment).likely ? failed : warned;
    if (first === undefined) {
      if (deployment === undefined || inUrl !== undefined) return passed();
      return complain("api-version-wrong", { actual: "a deployment's classic route without an api-version", expected: `OPENAI_API_VERSION, for instance ${usual}, or ${origin}/openai/v1/ without any`, endpoint: origin });
    }
    const evidence = { variable: first.variable, actual: first.value, apiVersion: first.value, endpoint: origin };
    const year = Number(/^(\d{4})-\d\d-\d\d(?:-preview)?$/.exec(first.value)?.[1] ?? 0);
    if (modelVersions.includes(first.value)) return complain("api-version-wrong", { ...evidence, expected: usual, problem: "this is the version of a model, not of the API" });
    if (year < 2022) return complain("api-version-wrong", { ...evidence, expected: `a date such as ${usual}`, problem: "the classic routes know no such version" });
    if (second !== undefined && second.value !== first.value) return warned("api-version-wrong", { ...evidence, differs: `$${second.variable} = ${second.value}`, problem: "programs differ in which of them they read" });
    return passed(evidence);
  },
});
