import type { Complexity } from "../../evaluate/complexity.ts";
import { SCORES } from "../../evaluate/evaluation.ts";
import {
  CONTRADICTIONS,
  MISFIT_TOTALS,
  PUBLISHED_ABLATION,
  PUBLISHED_RESULTS,
  type PublishedRow,
} from "../../evaluate/published.ts";
import {
  binsOf,
  COMPLEXITY_LABELS,
  MEASURE_LABELS,
  measuresOf,
  percentOf,
  percentRange,
  type EvaluatedModel,
} from "../../evaluate/tables.ts";
import { printSections, type Section } from "./sections.ts";
import { harmless, type Style } from "./style.ts";

export interface EvaluationReport {
  /** Whether to show the figures of the paper beside these. */
  published?: boolean;
}

/** Figures of one model or more, for a terminal; all in percent. */
export function printEvaluation(
  models: readonly EvaluatedModel[],
  { published = false }: EvaluationReport,
  style: Style,
): string {
  const count = (number: number) => number.toLocaleString("en");
  const sections: Section[] = [
    { title: "", rows: [["", ...models.map(({ model }) => style.bold(harmless(model)))]] },
    { title: "", rows: [["rows", ...models.map(({ rows }) => count(rows))]] },
    { title: "Means, with their 95 % intervals", rows: measureRows(models) },
    ...(Object.keys(COMPLEXITY_LABELS) as (keyof Complexity)[]).map((name) => ({
      title: `CodeBLEU by ${COMPLEXITY_LABELS[name]}`,
      rows: binRows(models, name),
    })),
  ];
  const parts = [
    printSections(sections, style),
    ...models.flatMap(printAgreement),
    ...(published ? [printPublished(models, style)] : []),
  ];
  return parts.join("\n\n");
}

function measureRows(models: readonly EvaluatedModel[]): string[][] {
  return measuresOf(models).map((name) => [
    MEASURE_LABELS[name],
    ...models.map(({ means, rows }) => {
      const mean = means[name];
      if (!mean) return "";
      const range = mean.interval ? ` (${percentRange(mean.interval)})` : "";
      return `${percentOf(mean.mean)}${range}${mean.rows < rows ? ` of ${mean.rows}` : ""}`;
    }),
  ]);
}

function binRows(models: readonly EvaluatedModel[], name: keyof Complexity): string[][] {
  return binsOf(models, name).map(({ label, bins }) => [
    label,
    ...bins.map(({ codebleu, rows }) => (codebleu === null ? "" : `${percentOf(codebleu)} of ${rows}`)),
  ]);
}

function printAgreement({ model, agreement }: EvaluatedModel): string[] {
  if (!agreement) return [];
  const { rows, table, agreement: share, kappa } = agreement;
  const { both, judgeOnly, humanOnly, neither } = table;
  return [
    `${harmless(model)}: judge and humans agree on ${both + neither} of ${rows}, ${percentOf(share)} %` +
      `; kappa ${kappa === null ? "undefined" : kappa.toFixed(2)}` +
      `; the judge alone passes ${judgeOnly}, humans alone ${humanOnly}`,
  ];
}

const PUBLISHED_HEADS = ["n-gram", "weighted", "syntax", "data flow", "CodeBLEU", "pass"];

function printPublished(models: readonly EvaluatedModel[], style: Style): string {
  const row = ({ model, setting, scores, passRate }: PublishedRow) => [
    `${model} (${setting})`,
    ...SCORES.map((name) => String(scores[name])),
    passRate === undefined ? "" : String(passRate),
  ];
  const ours = models.map(({ model, means }) => [
    style.bold(harmless(model)),
    ...[...SCORES, "pass_rate" as const].map((name) => (means[name] ? percentOf(means[name].mean) : "")),
  ]);
  const heads = ["", ...PUBLISHED_HEADS];
  return printSections(
    [
      { title: "The paper's Table 2, and these", rows: [heads, ...PUBLISHED_RESULTS.map(row), ...ours] },
      { title: "The paper's Table 4, without parts of the training data", rows: PUBLISHED_ABLATION.map(row) },
      {
        title: "What does not fit together in the paper",
        rows: [
          ...MISFIT_TOTALS.map(({ row: { model, setting, scores }, expected }) => [
            `${model} (${setting}): CodeBLEU ${scores.codebleu}, by its parts ${expected.toFixed(1)}`,
          ]),
          ...CONTRADICTIONS.map((text) => [text]),
        ],
      },
    ],
    style,
  );
}
