/** An option of a command: what its value is called, or nothing for a flag. */
export interface OptionRecord {
  value?: string;
  about: string;
  /** The values it takes, where they are few. */
  choices?: readonly string[];
  repeatable?: true;
}

/** A command as its help shows it. */
export interface CommandRecord {
  synopsis: string;
  about: string;
  options: Record<string, OptionRecord>;
  examples: readonly string[];
}

const fault: OptionRecord = { value: "ID", repeatable: true, about: "break the world; `entra-sandbox faults` lists the ids; may be repeated" };
const credential: OptionRecord = { value: "KIND", about: "how the program signs in; without it what the fault needs, else managed-identity" };
const port: OptionRecord = { value: "NUMBER", about: "port of the proxy door; any free one unless given" };
const trace: OptionRecord = { about: "print each request that is answered to stderr, without secrets" };

/** Formats in which `start` prints the environment. */
export const formats = ["bash", "powershell", "dotenv", "json"] as const;

/** The commands of `entra-sandbox`. */
export const commands = {
  run: {
    synopsis: "entra-sandbox run [OPTIONS] -- COMMAND [ARGUMENT …]",
    about: "Runs a program in a healthy or broken world; its output and exit code are passed through.",
    options: { fault, credential, port, trace },
    examples: ["entra-sandbox run -- python app.py", "entra-sandbox run --fault secret-expired --trace -- dotnet run"],
  },
  start: {
    synopsis: "entra-sandbox start [OPTIONS]",
    about: "Runs the sandbox until Ctrl-C and prints the environment that makes a program use it.",
    options: { fault, credential, port, trace, format: { value: "FORMAT", choices: formats, about: `${formats.join(", ")}; bash, or powershell on Windows, unless given` } },
    examples: ["entra-sandbox start", "entra-sandbox start --credential client-secret --format dotenv > .env"],
  },
  faults: {
    synopsis: "entra-sandbox faults [OPTIONS]",
    about: "Lists what can be broken, by id.",
    options: { format: { value: "FORMAT", choices: ["text", "json"], about: "text or json; text unless given" } },
    examples: ["entra-sandbox faults --format json"],
  },
} as const satisfies Record<string, CommandRecord>;

/** Name of a command. */
export type CommandName = keyof typeof commands;

/** The help of one command, or of all. */
export function helpText(name?: CommandName, kinds: Record<string, { title: string }> = {}): string {
  if (name === undefined) {
    const list = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(8)}${about}`);
    return `entra-sandbox: Entra, managed identity, ARM and Foundry on loopback behind their real names.\n\nCommands:\n${list.join("\n")}\n\n'entra-sandbox COMMAND --help' tells more; '--version' prints the version.\n`;
  }
  const { synopsis, about, options, examples }: CommandRecord = commands[name];
  const lines = Object.entries(options).map(([option, { value, about }]) => `  ${`--${option}${value === undefined ? "" : ` ${value}`}`.padEnd(20)}${about}`);
  const kindLines = "credential" in options ? ["", "Credential kinds:", ...Object.entries(kinds).map(([kind, { title }]) => `  ${kind.padEnd(32)}${title}`)] : [];
  return [synopsis, "", about, "", "Options:", ...lines, ...kindLines, "", "Examples:", ...examples.map((example) => `  ${example}`), ""].join("\n");
}
