import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.mjs"],
    reporters: ["default", "../../scripts/vitest-results.mjs"],
    // The runs wait for deadlines more than they compute; the clauses bound how many compute at once.
    maxConcurrency: 1000,
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
});
