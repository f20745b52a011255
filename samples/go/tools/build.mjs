// Compiles every Go sample into dist/bin, or says in one line why not.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { firstLine, run, samplesOf, writeResult } from "../../../scripts/sample-build.mjs";

const folder = fileURLToPath(new URL("..", import.meta.url));
const [, major, minor] = /go(\d+)\.(\d+)/.exec(firstLine("go", ["version"]) ?? "") ?? [];
if (Number(major) === 1 && Number(minor) >= 21) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  // Go 1.21 and newer fetch the 1.26 that the manifests ask for.
  for (const sample of samplesOf(folder, "go.mod")) {
    run("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", join(folder, "dist", "bin", sample + suffix), "."], { cwd: join(folder, sample) });
  }
  writeResult(folder, "go", { version: firstLine("go", ["version"]) });
} else {
  writeResult(folder, "go", { skipped: "Go 1.26 or newer is not on PATH: install it from go.dev, then run npm test again" });
}
