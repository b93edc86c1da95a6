import { expect, test } from "vitest";
import { parsePython } from "../../../src/python/parse/parse.ts";
import { problemsOf } from "./read.ts";
import { cpuTime } from "../../support/cpu-time.ts";

test.each([
  ["brackets", "x = " + "[".repeat(100_000)],
  ["f-strings", "f'{".repeat(100_000)],
  ["a chain", "a" + ".b".repeat(100_000)],
  ["a sum", "a" + " + b".repeat(100_000)],
  ["negations", "not ".repeat(100_000) + "a"],
])("%s without end are one problem", (_, text) => {
  expect(parsePython(text).problems.map(({ kind }) => kind)).toEqual(["limit"]);
});

test("blocks without end are one problem", () => {
  const text = Array.from({ length: 1000 }, (_, depth) => " ".repeat(depth) + "if x:\n").join("");
  expect(problemsOf(text).filter((problem) => problem.endsWith("limit"))).toHaveLength(1);
});

test("200 brackets and 99 levels are read", () => {
  expect(problemsOf(`x = ${"[".repeat(200)}${"]".repeat(200)}`)).toEqual([]);
  const lines = Array.from({ length: 99 }, (_, depth) => " ".repeat(depth) + "if x:\n");
  expect(problemsOf(`${lines.join("")}${" ".repeat(99)}pass`)).toEqual([]);
});

test.each([
  ["signs that nobody knows", "$?".repeat(1_000_000)],
  ["lines that are none", ") )\n".repeat(300_000)],
  ["strings without end", "'\n".repeat(300_000)],
  ["words", "if x if x\n".repeat(100_000)],
])("%s: at most 100 problems, soon", (_, text) => {
  const start = cpuTime();
  expect(parsePython(text).problems).toHaveLength(100);
  expect(cpuTime() - start).toBeLessThan(5000);
});

test.each([
  ["digits", "9".repeat(5_000_000)],
  ["escapes", `"${"\\n".repeat(1_000_000)}"`],
  ["backslashes", "\\".repeat(1_000_000)],
  ["comments", "#\n".repeat(300_000)],
  ["blanks", " ".repeat(5_000_000)],
  ["lambdas", "lambda:".repeat(200_000)],
  ["conditions", "a if b else ".repeat(100_000)],
])("millions of %s do no harm", (_, text) => {
  expect(() => parsePython(text)).not.toThrow();
});
