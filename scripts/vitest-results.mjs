// A vitest reporter that leaves one small file per run, from which `npm test` counts the whole and names each skip.
import { mkdirSync, writeFileSync } from "node:fs";

export default class ResultsFile {
  /** @param {readonly import("vitest/node").TestModule[]} modules */
  onTestRunEnd(modules, unhandledErrors) {
    const result = { passed: 0, failed: unhandledErrors.length, skipped: [], failures: unhandledErrors.map((error) => String(error?.message ?? error)) };
    for (const module of modules) {
      if (module.state() === "failed" && module.errors().length > 0) {
        result.failed += module.errors().length;
        result.failures.push(...module.errors().map((error) => `${module.moduleId}: ${error.message}`));
      }
      for (const test of module.children.allTests()) {
        const outcome = test.result();
        if (outcome.state === "passed") result.passed += 1;
        else if (outcome.state === "failed") {
          result.failed += 1;
          result.failures.push(test.fullName);
        } else result.skipped.push(outcome.note ? `${test.fullName}: ${outcome.note}` : test.fullName);
      }
    }
    mkdirSync("test-results", { recursive: true });
    writeFileSync("test-results/vitest.json", `${JSON.stringify(result, null, 2)}\n`);
  }
}
