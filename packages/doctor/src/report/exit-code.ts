import type { Report } from "../diagnose.ts";

/** The contract of exit codes, as the README documents it. */
export const exitCodes = { healthy: 0, failed: 1, usage: 2, undecided: 3, internal: 4, interrupted: 130 } as const;

/** What `--fail-on` takes: from which status on the exit code is 1. */
export type FailOn = "warn" | "fail" | "never";

/** The exit code of a finished diagnosis. */
export function exitCodeOf(report: Report, failOn: FailOn): number {
  if (failOn === "never") return exitCodes.healthy;
  if (report.outcome === "failed") return exitCodes.failed;
  if (failOn === "warn" && report.results.some((result) => result.status === "warned")) return exitCodes.failed;
  if (report.outcome === "crashed") return exitCodes.internal;
  return report.outcome === "undecided" ? exitCodes.undecided : exitCodes.healthy;
}
