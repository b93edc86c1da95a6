import { bootstrapIntervals, type Interval } from "../bootstrap.ts";
import type { PlanPair } from "./read.ts";
import { EXACT_SIMILARITY, scorePlan, type PlanScores, type PlanSimilarity } from "./score.ts";

/** How one plan scores. */
export interface PlanResult extends PlanScores {
  id: string;
  /** Whether both plans could be read. */
  parsed: boolean;
}

export const PLAN_MEASURES = ["precision", "recall", "f1", "parse_rate"] as const;

export interface PlanSummary {
  rows: number;
  /** Means over all tasks; `parse_rate` is the share of those in which both plans could be read. */
  means: Record<(typeof PLAN_MEASURES)[number], number>;
  intervals: Partial<Record<(typeof PLAN_MEASURES)[number], Interval>>;
}

/** Scores plans, and hands out how each scores; returns how they score together. */
export async function* evaluatePlans(
  plans: AsyncIterable<PlanPair>,
  similarity: PlanSimilarity = EXACT_SIMILARITY,
): AsyncGenerator<PlanResult, PlanSummary> {
  const results: number[][] = PLAN_MEASURES.map(() => []);
  for await (const { id, prediction, reference } of plans) {
    const parsed = prediction.length > 0 && reference.length > 0;
    const scores = scorePlan(prediction, reference, similarity);
    const values = { ...scores, parse_rate: Number(parsed) };
    PLAN_MEASURES.forEach((name, i) => results[i]!.push(values[name]));
    yield { id, ...scores, parsed };
  }
  const columns = results.map((values) => Float64Array.from(values));
  const intervals = bootstrapIntervals(columns);
  const named = <T>(values: readonly T[]) =>
    Object.fromEntries(PLAN_MEASURES.map((name, i) => [name, values[i]]));
  const mean = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0) / column.length;
  return {
    rows: columns[0]!.length,
    means: named(columns.map(mean)) as PlanSummary["means"],
    intervals: named(intervals),
  };
}
