#!/usr/bin/env node
import { fstatSync, read, writeSync } from "node:fs";
import type { Io } from "./io.ts";
import { UsageError } from "./io.ts";

const interrupt = new AbortController();

// A second Ctrl-C ends at once, whatever is still open.
process.once("SIGINT", () => {
  interrupt.abort(new Error("interrupted"));
  process.once("SIGINT", () => process.exit(130));
});
process.once("SIGTERM", () => interrupt.abort(new Error("interrupted")));

const io: Io = {
  env: process.env,
  platform: process.platform,
  stdout: (text) => write(1, text),
  stderr: (text) => write(2, text),
  // Touching process.stdout loads the stream code, which a pipe never needs.
  get stdoutIsTerminal() {
    return mayBeTerminal(1) && process.stdout.isTTY;
  },
  get stderrIsTerminal() {
    return mayBeTerminal(2) && process.stderr.isTTY;
  },
  get stdinIsTerminal() {
    return mayBeTerminal(0) && process.stdin.isTTY;
  },
  get columns() {
    return mayBeTerminal(1) ? process.stdout.columns : undefined;
  },
  get stderrColumns() {
    return mayBeTerminal(2) ? process.stderr.columns : undefined;
  },
  stdin: readStdin,
  readFile: async (path) => (await import("node:fs/promises")).readFile(path, "utf8"),
  writeFile: writeWhole,
  now: () => Date.now(),
  sleep: async (ms, signal) => (await import("node:timers/promises")).setTimeout(ms, undefined, { signal }),
  turn: () => new Promise((resolve) => void setImmediate(resolve)),
  later: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
  randomBytes: async (count) => (await import("node:crypto")).randomBytes(count).toString("hex"),
  signal: interrupt.signal,
};

void main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<void> {
  // chalk, inside the argument parser, honours FORCE_COLOR but not NO_COLOR, and reads both when it is loaded.
  const noColor = (process.env["NO_COLOR"] ?? "") !== "" || argv.includes("--no-color");
  if (noColor && process.env["FORCE_COLOR"] === undefined) process.env["FORCE_COLOR"] = "0";
  let code: number;
  try {
    code = await run(argv);
  } catch (error) {
    code = await fail(error, argv);
  }
  process.exit(interrupt.signal.aborted ? 130 : code);
}

/** `token` with nothing but a file name needs no argument parser, whose loading takes longer than the work. */
async function run(argv: readonly string[]): Promise<number> {
  const [command, file, ...more] = argv;
  if (command === "token" && more.length === 0 && (file === undefined || file === "-" || !file.startsWith("-"))) {
    return (await import("./commands/token-plain.ts")).tokenPlain(file, io);
  }
  return (await import("./commands/run.ts")).runCommandLine(argv, io);
}

async function fail(error: unknown, argv: readonly string[]): Promise<number> {
  if (interrupt.signal.aborted) return 130;
  const { redact } = await import("./redact.ts");
  if (error instanceof UsageError) {
    io.stderr(`entra-doctor: ${redact(error.message, { unredacted: true })}\n`);
    return 2;
  }
  const problem = error instanceof Error ? error : new Error(String(error));
  io.stderr(`entra-doctor: internal error: ${redact(problem.message)}\n`);
  io.stderr(argv.includes("--debug") ? `${redact(problem.stack ?? "")}\n` : "--debug shows where it happened\n");
  return 4;
}

/** Writes at once; a pipe that is full is tried again, one that was closed ends the output quietly. */
function write(fd: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      else if (code === "EPIPE") return;
      else throw error;
    }
  }
}

async function readStdin(limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for (;;) {
    const part = await readPart();
    if (part.length === 0) break;
    size += part.length;
    if (size > limit) throw new UsageError(`stdin holds more than ${limit} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function readPart(): Promise<Buffer> {
  const buffer = Buffer.alloc(65_536);
  return new Promise((resolve, reject) => {
    interrupt.signal.addEventListener("abort", () => reject(new Error("interrupted")), { once: true });
    read(0, buffer, 0, buffer.length, null, (error, count) => {
      if (error === null || error.code === "EOF") resolve(buffer.subarray(0, count));
      else if (error.code === "EAGAIN") setTimeout(() => resolve(readPart()), 5);
      else reject(error);
    });
  });
}

function mayBeTerminal(fd: 0 | 1 | 2): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch {
    return false;
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const { rename, rm, writeFile } = await import("node:fs/promises");
  const draft = `${path}.${await io.randomBytes(6)}.part`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx" });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
