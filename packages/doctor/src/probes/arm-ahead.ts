import { defineProbe } from "../probe.ts";
import { roleGuid } from "../rbac/scope.ts";
import { ambientSubscription, armCaller, armFor, askedPrincipal } from "./arm-account.ts";
import { isRecord } from "./arm-answer.ts";

/** Where the authorization service's lists lie under a scope. */
export const authorization = "providers/Microsoft.Authorization";
export const roleVersion = "2022-04-01";

/** Filter for the assignments that reach a principal, its groups counted; the id has been checked to be one. */
export function assignedTo(principalId: string): string {
  return `assignedTo('${principalId}')`;
}

/** Path of the role assignments at a scope. */
export function assignmentsAt(scope: string, filter: string): string {
  return `${scope}/${authorization}/roleAssignments?api-version=${roleVersion}&$filter=${encodeURIComponent(filter)}`;
}

/** Path of a role's definition. */
export function definitionAt(roleDefinitionId: string): string {
  return `${roleDefinitionId}?api-version=${roleVersion}`;
}

/**
 * The principal's roles in the subscription that is named, and what they allow, while nobody knows yet which account serves the host.
 * They are wanted when it is found, and the definitions would otherwise be one more round trip, the last of all.
 */
export const rolesAheadProbe = defineProbe({
  id: "the caller's roles",
  gives: [],
  serves: ["roleDefinitions"],
  needs: ["settings", "armToken"],
  online: true,
  run: async ({ known: { settings }, facts, tools }, signal) => {
    const arm = armFor(settings, tools, signal);
    // The data token may still be on its way; the management token is the same caller's.
    const principal = askedPrincipal(settings, facts) ?? (settings.principal === undefined ? armCaller(tools).objectId : undefined);
    const subscription = settings.subscription ?? ambientSubscription(tools) ?? "";
    if (arm === undefined || principal === undefined || !/^[0-9a-f-]{36}$/i.test(subscription)) return {};
    const assignments = await arm.ahead(assignmentsAt(`/subscriptions/${subscription}`, assignedTo(principal)));
    const listed = assignments.ok && Array.isArray(assignments.value["value"]) ? assignments.value["value"].filter(isRecord) : [];
    const ids = listed.flatMap(({ properties }) => (isRecord(properties) ? [properties["roleDefinitionId"]] : [])).filter((id) => typeof id === "string");
    await Promise.all([...new Map(ids.map((id) => [roleGuid(id), id])).values()].map((id) => arm.ahead(definitionAt(id))));
    return {};
  },
});
