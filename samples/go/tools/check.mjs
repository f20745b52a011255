// gofmt, vet and staticcheck over every Go sample, or one line that says why not.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readResult, run, samplesOf } from "../../../scripts/sample-build.mjs";

const folder = fileURLToPath(new URL("..", import.meta.url));
const { skipped } = readResult(folder, "go");
if (skipped) {
  console.log(`skipped: ${skipped}`);
} else {
  const samples = samplesOf(folder, "go.mod");
  const unformatted = spawnSync("gofmt", ["-l", ...samples], { cwd: folder, encoding: "utf8" });
  if (unformatted.status !== 0 || unformatted.stdout) throw new Error(`gofmt would change: ${unformatted.stdout}${unformatted.stderr ?? unformatted.error}`);
  for (const sample of samples) {
    run("go", ["mod", "verify"], { cwd: join(folder, sample) });
    run("go", ["vet", "./..."], { cwd: join(folder, sample) });
    run("go", ["run", "honnef.co/go/tools/cmd/staticcheck@v0.8.2", "./..."], { cwd: join(folder, sample) });
  }
}
