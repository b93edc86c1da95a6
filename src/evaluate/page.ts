import { barChart, escapeHtml, htmlPage, htmlTable } from "../batch/stats/charts.ts";
import type { Complexity } from "./complexity.ts";
import { SCORES, type ComplexityBin, type MeasureName } from "./evaluation.ts";
import { PUBLISHED_ABLATION, PUBLISHED_RESULTS, type PublishedRow } from "./published.ts";
import {
  binsOf,
  COMPLEXITY_LABELS,
  MEASURE_LABELS,
  measuresOf,
  percentOf,
  percentRange,
  type EvaluatedModel,
} from "./tables.ts";

/** One page that needs nothing else: no script, no network. Every text from a file is escaped. */
export function evaluationPage(
  models: readonly EvaluatedModel[],
  { published = false }: { published?: boolean } = {},
): string {
  const measures = measuresOf(models);
  const rows = measures.map((name) => ({
    label: MEASURE_LABELS[name],
    cells: models.map((model) => cellOf(model, name)),
  }));
  const means = measures.map((name) => ({
    label: MEASURE_LABELS[name],
    bars: models.map(({ means }) => {
      const found = means[name];
      if (!found) return undefined;
      const { mean, interval } = found;
      return { value: mean, text: percentOf(mean), ...(interval && { range: interval }) };
    }),
  }));
  const complexities = Object.keys(COMPLEXITY_LABELS) as (keyof Complexity)[];
  return htmlPage(`Scores of ${models.map(({ model }) => model).join(", ")}`, [
    htmlTable(
      models.map(({ model }) => model),
      [{ label: "rows", cells: models.map(({ rows }) => rows.toLocaleString("en")) }, ...rows],
    ),
    "<p>Means in percent; in parentheses and as lines on the bars, their 95 % intervals (bootstrap).</p>",
    ...models.flatMap(agreementOf),
    barChart("Means", means),
    ...complexities.map((name) => complexityChart(models, name, "codebleu", "CodeBLEU")),
    ...(models.some(({ means }) => means.pass_rate)
      ? complexities.map((name) => complexityChart(models, name, "pass_rate", "Pass rate"))
      : []),
    ...(published ? publishedTables(models) : []),
  ]);
}

function cellOf({ means }: EvaluatedModel, name: MeasureName): string {
  const found = means[name];
  if (!found) return "";
  return percentOf(found.mean) + (found.interval ? ` (${percentRange(found.interval)})` : "");
}

function agreementOf({ model, agreement }: EvaluatedModel): string[] {
  if (!agreement) return [];
  const { rows, agreement: share, kappa } = agreement;
  const said = kappa === null ? "undefined" : kappa.toFixed(2);
  return [
    `<p>${escapeHtml(model)}: judge and humans agree on ${percentOf(share)} % of ${rows}; kappa ${said}.</p>`,
  ];
}

function complexityChart(
  models: readonly EvaluatedModel[],
  name: keyof Complexity,
  measure: "codebleu" | "pass_rate",
  title: string,
): string {
  const bar = (bin: ComplexityBin) => {
    const value = bin[measure];
    return value === null ? undefined : { value, text: `${percentOf(value)} of ${bin.rows}` };
  };
  const rows = binsOf(models, name).map(({ label, bins }) => ({ label, bars: bins.map(bar) }));
  return barChart(`${title} by ${COMPLEXITY_LABELS[name]} of the reference`, rows);
}

function publishedTables(models: readonly EvaluatedModel[]): string[] {
  const heads = [...SCORES, "pass_rate" as const].map((name) => MEASURE_LABELS[name]);
  const row = ({ model, setting, scores, passRate }: PublishedRow) => ({
    label: `${model} (${setting})`,
    cells: [...SCORES.map((name) => String(scores[name])), passRate === undefined ? "" : String(passRate)],
  });
  const own = models.map(({ model, means }) => ({
    label: model,
    cells: [...SCORES, "pass_rate" as const].map((name) => (means[name] ? percentOf(means[name].mean) : "")),
    isOwn: true,
  }));
  return [
    "<h2>The paper's Table 2, and these</h2>",
    htmlTable(heads, [...PUBLISHED_RESULTS.map(row), ...own], false),
    "<h2>The paper's Table 4, without parts of the training data</h2>",
    htmlTable(heads, PUBLISHED_ABLATION.map(row), false),
  ];
}
