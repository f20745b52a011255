// Rust samples with another Copilot SDK: a workspace of copies, which shares what it can of the compiled dependencies.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environment, missing } from "../../samples/rust/tools/environment.mjs";
import { run, samplesOf } from "../sample-build.mjs";

const pinned = /^github-copilot-sdk = .*$/m;

/**
 * @param {string} version
 * @param {string} folder where the copies are made
 * @param {string} samples samples/rust
 */
export function build(version, folder, samples) {
  const sentence = missing();
  if (sentence) throw new Error(sentence);
  for (const name of ["Cargo.toml", "Cargo.lock", ".cargo"]) cpSync(join(samples, name), join(folder, name), { recursive: true });
  for (const sample of samplesOf(samples, "Cargo.toml")) {
    cpSync(join(samples, sample), join(folder, sample), { recursive: true });
    const manifest = join(folder, sample, "Cargo.toml");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace(pinned, sdk(version)));
  }
  const target = join(folder, "target");
  const env = { CARGO_BUILD_BUILD_DIR: environment.CARGO_TARGET_DIR, CARGO_TARGET_DIR: target };
  run("cargo", ["update", "--quiet", "--package", "github-copilot-sdk", "--precise", version], { cwd: folder, env });
  run("cargo", ["build", "--workspace", "--quiet"], { cwd: folder, env });
  return { programs: join(target, "debug") };
}

/** From 1.0.16 on, starting a runtime is a feature of the crate that its defaults bring together with a download. */
function sdk(version) {
  const [major, minor, patch] = version.split(/[.-]/).map(Number);
  const features = major > 1 || minor > 0 || patch >= 16 ? ', features = ["runtime"]' : "";
  return `github-copilot-sdk = { version = "=${version}", default-features = false${features} }`;
}
