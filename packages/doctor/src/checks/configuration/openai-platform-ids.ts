import { defineCheck, passed, warned } from "../../check.ts";

const names = ["OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_CUSTOM_HEADERS"] as const;

/** Ids of OpenAI's own platform and headers of another service: the libraries send them to whatever endpoint they talk to. */
export const openAiPlatformIds = defineCheck({
  id: "openai-platform-ids",
  title: "no ids or headers of OpenAI's own platform go along to Azure",
  needs: ["environment"],
  judge: ({ environment: { variables } }) => {
    const found = names.filter((name) => variables[name]?.state === "set");
    const [variable] = found;
    if (variable === undefined) return passed();
    return warned("wrong-credential-wins", { variable, found, problem: "the OpenAI libraries send it with each request; unset it, or give the client organization and project as null" });
  },
});
