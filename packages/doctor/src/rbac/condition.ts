import { type ConditionNode, parseCondition } from "./condition-syntax.ts";
import { matchesAnyOperation } from "./operation-pattern.ts";
import { all, any, not, type Ternary, ternary } from "./ternary.ts";

/** What a condition says about one operation, and which attributes it would take to know. */
export interface ConditionResult {
  holds: Ternary;
  /** Attributes the answer depends on, such as `@Resource[…:name]`; empty when it is decided. */
  attributes: string[];
  /** The text does not follow the grammar. */
  unreadable?: true;
}

/**
 * Evaluates an attribute-based condition (version 2.0) for one operation. `ActionMatches` and the boolean structure are decided;
 * a test on an attribute is `unknown`, because the doctor sees neither request nor resource attributes.
 * Source: learn.microsoft.com/azure/role-based-access-control/conditions-format.
 */
export function evaluateCondition(condition: string | null | undefined, operation: string): ConditionResult {
  if (condition === null || condition === undefined || condition.trim() === "") return { holds: "true", attributes: [] };
  const tree = parseCondition(condition);
  if (tree === undefined) return { holds: "unknown", attributes: [], unreadable: true };
  const holds = evaluate(tree, operation);
  return { holds, attributes: [...new Set(attributesOf(tree, operation))] };
}

function evaluate(node: ConditionNode, operation: string): Ternary {
  if (node.kind === "action") return ternary(matchesAnyOperation(node.patterns, operation));
  if (node.kind === "not") return not(evaluate(node.operand, operation));
  if (node.kind === "chain") return evaluateChain(node.operators, node.operands.map((operand) => evaluate(operand, operation)));
  return "unknown";
}

/** AND and OR mixed without parentheses are ambiguous by the documentation: both readings must agree. */
function evaluateChain(operators: readonly ("and" | "or")[], values: readonly Ternary[]): Ternary {
  const leftToRight = values.reduce((left, right, index) => (operators[index - 1] === "or" ? any([left, right]) : all([left, right])));
  const alternatives: Ternary[][] = [[]];
  values.forEach((value, index) => {
    if (operators[index - 1] === "or") alternatives.push([]);
    alternatives.at(-1)?.push(value);
  });
  const andFirst = any(alternatives.map(all));
  return leftToRight === andFirst ? andFirst : "unknown";
}

/** Only what the unknown parts read: a decided part needs nothing. */
function attributesOf(node: ConditionNode, operation: string): string[] {
  if (evaluate(node, operation) !== "unknown") return [];
  if (node.kind === "test") return node.attributes;
  if (node.kind === "not") return attributesOf(node.operand, operation);
  return node.kind === "chain" ? node.operands.flatMap((operand) => attributesOf(operand, operation)) : [];
}
