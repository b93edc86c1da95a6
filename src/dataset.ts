/**
 * Data sets for language models, on Node: what `shortcut2py dataset` does, step by step.
 *
 * A step is made by its function ({@link annotateStep} and so on) and run by {@link runStep}; steps that ask a model take
 * one, which {@link ModelClient.open} gives.
 *
 * @example
 * const model = await ModelClient.open(settings);
 * const step = annotateStep(model, options, 8);
 * const summary = await runStep(readRows("seed"), step, { output: "annotated", sink: "jsonl", resume: false });
 */
export { annotateStep, QUERY_LENGTH, type AnnotateOptions } from "./dataset/annotate.ts";
export { writeCard, type CardFacts, type CardOptions } from "./dataset/card.ts";
export {
  collectSeedFacts,
  EXPAND_DEFAULTS,
  expandStep,
  queryPlaces,
  type ExpandOptions,
} from "./dataset/expand.ts";
export { exportDataset, type ExportOptions, type ExportSummary } from "./dataset/export.ts";
export {
  collectTestSet,
  FILTER_DEFAULTS,
  FILTER_REASONS,
  filterStep,
  type FilterOptions,
  type FilterReason,
} from "./dataset/filter.ts";
export { generateStep, type GenerateOptions } from "./dataset/generate.ts";
export { ModelClient, type ClientSettings } from "./dataset/models/client.ts";
export type { AskSettings } from "./dataset/models/interview.ts";
export type { Model, ModelAnswer, ModelRequest } from "./dataset/models/model.ts";
export type { QueueSettings } from "./dataset/models/queue-endpoint.ts";
export { startModelWorker, type ModelWorkerSettings } from "./dataset/models/worker.ts";
export { readGoodRows, readRows, type ReadRow } from "./dataset/read-rows.ts";
export { redactRow } from "./dataset/redact-row.ts";
export { collectExamples, refineStep, type RefineOptions } from "./dataset/refine.ts";
export type { Provenance, Reject, Row, RowKind } from "./dataset/row.ts";
export { runStep, type Step, type StepOutput, type StepSummary } from "./dataset/run-step.ts";
export {
  LeakageChecker,
  planSplit,
  splitStep,
  type LeakageReport,
  type SplitOptions,
  type SplitPlan,
} from "./dataset/split.ts";
