/** A truth value that may be out of reach: what cannot be read is `unknown`, never `false`. */
export type Ternary = "true" | "false" | "unknown";

/** Kleene conjunction: one `false` decides, whatever else is unknown. */
export function all(values: readonly Ternary[]): Ternary {
  if (values.includes("false")) return "false";
  return values.includes("unknown") ? "unknown" : "true";
}

/** Kleene disjunction: one `true` decides, whatever else is unknown. */
export function any(values: readonly Ternary[]): Ternary {
  if (values.includes("true")) return "true";
  return values.includes("unknown") ? "unknown" : "false";
}

/** Kleene negation. */
export function not(value: Ternary): Ternary {
  if (value === "unknown") return "unknown";
  return value === "true" ? "false" : "true";
}

/** A decided truth value. */
export function ternary(value: boolean): Ternary {
  return value ? "true" : "false";
}
