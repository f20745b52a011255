import type { CauseId } from "../cause-ids.ts";
import type { Signature } from "../cause.ts";
import { alike } from "./alike.ts";
import { appRegistration } from "./app-registration.ts";
import { endpoint } from "./endpoint.ts";
import { federation } from "./federation.ts";
import { hints } from "./hints.ts";
import { managedIdentity } from "./managed-identity.ts";
import { messages } from "./messages/index.ts";
import { network } from "./network.ts";
import { rbacAndArm } from "./rbac-and-arm.ts";
import { signIn } from "./sign-in.ts";
import { tenantAndScope } from "./tenant-and-scope.ts";
import { tokenUse } from "./token-use.ts";
import { wordings } from "./wordings.ts";

// A cause without signatures does not compile.
const strong: Record<CauseId, readonly Signature[]> = {
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

/** What the text of a failure holds, per cause: its own signatures, then the hints that count when nothing better is there. */
export const signatures = Object.fromEntries(
  Object.entries(strong).map(([id, own]) => [id, [...own, ...(wordings[id as CauseId] ?? []), ...(messages[id as CauseId] ?? []), ...(alike[id as CauseId] ?? []), ...(hints.get(id as CauseId) ?? [])]]),
) as unknown as Record<CauseId, readonly Signature[]>;
