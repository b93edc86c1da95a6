import type { Summary } from "../../batch/summary.ts";
import { duration, number } from "./progress.ts";
import { harmless, type Style } from "./style.ts";

/** What became of the inputs, as a table that adds up. */
export function printSummary(output: string, summary: Summary, seconds: number, style: Style): string {
  const { inputs, transcribed, actions, errors, left_out: leftOut } = summary;
  const rows: [count: string, what: string][] = [
    [number(inputs), "inputs"],
    [number(transcribed), `shortcuts, ${number(actions)} actions`],
    ...Object.entries(errors).map(([code, count]): [string, string] => {
      return [number(count), style.error(`errors ${code}`)];
    }),
    ...Object.entries(leftOut).map(([reason, count]): [string, string] => {
      return [number(count), `left out: ${reason}`];
    }),
  ];
  const width = Math.max(...rows.map(([count]) => count.length));
  const rate = seconds > 0 ? `, ${number(inputs / seconds)}/s` : "";
  return [
    `${style.bold(harmless(output))}: done in ${duration(seconds)}${rate}`,
    ...rows.map(([count, what]) => `  ${count.padStart(width)}  ${what}`),
  ].join("\n");
}
