// Python samples with another Copilot SDK: a virtual environment of its own.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPython, interpreterOf } from "../python-environment.mjs";
import { run } from "../sample-build.mjs";

/**
 * Every other package keeps its pinned number; without hashes, since the SDK's own would not fit.
 * @param {string} version
 * @param {string} folder where the environment is made
 * @param {string} samples samples/python
 */
export function build(version, folder, samples) {
  const python = findPython();
  if (python === undefined) throw new Error("Python 3.11 or newer is not on PATH: install it first.");
  const list = join(folder, "requirements.txt");
  const pinned = readFileSync(join(samples, "basic", "requirements.txt"), "utf8")
    .split("\n")
    .filter((line) => /^[a-z]/i.test(line))
    .map((line) => line.replace(/\s*\\$/, "").replace(/^github-copilot-sdk==.*/, `github-copilot-sdk==${version}`));
  writeFileSync(list, pinned.join("\n"));
  const environment = join(folder, "environment");
  run(python.command, ["-m", "venv", environment], { cwd: folder });
  run(interpreterOf(environment), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", list], { cwd: folder });
  return { programs: interpreterOf(environment) };
}
