// What the build and check scripts of Python, Go, Rust and Java share: looking for programs, running them, and saying what was skipped.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";

const windows = process.platform === "win32";

/**
 * The first line that a short command prints.
 * @param {string} command
 * @param {string[]} args
 * @returns {string | undefined} nothing when the command is missing, fails or takes longer than 20 s
 */
export function firstLine(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 20_000, shell: windows });
  return status === 0 ? `${stdout}${stderr}`.trim().split("\n")[0] : undefined;
}

/**
 * Runs a command with its output shown.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string> }} options env: over this process's own
 * @throws when it can't be started, or ends with anything but 0
 */
export function run(command, args, { cwd, env = {} }) {
  const { error, status, signal } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "inherit", "inherit"], shell: windows && !isAbsolute(command) });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 4).join(" ")} ended with ${status ?? signal}`);
}

/**
 * The samples of a language: the folders that hold its manifest.
 * @param {string} folder samples/<language>
 * @param {string} manifest for instance go.mod
 */
export function samplesOf(folder, manifest) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, manifest)))
    .map(({ name }) => name);
}

/**
 * Writes down for the tests what a build found, as dist/<name>.json, and says what it skipped.
 * @param {string} folder samples/<language>
 * @param {string} name the language
 * @param {{ version?: string, skipped?: string } & Record<string, unknown>} result
 */
export function writeResult(folder, name, result) {
  mkdirSync(join(folder, "dist"), { recursive: true });
  writeFileSync(join(folder, "dist", `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  if (result.skipped) console.log(`skipped: ${result.skipped}`);
}

/** What writeResult wrote. */
export function readResult(folder, name) {
  return JSON.parse(readFileSync(join(folder, "dist", `${name}.json`), "utf8"));
}
