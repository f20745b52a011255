import { commands, type CommandName, type CommandRecord } from "./usage.ts";

/** What a command line asks for: a command with its options, help, the version, or a sentence about what is wrong with it. */
export type Arguments =
  | { kind: "command"; name: CommandName; options: Options; rest: readonly string[] }
  | { kind: "help"; name?: CommandName }
  | { kind: "version" }
  | { kind: "wrong"; sentence: string };

/** Options by name: every value given, in order; a flag has an empty one. */
export type Options = Record<string, readonly string[]>;

/** Reads a command line. What follows `--` is left alone. */
export function readArguments(argv: readonly string[]): Arguments {
  const [first, ...others] = argv;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") return { kind: "help", ...(isCommand(others[0]) ? { name: others[0] } : {}) };
  if (first === "--version") return { kind: "version" };
  const known = Object.keys(commands).join(", ");
  if (!isCommand(first)) return wrong(`There is no command '${first}'; the commands are ${known}.`);
  const record: CommandRecord = commands[first];
  const end = others.indexOf("--");
  const [own, rest] = end === -1 ? [others, []] : [others.slice(0, end), others.slice(end + 1)];
  if (own.includes("--help") || own.includes("-h")) return { kind: "help", name: first };
  if (end !== -1 && first !== "run") return wrong(`'${first}' takes no program after '--'; 'run' does.`);
  if (end === -1 && first === "run") return wrong("'run' needs '--' and then the program with its arguments, as in: entra-sandbox run -- python app.py");
  if (first === "run" && rest.length === 0) return wrong("No program follows '--'; write it with its arguments, as in: entra-sandbox run -- python app.py");
  const options = readOptions(own, record, first);
  return "sentence" in options ? options : { kind: "command", name: first, options: options.options, rest };
}

function readOptions(own: readonly string[], record: CommandRecord, command: string): { options: Options } | { kind: "wrong"; sentence: string } {
  const options: Record<string, string[]> = {};
  for (let index = 0; index < own.length; index += 1) {
    const text = own[index] ?? "";
    const [, name = "", inline] = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(text) ?? [];
    const option = Object.hasOwn(record.options, name) ? record.options[name] : undefined;
    if (option === undefined) {
      const list = Object.keys(record.options).map((option) => `--${option}`).join(", ");
      return text.startsWith("-") ? wrong(`'${command}' has no option '${text}'; it takes ${list}.`) : wrong(`'${command}' takes no argument '${text}'; its options are ${list}.`);
    }
    if (options[name] !== undefined && option.repeatable !== true) return wrong(`--${name} is given twice; it takes one value.`);
    if (option.value === undefined) {
      if (inline !== undefined) return wrong(`--${name} takes no value.`);
      options[name] = [""];
      continue;
    }
    const value = inline ?? own[(index += 1)];
    if (value === undefined || value === "" || (inline === undefined && value.startsWith("--"))) return wrong(`--${name} needs a value, as in: --${name} ${option.choices?.[0] ?? option.value}`);
    if (option.choices !== undefined && !option.choices.includes(value)) return wrong(`--${name} cannot be '${value}'; it is one of ${option.choices.join(", ")}.`);
    options[name] = [...(options[name] ?? []), value];
  }
  return { options };
}

function isCommand(text: string | undefined): text is CommandName {
  return text !== undefined && Object.hasOwn(commands, text);
}

function wrong(sentence: string): { kind: "wrong"; sentence: string } {
  return { kind: "wrong", sentence };
}
