import { spawn, type ChildProcess } from "node:child_process";
import { performance } from "node:perf_hooks";
import type { Variables } from "./proxy-choice.ts";

/** How a program ended. `missing`: it is not on PATH; `slow`: it was stopped at its deadline. */
export type ProgramResult =
  | { outcome: "done"; code: number; stdout: string; stderr: string; ms: number }
  | { outcome: "missing"; ms: number }
  | { outcome: "slow"; ms: number }
  | { outcome: "broken"; problem: string; ms: number };

const outputLimit = 1024 * 1024;

/**
 * Runs a program with a deadline; never rejects, and leaves nothing running: the Azure tools are scripts that start an interpreter,
 * so the whole group of processes is stopped. On Windows they are batch files, which need the shell, so arguments must be plain words.
 */
export function runProgram(name: string, args: readonly string[], env: Variables, timeoutMs: number, signal: AbortSignal): Promise<ProgramResult> {
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  const windows = process.platform === "win32";
  if (windows && args.some((argument) => /["&|<>^%!\r\n]/.test(argument))) {
    return Promise.resolve({ outcome: "broken", problem: "an argument holds characters that the Windows shell would read", ms: 0 });
  }
  return new Promise((resolve) => {
    const words = windows ? args.map((argument) => (/\s/.test(argument) ? `"${argument}"` : argument)) : args;
    const child = spawn(name, words, { env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true, shell: windows, detached: !windows });
    let stdout = "";
    let stderr = "";
    // A listener of its own keeps the timeout alive; inside AbortSignal.any, Node 20 may collect it as garbage before it fires.
    const ends = [signal, AbortSignal.timeout(timeoutMs)];
    const stop = (): void => {
      end({ outcome: "slow", ms: since() });
      stopGroup(child);
    };
    const end = (result: ProgramResult): void => {
      for (const one of ends) one.removeEventListener("abort", stop);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve(result);
    };
    for (const one of ends) one.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    child.stdout.on("data", (part: Buffer) => (stdout = (stdout + part.toString()).slice(0, outputLimit)));
    child.stderr.on("data", (part: Buffer) => (stderr = (stderr + part.toString()).slice(0, outputLimit)));
    child.once("error", (error: NodeJS.ErrnoException) => {
      end(error.code === "ENOENT" ? { outcome: "missing", ms: since() } : { outcome: "broken", problem: error.code ?? error.message, ms: since() });
    });
    child.once("close", (code, killedBy) => {
      if (code === 127 || (windows && /is not recognized/.test(stderr))) end({ outcome: "missing", ms: since() });
      else if (code === null) end({ outcome: "broken", problem: `ended by ${killedBy ?? "a signal"}`, ms: since() });
      else end({ outcome: "done", code, stdout, stderr, ms: since() });
    });
  });
}

function stopGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") spawn("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore", windowsHide: true }).unref();
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
