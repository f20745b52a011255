import { execFile } from "node:child_process";
import { performance } from "node:perf_hooks";
import type { Variables } from "./proxy-choice.ts";

/** How a program ended. `missing`: it is not on PATH; `slow`: it was stopped at its deadline. */
export type ProgramResult =
  | { outcome: "done"; code: number; stdout: string; stderr: string; ms: number }
  | { outcome: "missing"; ms: number }
  | { outcome: "slow"; ms: number; stderr: string }
  | { outcome: "broken"; problem: string; ms: number };

/** Runs a program with a deadline; never rejects. On Windows the Azure tools are batch files, which need the shell, so arguments must be plain words. */
export function runProgram(name: string, args: readonly string[], env: Variables, timeoutMs: number, signal: AbortSignal): Promise<ProgramResult> {
  const started = performance.now();
  const windows = process.platform === "win32";
  if (windows && args.some((argument) => /["&|<>^%!\r\n]/.test(argument))) {
    return Promise.resolve({ outcome: "broken", problem: "an argument holds characters that the Windows shell would read", ms: 0 });
  }
  return new Promise((resolve) => {
    const limit = AbortSignal.timeout(timeoutMs);
    const options = {
      env: env as NodeJS.ProcessEnv,
      maxBuffer: 1024 * 1024,
      windowsHide: true,
      shell: windows,
      signal: AbortSignal.any([signal, limit]),
      killSignal: "SIGKILL" as const,
    };
    const words = windows ? args.map((argument) => (/\s/.test(argument) ? `"${argument}"` : argument)) : args;
    const child = execFile(name, words, options, (error, stdout, stderr) => {
      const ms = Math.round(performance.now() - started);
      if (error === null) return resolve({ outcome: "done", code: 0, stdout, stderr, ms });
      if (limit.aborted || error.name === "AbortError") return resolve({ outcome: "slow", ms, stderr });
      if (error.code === "ENOENT" || (windows && /is not recognized/.test(stderr)) || error.code === 127) return resolve({ outcome: "missing", ms });
      if (typeof error.code === "number") return resolve({ outcome: "done", code: error.code, stdout, stderr, ms });
      return resolve({ outcome: "broken", problem: error.code ?? error.signal ?? error.message, ms });
    });
    child.stdin?.end();
  });
}
