import type { CredentialKind } from "./credential-kinds.ts";
import type { World } from "./world.ts";

/** One thing that goes wrong, under the id of its cause. */
export interface Fault {
  id: string;
  /** What is wrong, as a noun phrase. */
  title: string;
  /** The way of signing in that the fault needs; used when none is given. */
  credential?: CredentialKind;
  /** Set when it is misbehaviour on the wire and no cause of its own. */
  wire?: true;
  apply(world: World): void;
}
