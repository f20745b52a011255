// ruff and mypy --strict over every sample, or one line that says why not.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { folder, run } from "./environment.mjs";

const { python, skipped } = JSON.parse(readFileSync(join(folder, "dist", "python.json"), "utf8"));
if (python) {
  run(python, ["-m", "ruff", "check", "."]);
  run(python, ["-m", "ruff", "format", "--check", "."]);
  // One run for each sample: a sample is a program of its own.
  const samples = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes("requirements.txt"));
  for (const { name } of samples) run(python, ["-m", "mypy", "--strict", name]);
} else {
  console.log(`skipped: ${skipped}`);
}
