// rustfmt and clippy over every Rust sample, or one line that says why not.
import { readResult, run } from "../../../scripts/sample-build.mjs";
import { environment, folder } from "./environment.mjs";

const { skipped } = readResult(folder, "rust");
if (skipped) {
  console.log(`skipped: ${skipped}`);
} else {
  run("cargo", ["fmt", "--all", "--check"], { cwd: folder, env: environment });
  run("cargo", ["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"], { cwd: folder, env: environment });
}
