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
export interface Check {
  id: string;
  /** The healthy sentence, for instance "token audience is Foundry". */
  title: string;
  needs: readonly FactName[];
  /** Facts that it reads when they are known. They are gathered too, but it is judged without them. */
  uses?: readonly FactName[];
  /** It judges what only programs of another make do with these facts, so its failure explains no other. */
  alone?: true;
  /** Undefined when the question arises here, else the reason why it does not, as a sentence without a full stop. */
  beside?(known: KnownFacts, facts: Facts): string | undefined;
  judge(known: KnownFacts, facts: Facts): Verdict;
}

/** A check as written: `judge` sees exactly the facts it needs as known. */
export interface CheckDefinition<Needs extends readonly FactName[]> {
  id: string;
  title: string;
  needs: Needs;
  uses?: readonly FactName[];
  alone?: true;
  beside?(known: KnownFacts<Needs[number]>, facts: Facts): string | undefined;
  judge(known: KnownFacts<Needs[number]>, facts: Facts): Verdict;
}

/** Keeps the literal types of `needs`, so that `judge` sees exactly those facts as known. */
export function defineCheck<const Needs extends readonly FactName[]>(check: CheckDefinition<Needs>): Check {
  return check;
}

/** Every fact that the checks read, required or not: what has to be gathered for them. */
export function factsReadBy(checks: readonly Check[]): FactName[] {
  return [...new Set(checks.flatMap(({ needs, uses = [] }) => [...needs, ...uses]))];
}

/** Nothing to complain about; the evidence says what was seen. */
export function passed(evidence: Evidence = {}): Verdict {
  return { status: "passed", evidence };
}

/** The application cannot work because of this. */
export function failed(cause: CauseId, evidence: Evidence): Verdict {
  return { status: "failed", cause, evidence };
}

/** Works, or may work, but should be looked at. */
export function warned(cause: CauseId, evidence: Evidence): Verdict {
  return { status: "warned", cause, evidence };
}

/** Cannot be told from what could be read; `missing` says what would settle it. */
export function undecided(missing: string, evidence: Evidence = {}): Verdict {
  return { status: "undecided", missing, evidence };
}
