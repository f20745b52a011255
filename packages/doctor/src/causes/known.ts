import { appRegistration } from "./app-registration.ts";
import { arm } from "./arm.ts";
import type { CauseId } from "./cause-ids.ts";
import type { CauseRecord, KnownCause } from "./cause.ts";
import { endpoint } from "./endpoint.ts";
import { federation } from "./federation.ts";
import { managedIdentity } from "./managed-identity.ts";
import { network } from "./network.ts";
import { rbac } from "./rbac.ts";
import { rbacLimits } from "./rbac-limits.ts";
import { signIn } from "./sign-in.ts";
import { tenantAndScope } from "./tenant-and-scope.ts";
import { tokenUse } from "./token-use.ts";

const families = {
  "app-registration": appRegistration,
  "tenant-and-scope": tenantAndScope,
  "sign-in": signIn,
  "managed-identity": managedIdentity,
  federation,
  network,
  rbac: { ...rbac, ...rbacLimits },
  arm,
  "token-use": tokenUse,
  endpoint,
} as const;

// A cause that no family holds, or that two hold, does not compile.
type Held = { [F in keyof typeof families]: keyof (typeof families)[F] }[keyof typeof families];
const everyCauseIsHeld: Exclude<CauseId, Held> extends never ? true : Exclude<CauseId, Held> = true;

function assemble(): Record<CauseId, KnownCause> {
  const all: Partial<Record<CauseId, KnownCause>> = {};
  for (const [family, records] of Object.entries(families)) {
    for (const [key, record] of Object.entries(records as Record<string, CauseRecord>)) {
      const id = key as CauseId;
      all[id] = { id, family, ...record };
    }
  }
  return all as Record<CauseId, KnownCause>;
}

/** What is known of each root cause; without the signatures, which only a pasted text needs and which are the larger part. */
export const knownCauses: Record<CauseId, KnownCause> = everyCauseIsHeld && assemble();
