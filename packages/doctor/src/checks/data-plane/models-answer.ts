import { serviceWord } from "../../access/finding.ts";
import { defineCheck, passed } from "../../check.ts";
import { readAnswerKind } from "../../data-plane/answer-kind.ts";
import { judgeAnswer } from "../../data-plane/judge-answer.ts";

/** Kinds that say nothing about the application's own call, once that has been allowed. */
const beside = new Set(["lacks-data-action", "no-access", "wrong-path", "server-error", "rate-limit"]);

/** The service takes the token and lists its models: the cheapest proof that sign-in works. */
export const modelsAnswer = defineCheck({
  id: "models-answer",
  title: "the service takes the token and lists its models",
  needs: ["settings", "models"],
  uses: ["token", "clock", "resourceTenant", "account", "dns", "roleAssignments", "roleDefinitions", "denyAssignments", "inference"],
  judge: ({ models }, facts) => {
    const { kind } = readAnswerKind(models);
    if (beside.has(kind) && serviceWord(facts) === "granted") return passed({ status: models.status, said: models.message, note: "not needed: the application's own call is allowed" });
    return judgeAnswer(models, facts);
  },
});
