/**
 * Scores for programs that models have written, on Node: what `shortcut2py evaluate` counts.
 *
 * @example
 * const scorer = new CodeBleuScorer(await openParser(), "strict");
 * scorer.score("x = f(a)", "x = g(a)").codebleu;
 */
export { agreementOf } from "./evaluate/agreement.ts";
export type { Agreement } from "./evaluate/agreement.ts";
export type { Interval } from "./evaluate/bootstrap.ts";
export { checkProgram } from "./evaluate/checks.ts";
export type { ProgramChecks } from "./evaluate/checks.ts";
export { CodeBleuScorer, PUBLISHED_WEIGHTS } from "./evaluate/codebleu/codebleu.ts";
export type {
  CodeBleuDetails,
  CodeBleuMode,
  CodeBleuScores,
  CodeBleuWeights,
} from "./evaluate/codebleu/codebleu.ts";
export type { PythonParser } from "./evaluate/codebleu/parser.ts";
export { evaluatePairs } from "./evaluate/evaluation.ts";
export type {
  EvaluationParts,
  EvaluationResult,
  EvaluationSummary,
  RowResult,
  Verdict,
} from "./evaluate/evaluation.ts";
export { draftTask } from "./evaluate/execute/draft.ts";
export type { DraftOptions, TaskDraft } from "./evaluate/execute/draft.ts";
export { readTasks, scoreExecution } from "./evaluate/execute/execute.ts";
export type { Execution, Tasks } from "./evaluate/execute/execute.ts";
export { openParser } from "./evaluate/files.ts";
export { pairRows } from "./evaluate/pairs.ts";
export type { EvaluatedRow, Pair, Unpaired } from "./evaluate/pairs.ts";
export { parsePlan, parsePlanText } from "./evaluate/plan/parse.ts";
export { EXACT_SIMILARITY, scorePlan } from "./evaluate/plan/score.ts";
export type { PlanScores, PlanSimilarity, PlanStep, Similarity } from "./evaluate/plan/score.ts";
export { readEvaluatedRows, readLabels } from "./evaluate/read.ts";
export { countTokens, loadTokenizer } from "./evaluate/tokens.ts";
export type { TokenCounter } from "./evaluate/tokens.ts";
