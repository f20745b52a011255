import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { all, each } from "../write.ts";

/** What libraries, tools and services print for causes of this family, beside the family's own signatures. */
export const arm: Partial<Record<CauseId, readonly Signature[]>> = {
  "arm-precondition": [
    all(90, "something that the call needs is missing, taken or not ready", ["Check the spelling and casing and try again","Subscription"]),
    ...each(90, "something that the call needs is missing, taken or not ready", ["Multiple subscriptions with the name", "does not have Microsoft Entra ID integration enabled", "Cannot delete the last RBAC admin assignment", "The provided information does not map to a role assignment", "InvalidSubscriptionRegistrationState", "DeploymentActiveAndUneditable", "PropertyChangeNotAllowed", "LinkedInvalidPropertyId", "MismatchingResourceSegments", "InvalidTemplateCircularDependency", "InvalidDeploymentLocation", "InvalidContentLink", "LocationRequired", "ReservedResourceName", "StorageAccountAlreadyTaken", "StorageAccountInAnotherResourceGroup", "InvalidResourceType", "InaccessibleImage", "ContainerAppSecretInvalid", "ManagedEnvironmentNotReadyForAppCreation", "AZCM0044", "AZCM0067", "No definition was found with the name of", "More than 2 definitions are found with the name of", "ApiPropertiesInvalid", "until you agree to Responsible AI terms for this resource", "is disabled and therefore marked as read only", "No registered resource provider found for location", "could not be found in the namespace 'Microsoft.", "InvalidRoleDefinitionId", "There is an existing Capability Host with name", "cannot create a new Capability Host with name", "Required Azure resource providers not registered"]),
    all(90, "something that the call needs is missing, taken or not ready", ["role definition with scope","and name","was not found"]),
  ],
  "quota-or-region": [
    ...each(90, "no region offers the SKU", ["no locations found for sku"]),
    ...each(90, "the subscription has its full number of Container Apps environments", ["MaxNumberOfEnvsExceeded"]),
    ...each(90, "the subscription has no quota for this SKU", ["SubscriptionIsOverQuotaForSku"]),
    ...each(90, "the subscription has its full number of role assignments", ["RoleAssignmentLimitExceeded"]),
    ...each(90, "the region takes no new resources of this kind", ["RegionDoesNotAllowProvisioning"]),
    ...each(90, "the region has no capacity now", ["AllocationFailed"]),
    ...each(90, "the subscription has its full number of addresses", ["PublicIPCountLimitReached"]),
    ...each(90, "the quota of the region is used up", ["Operation could not be completed as it results in exceeding approved"]),
    ...each(90, "the subscription may not use this model", ["The current subscription does not have access to this model"]),
    ...each(90, "the subscription may not deploy in this region", ["This policy maintains a set of best available regions where", "was disallowed by Azure: This policy maintains"]),
    ...each(90, "the region does not offer this kind of account", ["is either invalid or unavailable in given region"]),
    ...each(90, "the model is not offered with this SKU here", ["of account deployment is not supported by the model"]),
    ...each(90, "the model version takes no new deployments", ["ServiceModelDeprecating", "is in deprecating state and cannot be used for new deployment"]),
  ],
  "arm-wrong-principal-type": [
    ...each(90, "the id is that of an app registration, not of its service principal", ["cannot validly be used in role assignments"]),
    ...each(90, "roles can not be given to this kind of object", ["PrincipalTypeNotSupported"]),
  ],
  "arm-principal-not-found": [
    ...each(90, "the app has no service principal yet", ["make sure the corresponding service principal is created with"]),
  ],
};
