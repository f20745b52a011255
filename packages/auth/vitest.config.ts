import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Wire tests start processes and the Copilot runtime; each wait within them has a shorter deadline of its own.
    testTimeout: 60_000,
    reporters: ["default", "../../scripts/vitest-results.mjs"],
    // A busy machine is no fault.
    hookTimeout: 120_000,
  },
});
