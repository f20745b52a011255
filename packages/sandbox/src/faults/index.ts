import { dataPlaneFaults } from "./data-plane.ts";
import type { Fault, FaultRecords } from "./fault.ts";
import { identityFaults } from "./identity.ts";
import { managementFaults } from "./management.ts";
import { networkFaults } from "./network.ts";
import { openAiVariableFaults } from "./openai-variables.ts";
import { rbacFaults } from "./rbac.ts";
import { signInFaults } from "./sign-in.ts";
import { wireFaults } from "./wire.ts";

export type { CredentialKind, Fault } from "./fault.ts";
export { notWorldFaults } from "./not-world-faults.ts";

const families: readonly FaultRecords[] = [signInFaults, identityFaults, rbacFaults, dataPlaneFaults, openAiVariableFaults, networkFaults, managementFaults, wireFaults];

/** Every fault, by family: sign-in, identity, roles, data plane, variables of the OpenAI libraries, network, management, wire. */
export const faults: readonly Fault[] = families.flatMap((family) => Object.entries(family).map(([id, record]) => ({ id, ...record })));
