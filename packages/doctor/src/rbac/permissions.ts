import { evaluateCondition } from "./condition.ts";
import { matchesAnyOperation } from "./operation-pattern.ts";
import type { PermissionBlock } from "./roles.ts";
import { any, type Ternary } from "./ternary.ts";

/** An operation, and whether it belongs to the data plane: `*` in `actions` never grants a data action. */
export interface Operation {
  name: string;
  data: boolean;
}

/** What permission blocks say of one operation. */
export interface PermissionResult {
  grants: Ternary;
  /** Attributes of conditions in the blocks that would settle an unknown. */
  attributes: string[];
}

/** Subtracts inside each block, then unites the blocks; a block with a condition counts as far as its condition holds. */
export function evaluatePermissions(blocks: readonly PermissionBlock[], operation: Operation): PermissionResult {
  const conditions = blocks.filter((block) => names(block, operation)).map((block) => evaluateCondition(block.condition, operation.name));
  const grants = any(conditions.map(({ holds }) => holds));
  return { grants, attributes: grants === "unknown" ? [...new Set(conditions.flatMap(({ attributes }) => attributes))] : [] };
}

function names(block: PermissionBlock, { name, data }: Operation): boolean {
  const granted = data ? block.dataActions : block.actions;
  const excluded = data ? block.notDataActions : block.notActions;
  return matchesAnyOperation(granted, name) && !matchesAnyOperation(excluded, name);
}
