import type { ScoreName } from "./evaluation.ts";

/** Figures of the paper (arXiv 2411.05451), in percent. */
export interface PublishedRow {
  model: string;
  setting: "ID" | "OOD";
  scores: Record<ScoreName, number>;
  passRate?: number;
}

type Figures = [
  ngram: number,
  weighted: number,
  syntax: number,
  dataflow: number,
  overall: number,
  pass: number,
];

/** Table 2: each model on tasks with APIs that occur in training (ID), and on tasks with others (OOD). */
const TABLE_2: [model: string, id: Figures, ood: Figures][] = [
  ["GPT-4o-mini", [0.4, 1.5, 29.5, 37.0, 26.8, 54.8], [0.4, 1.6, 29.5, 36.3, 26.5, 47.5]],
  ["GPT-4o-mini, one example", [0.5, 1.7, 35.3, 35.1, 28.3, 66.0], [0.5, 1.8, 34.4, 34.2, 27.7, 57.7]],
  ["GPT-4o", [0.5, 1.8, 33.5, 37.3, 28.5, 56.6], [0.4, 1.7, 31.8, 36.9, 27.7, 47.5]],
  ["GPT-4o, one example", [0.5, 1.8, 37.1, 38.0, 30.2, 67.5], [0.5, 1.8, 35.3, 36.6, 30.0, 57.6]],
  ["Qwen2-7B", [0.4, 1.2, 27.2, 33.2, 24.4, 25.6], [0.4, 1.3, 27.7, 33.1, 24.5, 22.6]],
  ["Qwen2-7B, one example", [0.5, 1.2, 30.2, 32.4, 25.2, 28.2], [0.5, 1.3, 29.8, 32.9, 25.3, 26.4]],
  ["Llama-3.1-8B", [0.6, 1.2, 31.0, 30.0, 24.6, 33.0], [0.7, 1.4, 29.6, 30.8, 24.3, 24.5]],
  ["Llama-3.1-8B, one example", [0.7, 1.3, 34.0, 32.6, 25.3, 40.2], [0.7, 1.4, 32.4, 32.4, 25.2, 32.7]],
  ["Llama-3.1-70B", [0.4, 1.4, 29.9, 37.8, 27.3, 55.4], [0.4, 1.5, 30.0, 37.6, 27.2, 42.3]],
  ["Llama-3.1-70B, one example", [0.4, 1.6, 34.1, 39.1, 29.5, 67.6], [0.4, 1.5, 32.9, 38.4, 28.7, 61.4]],
  ["WorkflowLlama 8B", [9.4, 11.09, 55.1, 38.0, 39.3, 76.9], [7.0, 8.3, 48.8, 35.3, 35.1, 70.4]],
];

export const PUBLISHED_RESULTS: PublishedRow[] = (["ID", "OOD"] as const).flatMap((setting, i) =>
  TABLE_2.map(([model, ...settings]) => {
    const [ngram, weighted, syntax, dataflow, codebleu, passRate] = settings[i]!;
    return { model, setting, scores: scoresOf([ngram, weighted, syntax, dataflow, codebleu]), passRate };
  }),
);

/** Table 4: what WorkflowLlama loses without parts of its training data; ID. */
export const PUBLISHED_ABLATION: PublishedRow[] = (
  [
    ["WorkflowLlama 8B", [9.4, 11.1, 55.1, 38.0, 39.3]],
    ["without task plans", [9.1, 10.7, 53.9, 36.6, 38.2]],
    ["without comments", [9.1, 10.8, 54.9, 35.3, 38.1]],
    ["without both", [8.8, 10.2, 53.7, 35.1, 37.4]],
    ["without synthetic data", [7.8, 9.4, 53.5, 35.4, 37.3]],
  ] as [string, number[]][]
).map(([model, scores]) => ({ model, setting: "ID", scores: scoresOf(scores) }));

/** Table 3: F1 on T-Eval's PLAN task. */
export const PUBLISHED_PLANS: [model: string, f1: number][] = [
  ["Claude2", 84.9],
  ["GPT-3.5", 86.6],
  ["GPT-4", 86.7],
  ["Qwen-7B", 63.1],
  ["Mistral-7B", 64.9],
  ["Llama-3.1-8B", 68.2],
  ["Qwen-14B", 69.7],
  ["Llama-2-13B", 65.1],
  ["Vicuna-13B", 54.0],
  ["Baichuan2-13B", 52.1],
  ["WizardLM-70B", 42.7],
  ["Llama-2-70B", 63.1],
  ["Qwen-72B", 73.4],
  ["WorkflowLlama 8B", 77.5],
];

function scoresOf([ngram, weighted, syntax, dataflow, codebleu]: readonly number[]): Record<
  ScoreName,
  number
> {
  return {
    ngram_match_score: ngram!,
    weighted_ngram_match_score: weighted!,
    syntax_match_score: syntax!,
    dataflow_match_score: dataflow!,
    codebleu: codebleu!,
  };
}

/** How the total is made of its parts, in the order of {@link Figures}. */
const WEIGHTS = [0.1, 0.1, 0.4, 0.4];
/** Parts are rounded to one decimal, and so is the total. */
const ROUNDING = 0.11;

/** Rows of the paper whose CodeBLEU does not follow from its parts, with what would. */
export const MISFIT_TOTALS: { row: PublishedRow; expected: number }[] = [
  ...PUBLISHED_RESULTS,
  ...PUBLISHED_ABLATION,
].flatMap((row) => {
  const { ngram_match_score, weighted_ngram_match_score, syntax_match_score, dataflow_match_score } =
    row.scores;
  const parts = [ngram_match_score, weighted_ngram_match_score, syntax_match_score, dataflow_match_score];
  const expected = parts.reduce((sum, part, i) => sum + part * WEIGHTS[i]!, 0);
  return Math.abs(expected - row.scores.codebleu) > ROUNDING ? [{ row, expected }] : [];
});

/** What else does not fit together in what was published, so that nobody takes it for a measure. */
export const CONTRADICTIONS: readonly string[] = [
  "The lower row of Figure 4 is called the final data, but is the synthetic part alone.",
  "Training: the paper has 3 epochs, batches of 32 and a base model; the scripts 5, 16 and Instruct.",
  "Table 1 has 14,771 seed rows; the split files have 14,517 keys.",
  "Table 1's test set has 1,190 rows; the scripts score `dev`, which has as many.",
  "The size of the OOD test set is not printed; the files have 636 keys.",
  "83 applications in the paper, 88 by its own rule of counting.",
  "The published filter rejects at least 97 of the 100 published samples.",
];
