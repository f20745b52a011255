import type { Facts } from "../facts.ts";
import type { RoleAssignment } from "../facts/resource.ts";
import { dataActions } from "../rbac/data-actions.ts";
import { evaluateAccess } from "../rbac/evaluate.ts";
import { neededAction } from "./finding.ts";
import { accessQuestion } from "./question.ts";
import { heldRole, whatWouldSettle } from "./sentences.ts";
import type { ConsideredAssignment } from "../rbac/assignments.ts";

/** One data action and the answer of Azure RBAC for it, with the reasons as sentences. */
export interface AccessRow {
  action: string;
  answer: "yes" | "no" | "undecided";
  because: string[];
}

/** The application's own data action first, then the others of model calls; undefined when there are no assignments to judge. */
export function accessRows(facts: Facts): AccessRow[] | undefined {
  const { settings, roleAssignments } = facts;
  if (!settings.known || !roleAssignments.known) return undefined;
  const known = { settings: settings.value, roleAssignments: roleAssignments.value };
  const own = neededAction(known).action;
  const actions = new Set([own, ...Object.values(dataActions).filter(({ sure }) => sure).map(({ action }) => action), dataActions.models.action, dataActions.embeddings.action]);
  return [...actions].map((action) => row(action, known, facts));
}

function row(action: string, known: Parameters<typeof accessQuestion>[0], facts: Facts): AccessRow {
  const decision = evaluateAccess(accessQuestion(known, facts, { name: action, data: true }));
  switch (decision.answer) {
    case "granted":
      return { action, answer: "yes", because: [`granted by ${heldRole(decision.by)}`] };
    case "denied":
      return { action, answer: "no", because: [`refused by the deny assignment ${decision.by.deny.denyAssignmentName}`] };
    case "undecided":
      return { action, answer: "undecided", because: [`would be settled by ${whatWouldSettle(decision.missing, known.roleAssignments.scope)}`] };
    default: {
      const held = decision.considered.filter(({ through }) => through === "principal" || through === "group");
      return { action, answer: "no", because: held.length === 0 ? ["no role assignment reaches this principal here"] : held.slice(0, 5).map(refusal) };
    }
  }
}

const outcomes: Readonly<Record<ConsideredAssignment["outcome"], string>> = {
  grants: "grants it",
  "other-principal": "is for someone else",
  "below-scope": "lies below what the service checks",
  "other-scope": "is for another resource",
  "lacks-action": "does not hold this data action",
  "condition-unmet": "has a condition that is not met",
  undecided: "cannot be judged",
};

function refusal(considered: ConsideredAssignment<RoleAssignment>): string {
  return `${heldRole(considered)} ${outcomes[considered.outcome]}`;
}
