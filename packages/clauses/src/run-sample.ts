import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Program } from "./languages/language.ts";

/** How a sample is run once. */
export interface RunOptions {
  program: Program;
  env: Record<string, string | undefined>;
  stdin: readonly string[];
  /** Resolves when the signal is to be sent; stdin stays open until the end. */
  signal?: { name: NodeJS.Signals; to: "process" | "group"; when: Promise<void> };
  /** Texts that may stand nowhere; read once the sample has ended. */
  canaries: () => readonly string[];
  /** Seconds after which it is killed. */
  limit: number;
}

/** What one run left behind. */
export interface Run {
  exitCode: number | null;
  /** The signal that ended it, if one did. */
  signal: string | null;
  /** It had to be killed since it went on for longer than any clause allows. */
  killed: boolean;
  stdout: string;
  stderr: string;
  seconds: number;
  /** Processes of the sample that were still there 3 s after its end. */
  left: readonly string[];
  /** Where a token, a secret or a header was found: a stream or a file under COPILOT_HOME. */
  leaks: readonly string[];
}

/** Runs a sample as a process group of its own, with a state folder of its own. EDGE: processes, signals, temporary files, the clock. */
export async function runSample({ program, env, stdin, signal, canaries, limit }: RunOptions): Promise<Run> {
  const home = await mkdtemp(join(tmpdir(), "copilot-home-"));
  const posix = process.platform !== "win32";
  const started = performance.now();
  const child = spawn(program.file, [...program.args], {
    cwd: program.cwd,
    env: { ...env, ...program.env, COPILOT_HOME: home },
    detached: posix,
    windowsHide: true,
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  child.stdin.on("error", () => undefined);
  child.stdin.write(stdin.map((line) => `${line}\n`).join(""));
  if (signal === undefined) child.stdin.end();

  const send = (name: NodeJS.Signals, to: "process" | "group"): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(to === "group" && posix ? -child.pid : child.pid, name);
    } catch {
      // It has ended meanwhile.
    }
  };
  let killed = false;
  const timer = setTimeout(() => {
    killed = true;
    send("SIGKILL", "group");
  }, limit * 1000);
  void signal?.when.then(() => send(signal.name, signal.to));

  const end = await new Promise<{ code: number | null; signal: string | null; error?: Error }>((resolve) => {
    child.once("error", (error) => resolve({ code: null, signal: null, error }));
    child.once("exit", (code, name) => resolve({ code, signal: name }));
  });
  clearTimeout(timer);
  const seconds = (performance.now() - started) / 1000;
  const left = await leftProcesses(home, child.pid);
  if (left.length > 0) send("SIGKILL", "group");
  child.stdin.destroy();
  if (end.error !== undefined) output.stderr += `\n${program.file} could not be started: ${end.error.message}`;
  const leaks = await findLeaks(home, output, canaries());
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
  return { exitCode: end.code, signal: end.signal, killed, ...output, seconds, left, leaks };
}

/** What is still running of a sample 3 s after its end: its process group, and on Linux whatever has its state folder in the environment. */
async function leftProcesses(home: string, group: number | undefined): Promise<string[]> {
  let left: string[] = [];
  for (const wait of [0, 200, 800, 2000]) {
    await sleep(wait);
    left = process.platform === "linux" ? processesWith(home) : groupLives(group) ? ["its process group"] : [];
    if (left.length === 0) return left;
  }
  return left;
}

function groupLives(group: number | undefined): boolean {
  if (group === undefined || process.platform === "win32") return false;
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

function processesWith(home: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, "latin1").includes(home)) return [];
        return [readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ").trim()];
      } catch {
        // It belongs to someone else, or has just ended.
        return [];
      }
    });
}

const header = /\bBearer\s+eyJ|"?authorization"?\s*[:=]\s*"?Bearer\s+\S{20}/i;

async function findLeaks(home: string, output: { stdout: string; stderr: string }, canaries: readonly string[]): Promise<string[]> {
  const holds = (text: string): boolean => header.test(text) || canaries.some((canary) => canary.length > 7 && text.includes(canary));
  const leaks = Object.entries(output).flatMap(([stream, text]) => (holds(text) ? [stream] : []));
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && holds(await readFile(join(entry.parentPath, entry.name), "latin1"))) leaks.push(`a file ${entry.name} under COPILOT_HOME`);
  }
  return leaks;
}
