import { factsOf, figuresOf, format, percent, publishedTables } from "../../batch/stats/figures.ts";
import type { Statistics } from "../../batch/stats/statistics.ts";
import { printSections } from "./sections.ts";
import { harmless, type Style } from "./style.ts";

const BAR = 30;
const LABEL = 44;

/** Figures of one data set or more, for a terminal. */
export function printStatistics(
  sets: readonly (readonly [dataset: string, statistics: Statistics])[],
  style: Style,
  published = false,
): string {
  const statistics = sets.map(([, set]) => set);
  const heading = sets.map(([dataset]) => fit(harmless(dataset), 16).padStart(16)).join("  ");
  const lines = [`${"".padEnd(LABEL)}${style.bold(heading)}`];
  for (const { label, values } of factsOf(statistics)) {
    lines.push(`${label.padEnd(LABEL)}${values.map((value) => value.padStart(16)).join("  ")}`);
  }
  for (const { title, rows } of figuresOf(statistics)) {
    lines.push("", style.bold(title));
    const longest = Math.max(...rows.flatMap(({ shares }) => shares), 1e-9);
    for (const { label, counts, shares } of rows) {
      const cells = shares.map((share, i) => {
        const bar = "#".repeat(Math.round((share / longest) * (BAR / sets.length)));
        return `${format(counts[i]!).padStart(8)} ${percent(share).padStart(7)}  ${bar.padEnd(Math.ceil(BAR / sets.length))}`;
      });
      lines.push(`  ${fit(harmless(label), LABEL - 2).padEnd(LABEL - 2)}${cells.join("  ")}`.trimEnd());
    }
  }
  if (published) {
    const tables = publishedTables(sets.map(([dataset, set]) => [harmless(dataset), set]));
    lines.push(
      printSections(
        tables.map(({ title, heads, rows }) => ({ title, rows: [["", ...heads], ...rows] })),
        style,
      ),
    );
  }
  return lines.join("\n");
}

function fit(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 3)}...`;
}
