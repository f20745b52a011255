import { findAccess, neededAction, serviceWord } from "../../access/finding.ts";
import { notInForce } from "../../access/in-force.ts";
import { heldRole } from "../../access/sentences.ts";
import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { callerEvidence, resourceEvidence } from "../../evidence.ts";

/** What Resource Manager grants is what the service already goes by. */
export const roleInForce = defineCheck({
  id: "role-in-force",
  title: "the role assignment is in force at the service",
  needs: ["settings", "roleAssignments"],
  uses: ["roleDefinitions", "denyAssignments", "groups", "token", "clock", "inference", "models"],
  judge: (known, facts) => {
    const finding = findAccess(known, facts);
    const evidence = { ...resourceEvidence(facts), ...callerEvidence(facts), action: neededAction(known).action };
    const word = serviceWord(facts);
    if (word === "granted") return passed({ ...evidence, actual: "the service allowed the call" });
    if (finding.kind !== "granted") return undecided("a role assignment that grants the call", evidence);
    if (word === "silent") return undecided("the service's answer to the application's own call", { ...evidence, actual: heldRole(finding.by) });

    const { minutes, recent, genericRefusal } = notInForce(finding.by.assignment, facts);
    const actual = `${heldRole(finding.by)}${minutes === undefined ? "" : `, assigned ${minutes} minutes ago`}, and the service still refuses`;
    const seen = { ...evidence, expected: "in force within minutes, at times half an hour", actual, minutes };
    if (recent || genericRefusal) return failed("rbac-not-propagated", seen);
    if (finding.by.through === "group") {
      const advice = "a token that was issued before the caller joined the group does not carry it; sign in again, or wait a day for a managed identity";
      return failed("rbac-not-propagated", { ...seen, through: "group", advice });
    }
    const missing = facts.denyAssignments.known && facts.denyAssignments.value.complete ? "the service's own log of the refused request" : "the deny assignments, which the caller may not read";
    return undecided(missing, seen);
  },
});
