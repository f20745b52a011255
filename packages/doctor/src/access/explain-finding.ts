import type { CauseId } from "../causes/cause-ids.ts";
import type { Evidence } from "../check.ts";
import { roleGuid } from "../rbac/scope.ts";
import type { AccessFinding } from "./finding.ts";
import { heldRole, nameOfRole, scopeInWords } from "./sentences.ts";

const misplaced = {
  "client-id": "the role names the application's client id in place of its service principal's object id",
  "app-registration": "the role names the app registration's object id in place of its service principal's",
  deleted: "the role is on a principal that no longer exists; one made again under the same name has another object id",
  "other-identity": "the role is on another identity",
} as const;

/** The root cause of a finding that says no. */
export function explainFinding(finding: Exclude<AccessFinding, { kind: "granted" | "undecided" }>): [CauseId, Evidence] {
  switch (finding.kind) {
    case "condition-unmet":
      return ["rbac-condition-unmet", { actual: `${heldRole(finding.by)}, under a condition that this call does not meet`, condition: finding.by.assignment.condition, resource: finding.by.assignment.id }];
    case "eligible-only": {
      const { eligibility, role } = finding;
      const actual = `${nameOfRole(eligibility.roleDefinitionId, role)} at ${scopeInWords(eligibility.scope)} is eligible and not activated`;
      return ["rbac-role-eligible-only", { actual, roleId: roleGuid(eligibility.roleDefinitionId), resource: eligibility.scope, until: eligibility.endDateTime }];
    }
    case "wrong-scope":
      return ["rbac-role-at-wrong-scope", { actual: heldRole(finding), resource: finding.assignment.scope, roleId: finding.role.guid }];
    case "wrong-principal": {
      const holders = finding.assignments.map(({ principalId, principalType }) => `${principalType ?? "principal"} ${principalId}`);
      return ["rbac-wrong-principal", { actual: misplaced[finding.how], holders: [...new Set(holders)] }];
    }
    case "lacks-action":
      return ["rbac-role-lacks-data-action", { actual: `${finding.held.map(heldRole).join("; ")}: none contains it`, roleId: roleGuid(finding.held[0]?.assignment.roleDefinitionId ?? "") || undefined }];
    case "not-permitted": {
      const cause = finding.holdsSomething ? "rbac-role-lacks-data-action" : "rbac-no-data-role";
      return [cause, { actual: "Azure Resource Manager's list of what the caller may do does not contain it" }];
    }
    default:
      return ["rbac-no-data-role", { actual: "no role assignment reaches the caller here" }];
  }
}
