import { explainFinding } from "../../access/explain-finding.ts";
import { findAccess, neededAction, serviceWord } from "../../access/finding.ts";
import { heldRole, whatWouldSettle } from "../../access/sentences.ts";
import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { callerEvidence, resourceEvidence } from "../../evidence.ts";

/** A role that the caller holds, where the service looks for it, contains the data action of the call. */
export const roleGrantsDataAction = defineCheck({
  id: "role-grants-data-action",
  title: "a role of the caller grants the data action",
  needs: ["settings", "roleAssignments"],
  uses: ["roleDefinitions", "eligibilities", "permissions", "groups", "principals", "token", "account", "inference", "models"],
  judge: (known, facts) => {
    const { action, sure } = neededAction(known);
    const finding = findAccess(known, facts);
    const evidence = { ...resourceEvidence(facts), ...callerEvidence(facts), expected: action, action, ...(!sure && { expectedFrom: "the roles' own texts; no refusal of the service names it" }) };
    if (finding.kind === "granted") return passed({ ...evidence, actual: heldRole(finding.by) });
    // The service has looked at more than Resource Manager shows: what it allowed is granted.
    const word = serviceWord(facts);
    if (word === "granted") return passed({ ...evidence, actual: "the service allowed the call", settledBy: "the service's own answer" });
    if (finding.kind !== "undecided") return failed(...explainFinding(finding, evidence));
    if (word === "refused") return failed("rbac-no-data-role", { ...evidence, actual: "the service says that the caller lacks it", notRead: whatWouldSettle(finding.missing, known.roleAssignments.scope) });
    return undecided(whatWouldSettle(finding.missing, known.roleAssignments.scope), { ...evidence, actual: "not all that decides could be read", gaps: known.roleAssignments.gaps });
  },
});
