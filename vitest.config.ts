import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    reporters: ["default", "./test/support/counts-reporter.ts"],
    // Property tests and the corpus take seconds, on a busy machine many.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
