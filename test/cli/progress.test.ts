import { expect, test } from "vitest";
import { duration, progressText } from "../../src/cli/report/progress.ts";

test.each([
  [12_345, 100_000, 1234.5, 3, "12,345 of 100,000 (12 %), 1,235/s, 1 min 11 s left, 3 errors"],
  [12_345, undefined, 1234.5, 1, "12,345, 1,235/s, 1 error"],
  [0, 0, 0, 0, "0 of 0, 0/s"],
])("%i of %s", (done, total, rate, failed, expected) => {
  expect(progressText(done, total, rate, failed)).toBe(expected);
});

test.each([
  [0.4, "0 s"],
  [59.6, "1 min 0 s"],
  [3725, "1 h 2 min"],
])("%d seconds", (seconds, expected) => {
  expect(duration(seconds)).toBe(expected);
});
