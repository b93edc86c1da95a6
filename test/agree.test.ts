import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { judge, readPrograms, runPython, type Verdict } from "./support/agree.ts";
import { hasPython } from "./support/cpython.ts";

/*
 * Python decides what a program means: it runs under CPython with stand-ins for the actions, and compiled in the
 * interpreter; what both do to the world is the same, or `compile` refuses.
 */

const programs = ["programs.py", "more-programs.py"].flatMap((name) =>
  readPrograms(new URL(`support/${name}`, import.meta.url)),
);

describe.skipIf(!hasPython)("a program does what it does under CPython", () => {
  const expected = hasPython ? runPython(programs) : [];
  const short = (verdict: Verdict): string =>
    typeof verdict === "string" ? verdict : JSON.stringify(verdict, undefined, 1);

  test.each(programs.map((program, i) => [program.name, program, i] as const))("%s", (_, program, i) => {
    expect(short(judge(program, expected[i]!, true))).toBe(program.wants);
    expect(["right", "refused"]).toContain(short(judge(program, expected[i]!, false)));
  });
});

const CASES = "../shared/cases/programs";
const hasCases = (() => {
  try {
    return readdirSync(CASES).length > 0;
  } catch {
    return false;
  }
})();

test.skipIf(!hasPython || !hasCases)(
  "programs that compiled to something else once are right or refused",
  () => {
    // A property of what is on the clipboard is the app's own: CPython has no say in it.
    const names = readdirSync(CASES).filter((name) => name !== "getattr3.py");
    const found = names.map((name) => ({
      name,
      source: readFileSync(`${CASES}/${name}`, "utf8"),
    }));
    const expected = runPython(found);
    for (const [i, program] of found.entries()) {
      for (const tolerant of [false, true]) {
        expect([program.name, judge(program, expected[i]!, tolerant)]).toEqual([
          program.name,
          expect.stringMatching(/^(right|refused|python fails)$/),
        ]);
      }
    }
  },
);
