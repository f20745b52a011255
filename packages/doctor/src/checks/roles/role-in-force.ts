import { findAccess, neededAction, serviceWord } from "../../access/finding.ts";
import { notInForce } from "../../access/in-force.ts";
import { heldRole } from "../../access/sentences.ts";
import { defineCheck, failed, passed, undecided } from "../../check.ts";
import { about } from "../../evidence.ts";

/** What Resource Manager grants is what the service already goes by. */
export const roleInForce = defineCheck({
  id: "role-in-force",
  title: "the role assignment is in force at the service",
  needs: ["settings", "roleAssignments"],
  uses: ["roleDefinitions", "denyAssignments", "groups", "token", "clock", "inference", "models"],
  beside: (known, facts) => (serviceWord(facts) === "granted" || findAccess(known, facts).kind === "granted" ? undefined : "no role assignment is known that grants the call"),
  judge: (known, facts) => {
    const finding = findAccess(known, facts);
    const { action } = neededAction(known);
    const word = serviceWord(facts);
    if (word === "granted") return passed(about(facts, { actual: "the service allowed the call" }));
    if (finding.kind !== "granted") return undecided("a role assignment that grants the call", about(facts, { action }));
    if (word === "silent") return undecided("the service's answer to the application's own call", about(facts, { actual: heldRole(finding.by), action }));

    const { minutes, recent, genericRefusal } = notInForce(finding.by.assignment, facts);
    const actual = `${heldRole(finding.by)}${minutes === undefined ? "" : `, assigned ${minutes === 1 ? "a minute" : `${minutes} minutes`} ago`}, and the service still refuses`;
    const seen = about(facts, { actual, expected: "in force within minutes, at times half an hour", minutes, action });
    if (recent || genericRefusal) return failed("rbac-not-propagated", seen);
    if (finding.by.through === "group") {
      return failed("rbac-not-propagated", { ...seen, note: "a token issued before the caller joined the group does not carry it: sign in again, or wait a day for a managed identity" });
    }
    const denies = facts.denyAssignments.known && facts.denyAssignments.value.complete;
    return undecided(denies ? "the service's own log of the refused request" : "the deny assignments, which the caller may not read", seen);
  },
});
