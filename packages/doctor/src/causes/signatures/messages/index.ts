import type { CauseId } from "../../cause-ids.ts";
import type { Signature } from "../../cause.ts";
import { appRegistration } from "./app-registration.ts";
import { arm } from "./arm.ts";
import { endpoint } from "./endpoint.ts";
import { federation } from "./federation.ts";
import { managedIdentity } from "./managed-identity.ts";
import { network } from "./network.ts";
import { rbac } from "./rbac.ts";
import { signIn } from "./sign-in.ts";
import { tenantAndScope } from "./tenant-and-scope.ts";
import { tokenUse } from "./token-use.ts";

/** Message templates of libraries, tools and services, read from their sources and pages; a family a file. */
export const messages: Partial<Record<CauseId, readonly Signature[]>> = { ...appRegistration, ...arm, ...endpoint, ...federation, ...managedIdentity, ...network, ...rbac, ...signIn, ...tenantAndScope, ...tokenUse };
