import { neededAction, serviceWord } from "../../access/finding.ts";
import { accessQuestion } from "../../access/question.ts";
import { whatWouldSettle } from "../../access/sentences.ts";
import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { callerEvidence, resourceEvidence } from "../../evidence.ts";
import { considerDenies } from "../../rbac/deny.ts";

/** No deny assignment takes away what a role grants. */
export const denyAssignments = defineCheck({
  id: "deny-assignments",
  title: "no deny assignment blocks the call",
  needs: ["settings", "roleAssignments", "denyAssignments"],
  uses: ["groups", "token", "inference"],
  judge: (known, facts) => {
    const { action } = neededAction(known);
    const question = accessQuestion(known, facts, { name: action, data: true });
    const considered = considerDenies(question);
    const evidence = { ...resourceEvidence(facts), ...callerEvidence(facts), action, expected: "no deny assignment with this data action" };
    const blocking = considered.find(({ applies }) => applies === "true");
    if (blocking !== undefined) {
      const { deny } = blocking;
      const owner = known.denyAssignments.items.find(({ id }) => id === deny.id)?.isSystemProtected === true ? "Azure made it for a deployment stack or managed application" : undefined;
      return failed("rbac-denied", { ...evidence, actual: deny.denyAssignmentName, resource: deny.id, owner });
    }
    const open = considered.filter(({ applies }) => applies === "unknown");
    if (open.length === 0 && known.denyAssignments.complete) return passed({ ...evidence, actual: `${known.denyAssignments.items.length} seen, none applies` });
    if (serviceWord(facts) === "granted") return passed({ ...evidence, actual: "the service allowed the call", settledBy: "the service's own answer" });
    const missing = [...open.flatMap((deny) => deny.missing), ...(known.denyAssignments.complete ? [] : [{ what: "deny-assignments" } as const])];
    return undecided(whatWouldSettle(missing, known.roleAssignments.scope), { ...evidence, gaps: known.denyAssignments.gaps });
  },
});
