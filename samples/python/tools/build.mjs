// Makes the samples' virtual environment and compiles them, or says in one line why not.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findPython } from "../../../scripts/python-environment.mjs";
import { run, samplesOf, writeResult } from "../../../scripts/sample-build.mjs";
import { ensureEnvironment, folder } from "./environment.mjs";

const found = findPython();
if (found) {
  const python = ensureEnvironment();
  writeResult(folder, "python", { version: `Python ${found.version}`, python });
  const sources = samplesOf(folder, "requirements.txt").flatMap((name) => readdirSync(join(folder, name)).filter((file) => file.endsWith(".py")).map((file) => join(name, file)));
  run(python, ["-m", "py_compile", ...sources], { cwd: folder });
} else {
  writeResult(folder, "python", { skipped: "Python 3.11 or newer is not on PATH: install it, then run npm test again" });
}
