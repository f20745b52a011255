// Go samples with another Copilot SDK: copies of the modules, with another number in go.mod.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { firstLine, run, samplesOf } from "../sample-build.mjs";

/**
 * @param {string} version
 * @param {string} folder where the copies are made
 * @param {string} samples samples/go
 * @param {readonly string[]} wanted the samples of the Copilot SDK
 */
export function build(version, folder, samples, wanted) {
  if (firstLine("go", ["version"]) === undefined) throw new Error("Go 1.26 or newer is not on PATH: install it from go.dev first.");
  const programs = join(folder, "bin");
  for (const sample of samplesOf(samples, "go.mod").filter((name) => wanted.includes(name))) {
    const cwd = join(folder, sample);
    cpSync(join(samples, sample), cwd, { recursive: true });
    run("go", ["get", `github.com/github/copilot-sdk/go@v${version}`], { cwd });
    run("go", ["build", "-trimpath", "-o", join(programs, process.platform === "win32" ? `${sample}.exe` : sample), "."], { cwd });
  }
  return { programs };
}
