// Compiles every Rust sample into dist/bin, or says in one line why not.
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { firstLine, run, samplesOf, writeResult } from "../../../scripts/sample-build.mjs";
import { environment, folder, missing } from "./environment.mjs";

const skipped = missing();
if (skipped) {
  writeResult(folder, "rust", { skipped });
} else {
  // All at once: one by one, each would want its own choice of its dependencies' features compiled.
  run("cargo", ["build", "--workspace", "--locked", "--quiet"], { cwd: folder, env: environment });
  const suffix = process.platform === "win32" ? ".exe" : "";
  mkdirSync(join(folder, "dist", "bin"), { recursive: true });
  for (const sample of samplesOf(folder, "Cargo.toml")) {
    copyFileSync(join(environment.CARGO_TARGET_DIR, "debug", sample + suffix), join(folder, "dist", "bin", sample + suffix));
  }
  writeResult(folder, "rust", { version: firstLine("cargo", ["--version"]) });
}
