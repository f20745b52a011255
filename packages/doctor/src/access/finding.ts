import { provesAccess, readAnswerKind } from "../data-plane/answer-kind.ts";
import type { Facts } from "../facts.ts";
import type { Eligibility, RoleAssignment } from "../facts/resource.ts";
import type { Missing } from "../rbac/access-question.ts";
import type { ConsideredAssignment } from "../rbac/assignments.ts";
import { actionFor, type NeededDataAction } from "../rbac/data-actions.ts";
import { evaluateAccess } from "../rbac/evaluate.ts";
import { evaluatePermissions } from "../rbac/permissions.ts";
import { builtInRole, type Role } from "../rbac/roles.ts";
import { covers, roleGuid } from "../rbac/scope.ts";
import { type AccessFacts, accessQuestion, isAboutCaller } from "./question.ts";

type Considered = ConsideredAssignment<RoleAssignment>;

/** Why the caller may or may not, as far as role assignments tell. Deny assignments are judged apart. */
export type AccessFinding =
  | { kind: "granted"; by: Considered }
  | { kind: "condition-unmet"; by: Considered }
  | { kind: "eligible-only"; eligibility: Eligibility; role: Role | undefined }
  | { kind: "wrong-scope"; assignment: RoleAssignment; role: Role }
  | { kind: "wrong-principal"; assignments: readonly RoleAssignment[]; how: "client-id" | "app-registration" | "deleted" | "other-identity" }
  | { kind: "lacks-action"; held: readonly Considered[] }
  /** Resource Manager itself lists what the caller may do, and this is not in it. */
  | { kind: "not-permitted"; holdsSomething: boolean }
  | { kind: "no-role" }
  | { kind: "undecided"; missing: readonly Missing[] };

/** The data action that the application's call needs. */
export function neededAction({ settings }: Pick<AccessFacts, "settings">): NeededDataAction {
  return actionFor(settings.endpoint.parsed ?? { kind: "resource" }, settings.wireApi);
}

/** Works out the first explanation that fits, the most telling ones first. */
export function findAccess(known: AccessFacts, facts: Facts): AccessFinding {
  const operation = { name: neededAction(known).action, data: true };
  const question = { ...accessQuestion(known, facts, operation), denyAssignments: { items: [], complete: true } };
  const decision = evaluateAccess(question);
  if (decision.answer === "granted") return { kind: "granted", by: decision.by };
  if (decision.answer === "undecided") return permitted(known, facts) ?? { kind: "undecided", missing: decision.missing };

  const own = decision.considered.filter(({ through }) => through === "principal" || through === "group");
  const unmet = own.find(({ outcome }) => outcome === "condition-unmet");
  if (unmet !== undefined) return { kind: "condition-unmet", by: unmet };
  const roleOf = (roleDefinitionId: string): Role | undefined => question.roles.find(({ guid }) => guid === roleGuid(roleDefinitionId)) ?? builtInRole(roleDefinitionId);
  const gives = (roleDefinitionId: string): boolean => evaluatePermissions(roleOf(roleDefinitionId)?.permissions ?? [], operation).grants === "true";

  const eligibility = (facts.eligibilities.known ? facts.eligibilities.value.items : []).find(
    ({ scope, roleDefinitionId }) => covers(scope, question.resource, question.managementGroups) !== "false" && gives(roleDefinitionId),
  );
  if (eligibility !== undefined) return { kind: "eligible-only", eligibility, role: roleOf(eligibility.roleDefinitionId) };
  for (const assignment of known.roleAssignments.elsewhere) {
    const role = roleOf(assignment.roleDefinitionId);
    if (role !== undefined && gives(role.guid)) return { kind: "wrong-scope", assignment, role };
  }
  const holders = decision.considered.filter(({ outcome, assignment }) => outcome === "other-principal" && gives(assignment.roleDefinitionId)).map(({ assignment }) => assignment);
  // Whoever was given a data role here was meant to call, with too small a role.
  const meant = own.some(({ outcome, role }) => outcome === "lacks-action" && role?.permissions.some(({ dataActions }) => dataActions.length > 0) === true);
  const misplaced = misplacedAssignments(holders, facts);
  if (misplaced !== undefined && !(meant && misplaced.how === "other-identity")) return { kind: "wrong-principal", ...misplaced };
  return own.length > 0 ? { kind: "lacks-action", held: own } : { kind: "no-role" };
}

/** More service principals than this share the account on purpose; that one of them was meant can't be read from the list any more. */
const fewHolders = 3;

/** Assignments that were probably meant for this caller and name another id. */
function misplacedAssignments(holders: readonly RoleAssignment[], facts: Facts): Pick<AccessFinding & { kind: "wrong-principal" }, "assignments" | "how"> | undefined {
  const { token, principals } = facts;
  if (!token.known || !isAboutCaller(facts)) return undefined;
  const { appId, kind } = token.value.principal;
  const same = (left: string, right: string | undefined): boolean => left.toLowerCase() === right?.toLowerCase();
  const entries = principals.known ? principals.value.others : [];
  const entryOf = ({ principalId }: RoleAssignment) => entries.find(({ id }) => same(id, principalId));
  const toClientId = holders.filter(({ principalId }) => same(principalId, appId));
  if (toClientId.length > 0) return { assignments: toClientId, how: "client-id" };
  const toRegistration = holders.filter((holder) => entryOf(holder)?.kind === "Application" && same(entryOf(holder)?.appId ?? "", appId));
  if (toRegistration.length > 0) return { assignments: toRegistration, how: "app-registration" };
  const programs = holders.filter((holder) => /^(?:ServicePrincipal|Unknown)$/.test(holder.principalType ?? "") && entryOf(holder)?.kind !== "Group");
  if (kind === "user" || programs.length === 0 || programs.length > fewHolders) return undefined;
  const gone = programs.filter((holder) => holder.principalType === "Unknown" || entryOf(holder)?.kind === "deleted");
  return gone.length === programs.length ? { assignments: gone, how: "deleted" } : { assignments: programs, how: "other-identity" };
}

/** Where assignments can't be read, the caller may still ask what it may do itself; that list has its groups in it. */
function permitted(known: AccessFacts, { permissions }: Facts): AccessFinding | undefined {
  if (!permissions.known || permissions.value.principalId?.toLowerCase() !== known.roleAssignments.principalId.toLowerCase()) return undefined;
  const { blocks } = permissions.value;
  const { grants } = evaluatePermissions(blocks, { name: neededAction(known).action, data: true });
  return grants === "false" ? { kind: "not-permitted", holdsSomething: blocks.length > 0 } : undefined;
}

/** What the service itself said about the caller's access to this call: the last word, where it spoke. */
export function serviceWord(facts: Facts): "granted" | "refused" | "silent" {
  const { inference, models } = facts;
  if (!isAboutCaller(facts)) return "silent";
  const asked = inference.known ? readAnswerKind(inference.value).kind : undefined;
  if (asked !== undefined && provesAccess.has(asked)) return "granted";
  const refused = (kind: string | undefined): boolean => kind === "lacks-data-action" || kind === "no-access";
  return refused(asked) || (models.known && refused(readAnswerKind(models.value).kind)) ? "refused" : "silent";
}
