import { expect, test } from "vitest";
import { convert } from "../../../src/index.ts";
import { printModule } from "../../../src/python/print/print.ts";
import { corpusFiles } from "../../support/corpus.ts";
import { digestOf, hasPython, parsePython as parseWithCPython } from "../../support/cpython.ts";
import { RandomPython } from "../../support/random-python.ts";
import { mutate, parseAndCheck } from "./mutations.ts";
import { pythonTree } from "./trees.ts";
import { randomNumbers } from "../../support/random.ts";

/** More programs or others: `PYTHON_MUTATIONS=20000 PYTHON_SEED=7`. */
const count = Number(process.env["PYTHON_MUTATIONS"] ?? 2000);
const random = randomNumbers(Number(process.env["PYTHON_SEED"] ?? 1));

const converted = corpusFiles("files")
  .filter(({ bytes }) => bytes.length < 6000)
  .map(({ name, bytes }) => convert(bytes, { name }).python);
const made = Array.from({ length: 300 }, (_, seed) => printModule(new RandomPython(seed).module()).text);
const sources = [...converted, ...made].filter((text) => text.length < 6000);
const texts = Array.from({ length: count }, () =>
  mutate(sources[Math.floor(random() * sources.length)]!, random),
);
const results = texts.map((text) => ({ text, ...parseAndCheck(text) }));

test("broken programs are read without harm, and problems have a place", () => {
  expect(results.flatMap(({ faults }) => faults)).toEqual([]);
  expect(Math.max(...results.map(({ milliseconds }) => milliseconds))).toBeLessThan(2000);
});

/** What CPython 3.11 refuses and this parser reads on purpose: f-strings of 3.12, a byte order mark, an encoding. */
const NEWER = /f-string|surrogates not allowed|U\+FEFF|unterminated string literal|null bytes/;
/** What `ast.parse` reads and the compiler of CPython refuses. */
const LATER = /is given twice|is there twice/;
/** An annotation is a text here: one of more than a name is not compared, nor is what follows `->`. */
const ODD_ANNOTATION = /"annotation":"[^"]*[^\w"]/;

test.skipIf(!hasPython)("CPython refuses and reads the same programs", () => {
  const expected = parseWithCPython(
    results.map(({ text }) => text),
    "digest",
  );
  const different = results.flatMap(({ text, module, problems }, i) => {
    const { error, digest } = expected[i]!;
    if (error !== undefined) return problems.length === 0 && !NEWER.test(error) ? [`${error}: ${text}`] : [];
    const hard = problems.filter(({ kind, message }) => kind !== "outside" && !LATER.test(message));
    if (hard.length > 0) return [`${hard[0]!.message} ${text}`];
    if (problems.length > 0 || text.includes("->") || ODD_ANNOTATION.test(JSON.stringify(module))) return [];
    return digestOf(pythonTree({ module, problems })) === digest ? [] : [text];
  });
  expect(different).toEqual([]);
});
