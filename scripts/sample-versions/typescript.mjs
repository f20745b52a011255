// TypeScript samples with another Copilot SDK: copies, installed by npm, compiled there; they run the runtime that came with it.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { run } from "../sample-build.mjs";

/**
 * @param {string} version
 * @param {string} folder where the copies are made
 * @param {string} samples samples/typescript
 * @param {readonly string[]} wanted the samples of the Copilot SDK
 */
export function build(version, folder, samples, wanted) {
  const manifest = JSON.parse(readFileSync(join(samples, "basic", "package.json"), "utf8"));
  manifest.dependencies["@github/copilot-sdk"] = version;
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder });
  for (const sample of wanted) {
    cpSync(join(samples, sample), join(folder, sample), { recursive: true, filter: (file) => !["dist", "node_modules"].includes(basename(file)) });
    run("npx", ["tsc"], { cwd: join(folder, sample) });
  }
  return { programs: folder, runtime: runtimeOf(folder) };
}

/** The runtime beside the SDK, when npm brought one for this platform. */
function runtimeOf(folder) {
  const scope = join(folder, "node_modules", "@github");
  return readdirSync(scope)
    .filter((name) => name.startsWith(`copilot-sdk-${process.platform}`) && existsSync(join(scope, name, "prebuilds")))
    .flatMap((name) => readdirSync(join(scope, name, "prebuilds")).map((build) => join(scope, name, "prebuilds", build, process.platform === "win32" ? "copilot-runtime.exe" : "copilot-runtime")))
    .find(existsSync);
}
