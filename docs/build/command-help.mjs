// The commands of the two programs, from what their own --help says.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "./samples.mjs";

/** The two programs as they are published. */
export const programs = {
  "entra-doctor": { script: join(repository, "packages", "doctor", "dist", "bundle", "cli.cjs"), commands: ["check", "token", "roles", "endpoint", "explain", "checks", "causes"] },
  "entra-sandbox": { script: join(repository, "packages", "sandbox", "dist", "cli.js"), commands: ["run", "start", "faults"] },
};

/** @returns {string} Markdown: a section per command of the program */
export function helpOf(name) {
  return programs[name].commands
    .map((command) => {
      const help = stdoutOf(name, [command, "--help"]).trim();
      return `### ${name} ${command}\n\n${sectionsOf(help) ?? `\`\`\`text\n${help}\n\`\`\``}\n`;
    })
    .join("\n");
}

/**
 * Standard output of a command that needs no sandbox.
 * @param {{ input?: string, exitCodes?: number[] }} options exitCodes: what it may end with
 */
export function stdoutOf(name, args, { input = "", exitCodes = [0] } = {}) {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", COLUMNS: "96" };
  const { stdout, stderr, status } = spawnSync(process.execPath, [programs[name].script, ...args], { encoding: "utf8", env, input, timeout: 30_000 });
  if (!exitCodes.includes(status ?? -1)) throw new Error(`${name} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

/** Help with sections in capital letters, as tables; undefined for help of another shape. */
function sectionsOf(help) {
  const [head, ...sections] = help.split(/^(?=(?:ARGUMENTS|OPTIONS|FLAGS|EXAMPLES):$)/m);
  if (sections.length === 0) return undefined;
  const says = /^> (.*)$/m.exec(head)?.[1] ?? "";
  const rows = sections.filter((section) => !section.startsWith("EXAMPLES")).flatMap(rowsOf);
  const examples = sections.filter((section) => section.startsWith("EXAMPLES")).map(examplesOf);
  return [escaped(says), ["| Option | Meaning |", "| --- | --- |", ...rows].join("\n"), ...examples].join("\n\n");
}

function rowsOf(section) {
  return section.split("\n").flatMap((line) => {
    const match = /^ {2}(\S.*?) +- (.*)$/.exec(line);
    if (!match) return [];
    const [, name, meaning] = match;
    // A vertical bar would end the table's cell, and a long list of choices would not break.
    const [, option, choices] = /^(\S+) <([^>]*\|[^>]*)>$/.exec(name) ?? [undefined, name, ""];
    const list = choices ? `: ${choices.split("|").map((one) => `\`${one}\``).join(", ")}` : "";
    return [`| \`${option.replaceAll("|", "\\|")}\` | ${escaped(meaning.replace(/ \[+(?:\.\.\.)?optional\]+$/, ""))}${list} |`];
  });
}

function examplesOf(section) {
  const lines = section.split("\n").slice(1).map((line) => line.trim()).filter(Boolean);
  return `\`\`\`sh\n${lines.map((line) => (line.startsWith("$ ") ? line.slice(2) : `# ${line}`)).join("\n")}\n\`\`\``;
}

function escaped(text) {
  return text.replace(/</g, "&lt;").replaceAll("|", "\\|");
}
