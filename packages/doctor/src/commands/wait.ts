import type { Report } from "../diagnose.ts";
import type { FactName, Facts } from "../facts.ts";
import type { Io } from "../io.ts";
import { inWords } from "../checks/token/lifetime.ts";

/** What --wait starts from. */
export interface Waiting {
  facts: Facts;
  report: Report;
  judge: (facts: Facts) => Report;
  again: (start: Partial<Facts>) => Promise<Facts>;
  limitMs: number;
}

/** Facts that change by themselves: assignments reach the service within minutes, deployments are made, throttling ends. */
const changing: readonly FactName[] = [
  "deployments", "roleAssignments", "roleDefinitions", "denyAssignments", "eligibilities", "permissions", "groups", "principals", "models", "inference",
];
const waitable: ReadonlySet<string> = new Set(["roles", "data-plane", "resource"]);

/** Asks again, ever more slowly, until it is healthy, something else stands in the way, or the time is over. */
export async function waitUntilHealthy({ facts, report, judge, again, limitMs }: Waiting, io: Io): Promise<{ facts: Facts; report: Report }> {
  const started = io.now();
  let pause = 2000;
  for (;;) {
    const left = limitMs - (io.now() - started);
    if (report.outcome === "healthy" || !canChange(report) || left <= 0) return { facts, report };
    const blocking = report.results.find((result) => (result.status === "failed" || result.status === "undecided") && result.consequenceOf === undefined);
    const what = report.rootCause?.cause ?? blocking?.id ?? "an answer";
    io.stderr(`waiting for ${what} to change, ${inWords((io.now() - started) / 1000)} of ${inWords(limitMs / 1000)}\n`);
    try {
      await io.sleep(Math.min(pause, Math.max(left, 1)), io.signal);
    } catch {
      return { facts, report };
    }
    pause = Math.min(pause * 1.5, 30_000);
    facts = await again(kept(facts, io.now()));
    report = judge(facts);
  }
}

function canChange(report: Report): boolean {
  const blocking = report.results.filter((result) => result.status === "failed" && result.consequenceOf === undefined);
  return blocking.every((result) => waitable.has(result.group));
}

/** A token that runs out while waiting is asked for anew. */
function kept(facts: Facts, now: number): Partial<Facts> {
  const expiresAt = facts.token.known ? facts.token.value.expiresAt : undefined;
  const fades = expiresAt !== undefined && expiresAt * 1000 - now < 300_000;
  const anew = new Set<FactName>(fades ? [...changing, "acquisition", "token", "armToken", "graphToken", "http"] : [...changing, "http"]);
  return Object.fromEntries(Object.entries(facts).filter(([name]) => !anew.has(name as FactName)));
}
