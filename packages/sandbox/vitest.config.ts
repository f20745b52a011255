import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Whole programs run in these tests, on machines that may be busy.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ["default", "../../scripts/vitest-results.mjs"],
  },
});
