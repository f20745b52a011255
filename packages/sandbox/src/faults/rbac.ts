import { roleId } from "../roles/built-in.ts";
import { ids } from "../seed.ts";
import { assignToCallers, withoutRoles } from "./callers.ts";
import type { FaultRecords } from "./fault.ts";

const user = roleId.cognitiveServicesOpenAIUser;
const group = { everyone: "96000000-0000-4000-8000-000000000001", nested: "96000000-0000-4000-8000-000000000002" };

/** Callers that have a token and may not do what they ask. */
export const rbacFaults: FaultRecords = {
  "rbac-no-data-role": {
    title: "The caller has no role on the account",
    apply: withoutRoles,
  },
  "rbac-role-lacks-data-action": {
    title: "The caller's role manages the account and holds no data action",
    apply(world) {
      withoutRoles(world);
      assignToCallers(world, roleId.cognitiveServicesContributor, ids.accountId);
    },
  },
  "rbac-data-action-excluded": {
    title: "The caller's custom role names the data action and takes it away again",
    cause: "rbac-role-lacks-data-action",
    apply(world) {
      const id = "c0570000-0000-4000-8000-000000000001";
      const responses = "Microsoft.CognitiveServices/accounts/OpenAI/responses/*";
      world.roleDefinitions.push({
        id,
        name: "Contoso Model Caller",
        type: "CustomRole",
        description: "Calls models, as someone thought.",
        permissions: [{ actions: ["Microsoft.CognitiveServices/*/read", "Microsoft.Authorization/*/read"], notActions: [], dataActions: ["Microsoft.CognitiveServices/accounts/OpenAI/*"], notDataActions: [responses, "Microsoft.CognitiveServices/accounts/OpenAI/deployments/*"] }],
        assignableScopes: [`/subscriptions/${ids.subscription}`],
      });
      withoutRoles(world);
      assignToCallers(world, id, ids.accountId);
    },
  },
  "rbac-role-at-wrong-scope": {
    title: "The right role stands at a project, below the account that is checked",
    apply(world) {
      withoutRoles(world);
      assignToCallers(world, user, `${ids.accountId}/projects/demo`);
      assignToCallers(world, roleId.reader, ids.accountId);
    },
  },
  "rbac-role-on-other-account": {
    title: "The right role stands at another account of the same resource group",
    cause: "rbac-role-at-wrong-scope",
    apply(world) {
      withoutRoles(world);
      assignToCallers(world, user, ids.accountId.replace(/contoso$/, "contoso-dev"));
      assignToCallers(world, roleId.reader, `/subscriptions/${ids.subscription}/resourceGroups/rg-contoso`);
    },
  },
  "rbac-wrong-principal": {
    title: "The role is on the user-assigned identity of the same host, and the system-assigned one calls",
    credential: "managed-identity",
    apply(world) {
      world.roleAssignments = world.roleAssignments.filter(({ principalId, roleDefinitionId }) => principalId !== ids.systemIdentityPrincipal || roleDefinitionId === roleId.reader);
    },
  },
  "rbac-assigned-to-app-registration": {
    title: "The role names the app registration's object id in place of the service principal's",
    credential: "client-secret",
    cause: "rbac-wrong-principal",
    apply(world) {
      withoutRoles(world);
      assignToCallers(world, user, ids.accountId, {}, [ids.appObject]);
      assignToCallers(world, roleId.reader, ids.accountId, {}, [ids.appPrincipal]);
    },
  },
  "rbac-not-propagated": {
    title: "The role was assigned a minute ago and the data plane does not honour it yet",
    apply(world) {
      const now = world.clock.now();
      withoutRoles(world);
      // Fourteen minutes and forty-four seconds is the longest wait that was observed.
      assignToCallers(world, user, ids.accountId, { createdAt: now - 60_000, effectiveAt: now - 60_000 + 884_000 });
    },
  },
  "rbac-denied": {
    title: "A deny assignment of a deployment stack blocks the data plane for everyone",
    apply(world) {
      world.denyAssignments.push({
        name: "de470000-0000-4000-8000-000000000001",
        displayName: "Deny assignment of deployment stack contoso-stack",
        scope: ids.accountId,
        permissions: [{ actions: [], notActions: [], dataActions: ["Microsoft.CognitiveServices/accounts/OpenAI/*"], notDataActions: [] }],
        principals: [{ id: "00000000-0000-0000-0000-000000000000", type: "SystemDefined" }],
        excludePrincipals: [],
        doNotApplyToChildScopes: false,
        isSystemProtected: true,
      });
    },
  },
  "rbac-condition-unmet": {
    title: "The role counts only under a condition that this call does not meet",
    apply(world) {
      withoutRoles(world);
      const condition = "((!(ActionMatches{'Microsoft.CognitiveServices/accounts/OpenAI/responses/write'})) AND (!(ActionMatches{'Microsoft.CognitiveServices/accounts/OpenAI/deployments/*'})))";
      assignToCallers(world, user, ids.accountId, { condition, conditionVersion: "2.0" });
    },
  },
  "rbac-role-eligible-only": {
    title: "The role is eligible in Privileged Identity Management and not activated",
    credential: "azure-cli",
    apply(world) {
      withoutRoles(world);
      world.roleEligibilities.push({ name: "e1160000-0000-4000-8000-000000000001", scope: ids.accountId, roleDefinitionId: user, principalId: ids.developer });
    },
  },
  "rbac-left-the-group": {
    title: "The role is on a group, and the caller is no longer in any of its nested groups",
    cause: "rbac-no-data-role",
    apply(world) {
      withoutRoles(world);
      const entry = { type: "Group", tenantId: ids.contosoTenant, enabled: true } as const;
      world.principals.push(
        { ...entry, id: group.everyone, displayName: "model-callers", memberOf: [] },
        { ...entry, id: group.nested, displayName: "contoso-apps", memberOf: [group.everyone] },
      );
      assignToCallers(world, user, ids.accountId, { principalType: "Group" }, [group.everyone]);
    },
  },
};
