// The virtual environment of the Python samples: made once per set of requirements, outside the checkout.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../../../scripts/cache-folder.mjs";

/** samples/python. */
export const folder = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the samples are installed from, and what they are checked with. */
export const requirements = ["basic/requirements.txt", "openai-client/requirements.txt", "list-models/requirements.txt", "requirements-dev.txt"].filter((name) => existsSync(join(folder, name)));

/**
 * The newest Python on PATH that the samples run on.
 * @returns {{ command: string, version: string } | undefined}
 */
export function findPython() {
  for (const command of ["python3", "python", "py", "python3.14", "python3.13", "python3.12", "python3.11"]) {
    const run = spawnSync(command, ["-c", "import sys; print('.'.join(map(str, sys.version_info[:3])))"], { encoding: "utf8", timeout: 20_000 });
    const version = run.status === 0 ? run.stdout.trim() : "";
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major === 3 && minor >= 11) return { command, version };
  }
  return undefined;
}

/**
 * Makes the virtual environment when it is not there yet: with uv when that is on PATH, else with venv and pip.
 * @param {{ command: string, version: string }} python
 * @returns {string} the interpreter in it
 */
export function ensureEnvironment({ command, version }) {
  const hash = createHash("sha256").update(version);
  for (const name of requirements) hash.update(readFileSync(join(folder, name)));
  const place = join(cacheFolder(), `python-${hash.digest("hex").slice(0, 16)}`);
  const interpreter = (root) => (process.platform === "win32" ? join(root, "Scripts", "python.exe") : join(root, "bin", "python"));
  if (existsSync(join(place, "complete"))) return interpreter(place);

  // pip writes absolute paths into an environment, so it is made in its place, and counts once the last file is there.
  rmSync(place, { recursive: true, force: true });
  mkdirSync(dirname(place), { recursive: true });
  const files = requirements.flatMap((name) => ["-r", join(folder, name)]);
  if (spawnSync("uv", ["--version"], { timeout: 20_000 }).status === 0) {
    run("uv", ["venv", "--quiet", "--python", command, place]);
    run("uv", ["pip", "install", "--quiet", "--require-hashes", "--python", interpreter(place), ...files]);
  } else {
    run(command, ["-m", "venv", place]);
    run(interpreter(place), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", ...files]);
  }
  const mark = join(place, "complete.part");
  run(interpreter(place), ["-c", `open(${JSON.stringify(mark)}, "w").close()`]);
  renameSync(mark, join(place, "complete"));
  return interpreter(place);
}

/** Runs a command in samples/python with its output shown; throws when it fails. */
export function run(command, args) {
  const result = spawnSync(command, args, { cwd: folder, stdio: "inherit" });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${command} ${args.slice(0, 4).join(" ")} … ended with ${result.status ?? result.signal}`);
}
