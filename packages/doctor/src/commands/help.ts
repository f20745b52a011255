import type { CommandHelpData, HelpFormatter, SubcommandsHelpData } from "cmd-ts";
import { exitCodes } from "../report/exit-code.ts";
import type { Style } from "../report/style.ts";
import { paint, toAscii, wrap } from "../report/style.ts";

const column = 26;

/** Help that keeps to the width of the terminal: an option's text beside it, or under it when its name is long. */
export function helpFormatter(style: Style): HelpFormatter {
  const finish = (lines: readonly string[]): string => (style.ascii ? toAscii(lines.join("\n")) : lines.join("\n"));
  const entry = (name: string, text: string): string => {
    const indent = " ".repeat(column + 2);
    return name.length + 2 > column ? `  ${name}\n${wrap(style, text, indent)}` : wrap(style, text, indent, `  ${name.padEnd(column)}`);
  };

  return {
    formatCommand({ name, description = "", helpTopics, examples = [] }: CommandHelpData): string {
      const topics = (category: string): string[] => helpTopics.filter((topic) => topic.category === category).map((topic) => entry(topic.usage, topic.description));
      const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", paint(style, "bold", title), ...lines]);
      return finish([
        paint(style, "bold", ["entra-doctor", name, "[OPTIONS]", ...helpTopics.filter((topic) => topic.category === "arguments").map((topic) => topic.usage)].join(" ")),
        wrap(style, description, "  "),
        ...section("Arguments", topics("arguments")),
        ...section("Options", [...topics("options"), ...topics("flags")]),
        ...section("Examples", examples.flatMap((example) => [`  ${example.description}`, `    ${paint(style, "cyan", example.command)}`])),
      ]);
    },

    formatSubcommands({ name, version = "", description = "", commands }: SubcommandsHelpData): string {
      return finish([
        `${paint(style, "bold", name)} ${version}`,
        wrap(style, description, "  "),
        "",
        paint(style, "bold", "Commands"),
        ...commands.map((command) => entry(command.name, command.description ?? "")),
        "",
        paint(style, "bold", "Exit codes"),
        wrap(style, Object.entries(exitCodes).map(([word, code]) => `${code} ${word}`).join(", "), "  "),
        "",
        `  ${name} COMMAND --help shows a command's options.`,
      ]);
    },
  };
}
