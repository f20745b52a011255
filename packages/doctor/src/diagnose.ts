import type { CauseId } from "./causes/cause-ids.ts";
import type { Check, Evidence } from "./check.ts";
import { checkGroups } from "./checks/index.ts";
import type { CheckGroup } from "./checks/index.ts";
import type { FactName, Facts, UnknownReason } from "./facts.ts";
import { flowsInto } from "./fact-flow.ts";

/** A check's verdict, or why there is none. */
export type Outcome =
  | { status: "passed"; evidence: Evidence }
  | { status: "warned" | "failed"; cause: CauseId; evidence: Evidence }
  | { status: "undecided"; missing: string; evidence: Evidence }
  | { status: "skipped"; because: FactName | UnknownReason | "option" | "not-applicable"; detail?: string; needs?: FactName }
  | { status: "crashed"; error: string };

/** One line of the report. `consequenceOf` names the failed check that this one follows from. */
export type Result = { id: string; title: string; group: string; consequenceOf?: string } & Outcome;

/** What a diagnosis comes to. */
export interface Report {
  schemaVersion: "1";
  /** healthy: nothing failed and nothing essential is open; failed: a check failed; undecided: it could not be told. */
  outcome: "healthy" | "failed" | "undecided" | "crashed";
  rootCause?: { check: string; cause: CauseId; evidence: Evidence };
  results: readonly Result[];
}

/** Which checks to run; ids of checks or of groups. */
export interface DiagnoseOptions {
  only?: readonly string[];
  skip?: readonly string[];
  groups?: readonly CheckGroup[];
}

/** Runs every check whose needs are known, names the root cause and marks what follows from it. Pure. */
export function diagnose(facts: Facts, options: DiagnoseOptions = {}): Report {
  const groups = options.groups ?? checkGroups;
  const checks = groups.flatMap((group) => group.checks.map((check) => ({ check, group: group.id })));
  const results = checks.map(({ check, group }): Result => {
    const outcome = isLeftOut(check.id, group, options) ? ({ status: "skipped", because: "option" } as const) : judge(check, facts);
    return { id: check.id, title: check.title, group, ...outcome };
  });
  const needs = new Map(checks.map(({ check }) => [check.id, check.needs]));
  const alone = new Set(checks.filter(({ check }) => check.alone).map(({ check }) => check.id));
  const marked = markConsequences(results, needs, alone, facts);
  const root = marked.find((result) => result.status === "failed" && result.consequenceOf === undefined);
  const report = { schemaVersion: "1", outcome: outcomeOf(marked), results: marked } as const;
  return root?.status === "failed" ? { ...report, rootCause: { check: root.id, cause: root.cause, evidence: root.evidence } } : report;
}

function isLeftOut(id: string, group: string, { only, skip }: DiagnoseOptions): boolean {
  if (only !== undefined && only.length > 0 && !only.includes(id) && !only.includes(group)) return true;
  return skip !== undefined && (skip.includes(id) || skip.includes(group));
}

function judge(check: Check, facts: Facts): Outcome {
  for (const need of check.needs) {
    const fact = facts[need];
    if (!fact.known) return { status: "skipped", because: fact.because, needs: need, ...(fact.detail === undefined ? {} : { detail: fact.detail }) };
  }
  const known = Object.fromEntries(check.needs.map((need) => [need, (facts[need] as { value: unknown }).value]));
  try {
    const reason = check.beside?.(known as never, facts);
    if (reason !== undefined) return { status: "skipped", because: "not-applicable", detail: reason };
    return check.judge(known as never, facts);
  } catch (error) {
    return { status: "crashed", error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** A failed check explains a later result when what it judged flows into what the later one needs. */
function markConsequences(results: readonly Result[], needs: ReadonlyMap<string, readonly FactName[]>, alone: ReadonlySet<string>, facts: Facts): Result[] {
  const explained: Result[] = [];
  for (const result of results) {
    const failures = explained.filter((earlier) => earlier.status === "failed" && earlier.consequenceOf === undefined && !alone.has(earlier.id));
    const origin = failures.find((earlier) => explains(earlier, result, needs, facts));
    explained.push(origin === undefined ? result : { ...result, consequenceOf: origin.id });
  }
  return explained;
}

function explains(earlier: Result, later: Result, needs: ReadonlyMap<string, readonly FactName[]>, facts: Facts): boolean {
  if (earlier.status !== "failed") return false;
  const judged = needs.get(earlier.id) ?? [];
  if (later.status === "failed" || later.status === "undecided") {
    if (later.status === "failed" && later.cause === earlier.cause) return true;
    const subject = judged.at(-1);
    return subject !== undefined && (needs.get(later.id) ?? []).some((need) => flowsInto(subject, need));
  }
  if (later.status !== "skipped" || later.needs === undefined) return false;
  const subject = judged.at(-1);
  return blamed(later.needs, facts).some((name) => judged.includes(name) || (subject !== undefined && flowsInto(subject, name)));
}

/** The fact itself and all the facts it is unknown because of. */
function blamed(name: FactName, facts: Facts): FactName[] {
  const chain: FactName[] = [];
  for (let at: FactName | undefined = name; at !== undefined && !chain.includes(at); ) {
    chain.push(at);
    const fact: Facts[FactName] = facts[at];
    at = !fact.known && fact.because in facts ? (fact.because as FactName) : undefined;
  }
  return chain;
}

function outcomeOf(results: readonly Result[]): Report["outcome"] {
  if (results.some((result) => result.status === "failed")) return "failed";
  if (results.some((result) => result.status === "crashed")) return "crashed";
  return essentialIsOpen(results) ? "undecided" : "healthy";
}

/** Undecided lines are harmless once the service itself answered with success. */
function essentialIsOpen(results: readonly Result[]): boolean {
  const answered = results.some((result) => result.group === "data-plane" && result.status === "passed");
  if (answered) return false;
  if (results.some((result) => result.status === "undecided")) return true;
  const open = results.filter((result) => result.status === "skipped" && !byDesign.has(result.because));
  return open.length > 0 || results.every((result) => result.status === "skipped") || isUnasked(results);
}

const byDesign: ReadonlySet<string> = new Set(["option", "not-applicable", "not-asked"]);

/** The service was to be asked and was not, for whatever reason: then nobody knows whether the call works. */
function isUnasked(results: readonly Result[]): boolean {
  const calls = results.filter((result) => result.group === "data-plane" && !(result.status === "skipped" && result.because === "option"));
  return calls.length > 0 && calls.every((result) => result.status === "skipped");
}
