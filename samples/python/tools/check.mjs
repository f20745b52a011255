// ruff and mypy --strict over every sample, or one line that says why not.
import { readResult, run, samplesOf } from "../../../scripts/sample-build.mjs";
import { folder } from "./environment.mjs";

const { python, skipped } = readResult(folder, "python");
if (python) {
  run(python, ["-m", "ruff", "check", "."], { cwd: folder });
  run(python, ["-m", "ruff", "format", "--check", "."], { cwd: folder });
  // One run for each sample: a sample is a program of its own.
  for (const name of samplesOf(folder, "requirements.txt")) run(python, ["-m", "mypy", "--strict", name], { cwd: folder });
} else {
  console.log(`skipped: ${skipped}`);
}
