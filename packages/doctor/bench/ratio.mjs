import { spawnSync } from "node:child_process";

/** Milliseconds of one run of node with these arguments. */
export function once(args, { env = process.env, input = "" } = {}) {
  const started = process.hrtime.bigint();
  const ran = spawnSync(process.execPath, args, { env, input });
  if (ran.error) throw ran.error;
  return { ms: Number(process.hrtime.bigint() - started) / 1e6, code: ran.status, stdout: ran.stdout.toString() };
}

/** Median of the pairwise ratios of two runs that take turns; a machine whose speed drifts does not show in it. */
export function ratio(a, b, rounds = 31) {
  a();
  b();
  return median(Array.from({ length: rounds }, () => a() / b()));
}

/** The middle value. */
export function median(values) {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)];
}

/** Prints a line and notes a missed goal in the exit code. */
export function report(title, value, goal, unit = "×") {
  const met = value <= goal;
  console.log(`${met ? "ok  " : "over"} ${title}: ${value.toFixed(2)} ${unit} (goal ≤ ${goal})`);
  if (!met) process.exitCode = 1;
}
