import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", "../../scripts/vitest-results.mjs"],
    // The files wait for programs and deadlines more than they compute.
    maxWorkers: 2,
    // A busy machine is no fault.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
