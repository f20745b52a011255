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
  const seen = { ...evidence, action: reading.action ?? (settings.known ? neededAction({ settings: settings.value }).action : undefined), caller: reading.principal };
  const fromService = failed("rbac-no-data-role", { ...seen, actual: "the service says that the caller lacks it", source: "the service's own answer; role assignments were not read" });
  if (!settings.known || !roleAssignments.known) return fromService;

  const known = { settings: settings.value, roleAssignments: roleAssignments.value };
  const finding = findAccess(known, facts);
  if (finding.kind === "undecided") return fromService;
  if (finding.kind !== "granted") return failed(...explainFinding(finding, seen));
  const question = accessQuestion(known, facts, { name: neededAction(known).action, data: true });
  const deny = considerDenies(question).find(({ applies }) => applies === "true");
  if (deny !== undefined) return failed("rbac-denied", { ...seen, actual: deny.deny.denyAssignmentName, resource: deny.deny.id });
  const { recent, genericRefusal, minutes } = notInForce(finding.by.assignment, facts);
  const granted = { ...seen, actual: `${heldRole(finding.by)}, and the service refuses`, minutes };
  if (recent || genericRefusal || finding.by.through === "group") return failed("rbac-not-propagated", granted);
  return undecided("the deny assignments at the account, or the service's own log of this request", granted);
}
