import { defineCheck, failed, passed } from "../../check.ts";
import { noClassicClient } from "./ordinary-client.ts";

/** The classic client reads AZURE_OPENAI_API_KEY by itself: beside a token provider it stops, or sends both and the key is judged first. */
export const classicClientKey = defineCheck({
  id: "classic-client-key",
  title: "the classic client finds no key beside its token",
  needs: ["settings", "environment"],
  alone: true,
  beside: noClassicClient,
  judge: ({ environment: { variables } }) => {
    const variable = "AZURE_OPENAI_API_KEY";
    if (variables[variable]?.state !== "set") return passed();
    return failed("wrong-credential-wins", {
      variable,
      actual: "set beside a token",
      expected: "not set, or apiKey given as an empty text in code",
      problem: "JavaScript's AzureOpenAI refuses a token provider while it is set; Python's before version 3 sends both, and the key is judged first",
    });
  },
});
