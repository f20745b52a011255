// `npm test`: installs what is missing, builds, checks and tests everything, and ends with one line that counts all tests.
import { randomUUID } from "node:crypto";
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
  // One more at once than the smallest machines have cores: the samples' suites wait for deadlines half of their time.
  const { code } = await turbo(["run", "build", "check", "test", "--continue=dependencies-successful", "--output-logs=errors-only", "--concurrency=3"], {
    // In CI every test really runs, since no earlier run has this name; elsewhere an untouched package's last result counts again.
    env: { COPILOT_ENTRA_TEST_RUN: process.env.CI ? randomUUID() : "" },
  });
  const total = count();
  for (const reason of total.skips) console.log(`skipped: ${reason}`);
  for (const failure of total.failures) console.log(`failed: ${failure}`);
  // A package that could not even be built, checked or started has no result file; it still is a failure.
  if (total.failed === 0 && code !== 0) total.failed = 1;
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
