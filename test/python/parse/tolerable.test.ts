import { describe, expect, test } from "vitest";
import { parsePython } from "../../../src/python/parse/parse.ts";
import { hasPython, parsePython as parseWithCPython } from "../../support/cpython.ts";
import { pythonTree } from "./trees.ts";

/** Python outside of the dialect that the tree holds all the same; CPython says what its tree is. */
const SOURCES = [
  "x = a if b else c",
  "x = a + 1 if b == 2 or d else c if e else f",
  "x = a * b + c / d - e // f % g",
  "x = a + b * c ** d ** e",
  "x = -a * +b",
  "x = not a is not None",
  "x = a is None or b is not None and c",
  "x = (a, b)",
  "x = ()",
  "for a in (b, c):\n    pass",
  "x = a[1:2]",
  "x = a[:-1] + b[n:] + c[:]",
  "x = [a for a in b]",
  "x = [f(a, b) for a, b in c if a > 1 if b]",
  "x = [a if a else b for a in c or d]",
  "a, b = b, a",
  "a, b = f(c)",
  "a, b, = c, d,",
  'd["k"] = v + 1',
  'match x:\n    case 1:\n        pass\n    case "a" | "b" | 3:\n        pass',
  "def f():\n    def g(a, b=2):\n        return a\n    return g(1)",
];

describe("Python that is tolerable", () => {
  test.skipIf(!hasPython)("has the tree that CPython gives it", () => {
    const expected = parseWithCPython(SOURCES, "tree").map(({ tree }) => tree);
    expect(SOURCES.map((source) => pythonTree(parsePython(`${source}\n`)))).toEqual(expected);
  });

  test("is a problem of the strict reading", () => {
    for (const source of SOURCES) {
      const { problems } = parsePython(`${source}\n`);
      expect(problems.map(({ isTolerable }) => isTolerable)).toContain(true);
      expect(problems.every(({ isTolerable }) => isTolerable)).toBe(true);
    }
  });

  test.each([
    ["x = a ** b ** c if d", "an if without its else"],
    ["x = -2 ** 2", "a sign before a power"],
    ["x = [a, b for c in d]", "an element beside others"],
    ["x = {a: b for a in c}", "a comprehension of a dictionary"],
    ["x = a[1:2:3]", "a step"],
    ["x = a[1, 2]", "an index of several parts"],
    ["a, b.c = d", "a part of something"],
    ["a, *b = c", "a star"],
    ["a, b", "no assignment"],
    ['f(x)["k"] = v', "an item of something without a name"],
    ["x |= y", "an operator of bits"],
    ["x = a @ b", "an operator of matrices"],
  ])("does not include `%s`: %s", (source) => {
    expect(parsePython(`${source}\n`).problems.some(({ isTolerable }) => !isTolerable)).toBe(true);
  });
});
