import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { CodeBleuScorer } from "../../src/evaluate/codebleu/codebleu.ts";
import { numberNames, readDataFlow } from "../../src/evaluate/codebleu/data-flow.ts";
import type { PythonParser } from "../../src/evaluate/codebleu/parser.ts";
import { subtreeShapes } from "../../src/evaluate/codebleu/syntax-match.ts";
import { ShapeTable } from "../../src/evaluate/codebleu/syntax-tree.ts";
import { hasMaterial, openParser, readJson, readMaterial, type ScoredPair } from "./support.ts";

let parser: PythonParser;
beforeAll(async () => {
  parser = await openParser();
});

const { cases } = readJson<{ cases: (ScoredPair & { bleu: Bleu })[] }>("test/evaluate/codebleu-cases.json");
interface Bleu {
  ngram: [number, number][];
  weighted: [number, number][];
}
interface FlowCase {
  note: string;
  code: string;
  edges: { name: string; index: number; relation: string; fromIndex: number[]; from: string[] }[];
  normalized: unknown[];
}
const units = readJson<{ dataflow: FlowCase[]; subtrees: { code: string; subtrees: string[] }[] }>(
  "test/evaluate/codebleu-unit-cases.json",
);

describe("published", () => {
  test.each(cases)("scores like codebleu 0.6.1: $id", ({ reference, prediction, expected, bleu }) => {
    const details = new CodeBleuScorer(parser).details(reference, prediction);
    expectScores(details.scores, expected, 0);
    details.ngrams.forEach((matches, i) => expectMatches(matches, bleu.ngram[i]!));
    details.weightedNgrams.forEach((matches, i) => expectMatches(matches, bleu.weighted[i]!));
  });

  test.skipIf(!hasMaterial)(
    "scores WorkflowBench's own samples like it, but for guesses at broken programs",
    () => {
      const all = readMaterial<{ cases: ScoredPair[] }>("codebleu-cases.json").cases;
      expect(all).toHaveLength(51);
      for (const { reference, prediction, expected, errorFree } of all) {
        const scores = new CodeBleuScorer(parser).score(reference, prediction);
        expectScores(scores, expected, errorFree ? 0 : 0.064);
      }
    },
  );

  test.each(units.dataflow)("reads data flow: $note", ({ code, edges, normalized }) => {
    const found = readDataFlow(parser.parse(code, new ShapeTable()), code);
    const wanted = edges.map(({ from, fromIndex, ...edge }) => ({
      ...edge,
      sources: from,
      sourceIndices: fromIndex,
    }));
    expect(found).toEqual(wanted);
    expect(numberNames(found)).toEqual(normalized);
  });

  test("tells sub-trees apart as their S-expressions do", () => {
    const shapes = new ShapeTable();
    const numbers: number[] = [];
    const expressions: string[] = [];
    for (const { code, subtrees } of units.subtrees) {
      numbers.push(...subtreeShapes(parser.parse(code, shapes).root));
      expressions.push(...subtrees);
    }
    expect(numbers.map((number) => numbers.indexOf(number))).toEqual(
      expressions.map((expression) => expressions.indexOf(expression)),
    );
  });

  test("of an attribute that is bound to a text, there is no data flow at all", () => {
    // Three parts on either side: the original looks for a token where there is none, and gives up.
    const code = "y = 1\na.b = '''x'''\nz = y";
    expect(readDataFlow(parser.parse(code, new ShapeTable()), code)).toEqual([]);
    expect(readDataFlow(parser.parse(code, new ShapeTable()), code, "strict")).not.toEqual([]);
  });

  test("an elif is no else: what was bound before still holds", () => {
    const code = "x = 1\nif a:\n    x = 2\nelif b:\n    x = 3\ny = x";
    const edges = readDataFlow(parser.parse(code, new ShapeTable()), code);
    expect(edges.at(-1)).toMatchObject({ name: "x", sourceIndices: [0, 6, 12] });
  });
});

