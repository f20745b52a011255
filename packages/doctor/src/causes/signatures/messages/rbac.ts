import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { all, each } from "../write.ts";

/** What libraries, tools and services print for causes of this family, beside the family's own signatures. */
export const rbac: Partial<Record<CauseId, readonly Signature[]>> = {
  "arm-missing-permission": [
    ...each(90, "the identity has no role in any subscription", ["No access was configured for the VM, hence no subscriptions"]),
    all(90, "the service connection lacks a role", ["is assigned the right roles for the entity","Please make sure the Service Principal"]),
    ...each(90, "the identity of the service connection lacks a role", ["is assigned the right roles for the Resource Group"]),
    ...each(90, "the login may not read the keys of the storage account", ["Make sure you have access to the storage account"]),
    ...each(90, "a lock on the resource forbids the change", ["following scope(s) are locked"]),
    ...each(90, "complete mode could not delete resources that are not in the template", ["DeploymentFailedCleanUp"]),
    ...each(90, "the person may not create resource groups", ["You do not have permission to create a resource group in"]),
    ...each(90, "purging deleted accounts needs a role on the subscription", ["Microsoft.CognitiveServices/locations/resourceGroups/deletedAcco"], { any: ["does not have","permission","authorization"] }),
    ...each(90, "a policy refuses the resource", ["was disallowed by policy"]),
  ],
  "rbac-no-data-role": [
    ...each(90, "the service connection may not read the vault", ["The specified Azure service connection needs to have Get, List"]),
    ...each(90, "the caller has no Azure role for the cluster", ["User does not have access to the resource in Azure. Update role"]),
    ...each(90, "the caller has no role on the resource", ["please make sure you have proper role assignment on your azure"]),
    ...each(90, "the caller lacks the role to send, listen or manage", ["claim(s) are required to perform this operation"]),
    ...each(90, "no Cosmos DB data role for this principal", ["does not have required RBAC permissions to perform action"]),
    ...each(90, "the database knows no user for this identity", ["Login failed for user '<token-identified principal>'"]),
  ],
  "arm-no-role-assignment-write": [
    ...each(90, "the subscription has its full number of role assignments", ["No more role assignments can be created"]),
    ...each(90, "a condition limits which roles the caller may assign", ["or an ABAC condition not fulfilled to perform action"]),
    ...each(90, "the person may not assign roles in the subscription", ["Failed to assign Contributor role"]),
  ],
  "rbac-role-lacks-data-action": [
    ...each(90, "this operation is no data action, no data role allows it", ["cannot be authorized by AAD token in data plane"]),
  ],
};
