import type { Check, Verdict } from "../src/check.ts";
import type { FactName, Facts, KnownFacts } from "../src/facts.ts";

/** Judges with the facts the check needs, as the runner does; a needed fact that is unknown is an error of the test. */
export function judge(check: Check, facts: Facts): Verdict {
  const values = check.needs.map((name: FactName) => {
    const fact = facts[name];
    if (!fact.known) throw new Error(`${check.id} needs ${name}`);
    return [name, fact.value];
  });
  return check.judge(Object.fromEntries(values) as KnownFacts, facts);
}

/** Why the question does not arise with these facts; undefined when it does. */
export function besideOf(check: Check, facts: Facts): string | undefined {
  const values = check.needs.flatMap((name: FactName) => {
    const fact = facts[name];
    return fact.known ? [[name, fact.value]] : [];
  });
  return check.beside?.(Object.fromEntries(values) as KnownFacts, facts);
}

/** The verdict in two words, for tables. */
export function verdictOf(check: Check, facts: Facts): string {
  if (besideOf(check, facts) !== undefined) return "does not arise";
  const verdict = judge(check, facts);
  return "cause" in verdict ? `${verdict.status} ${verdict.cause}` : verdict.status;
}
