export { decideAccess, type AccessDecision, type ActionKind } from "./access.ts";
export { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
export { faults, notWorldFaults } from "./faults/index.ts";
export type { CredentialKind, Fault } from "./faults/fault.ts";
export { credentialKinds, isCredentialKind, type CredentialKindRecord } from "./credential-kinds.ts";
export { fingerprint, type ForeignHost, type RequestRecord, type TunnelRecord } from "./record.ts";
export { ids } from "./seed.ts";
export type * from "./world.ts";
export { environmentText, type EnvironmentParts } from "./commands/environment-text.ts";
