import { idsOf } from "../access/principals.ts";
import { normalScope, scopeAndParents } from "../access/scope.ts";
import { json } from "../app.ts";
import type { Subscription } from "../world.ts";
import type { ArmCall, ArmOperation } from "./operation.ts";
import { subscriptionOf } from "./operation.ts";
import { page } from "./page.ts";

/** Tenants and subscriptions: lists show what the caller has any role in, at the subscription, above it or below it. */
export const subscriptionOperations: ArmOperation[] = [
  {
    method: "GET",
    path: "/tenants",
    handle: (call) =>
      page(
        call,
        call.world.tenants
          .filter((tenant) => tenant.id === call.caller.tid)
          .map((tenant) => ({ id: `/tenants/${tenant.id}`, tenantId: tenant.id, countryCode: "SE", displayName: tenant.displayName, domains: [tenant.domain], tenantCategory: "Home", defaultDomain: tenant.domain, tenantType: "AAD" })),
      ),
  },
  {
    method: "GET",
    path: "/subscriptions",
    handle: (call) => page(call, call.world.subscriptions.filter((subscription) => visible(call, subscription)).map(shape)),
  },
  {
    method: "GET",
    path: "/subscriptions/:subscription",
    handle: (call) => {
      const subscription = subscriptionOf(call.world, call.scope);
      return json(200, subscription === undefined ? {} : shape(subscription));
    },
    action: "Microsoft.Resources/subscriptions/read",
  },
  {
    method: "GET",
    path: "/subscriptions/:subscription/locations",
    action: "Microsoft.Resources/subscriptions/locations/read",
    handle: (call) => {
      const names = [...new Set(call.world.accounts.map((account) => account.location))];
      return json(200, { value: names.map((name) => ({ id: `${call.scope}/locations/${name}`, name, displayName: name, type: "Region" })) });
    },
  },
];

/** Whether the caller holds any role in the subscription, which is when Resource Manager lists it. */
function visible({ world, caller }: ArmCall, subscription: Subscription): boolean {
  if (subscription.tenantId !== caller.tid) return false;
  const ids = idsOf(world, caller.oid);
  const scope = normalScope(`/subscriptions/${subscription.id}`);
  const above = scopeAndParents(world, scope);
  return world.roleAssignments.some((assignment) => {
    const at = normalScope(assignment.scope);
    return ids.has(assignment.principalId.toLowerCase()) && (above.includes(at) || at.startsWith(`${scope}/`));
  });
}

function shape(subscription: Subscription): unknown {
  return {
    id: `/subscriptions/${subscription.id}`,
    authorizationSource: "RoleBased",
    managedByTenants: [],
    subscriptionId: subscription.id,
    tenantId: subscription.tenantId,
    displayName: subscription.displayName,
    state: "Enabled",
    subscriptionPolicies: { locationPlacementId: "Public_2014-09-01", quotaId: "PayAsYouGo_2014-09-01", spendingLimit: "Off" },
  };
}
