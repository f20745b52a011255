import type { Operation } from "./permissions.ts";
import type { PermissionBlock, Role } from "./roles.ts";

/** A list as far as it could be read. Its items are true in any case; only a complete list proves that there is nothing else. */
export interface Listing<T> {
  items: readonly T[];
  complete: boolean;
}

/** What of a role assignment decides access. */
export interface RoleAssignment {
  id: string;
  scope: string;
  roleDefinitionId: string;
  principalId: string;
  principalType?: string;
  condition?: string | null;
}

/** What of a deny assignment decides access. */
export interface DenyAssignment {
  id: string;
  denyAssignmentName: string;
  scope: string;
  doNotApplyToChildScopes: boolean;
  permissions: readonly PermissionBlock[];
  principals: readonly { id: string; type: string }[];
  excludePrincipals: readonly { id: string; type: string }[];
  condition?: string | null;
}

/** Everything a decision depends on, each part as far as it is known. */
export interface AccessQuestion<Assignment extends RoleAssignment = RoleAssignment> {
  operation: Operation;
  /** ARM id of the resource that is asked about. */
  resource: string;
  /** Object id of the caller, and of every group it is in, directly or through others. */
  principal: { id: string; groups: Listing<string> };
  assignments: Listing<Assignment>;
  /** Ids of the assignments that ARM itself listed for the principal (`assignedTo`, groups expanded). It decides about groups where present. */
  listedForPrincipal?: readonly string[];
  denyAssignments: Listing<DenyAssignment>;
  /** Definitions that were read; one that is neither here nor built in makes its assignments unknown. */
  roles: readonly Role[];
  /** Names of the management groups above the resource; without them assignments there are unknown. */
  managementGroups?: readonly string[];
}

/** What would have to be known to decide. */
export type Missing =
  | { what: "role-assignments" | "deny-assignments" | "groups" | "management-groups" }
  | { what: "role-definition"; roleDefinitionId: string }
  | { what: "condition"; of: string; attributes: readonly string[] };
