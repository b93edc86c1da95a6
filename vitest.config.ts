import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

if (spawnSync("python3", ["--version"]).status !== 0) {
  console.warn("Comparisons with CPython are skipped: there is no python3.");
}

/** Files that take a minute or more: what begins last would keep one worker busy while the others have nothing to do. */
const LONG = /\/test\/(?:corpus|compile|robustness|batch\/resume|page\/page|dataset\/pipeline)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    sequence: { sequencer: LongestFirst },
    globalSetup: ["test/support/built.ts"],
    reporters: ["default", "./test/support/counts-reporter.ts"],
    // No file changes what others see, so that each worker loads the modules once, not once for each file.
    isolate: false,
    // Many tests wait for other processes, or for Redis: on two processors, three workers take a sixth less than two.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    // Property tests and the corpus take seconds, on a busy machine many.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
