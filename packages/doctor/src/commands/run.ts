import { parse, runSafely, setDefaultHelpFormatter, subcommands } from "cmd-ts";
import type { Io } from "../io.ts";
import { UsageError } from "../io.ts";
import { version } from "../version.ts";
import { outputStyle } from "./answer.ts";
import { helpFormatter } from "./help.ts";
import type { CommandName } from "./index.ts";
import { commandNames, loadCommand } from "./index.ts";

type Command = Awaited<ReturnType<typeof loadCommand>>;

const about = "Says why Microsoft Entra auth to a Foundry or Azure OpenAI endpoint fails, and the exact fix";

/** Parses the arguments, runs the command, gives its exit code. Help and version go to stdout; everything wrong is one UsageError. */
export async function runCommandLine(argv: readonly string[], io: Io): Promise<number> {
  const words = argv[0] === "help" ? [...argv.slice(1), "--help"] : argv;
  const [name = "", ...rest] = words;
  if (!isCommand(name)) return topLevel(words, io);
  const command = await loadCommand(name, io);
  if (wantsHelp(rest)) return help(command, io);
  const names = optionsOf(command);
  checkWords(name, rest, names);
  const parsed = await parse(command, [...rest]);
  if (parsed._tag === "error") throw new UsageError(`${name}: ${sentence(parsed.error.errors, rest)}`);
  return (command.handler as (args: unknown) => Promise<number>)(parsed.value);
}

function isCommand(name: string): name is CommandName {
  return (commandNames as string[]).includes(name);
}

async function topLevel(words: readonly string[], io: Io): Promise<number> {
  const [first] = words;
  if (first === "--version" || first === "-v") {
    io.stdout(`${version}\n`);
    return 0;
  }
  if (first === undefined || first === "--help" || first === "-h") {
    const loaded = await Promise.all(commandNames.map(async (name) => [name, await loadCommand(name, io)] as const));
    return help(subcommands({ name: "entra-doctor", version, description: about, cmds: Object.fromEntries(loaded) }), io);
  }
  const near = commandNames.find((name) => name.startsWith(first.slice(0, 3)) || isNear(name, first));
  throw new UsageError(`${JSON.stringify(first.slice(0, 60))} is no command${near === undefined ? "" : `; did you mean ${near}?`} Commands are ${commandNames.join(", ")}.`);
}

async function help(command: Parameters<typeof runSafely>[0], io: Io): Promise<number> {
  setDefaultHelpFormatter(helpFormatter(outputStyle({}, io)));
  const result = await runSafely(command, ["--help"]);
  if (result._tag === "ok") return 0;
  io.stdout(`${result.error.config.message}\n`);
  return 0;
}

function wantsHelp(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  return (end < 0 ? words : words.slice(0, end)).some((word) => word === "--help" || word === "-h");
}

interface OptionNames {
  valued: Set<string>;
  flags: Set<string>;
}

function optionsOf(command: Command): OptionNames {
  const names = { valued: new Set<string>(), flags: new Set<string>() };
  command.register({ forceOptionLongNames: names.valued, forceFlagLongNames: names.flags, forceOptionShortNames: new Set(), forceFlagShortNames: new Set() });
  return names;
}

/** cmd-ts lets an option without its value pass, and answers an unknown one with a picture; both are one sentence here. */
function checkWords(command: string, words: readonly string[], { valued, flags }: OptionNames): void {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word === "--") return;
    if (!word.startsWith("-") || word === "-") continue;
    const [, name = "", inline] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (flags.has(name)) {
      if (inline !== undefined) throw new UsageError(`${command}: --${name} takes no value`);
      continue;
    }
    if (!valued.has(name)) {
      const near = [...valued, ...flags].find((candidate) => isNear(candidate, name));
      throw new UsageError(`${command}: ${JSON.stringify(word.replace(/=.*/s, "").slice(0, 60))} is no option${near === undefined ? "" : `; did you mean --${near}?`}${near === undefined ? `; entra-doctor ${command} --help lists them` : ""}`);
    }
    const value = inline ?? words[index + 1];
    if (value === undefined || value === "" || (inline === undefined && value.startsWith("--"))) throw new UsageError(`${command}: --${name} needs a value`);
    if (inline === undefined) index += 1;
  }
}

function sentence(errors: readonly { message: string; nodes: readonly { raw: string }[] }[], words: readonly string[]): string {
  const [first] = errors;
  if (first === undefined) return "the arguments cannot be read";
  const raw = first.nodes.map((node) => node.raw).join(" ");
  if (first.message === "Unknown arguments") return `${JSON.stringify(raw.slice(0, 60))} is one argument too many`;
  const option = /^--[\w-]+/.exec(raw)?.[0] ?? words.find((word) => word.startsWith("--") && raw.includes(word));
  const message = first.message.split("\n")[0] ?? "";
  return option === undefined ? message : `${option}: ${message}`;
}

/** One letter more, less, different or swapped. */
function isNear(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1 || left.length < 3) return false;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  return swapped || short.slice(at + 1) === long.slice(at + 1);
}
