import type { World } from "../world.ts";

/** One thing that can be wrong with the world, under the id of the root cause it shows. */
export interface Fault {
  id: string;
  /** What is wrong, as a sentence without a full stop. */
  title: string;
  /** The credential kind that shows it; any kind does when none is named. */
  credential?: CredentialKind;
  /** Misbehaviour on the wire, for tests of single parts: no root cause of its own. */
  wire?: true;
  /** The root cause it shows where that has another id: a second way to break the same thing. */
  cause?: string;
  /** What shows it, where that is not the sample and the doctor's check: the words say what such a program does. */
  seenBy?: string;
  /** Breaks a healthy world. Faults that are a change in Azure heal when the same change is undone through the sandbox's ARM or Graph. */
  apply(world: World): void;
}

/** How a program in the sandbox gets its token; `credentialKinds` of the package says what each kind sets up. */
export type CredentialKind =
  | "managed-identity"
  | "user-assigned-managed-identity"
  | "imds"
  | "arc"
  | "service-fabric"
  | "cloud-shell"
  | "azure-ml"
  | "client-secret"
  | "client-certificate"
  | "workload-identity"
  | "federated-credential"
  | "azure-cli"
  | "azure-developer-cli"
  | "azure-powershell"
  | "device-code"
  | "interactive-browser";

/** Faults by id, as a family's file writes them down. */
export type FaultRecords = Record<string, Omit<Fault, "id">>;
