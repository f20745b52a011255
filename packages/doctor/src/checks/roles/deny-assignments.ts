import { neededAction, serviceWord } from "../../access/finding.ts";
import { accessQuestion } from "../../access/question.ts";
import { whatWouldSettle } from "../../access/sentences.ts";
import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { about } from "../../evidence.ts";
import { considerDenies } from "../../rbac/deny.ts";

/** No deny assignment takes away what a role grants. */
export const denyAssignments = defineCheck({
  id: "deny-assignments",
  title: "no deny assignment blocks the call",
  needs: ["settings", "roleAssignments", "denyAssignments"],
  uses: ["groups", "token", "inference"],
  judge: (known, facts) => {
    const { action } = neededAction(known);
    const list = known.denyAssignments;
    const considered = considerDenies(accessQuestion(known, facts, { name: action, data: true }));
    const blocking = considered.find(({ applies }) => applies === "true");
    if (blocking !== undefined) {
      const { deny } = blocking;
      const isSystem = list.items.find(({ id }) => id === deny.id)?.isSystemProtected === true;
      return failed("rbac-denied", about(facts, { actual: deny.denyAssignmentName, madeBy: isSystem ? "Azure, for a deployment stack or managed application" : undefined, action, resource: deny.id }));
    }
    const open = considered.filter(({ applies }) => applies === "unknown");
    if (open.length === 0 && list.complete) return passed(about(facts, { actual: `${list.items.length} seen, none applies` }));
    if (serviceWord(facts) === "granted") return passed(about(facts, { actual: "the service allowed the call" }));
    const missing = [...open.flatMap((deny) => deny.missing), ...(list.complete ? [] : [{ what: "deny-assignments" } as const])];
    return undecided(whatWouldSettle(missing, known.roleAssignments.scope), about(facts, { action, gaps: list.gaps }));
  },
});
