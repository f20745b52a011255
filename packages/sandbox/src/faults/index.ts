import { dataPlaneFaults } from "./data-plane.ts";
import type { Fault, FaultRecords } from "./fault.ts";
import { rbacFaults } from "./rbac.ts";
import { signInFaults } from "./sign-in.ts";
import { wireFaults } from "./wire.ts";

export type { CredentialKind, Fault } from "./fault.ts";

const families: readonly FaultRecords[] = [signInFaults, rbacFaults, dataPlaneFaults, wireFaults];

/** Every fault, by family: sign-in, roles, data plane, wire. */
export const faults: readonly Fault[] = families.flatMap((family) => Object.entries(family).map(([id, record]) => ({ id, ...record })));
