import type { Complexity } from "./complexity.ts";
import { MEASURES, type ComplexityBin, type EvaluationResult, type MeasureName } from "./evaluation.ts";
import type { Interval } from "./bootstrap.ts";

/** How the predictions of one model score. */
export interface EvaluatedModel extends EvaluationResult {
  /** What to call it: the file of its predictions. */
  model: string;
}

/** What measures are called where people read them. */
export const MEASURE_LABELS: Record<MeasureName, string> = {
  ngram_match_score: "n-gram match",
  weighted_ngram_match_score: "weighted n-gram match",
  syntax_match_score: "syntax match",
  dataflow_match_score: "data-flow match",
  codebleu: "CodeBLEU",
  parses: "is Python",
  compiles: "compiles",
  apis_known: "APIs known",
  apis_allowed: "APIs allowed",
  parameters: "parameters right",
  names: "names set",
  types: "types hold",
  execution_score: "does the same, in part",
  execution_rate: "does the same, in all",
  pass_rate: "passes, by the judge",
};

export const COMPLEXITY_LABELS: Record<keyof Complexity, string> = {
  actions: "actions",
  branchesAndLoops: "branches and loops",
  depth: "nesting",
};

/** The measures that at least one model has, in the order in which they are shown. */
export function measuresOf(models: readonly EvaluatedModel[]): MeasureName[] {
  return MEASURES.filter((name) => models.some(({ means }) => means[name]));
}

/** The bins that at least one model has rows in. */
export function binsOf(
  models: readonly EvaluatedModel[],
  name: keyof Complexity,
): { label: string; bins: ComplexityBin[] }[] {
  return models[0]!.by[name]
    .map((bin, i) => ({ label: labelOfBin(bin), bins: models.map(({ by }) => by[name][i]!) }))
    .filter(({ bins }) => bins.some(({ rows }) => rows > 0));
}

function labelOfBin({ from, to }: Pick<ComplexityBin, "from" | "to">): string {
  if (to === undefined) return `${from} or more`;
  return to === from + 1 ? `${from}` : `${from} to ${to - 1}`;
}

/** In percent, as papers have it. */
export function percentOf(share: number): string {
  return (100 * share).toFixed(1);
}

export function percentRange([low, high]: Interval): string {
  return `${percentOf(low)} to ${percentOf(high)}`;
}
