import type { Fact } from "../facts.ts";
import { known, unknown } from "../facts.ts";
import type { Listing, RoleAssignment } from "../facts/resource.ts";
import type { SettingsFact } from "../facts/settings.ts";
import type { ProbeInputs } from "../probe.ts";
import { defineProbe } from "../probe.ts";
import { covers, roleGuid } from "../rbac/scope.ts";
import { armCaller, armFor, askedPrincipal } from "./arm-account.ts";
import { assignedTo, assignmentsAt, authorization, definitionAt, rolesAheadProbe, roleVersion } from "./arm-ahead.ts";
import { describeProblem } from "./arm-answer.ts";
import type { ArmClient, ArmList } from "./arm-client.ts";
import { partsOfId, readDenyAssignment, readEligibility, readPermissionBlock, readRoleAssignment, readRoleDefinition } from "./arm-shapes.ts";

const versions = { roles: roleVersion, schedules: "2020-10-01" } as const;

type Inputs = ProbeInputs<"settings" | "armToken" | "accountId">;

/** The resource where the service checks the caller: the project of a project URL, else the account. */
export function checkedScope(settings: SettingsFact, accountId: string): string {
  const project = settings.endpoint.parsed?.kind === "project" ? settings.endpoint.parsed.project : undefined;
  return project === undefined ? accountId : `${accountId}/projects/${project}`;
}

interface Ready {
  arm: ArmClient;
  accountId: string;
  scope: string;
}

/** What every list of roles needs, or the fact that stands in the way. */
function prepare(inputs: Inputs, signal: AbortSignal): Ready | { blocked: ReturnType<typeof unknown> } {
  const { settings, accountId } = inputs.known;
  const arm = armFor(settings, inputs.tools, signal);
  if (arm === undefined) return { blocked: unknown("armToken", "no management token, so Azure Resource Manager was not asked") };
  if (!accountId.found) return { blocked: unknown("accountId", "the account was not found") };
  return { arm, accountId: accountId.id, scope: checkedScope(settings, accountId.id) };
}

/** Role assignments at and above the scope, those that reach the principal through its groups, and the principal's own elsewhere. */
export const roleAssignmentsProbe = defineProbe({
  id: "role assignments",
  gives: ["roleAssignments"],
  needs: ["settings", "armToken", "accountId"],
  after: ["token"],
  online: true,
  run: async (inputs, signal) => {
    const ready = prepare(inputs, signal);
    if ("blocked" in ready) return { roleAssignments: ready.blocked };
    const principalId = askedPrincipal(inputs.known.settings, inputs.facts);
    if (principalId === undefined) return { roleAssignments: unknown("token", "the object id of the caller is not known") };
    const ask = (scope: string, filter: string, what: string): Promise<ArmList> => ready.arm.list(assignmentsAt(scope, filter), what);
    const { subscriptionId, resourceGroup } = partsOfId(ready.accountId);
    const subscription = `/subscriptions/${subscriptionId}`;
    // Each level may be readable where the one above it is not, so all are asked at once.
    const wider = [...new Set([ready.accountId, `${subscription}/resourceGroups/${resourceGroup}`, subscription])];
    const reaching = assignedTo(principalId);
    const [everyone, mine, ...others] = await Promise.all([
      ask(ready.scope, "atScope()", "role assignments of everyone"),
      ask(ready.scope, `atScope() and ${reaching}`, "role assignments of the principal"),
      ...wider.map((scope) => ask(scope, reaching, `role assignments of the principal in ${scope}`)),
    ]);
    const [all, own] = [everyone.items.map(readRoleAssignment), mine.items.map(readRoleAssignment)];
    const items = distinct([...all, ...own]);
    const seen = new Set(items.map(({ id }) => id.toLowerCase()));
    const value = {
      items,
      // The principal's own list is all that a decision needs; everyone's only helps to explain it.
      complete: mine.complete || everyone.complete,
      gaps: [everyone, mine, ...others].flatMap(({ gaps }) => gaps),
      elsewhere: distinct(others.flatMap((list) => list.items.map(readRoleAssignment))).filter(({ id, scope }) => !seen.has(id.toLowerCase()) && covers(scope, ready.scope) === "false"),
      groupsCounted: mine.complete,
      forPrincipal: own.map(({ id }) => id),
      principalId,
      scope: ready.scope,
    };
    return { roleAssignments: known(value) };
  },
});

