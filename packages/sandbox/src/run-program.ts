import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";

/** How a program ended: its exit code, or 128 and the signal's number as shells count it; or why it could not be started. */
export type ProgramEnd = { code: number } | { notStarted: string };

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Milliseconds that a program has to end after it was asked to; containers give the same. */
const grace = 10_000;

/**
 * Runs a program on this process's own input and output. EDGE: starts processes and passes signals on.
 *
 * On a terminal the program gets Ctrl-C from the terminal itself, and may go on after it, as an interactive one does. Elsewhere it leads a process group of its own, so that a signal
 * reaches all that it started, and nothing outlives it.
 */
export function runProgram(command: string, args: readonly string[], env: Record<string, string | undefined>): Promise<ProgramEnd> {
  const isWindows = process.platform === "win32";
  const ownGroup = !isWindows && !process.stdin.isTTY;
  return new Promise((resolve) => {
    const child = isWindows
      ? spawn([command, ...args].map(quoteWindows).join(" "), { stdio: "inherit", env, shell: true })
      : spawn(command, [...args], { stdio: "inherit", env, detached: ownGroup });
    let killer: NodeJS.Timeout | undefined;
    const passOn = (signal: NodeJS.Signals): void => {
      if (!ownGroup && signal === "SIGINT") return;
      if (killer !== undefined) return send(child, "SIGKILL", ownGroup);
      killer = setTimeout(() => send(child, "SIGKILL", ownGroup), grace);
      send(child, signal, ownGroup);
    };
    for (const signal of signals) process.on(signal, passOn);
    const finish = (end: ProgramEnd): void => {
      clearTimeout(killer);
      for (const signal of signals) process.off(signal, passOn);
      if (ownGroup) send(child, "SIGKILL", true);
      resolve(end);
    };
    child.once("error", (error: NodeJS.ErrnoException) => {
      const why = { ENOENT: "there is no such program on PATH", EACCES: "it may not be executed" }[error.code ?? ""] ?? error.message;
      finish({ notStarted: `'${command}' cannot be started: ${why}.` });
    });
    child.once("exit", (code, signal) => finish({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) }));
  });
}

function send(child: ChildProcess, signal: NodeJS.Signals, toGroup: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (toGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself.
  }
}

/** For cmd.exe, which batch files such as npm.cmd need. */
function quoteWindows(text: string): string {
  return /^[\w./:\\=-]+$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
