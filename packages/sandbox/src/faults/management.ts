import { roleId } from "../roles/built-in.ts";
import { ids } from "../seed.ts";
import { assignToCallers, withoutRoles } from "./callers.ts";
import type { FaultRecords } from "./fault.ts";
import { set } from "./sign-in.ts";

const subscription = `/subscriptions/${ids.subscription}`;

/** Changes and reads in Azure Resource Manager that are refused. */
export const managementFaults: FaultRecords = {
  "arm-missing-permission": {
    title: "The caller may read nothing in the subscription",
    seenBy: "a program that lists models or accounts of a subscription",
    apply(world) {
      world.roleAssignments = world.roleAssignments.filter(({ scope, principalId }) => scope !== subscription || principalId === ids.developer);
    },
  },
  "arm-no-role-assignment-write": {
    title: "The developer is Contributor and may not assign roles",
    credential: "azure-cli",
    seenBy: "az role assignment create",
    apply(world) {
      world.roleAssignments = world.roleAssignments.filter(({ roleDefinitionId, principalId }) => roleDefinitionId !== roleId.owner || principalId !== ids.developer);
      assignToCallers(world, roleId.contributor, subscription, {}, [ids.developer]);
    },
  },
  "arm-principal-not-found": {
    title: "The app's service principal has not reached the directory that Resource Manager asks",
    credential: "azure-cli",
    seenBy: "az role assignment create without --assignee-principal-type",
    apply(world) {
      world.principals = world.principals.filter(({ id }) => id !== ids.appPrincipal);
      world.roleAssignments = world.roleAssignments.filter(({ principalId }) => principalId !== ids.appPrincipal);
    },
  },
  "arm-wrong-principal-type": {
    title: "The group of model callers is given the type of a service principal",
    credential: "azure-cli",
    seenBy: "az role assignment create with --assignee-principal-type ServicePrincipal",
    apply: (world) => void world.principals.push({ id: "96000000-0000-4000-8000-000000000003", type: "Group", displayName: "model-callers", tenantId: ids.contosoTenant, enabled: true, memberOf: [] }),
  },
  "arm-role-assignment-exists": {
    title: "The assignment that a template creates is there under another name",
    credential: "azure-cli",
    seenBy: "az deployment, and any other creation under a name of its own",
    apply(world) {
      withoutRoles(world);
      assignToCallers(world, roleId.cognitiveServicesOpenAIUser, ids.accountId);
    },
  },
  "arm-precondition": {
    title: "The environment names a subscription that does not exist",
    seenBy: "a program that lists models or accounts of a subscription",
    apply: (world) => set(world, { AZURE_SUBSCRIPTION_ID: "5ab50000-0000-4222-8333-000000000404" }),
  },
  "quota-or-region": {
    title: "The region has no quota left for another deployment",
    credential: "azure-cli",
    seenBy: "az cognitiveservices account deployment create",
    apply(world) {
      world.quota = 0;
    },
  },
};
