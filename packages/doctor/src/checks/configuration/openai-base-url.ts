import { defineCheck, failed, passed, warned } from "../../check.ts";
import { ordinaryClient } from "./ordinary-client.ts";

/** OPENAI_BASE_URL wins over AZURE_OPENAI_ENDPOINT in some libraries without a word, and the Entra token goes where it says. */
export const openAiBaseUrl = defineCheck({
  id: "openai-base-url",
  title: "no OPENAI_BASE_URL leads the token elsewhere",
  needs: ["settings", "environment"],
  alone: true,
  beside: ({ environment: { variables } }) => (variables["OPENAI_BASE_URL"]?.state === "set" ? undefined : "OPENAI_BASE_URL is not set"),
  judge: ({ settings, environment }) => {
    const value = environment.variables["OPENAI_BASE_URL"]?.value ?? "";
    const expected = settings.endpoint.parsed;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const evidence = { variable: "OPENAI_BASE_URL", actual: value, expected: expected === undefined ? "not set" : `not set, or ${expected.baseUrl}/` };
    if (expected !== undefined && url?.protocol === "https:" && url.hostname === expected.host) return passed({ actual: value });
    const problem = "a client without a base URL of its own sends its token there";
    return ordinaryClient(settings, environment).likely ? failed("token-sent-elsewhere", { ...evidence, problem }) : warned("token-sent-elsewhere", { ...evidence, problem });
  },
});
