import type { Check } from "../../check.ts";
import { denyAssignments } from "./deny-assignments.ts";
import { roleGrantsDataAction } from "./role-grants-data-action.ts";
import { roleInForce } from "./role-in-force.ts";

/** In the order in which a reader should hear of them. */
export const rolesChecks: readonly Check[] = [roleGrantsDataAction, denyAssignments, roleInForce];