describe("strict", () => {
  const score = (reference: string, prediction: string) =>
    new CodeBleuScorer(parser, "strict").score(reference, prediction);
  const flow = (code: string) => readDataFlow(parser.parse(code, new ShapeTable()), code, "strict");

  test.each(cases.filter(({ prediction }) => prediction !== ""))("is 1 for the same program: $id", (pair) => {
    for (const program of [pair.reference, pair.prediction]) {
      const { dataflow_match_score: dataflow, ...scores } = score(program, program);
      for (const value of Object.values(scores)) expect(value).toBeCloseTo(1, 12);
      expect(dataflow === null || dataflow === 1).toBe(true);
    }
  });

  test("is 0 for no program", () => {
    expect(score("x = f(a)\ng(x)", "")).toEqual({
      ngram_match_score: 0,
      weighted_ngram_match_score: 0,
      syntax_match_score: 0,
      dataflow_match_score: 0,
      codebleu: 0,
    });
  });

  test("sees no layout, comment or docstring", () => {
    const plain = 'x = f(a, b="t")\nif x:\n    g(x)';
    const other = '"""Doc"""\n# first\nx = f( a,  b="t" )  # then\n\nif x:\n  """why"""\n  # so\n  g(x)\n';
    expect(score(plain, other).codebleu).toBeCloseTo(1, 12);
  });

  test("counts a call for one call only", () => {
    const [one, many] = ["f(a)", "f(a)\n".repeat(10)];
    const published = new CodeBleuScorer(parser).score(many, one).syntax_match_score;
    expect(published).toBeGreaterThan(0.9);
    // Of 31 sub-trees (the root, and of each line the statement, the call and its arguments), three are there.
    expect(score(many, one).syntax_match_score).toBeCloseTo(3 / 31, 12);
  });

  test("a data flow of which nothing is right is worth nothing", () => {
    const scores = score("x = f(a)\ng(x)", "h(1)");
    expect(scores.dataflow_match_score).toBe(0);
    const {
      ngram_match_score: ngram,
      weighted_ngram_match_score: weighted,
      syntax_match_score: syntax,
    } = scores;
    expect(scores.codebleu).toBeCloseTo(0.1 * ngram + 0.1 * weighted + 0.4 * syntax, 12);
  });

  test("where the reference has no data flow, the other scores share its weight", () => {
    const scores = score("f()", "g()");
    expect(scores.dataflow_match_score).toBeNull();
    const {
      ngram_match_score: ngram,
      weighted_ngram_match_score: weighted,
      syntax_match_score: syntax,
    } = scores;
    expect(scores.codebleu).toBeCloseTo((0.1 * ngram + 0.1 * weighted + 0.4 * syntax) / 0.6, 12);
  });

  test("names in f-strings are read", () => {
    expect(flow('x = f()\ny = f"{x} and more"').find(({ index }) => index === 5)).toMatchObject({
      name: "y",
      sources: ["x", " and more"],
    });
  });

  test("cases of match are arms", () => {
    const code = 'match input():\n    case "A":\n        x = 1\n    case "B":\n        x = 2\ny = x';
    expect(flow(code).at(-1)).toMatchObject({ name: "x", sources: ["x"], sourceIndices: [8, 14] });
  });

  test("a call has no parts that names could be bound to", () => {
    const [a] = flow("a, b = f(c)");
    expect(a).toMatchObject({ name: "a", sources: ["f", "c"] });
  });
});

test("scores stay within 0 and 1, whatever the texts are", () => {
  const bits = [
    "x",
    "=",
    " ",
    "\n",
    "    ",
    "(",
    ")",
    "'''",
    "#",
    "if ",
    ":",
    "f",
    "é",
    "😀",
    "\\",
    "match ",
    "]",
  ];
  const text = fc.array(fc.constantFrom(...bits), { maxLength: 40 }).map((parts) => parts.join(""));
  const scorers = [new CodeBleuScorer(parser), new CodeBleuScorer(parser, "strict")];
  const property = fc.property(text, text, (reference, prediction) => {
    for (const scorer of scorers) {
      for (const value of Object.values(scorer.score(reference, prediction))) {
        if (value !== null && !(value >= 0 && value <= 1 + 1e-12)) return false;
      }
    }
    return true;
  });
  fc.assert(property, { numRuns: 300 });
});

test.each([
  ["brackets in brackets", "(".repeat(20_000)],
  ["calls in calls", `${"f(".repeat(5_000)}x${")".repeat(5_000)}`],
  [
    "loops in loops",
    Array.from({ length: 40 }, (_, i) => `${" ".repeat(i)}for a${i} in x:\n`).join("") +
      " ".repeat(40) +
      "y = a1",
  ],
  ["blanks", `x = 1${" ".repeat(200_000)}y`],
])("%s end", (_, program) => {
  for (const mode of ["published", "strict"] as const) {
    expect(new CodeBleuScorer(parser, mode).score(program, "x = 1").codebleu).toBeGreaterThanOrEqual(0);
  }
});

function expectScores(
  scores: ReturnType<CodeBleuScorer["score"]>,
  expected: ScoredPair["expected"],
  tolerance: number,
): void {
  expect(scores.ngram_match_score).toBeCloseTo(expected.ngram, 12);
  expect(scores.weighted_ngram_match_score).toBeCloseTo(expected.weightedNgram, 12);
  for (const [found, wanted] of [
    [scores.syntax_match_score, expected.syntax],
    [scores.dataflow_match_score!, expected.dataflow],
    [scores.codebleu, expected.codebleu],
  ] as const) {
    expect(Math.abs(found - wanted)).toBeLessThanOrEqual(tolerance + 1e-12);
  }
}

function expectMatches(
  { matched, total }: { matched: number; total: number },
  [wanted, of]: [number, number],
) {
  expect(matched).toBeCloseTo(wanted, 9);
  expect(total).toBeCloseTo(of, 9);
}
