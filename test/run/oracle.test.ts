import { describe, expect, test } from "vitest";
import { corpusFiles } from "../support/corpus.ts";
import { hasPython } from "../support/cpython.ts";
import { askOracle, SITUATIONS } from "../support/run-oracle.ts";
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

  const real = corpusFiles("files").filter(({ bytes }, at) => at % 30 === 0 && bytes.length < 40_000);
  test.runIf(real.length > 0).each(SITUATIONS)("agrees on real shortcuts: %j", (situation) => {
    const { agreed, disagreements } = askOracle(
      real.map(({ bytes }) => bytes),
      situation,
    );
    expect(disagreements).toEqual([]);
    expect(agreed).toBeGreaterThan(real.length / 2);
  });
});
