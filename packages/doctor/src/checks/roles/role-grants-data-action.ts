import { explainFinding } from "../../access/explain-finding.ts";
import { findAccess, neededAction, serviceWord } from "../../access/finding.ts";
import { heldRole, whatWouldSettle } from "../../access/sentences.ts";
import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { about } from "../../evidence.ts";

/** A role that the caller holds, where the service looks for it, contains the data action of the call. */
export const roleGrantsDataAction = defineCheck({
  id: "role-grants-data-action",
  title: "a role of the caller grants the data action",
  needs: ["settings", "roleAssignments"],
  uses: ["roleDefinitions", "eligibilities", "permissions", "groups", "principals", "token", "account", "inference", "models"],
  judge: (known, facts) => {
    const { action, sure } = neededAction(known);
    const need = { action, ...(!sure && { actionFrom: "the roles' own texts; no refusal of the service names it" }) };
    const finding = findAccess(known, facts);
    if (finding.kind === "granted") return passed(about(facts, { actual: heldRole(finding.by), ...need }));
    // The service has looked at more than Resource Manager shows: what it allowed is granted.
    const word = serviceWord(facts);
    if (word === "granted") return passed(about(facts, { actual: "the service allowed the call", ...need }));
    if (finding.kind !== "undecided") {
      const [cause, seen] = explainFinding(finding);
      return failed(cause, about(facts, { ...seen, ...need }));
    }
    const missing = whatWouldSettle(finding.missing, known.roleAssignments.scope);
    if (word === "refused") return failed("rbac-no-data-role", about(facts, { actual: "the service says that the caller lacks it", ...need, notRead: missing }));
    return undecided(missing, about(facts, { actual: "not all that decides could be read", ...need, gaps: known.roleAssignments.gaps }));
  },
});
