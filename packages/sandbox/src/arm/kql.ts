import type { Properties } from "../world.ts";

/** A row of Resource Graph. */
export type Row = Properties;

/** What was not understood of a query, in Resource Graph's terms. */
export class QueryProblem extends Error {}

/**
 * Runs the part of Kusto that finding an account needs: `resources | where … | project … | limit n`.
 * Conditions: `==`, `=~`, `!=`, `!~`, `has`, `contains`, `startswith`, `endswith`, `in~`, with `and`, `or`, `not(…)` and brackets, over
 * columns, `properties.a.b`, and `tostring()`, `tolower()`, `tobool()` of them.
 * @throws QueryProblem for anything else
 */
export function runQuery(query: string, rows: readonly Row[]): Row[] {
  const [table = "", ...stages] = splitTop(query, "|").map((stage) => stage.trim());
  if (table.toLowerCase() !== "resources") throw new QueryProblem(`table '${table}'`);
  return stages.reduce<Row[]>(runStage, [...rows]);
}

function runStage(rows: Row[], stage: string): Row[] {
  const [, verb = "", rest = ""] = /^(\S+)\s*([^]*)$/.exec(stage) ?? [];
  switch (verb.toLowerCase()) {
    case "where":
      return rows.filter((row) => holds(rest, row));
    case "project":
      return rows.map((row) => Object.fromEntries(splitTop(rest, ",").map((column) => projected(column.trim(), row))));
    case "extend":
      return rows.map((row) => ({ ...row, ...Object.fromEntries(splitTop(rest, ",").map((column) => projected(column.trim(), row))) }));
    case "limit":
    case "take":
      return rows.slice(0, Number(rest));
    case "order":
    case "sort":
      return rows;
    default:
      throw new QueryProblem(`operator '${verb}'`);
  }
}

function projected(column: string, row: Row): [string, unknown] {
  const [, name, expression] = /^(\w+)\s*=(?!~|=)\s*([^]+)$/.exec(column) ?? [];
  return name !== undefined && expression !== undefined ? [name, valueOf(expression, row)] : [column.split(".").join("_"), valueOf(column, row)];
}

function holds(condition: string, row: Row): boolean {
  const text = condition.trim();
  const alternatives = splitTop(text, " or ");
  if (alternatives.length > 1) return alternatives.some((part) => holds(part, row));
  const parts = splitTop(text, " and ");
  if (parts.length > 1) return parts.every((part) => holds(part, row));
  const negated = /^not\s*\(([^]*)\)$/i.exec(text)?.[1];
  if (negated !== undefined) return !holds(negated, row);
  if (text.startsWith("(") && text.endsWith(")")) return holds(text.slice(1, -1), row);
  return compares(text, row);
}

const operators: Record<string, (actual: string, wanted: string) => boolean> = {
  "==": (actual, wanted) => actual === wanted,
  "!=": (actual, wanted) => actual !== wanted,
  "=~": (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  "!~": (actual, wanted) => actual.toLowerCase() !== wanted.toLowerCase(),
  contains: (actual, wanted) => actual.toLowerCase().includes(wanted.toLowerCase()),
  has: (actual, wanted) => new RegExp(`(?<![a-z0-9])${escape(wanted)}(?![a-z0-9])`, "i").test(actual),
  startswith: (actual, wanted) => actual.toLowerCase().startsWith(wanted.toLowerCase()),
  endswith: (actual, wanted) => actual.toLowerCase().endsWith(wanted.toLowerCase()),
};

function compares(text: string, row: Row): boolean {
  const among = /^([^]+?)\s+in~?\s*\(([^]*)\)$/i.exec(text);
  if (among !== null) {
    const actual = asText(valueOf(among[1] ?? "", row)).toLowerCase();
    return splitTop(among[2] ?? "", ",").some((item) => asText(valueOf(item, row)).toLowerCase() === actual);
  }
  const [, left, operator, right] = /^([^]+?)\s*(==|=~|!=|!~|\bcontains\b|\bhas\b|\bstartswith\b|\bendswith\b)\s*([^]+)$/i.exec(text) ?? [];
  const compare = operator === undefined ? undefined : operators[operator.toLowerCase()];
  if (left === undefined || right === undefined || compare === undefined) throw new QueryProblem(`condition '${text}'`);
  return compare(asText(valueOf(left, row)), asText(valueOf(right, row)));
}

function valueOf(expression: string, row: Row): unknown {
  const text = expression.trim();
  const literal = /^(?:'([^']*)'|"([^"]*)")$/.exec(text);
  if (literal !== null) return literal[1] ?? literal[2];
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (/^\d+$/.test(text)) return Number(text);
  const [, call, argument] = /^(\w+)\(([^]*)\)$/.exec(text) ?? [];
  if (call !== undefined && argument !== undefined) return applied(call, valueOf(argument, row));
  if (!/^[\w$]+(?:\.[\w$]+|\['[^']*'\])*$/.test(text)) throw new QueryProblem(`expression '${text}'`);
  return text
    .split(/\.|\['|'\]/)
    .filter(Boolean)
    .reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? ((value as Properties)[key] ?? null) : null), row);
}

function applied(call: string, value: unknown): unknown {
  switch (call.toLowerCase()) {
    case "tostring":
      return asText(value);
    case "tolower":
      return asText(value).toLowerCase();
    case "tobool":
      return typeof value === "boolean" ? value : null;
    case "isnotempty":
      return asText(value) !== "";
    default:
      throw new QueryProblem(`function '${call}'`);
  }
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

/** Splits at a separator that is neither quoted nor inside brackets; white space in the separator stands for any. */
function splitTop(text: string, separator: string): string[] {
  const boundary = separator.trim().length > 1 ? new RegExp(String.raw`\s+${separator.trim()}\s+`, "iy") : new RegExp(escape(separator.trim()), "y");
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "'" || char === '"') quote = char;
    else if (char === "(" || char === "[") depth += 1;
    else if (char === ")" || char === "]") depth -= 1;
    else if (depth === 0) {
      boundary.lastIndex = at;
      const found = boundary.exec(text)?.[0];
      if (found === undefined) continue;
      parts.push(text.slice(from, at));
      from = at + found.length;
      at = from - 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