/** Definitions of the roles that the principal may hold, as they are now; Microsoft's own change at times. */
export const roleDefinitionsProbe = defineProbe({
  id: "role definitions",
  gives: ["roleDefinitions"],
  needs: ["settings", "armToken", "accountId", "roleAssignments"],
  after: ["eligibilities"],
  online: true,
  run: async (inputs, signal) => {
    const ready = prepare(inputs, signal);
    if ("blocked" in ready) return { roleDefinitions: ready.blocked };
    const { roleAssignments } = inputs.known;
    const eligible = inputs.facts.eligibilities?.known === true ? inputs.facts.eligibilities.value.items : [];
    const held = roleAssignments.items.filter(({ id, principalId }) => roleAssignments.forPrincipal.includes(id) || principalId === roleAssignments.principalId || !roleAssignments.groupsCounted);
    const wanted = new Map([...held, ...roleAssignments.elsewhere, ...eligible].map(({ roleDefinitionId }) => [roleGuid(roleDefinitionId), roleDefinitionId]));
    const results = await Promise.all([...wanted].map(async ([guid, id]) => ({ guid, result: await ready.arm.get(definitionAt(id)) })));
    const gaps = results.flatMap(({ guid, result }) => (result.ok ? [] : [describeProblem(`role definition ${guid}`, result.problem)]));
    const items = results.flatMap(({ result }) => (result.ok ? [readRoleDefinition(result.value)] : []));
    return { roleDefinitions: known({ items, complete: gaps.length === 0, gaps }) };
  },
});

/** Deny assignments at and above the scope. */
export const denyAssignmentsProbe = defineProbe({
  id: "deny assignments",
  gives: ["denyAssignments"],
  needs: ["settings", "armToken", "accountId"],
  online: true,
  run: async (inputs, signal) => ({ denyAssignments: await listFact(inputs, signal, "denyAssignments", versions.roles, "atScope()", "deny assignments", readDenyAssignment) }),
});

/** Roles that the caller could activate. About itself every caller may ask. */
export const eligibilitiesProbe = defineProbe({
  id: "eligible roles",
  gives: ["eligibilities"],
  needs: ["settings", "armToken", "accountId"],
  after: ["token"],
  online: true,
  run: async (inputs, signal) => {
    const principal = askedPrincipal(inputs.known.settings, inputs.facts);
    if (principal === undefined) return { eligibilities: unknown("token", "the object id of the caller is not known") };
    const own = armCaller(inputs.tools).objectId?.toLowerCase() === principal.toLowerCase();
    const filter = own ? "asTarget()" : assignedTo(principal);
    return { eligibilities: await listFact(inputs, signal, "roleEligibilityScheduleInstances", versions.schedules, filter, "eligible roles", readEligibility) };
  },
});

/** What the caller may do at the scope by Resource Manager's own account: the answer that needs no permission. */
export const permissionsProbe = defineProbe({
  id: "permissions",
  gives: ["permissions"],
  needs: ["settings", "armToken", "accountId"],
  online: true,
  run: async (inputs, signal) => {
    const ready = prepare(inputs, signal);
    if ("blocked" in ready) return { permissions: ready.blocked };
    const { items, complete, gaps, problem } = await ready.arm.list(`${ready.scope}/${authorization}/permissions?api-version=${versions.roles}`, "the caller's permissions");
    if (!complete) return { permissions: unknown(problem?.kind === "forbidden" ? "forbidden" : "failed", gaps[0]) };
    const { objectId } = armCaller(inputs.tools);
    return { permissions: known({ scope: ready.scope, ...(objectId !== undefined && { principalId: objectId }), blocks: items.map(readPermissionBlock) }) };
  },
});

async function listFact<T>(
  inputs: Inputs,
  signal: AbortSignal,
  resource: string,
  version: string,
  filter: string,
  what: string,
  readItem: (item: Readonly<Record<string, unknown>>) => T,
): Promise<Fact<Listing<T>>> {
  const ready = prepare(inputs, signal);
  if ("blocked" in ready) return ready.blocked;
  const { items, complete, gaps } = await ready.arm.list(`${ready.scope}/${authorization}/${resource}?api-version=${version}&$filter=${encodeURIComponent(filter)}`, what);
  return known({ items: items.map(readItem), complete, gaps });
}

function distinct(assignments: readonly RoleAssignment[]): RoleAssignment[] {
  return [...new Map(assignments.map((assignment) => [assignment.id.toLowerCase(), assignment])).values()];
}

/** Everything that decides access, all of which can be asked at once but the definitions. */
export const roleProbes = [rolesAheadProbe, roleAssignmentsProbe, denyAssignmentsProbe, eligibilitiesProbe, permissionsProbe, roleDefinitionsProbe] as const;
