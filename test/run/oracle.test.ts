import { describe, expect, test } from "vitest";
import { hasPython } from "../support/cpython.ts";
import { askOracle } from "../support/run-oracle.ts";
import { randomProgram } from "../support/random-run.ts";

describe.runIf(hasPython)("a second implementation, under CPython", () => {
  test("agrees on random programs, value by value", () => {
    const { agreed, disagreements, unsupported } = askOracle(
      Array.from({ length: 150 }, (_, seed) => randomProgram(seed)),
    );
    expect(disagreements).toEqual([]);
    expect(agreed).toBeGreaterThan(140);
    expect(unsupported.length).toBeLessThan(10);
  });
});
