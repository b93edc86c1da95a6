import { spawnSync } from "node:child_process";
import { defineConfig } from "vitest/config";

if (spawnSync("python3", ["--version"]).status !== 0) {
  console.warn("Comparisons with CPython are skipped: there is no python3.");
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/built.ts"],
    reporters: ["default", "./test/support/counts-reporter.ts"],
    // No file changes what others see, so that each worker loads the modules once, not once for each file.
    isolate: false,
    // The default leaves one processor free, which of two is half.
    maxWorkers: "100%",
    // Property tests and the corpus take seconds, on a busy machine many.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
