import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { convert } from "../../src/index.ts";
import { parsePython } from "../../src/python/parse/parse.ts";
import { separateCalls } from "../../src/program/lower/calls.ts";
import { takeApart } from "../../src/program/lower/functions.ts";
import { lowerStatements } from "../../src/program/lower/lower.ts";
import { identifierOfFunction } from "../../src/registry/names.ts";
import { lookup } from "../../src/registry/lookup.ts";
import { corpusFiles } from "../support/corpus.ts";

/*
 * The lowering says a program in the dialect. What `convert` wrote is the dialect already: it is left as it is, but
 * for calls that stand in other lines, and for the variables that it sets, which the second half of the stage writes out.
 */

const samples = corpusFiles("files").filter((_, i) => i % 25 === 7);

/** Without the places in the text; `d[key]` is the short form of `d[f"{key}"]`. */
const plain = (body: unknown): unknown =>
  JSON.parse(
    JSON.stringify(body, (key, value: unknown) => {
      if (key === "range") return undefined;
      const { kind, parts } = (value ?? {}) as { kind?: unknown; parts?: unknown[] };
      return key === "index" && kind === "FString" && parts?.length === 1 ? parts[0] : value;
    }),
  );

/** What the stage makes of a program, and what it says about it. */
function lowered(python: string) {
  const { module } = parsePython(python);
  const reports: string[] = [];
  const facts = {
    lookup,
    identifierOf: identifierOfFunction,
    tolerant: false,
    report: (_: unknown, code: string, message: string) => void reports.push(`${code} ${message}`),
  };
  const parts = takeApart(module, { ...facts, isConverted: false });
  const isConverted = parts.metadata !== undefined;
  const { lowered: body } = lowerStatements(parts, { ...facts, isConverted, plain: new Set() });
  return { before: separateCalls(parts.body, { ...facts, functions: parts.functions }), body, reports };
}

test.skipIf(samples.length === 0).each([
  ["with metadata", "function", true],
  ["without metadata", "function", false],
  ["as a script", "script", false],
] as const)("a program that was converted %s is left alone", (_, layout, metadata) => {
  const changed: string[] = [];
  for (const { name, bytes } of samples) {
    const { python } = convert(bytes, { name, layout, metadata });
    const { before, body, reports } = lowered(python);
    const errors = reports.filter((report) => !report.startsWith("SC6015"));
    if (!isDeepStrictEqual(plain(body), plain(before)) || errors.length > 0)
      changed.push(`${name}: ${errors[0] ?? "changed"}`);
  }
  expect(changed).toEqual([]);
});
