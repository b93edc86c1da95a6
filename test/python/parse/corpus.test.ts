import { beforeAll, describe, expect, test } from "vitest";
import type { ConvertOptions } from "../../../src/index.ts";
import { type ParsedModule, parsePython } from "../../../src/python/parse/parse.ts";
import { printModule } from "../../../src/python/print/print.ts";
import { convertedCorpus, hasCorpus } from "../../support/corpus.ts";
import { digestOf, hasPython, parsePython as parseWithCPython } from "../../support/cpython.ts";
import { pythonTree } from "./trees.ts";

const settings: Record<string, ConvertOptions> = {
  function: {},
  script: { layout: "script", lossless: true },
};

describe.skipIf(!hasCorpus).each(Object.entries(settings))("the corpus as %s", (_, options) => {
  let programs: { name: string; python: string; parsed: ParsedModule }[];

  beforeAll(() => {
    programs = convertedCorpus(options).map(({ name, python }) => {
      return { name, python, parsed: parsePython(python) };
    });
  });

  test("is read without a problem", () => {
    const wrong = programs.filter(({ parsed }) => parsed.problems.length > 0);
    expect(wrong.map(({ name, parsed }) => [name, parsed.problems[0]])).toEqual([]);
  });

  test("prints as it was", () => {
    const changed = programs.filter(({ python, parsed }) => printModule(parsed.module).text !== python);
    expect(changed.map(({ name }) => name)).toEqual([]);
  });

  // The statements of both are the same, and CPython is slow.
  if (options.layout === "script") return;
  test.skipIf(!hasPython)("is read as CPython reads it", () => {
    const expected = parseWithCPython(
      programs.map(({ python }) => python),
      "digest",
    );
    const wrong = programs.filter(({ parsed }, i) => digestOf(pythonTree(parsed)) !== expected[i]!.digest);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
