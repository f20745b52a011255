import type { Handler, Route } from "../app.ts";
import { partOfHost } from "../names.ts";
import { accountOperations } from "./accounts.ts";
import { authenticate } from "./authenticate.ts";
import { authorizationListOperations } from "./authorization-lists.ts";
import { deploymentOperations } from "./deployments.ts";
import { armError } from "./error.ts";
import { hostResources } from "./hosts.ts";
import { identityOperations } from "./identities.ts";
import { modelOperations } from "./models.ts";
import { subscriptionOf, toRoute } from "./operation.ts";
import { resourceGraphOperations } from "./resource-graph.ts";
import { roleAssignmentOperations } from "./role-assignments.ts";
import { roleDefinitionOperations } from "./role-definitions.ts";
import { roleScheduleOperations } from "./role-schedules.ts";
import { subscriptionOperations } from "./subscriptions.ts";

/** Azure Resource Manager: every operation the sandbox answers. */
export const armRoutes: Route[] = [
  ...subscriptionOperations,
  ...accountOperations,
  ...deploymentOperations,
  ...modelOperations,
  ...identityOperations,
  ...hostResources,
  ...roleAssignmentOperations,
  ...roleDefinitionOperations,
  ...authorizationListOperations,
  ...roleScheduleOperations,
  ...resourceGraphOperations,
].map(toRoute);

/** What Resource Manager says to a path that the sandbox does not know: the caller is checked first, as everywhere. */
export const armNotFound: Handler = (request, context) => {
  const cloud = partOfHost(request.url.hostname)?.cloud ?? "public";
  const signedIn = authenticate(request, context, cloud, subscriptionOf(context.world, request.url.pathname)?.tenantId);
  if ("status" in signedIn) return signedIn;
  return armError(404, "InvalidResourceType", `The resource type of '${request.method} ${request.url.pathname}' could not be found in the sandbox; fidelity.md lists what it answers.`);
};
