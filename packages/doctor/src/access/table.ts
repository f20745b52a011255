import type { Facts } from "../facts.ts";
import { type DataCall, dataActions } from "../rbac/data-actions.ts";
import { evaluateAccess } from "../rbac/evaluate.ts";
import { type AccessFacts, accessQuestion } from "./question.ts";
import { heldRole, whatWouldSettle } from "./sentences.ts";

/** What the principal may do for one kind of call, and by what. */
export interface AccessRow {
  call: DataCall;
  action: string;
  /** Seen in a refusal of the service; otherwise expected from the roles' texts. */
  sure: boolean;
  answer: "granted" | "denied" | "no" | "undecided";
  /** The role and scope that grants, the deny assignment that refuses, or the reason why nothing grants. */
  by?: string;
  /** ARM id of the assignment that decides. */
  assignmentId?: string;
  /** For undecided: what would settle it. */
  missing?: string;
}

const callsByKind = {
  project: ["agents"],
  account: ["responses", "chat-completions", "embeddings", "models", "assistants", "inference-models"],
} as const satisfies Record<string, readonly DataCall[]>;

/** Every call of this kind of endpoint with the answer of Azure RBAC, as far as assignments, groups, denies and conditions were read. */
export function accessTable(known: AccessFacts, facts: Facts): AccessRow[] {
  const calls = callsByKind[known.settings.endpoint.parsed?.kind === "project" ? "project" : "account"];
  return calls.map((call): AccessRow => {
    const { action, sure } = dataActions[call];
    const decision = evaluateAccess(accessQuestion(known, facts, { name: action, data: true }));
    const row = { call, action, sure, answer: decision.answer };
    switch (decision.answer) {
      case "granted":
        return { ...row, by: heldRole(decision.by), assignmentId: decision.by.assignment.id };
      case "denied":
        return { ...row, by: `deny assignment ${decision.by.deny.denyAssignmentName}`, assignmentId: decision.by.deny.id };
      case "undecided":
        return { ...row, missing: whatWouldSettle(decision.missing, known.roleAssignments.scope) };
      default: {
        const held = decision.considered.filter(({ through }) => through === "principal" || through === "group");
        return { ...row, by: held.length === 0 ? "no assignment reaches the principal here" : `not in ${held.map(heldRole).join("; ")}` };
      }
    }
  });
}
