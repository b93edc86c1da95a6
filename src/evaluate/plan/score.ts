import { maxWeightMatching, type WeightedEdge } from "./matching.ts";

/** One step of a plan, as T-Eval writes it. */
export interface PlanStep {
  id: number;
  name: string;
  args: string;
}

/** How alike two texts are, from 0 to 1. */
export type Similarity = (a: string, b: string) => number;

export interface PlanSimilarity {
  name: Similarity;
  args: Similarity;
}

export interface PlanScores {
  precision: number;
  recall: number;
  f1: number;
}

const NAME_WEIGHT = 0.75;
const ARGS_WEIGHT = 0.25;
/** Steps that are more alike than this may stand for each other. */
const THRESHOLD = 0.8;
const LAST_STEP = "FinishAction";

/** Names are the same or not; arguments are as alike as the words in them. */
export const EXACT_SIMILARITY: PlanSimilarity = {
  name: (a, b) => (a === b ? 1 : 0),
  args: wordOverlap,
};

/**
 * How well a plan fits another one, as T-Eval's PLAN task counts it: steps that are alike are matched so that all in all
 * they are as alike as possible, and the longest run of steps counts that are in the same order in both.
 *
 * As there, a plan of which no step matches still has one right one; unlike there, a plan that holds nothing but its
 * end is an empty one.
 */
export function scorePlan(
  prediction: readonly PlanStep[],
  reference: readonly PlanStep[],
  similarity: PlanSimilarity = EXACT_SIMILARITY,
): PlanScores {
  const predicted = stepsOf(prediction);
  const wanted = stepsOf(reference);
  if (predicted.length === 0 || wanted.length === 0) return { precision: 0, recall: 0, f1: 0 };
  const edges: WeightedEdge[] = [];
  predicted.forEach((u, left) => {
    wanted.forEach((v, right) => {
      const weight = similarityOf(u, v, similarity);
      if (weight > THRESHOLD) edges.push({ left, right, weight });
    });
  });
  const matching = maxWeightMatching(edges);
  const right = longestRun(predicted.map((_, step) => matching.get(step)));
  const precision = right / predicted.length;
  const recall = right / wanted.length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

export function similarityOf(u: PlanStep, v: PlanStep, similarity: PlanSimilarity): number {
  return (
    NAME_WEIGHT * Math.max(similarity.name(u.name, v.name), 0) +
    ARGS_WEIGHT * Math.max(similarity.args(u.args, v.args), 0)
  );
}

/** In order, without the end. */
function stepsOf(plan: readonly PlanStep[]): PlanStep[] {
  const steps = [...plan].sort((a, b) => a.id - b.id);
  if (steps.at(-1)?.name === LAST_STEP) steps.pop();
  return steps;
}

/** Length of the longest ascending sequence among those that are there; 1 even if none is. */
function longestRun(numbers: readonly (number | undefined)[]): number {
  const lengths: number[] = [];
  numbers.forEach((number, i) => {
    lengths[i] = 1;
    for (let j = 0; j < i; j++) {
      const before = numbers[j];
      if (number === undefined || before === undefined || before >= number) continue;
      lengths[i] = Math.max(lengths[i]!, lengths[j]! + 1);
    }
  });
  return Math.max(...lengths);
}

/** F1 of the words in two texts. */
function wordOverlap(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.length === 0 && second.length === 0) return 1;
  const left = new Map<string, number>();
  for (const word of second) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of first) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    shared++;
    left.set(word, count - 1);
  }
  return (2 * shared) / (first.length + second.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
