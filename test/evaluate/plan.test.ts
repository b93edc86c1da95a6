import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { maxWeightMatching, type WeightedEdge } from "../../src/evaluate/plan/matching.ts";
import { parsePlan, parsePlanText } from "../../src/evaluate/plan/parse.ts";
import { EXACT_SIMILARITY, scorePlan, similarityOf, type PlanStep } from "../../src/evaluate/plan/score.ts";
import { randomNumbers } from "../support/random.ts";
import { readJson } from "./support.ts";

interface PlanCase {
  note: string;
  prediction: PlanStep[];
  groundTruth: PlanStep[];
  expected: { similarity?: number[][]; precision: number; recall: number; f1: number };
}
const { cases } = readJson<{ cases: PlanCase[] }>("test/evaluate/plan-cases.json");

test.each(cases)("plans score as in T-Eval: $note", ({ prediction, groundTruth, expected }) => {
  const { similarity, precision, recall, f1 } = expected;
  const scores = scorePlan(prediction, groundTruth);
  expect(scores.precision).toBeCloseTo(precision, 12);
  expect(scores.recall).toBeCloseTo(recall, 12);
  expect(scores.f1).toBeCloseTo(f1, 12);
  const steps = (plan: PlanStep[]) =>
    [...plan].sort((a, b) => a.id - b.id).filter(({ name }) => name !== "FinishAction");
  const found = steps(prediction).map((u) =>
    steps(groundTruth).map((v) => similarityOf(u, v, EXACT_SIMILARITY)),
  );
  expect(found).toEqual(similarity ?? []);
});

test("a plan that is nothing but its end is empty", () => {
  const end = { id: 0, name: "FinishAction", args: "{}" };
  expect(scorePlan([end], [end])).toEqual({ precision: 0, recall: 0, f1: 0 });
});

describe("the matching of the greatest weight", () => {
  const random = randomNumbers(11);
  /** Few different weights, so that many matchings weigh the same. */
  const graphs = Array.from({ length: 1500 }, (): WeightedEdge[] => {
    const [lefts, rights] = [1 + Math.floor(random() * 7), 1 + Math.floor(random() * 7)];
    const weights = [0.81, 0.85, 0.9, 0.95, 1].slice(0, 1 + Math.floor(random() * 5));
    return Array.from({ length: lefts * rights }, (_, i) => ({
      left: Math.floor(i / rights),
      right: i % rights,
      weight: weights[Math.floor(random() * weights.length)]!,
    })).filter(() => random() < 0.6);
  });

  const python = spawnSync("python3", ["test/evaluate/matching-oracle.py"], {
    input: JSON.stringify(
      graphs.map((edges) => edges.map(({ left, right, weight }) => [left, right, weight])),
    ),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });

  test.skipIf(python.status !== 0)("is the one that networkx finds", () => {
    const found = graphs.map((edges) => [...maxWeightMatching(edges)].sort(([a], [b]) => a - b));
    expect(found).toEqual(JSON.parse(python.stdout));
  });

  test("weighs as much as the best of all", () => {
    for (const edges of graphs.slice(0, 300).filter(({ length }) => length <= 14)) {
      const weights = new Map(edges.map(({ left, right, weight }) => [`${left} ${right}`, weight]));
      const found = [...maxWeightMatching(edges)].map(([left, right]) => weights.get(`${left} ${right}`)!);
      expect(sum(found)).toBeCloseTo(bestWeight(edges), 9);
    }
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Tries everything. */
function bestWeight([edge, ...others]: readonly WeightedEdge[]): number {
  if (!edge) return 0;
  const compatible = others.filter(({ left, right }) => left !== edge.left && right !== edge.right);
  return Math.max(bestWeight(others), edge.weight + bestWeight(compatible));
}

describe("answers", () => {
  const steps = [
    { id: 0, name: "search", args: "{'q': 'Oslo', 'n': 2, 'deep': True}" },
    { id: 1, name: "FinishAction", args: "{}" },
  ];
  const list =
    '[{"id": 0, "name": "search", "args": {"q": "Oslo", "n": 2, "deep": true}}, {"id": "1", "name": "FinishAction", "args": {}}]';

  test.each([
    ["a list", JSON.parse(list)],
    ["JSON", list],
    ["a fence with words around it", `Sure [1]!\n\`\`\`json\n${list}\n\`\`\`\nDone.`],
    [
      "Python",
      "[{'id': 0, 'name': 'search', 'args': {'q': 'Oslo', 'n': 2, 'deep': True}}, {'id': 1, 'name': 'FinishAction', 'args': {}}]",
    ],
    ["JSON in single quotes", list.replaceAll('"', "'")],
  ])("are read as %s", (_, answer) => {
    expect(parsePlan(answer)).toEqual(steps);
  });

  test.each([
    ["prose", "I would first search."],
    ["no list", '{"id": 0}'],
    ["a step without a name", '[{"id": 0, "args": "{}"}]'],
    ["a step with an odd number", '[{"id": "one", "name": "a", "args": "{}"}]'],
    ["nothing", undefined],
  ])("that are %s are empty plans", (_, answer) => {
    expect(parsePlan(answer)).toEqual([]);
  });

  test("in sentences name APIs", () => {
    expect(parsePlanText("First open the page. Then save it, not open it.\nEnd", ["save", "open"])).toEqual([
      { id: 0, name: "open", args: "First open the page" },
      { id: 1, name: "save", args: "Then save it, not open it." },
    ]);
  });
});
