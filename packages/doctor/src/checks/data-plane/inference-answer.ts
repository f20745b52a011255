import { defineCheck } from "../../check.ts";
import { judgeAnswer } from "../../data-plane/judge-answer.ts";

/** The model answers the call that the application makes. */
export const inferenceAnswer = defineCheck({
  id: "inference-answer",
  title: "the model answers",
  needs: ["settings", "inference"],
  uses: ["token", "clock", "resourceTenant", "account", "dns", "roleAssignments", "roleDefinitions", "denyAssignments"],
  judge: ({ inference }, facts) => judgeAnswer(inference, facts),
});
