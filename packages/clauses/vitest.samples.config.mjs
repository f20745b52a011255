// How the suites of the samples run, in every language.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.mjs"],
    reporters: ["default", fileURLToPath(new URL("../../scripts/vitest-results.mjs", import.meta.url))],
    // The runs wait for deadlines more than they compute; the clauses bound how many compute at once.
    maxConcurrency: 1000,
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
});
