import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lane, openSandbox } from "@copilot-entra/clauses";
import type { Sandbox, SandboxOptions } from "@copilot-entra/sandbox";

/** The part of the doctor's JSON report that the proofs read. */
export interface DoctorReport {
  outcome: "healthy" | "failed" | "undecided" | "crashed";
  exitCode: number;
  rootCause?: { check: string; cause: string; fix: readonly { title: string; az?: readonly string[]; bash?: readonly string[]; powershell?: readonly string[]; note?: string }[] };
  results: readonly { id: string; status: string; cause?: string; consequenceOf?: string; missing?: string; error?: string }[];
}

/** What a process wrote, and how it ended. */
export interface ProcessRun {
  /** `null` for one that had to be killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** One run of the command line tool in a world. */
export interface DoctorRun extends ProcessRun {
  /** Absent when the output is no JSON. */
  report?: DoctorReport;
  /** Secrets and tokens of the world that show in what the tool wrote. */
  leaked: readonly string[];
  /** Hosts outside the sandbox that were asked for. */
  foreign: readonly string[];
  /** What the tool had in its environment. */
  environment: Readonly<Record<string, string | undefined>>;
}

/** The bundle that is published: what a person runs. */
export const doctorCli = fileURLToPath(new URL("../../doctor/dist/bundle/cli.cjs", import.meta.url));

const deadlineMs = 120_000;

/** Runs `entra-doctor ARGS` in a sandbox that is open already. A run that does not end is killed and has no exit code. */
export async function runDoctorIn(sandbox: Sandbox, args: readonly string[], stdin = ""): Promise<DoctorRun> {
  const environment = sandbox.childEnv(process.env);
  const { code, ...output } = await runProgram(args, environment, stdin);
  const report = parseReport(output.stdout);
  return {
    code,
    ...output,
    ...(report !== undefined && { report }),
    leaked: sandbox.canaries.filter((secret) => output.stdout.includes(secret) || output.stderr.includes(secret)),
    foreign: sandbox.foreign.map(({ host }) => host),
    environment,
  };
}

/** A run, and what another machine makes of the facts that it saved. */
export interface ReplayedRun extends DoctorRun {
  replayed: DoctorReport | undefined;
}

/** As `checkWorld`, with the facts saved, then replayed where no variable and no sandbox is left. */
export async function checkAndReplay(options: SandboxOptions): Promise<ReplayedRun> {
  const folder = mkdtempSync(join(tmpdir(), "entra-doctor-facts-"));
  const file = join(folder, "facts.json");
  try {
    const run = await checkWorld(options, ["--save", file]);
    const replay = await runProgram(["check", "--from", file, "--format", "json"], { PATH: process.env["PATH"] });
    return { ...run, replayed: parseReport(replay.stdout) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a world, runs `entra-doctor check --format json` in it, and closes it. */
export async function checkWorld(options: SandboxOptions, args: readonly string[] = []): Promise<DoctorRun> {
  const sandbox = await openSandbox(options);
  try {
    return await runDoctorIn(sandbox, ["check", "--format", "json", ...args]);
  } finally {
    await sandbox.close();
  }
}

/** Starts tasks, a few at a time, in the order given; each answer can be awaited by its name. */
export function startInTurn<T>(tasks: ReadonlyMap<string, () => Promise<T>>, atOnce: number): ReadonlyMap<string, Promise<T>> {
  const inTurn = lane(atOnce);
  return new Map(
    [...tasks].map(([name, task]) => {
      const result = inTurn(task);
      // The test that awaits it sees a rejection; until then it is not unhandled.
      result.catch(() => undefined);
      return [name, result] as const;
    }),
  );
}

const runProgram = (args: readonly string[], env: Record<string, string | undefined>, stdin = ""): Promise<ProcessRun> => runProcess(process.execPath, [doctorCli, ...args], env, stdin);

/** Runs a program to its end, at most two minutes. Never blocks: a sandbox in this process has to answer it. */
export async function runProcess(program: string, args: readonly string[], env: Record<string, string | undefined>, stdin = ""): Promise<ProcessRun> {
  const child = spawn(program, args, { env, stdio: ["pipe", "pipe", "pipe"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), deadlineMs);
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  child.stdin.on("error", () => undefined).end(stdin);
  const code = await new Promise<number | null>((done) => {
    child.on("close", done);
  });
  clearTimeout(timer);
  return { code, ...output };
}

/** Reads a report; undefined for anything that is no JSON. */
export function parseReport(text: string): DoctorReport | undefined {
  try {
    return JSON.parse(text) as DoctorReport;
  } catch {
    return undefined;
  }
}
