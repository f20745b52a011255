// `npm test`: installs what is missing, builds, checks and tests everything, and ends with one line that counts all tests.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { root, setup, SetupError } from "./setup.mjs";

try {
  await setup();
  process.exitCode = await testAll();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

async function testAll() {
  // Loaded after the install: nothing above needs a dependency, and neither does this, but the order shows it.
  const { turbo } = await import("./turbo.mjs");
  for (const folder of resultFolders()) rmSync(folder, { recursive: true, force: true });
  const verified = await turbo(["run", "build", "check", "--continue=dependencies-successful", "--output-logs=errors-only", "--concurrency=2"]);
  // In CI every test really runs; elsewhere an untouched package's last result counts again.
  const rerun = process.env.CI ? ["--force"] : [];
  // More at once than there are cores: the samples' suites wait for deadlines most of their time.
  const tested = await turbo(["run", "test", "--only", ...rerun, "--continue=always", "--output-logs=errors-only", "--concurrency=4"]);
  const total = count();
  for (const reason of total.skips) console.log(`skipped: ${reason}`);
  for (const failure of total.failures) console.log(`failed: ${failure}`);
  // A package that could not even be built, checked or started has no result file; it still is a failure.
  const silent = (code) => (code === 0 ? 0 : 1);
  if (total.failed === 0) total.failed += Math.max(silent(verified.code), silent(tested.code));
  else total.failed += silent(verified.code);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skips.length} skipped`);
  return total.failed === 0 ? 0 : 1;
}

function count() {
  const total = { passed: 0, failed: 0, skips: [], failures: [] };
  for (const folder of resultFolders()) {
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
      const result = JSON.parse(readFileSync(join(folder, file), "utf8"));
      const name = relative(root, join(folder, ".."));
      total.passed += result.passed;
      total.failed += result.failed;
      total.skips.push(...result.skipped.map((reason) => `${name}: ${reason}`));
      total.failures.push(...result.failures.map((reason) => `${name}: ${reason}`));
    }
  }
  return total;
}

function folders(parent) {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(parent, entry.name));
}

function resultFolders() {
  const packages = ["packages", "samples"].flatMap((group) => folders(join(root, group)));
  return [...packages, join(root, "docs")].map((folder) => join(folder, "test-results"));
}
