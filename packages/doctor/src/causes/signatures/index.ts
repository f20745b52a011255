import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { appRegistration } from "./app-registration.ts";
import { endpoint } from "./endpoint.ts";
import { federation } from "./federation.ts";
import { managedIdentity } from "./managed-identity.ts";
import { network } from "./network.ts";
import { rbacAndArm } from "./rbac-and-arm.ts";
import { signIn } from "./sign-in.ts";
import { tenantAndScope } from "./tenant-and-scope.ts";
import { tokenUse } from "./token-use.ts";

/** What the text of a failure holds, per cause. A cause without signatures does not compile. */
export const signatures: Record<CauseId, readonly Signature[]> = {
  ...appRegistration,
  ...tenantAndScope,
  ...signIn,
  ...managedIdentity,
  ...federation,
  ...network,
  ...rbacAndArm,
  ...tokenUse,
  ...endpoint,
};
