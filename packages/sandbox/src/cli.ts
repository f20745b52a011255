#!/usr/bin/env node
import { readFileSync } from "node:fs";
import process from "node:process";
import { readArguments, type Options } from "./commands/arguments.ts";
import { environmentText } from "./commands/environment-text.ts";
import { faultList } from "./commands/faults.ts";
import { traceLine } from "./commands/trace.ts";
import { formats, helpText } from "./commands/usage.ts";
import { worldChoice } from "./commands/world-choice.ts";
import { credentialKinds } from "./credential-kinds.ts";
import { runProgram } from "./run-program.ts";
import type { Sandbox } from "./sandbox.ts";

/** Exit code of a command line that cannot be followed, and of a program that cannot be started (as shells have it). */
const usageError = 2;
const notStarted = 127;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  // Whoever reads the output may go away first, as `head` does.
  process.stdout.on("error", () => process.exit(0));
  const asked = readArguments(argv);
  switch (asked.kind) {
    case "wrong":
      return complain(asked.sentence);
    case "help":
      process.stdout.write(helpText(asked.name, credentialKinds));
      return 0;
    case "version": {
      const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
      process.stdout.write(`${version}\n`);
      return 0;
    }
    default:
      if (asked.name === "faults") {
        process.stdout.write(faultList(asked.options["format"]?.[0]));
        return 0;
      }
      return withSandbox(asked.options, asked.name === "run" ? (sandbox) => run(sandbox, asked.rest) : (sandbox) => start(sandbox, asked.options));
  }
}

async function withSandbox(options: Options, use: (sandbox: Sandbox) => Promise<number>): Promise<number> {
  const choice = worldChoice(options);
  if ("sentence" in choice) return complain(choice.sentence);
  const note = options["trace"] === undefined ? {} : { onAnswer: trace, onForeignHost: (host: string) => void process.stderr.write(`entra-sandbox: refused ${host}\n`) };
  let sandbox: Sandbox;
  try {
    // Loaded here, since the lists and the help need none of it.
    const { createSandbox } = await import("./sandbox.ts");
    sandbox = await createSandbox({ ...choice, ...note });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return complain(code === "EADDRINUSE" ? `Port ${choice.ports?.proxy ?? ""} is taken; choose another with --port, or leave it out for any free one.` : message);
  }
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

async function run(sandbox: Sandbox, [command = "", ...args]: readonly string[]): Promise<number> {
  const end = await runProgram(command, args, sandbox.childEnv());
  return "code" in end ? end.code : complain(end.notStarted, notStarted);
}

async function start(sandbox: Sandbox, options: Options): Promise<number> {
  const format = formats.find((format) => format === options["format"]?.[0]) ?? (process.platform === "win32" ? "powershell" : "bash");
  const stopped = new Promise<number>((resolve) => {
    process.once("SIGINT", () => resolve(130));
    process.once("SIGTERM", () => resolve(143));
    process.once("SIGHUP", () => resolve(129));
  });
  const { env, unset, paths, urls } = sandbox;
  process.stdout.write(environmentText(format, { env, unset, paths, urls }));
  process.stderr.write("entra-sandbox: running until Ctrl-C; set the variables above where the program starts.\n");
  return stopped;
}

function trace(record: Parameters<typeof traceLine>[0]): void {
  process.stderr.write(traceLine(record));
}

function complain(sentence: string, code = usageError): number {
  process.stderr.write(`entra-sandbox: ${sentence}\n`);
  return code;
}
