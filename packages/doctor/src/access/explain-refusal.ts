import type { AnswerReading } from "../data-plane/answer-kind.ts";
import { type Evidence, failed, undecided, type Verdict } from "../check.ts";
import type { Facts } from "../facts.ts";
import { considerDenies } from "../rbac/deny.ts";
import { explainFinding } from "./explain-finding.ts";
import { findAccess, neededAction } from "./finding.ts";
import { notInForce } from "./in-force.ts";
import { accessQuestion } from "./question.ts";
import { heldRole } from "./sentences.ts";

/**
 * Why the service says that the caller lacks the data action: its own words name the action and the caller,
 * the assignments say which of the causes that share those words it is.
 */
export function explainRefusal(reading: AnswerReading, evidence: Evidence, facts: Facts): Verdict {
  const { settings, roleAssignments } = facts;
  const action = reading.action ?? (settings.known ? neededAction({ settings: settings.value }).action : undefined);
  const because = (actual: string | undefined): Evidence => ({ actual, action, caller: reading.principal, ...evidence });
  const fromService = failed("rbac-no-data-role", because("the service says that the caller lacks it; the role assignments were not read"));
  if (!settings.known || !roleAssignments.known) return fromService;

  const known = { settings: settings.value, roleAssignments: roleAssignments.value };
  const finding = findAccess(known, facts);
  if (finding.kind === "undecided") return fromService;
  if (finding.kind !== "granted") {
    const [cause, seen] = explainFinding(finding);
    return failed(cause, { ...because(undefined), ...seen });
  }
  const question = accessQuestion(known, facts, { name: neededAction(known).action, data: true });
  const deny = considerDenies(question).find(({ applies }) => applies === "true");
  if (deny !== undefined) return failed("rbac-denied", { ...because(deny.deny.denyAssignmentName), resource: deny.deny.id });
  const { recent, genericRefusal, minutes } = notInForce(finding.by.assignment, facts);
  const granted = { ...because(`${heldRole(finding.by)}, and the service refuses`), minutes };
  if (recent || genericRefusal || finding.by.through === "group") return failed("rbac-not-propagated", granted);
  return undecided("the deny assignments at the account, or the service's own log of this request", granted);
}
