import type { StepSummary } from "../../dataset/run-step.ts";
import { number } from "./progress.ts";
import { harmless, type Style } from "./style.ts";

/** What became of the rows, as a table that adds up. */
export function printStepSummary(input: string, output: string, summary: StepSummary, style: Style): string {
  const { step, rows_in, rows_out, rejected, attempts, tokens } = summary;
  const rows: [count: string, what: string][] = [
    [number(rows_in), `rows of ${harmless(input)}`],
    [number(rows_out), "rows out"],
    ...Object.entries(rejected).map(([reason, count]): [string, string] => {
      return [number(count), style.warning(`rejected: ${harmless(reason)}`)];
    }),
  ];
  if (attempts > 0) {
    rows.push([number(attempts), `answers, ${number(tokens.input)} tokens in, ${number(tokens.output)} out`]);
  }
  return table(`${style.bold(harmless(output))}: ${step} done`, rows);
}

/** Some counts below a heading. */
export function printCounts(heading: string, counts: Record<string, number>, style: Style): string {
  const rows = Object.entries(counts).map(([what, count]): [string, string] => [
    number(count),
    harmless(what),
  ]);
  return table(style.bold(harmless(heading)), rows);
}

function table(heading: string, rows: readonly (readonly [count: string, what: string])[]): string {
  const width = Math.max(0, ...rows.map(([count]) => count.length));
  return [heading, ...rows.map(([count, what]) => `  ${count.padStart(width)}  ${what}`)].join("\n");
}
