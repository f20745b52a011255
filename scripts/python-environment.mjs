// A Python environment outside the checkout, made once from hash-pinned requirements and found again by every clone.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder } from "./cache-folder.mjs";

const windows = process.platform === "win32";

/**
 * The Python that environments are made with: 3.11 or newer, or undefined.
 * @returns {{ command: string, version: string } | undefined}
 */
export function findPython() {
  const names = windows ? ["python", "py", "python3"] : ["python3", "python"];
  for (const command of [...names, "python3.14", "python3.13", "python3.12", "python3.11"]) {
    const { status, stdout } = spawnSync(command, ["-c", "import sys; print('.'.join(map(str, sys.version_info[:3])))"], { encoding: "utf8", timeout: 20_000 });
    const [major, minor] = (stdout ?? "").split(".").map(Number);
    if (status === 0 && major === 3 && minor >= 11) return { command, version: stdout.trim() };
  }
  return undefined;
}

/** Where an environment keeps its programs. */
export function programsOf(environment) {
  return join(environment, windows ? "Scripts" : "bin");
}

/** The Python of an environment. */
export function interpreterOf(environment) {
  return join(programsOf(environment), windows ? "python.exe" : "python");
}

/**
 * Makes the environment, or finds it from an earlier run. Uses uv when it is there, else pip; both check the hashes.
 * @param {string} name what the environment is for; with the hash of the requirements it names the folder
 * @param {string[]} requirements files with pinned, hashed requirements
 * @returns {string} the environment's folder
 * @throws Error in one sentence when Python is missing or the packages can't be installed
 */
export function pythonEnvironment(name, requirements) {
  const python = findPython();
  if (!python) throw new Error("Python 3.11 or newer is missing: install it from python.org or your system's packages.");
  const hash = createHash("sha256").update(python.version);
  for (const file of requirements) hash.update(readFileSync(file));
  const folder = join(cacheFolder(), `${name}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(join(folder, ".complete"))) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  run(python.command, ["-m", "venv", folder]);
  const files = requirements.flatMap((file) => ["-r", file]);
  const interpreter = interpreterOf(folder);
  const uv = spawnSync("uv", ["--version"], { timeout: 20_000 }).status === 0;
  if (uv) run("uv", ["pip", "install", "--quiet", "--require-hashes", "--python", interpreter, ...files]);
  else run(interpreter, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", ...files]);
  // Written last: an interrupted install never counts as done.
  writeFileSync(join(folder, ".complete"), "");
  return folder;
}

function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", timeout: 600_000 });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 4).join(" ")} failed: ${error?.message ?? `${stdout}${stderr}`.trim().split("\n").slice(-3).join(" ")}`);
}
