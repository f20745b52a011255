// Makes the samples' virtual environment and compiles them, or says in one line why not.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureEnvironment, findPython, folder, run } from "./environment.mjs";

const found = findPython();
const result = found
  ? { version: `Python ${found.version}`, python: ensureEnvironment(found) }
  : { skipped: "Python 3.11 or newer is not on PATH: install it, then run npm test again" };
mkdirSync(join(folder, "dist"), { recursive: true });
writeFileSync(join(folder, "dist", "python.json"), `${JSON.stringify(result, null, 2)}\n`);

if (result.python) {
  const sources = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).filter((file) => file.endsWith(".py")).map((file) => join(name, file)));
  run(result.python, ["-m", "py_compile", ...sources]);
} else {
  console.log(`skipped: ${result.skipped}`);
}
