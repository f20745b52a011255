import type { CauseId } from "./causes/cause-ids.ts";
import type { FactName, Facts, KnownFacts } from "./facts.ts";

/** Small, typed reasons for a verdict: what was expected, what was found, and whatever the fix needs to name. */
export type Evidence = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** What a check says about the facts it was given. */
export type Verdict =
  | { status: "passed"; evidence: Evidence }
  | { status: "warned" | "failed"; cause: CauseId; evidence: Evidence }
  | { status: "undecided"; missing: string; evidence: Evidence };

/** One question about the facts. It sees the facts it names in `needs`, all known, and may look at others through `facts`. */
export interface Check<Needs extends readonly FactName[] = readonly FactName[]> {
  id: string;
  /** The healthy sentence, for instance "token audience is Foundry". */
  title: string;
  needs: Needs;
  judge(known: KnownFacts<Needs[number]>, facts: Facts): Verdict;
}

/** Keeps the literal types of `needs`, so that `judge` sees exactly those facts as known. */
export function defineCheck<const Needs extends readonly FactName[]>(check: Check<Needs>): Check<Needs> {
  return check;
}
