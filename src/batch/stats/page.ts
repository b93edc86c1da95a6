import { barChart, escapeHtml, htmlPage, htmlTable } from "./charts.ts";
import { factsOf, figuresOf, format, percent, publishedTables, type PublishedTable } from "./figures.ts";
import type { Statistics } from "./statistics.ts";

/** One page that needs nothing else: no script, no network. Every text from a data set is escaped. */
export function statisticsPage(
  sets: readonly (readonly [dataset: string, statistics: Statistics])[],
  { published = false }: { published?: boolean } = {},
): string {
  const statistics = sets.map(([, set]) => set);
  const names = sets.map(([dataset]) => dataset);
  const facts = factsOf(statistics).map(({ label, values }) => ({ label, cells: values }));
  const charts = figuresOf(statistics).map(({ title, rows }) => {
    const bars = rows.map(({ label, counts, shares }) => ({
      label,
      bars: shares.map((share, i) => ({ value: share, text: `${percent(share)} (${format(counts[i]!)})` })),
    }));
    return barChart(title, bars);
  });
  return htmlPage(`Statistics of ${names.join(" and ")}`, [
    htmlTable(names, facts),
    "<p>Charts show shares of the shortcuts in each data set, unless they say of what.</p>",
    ...charts,
    ...(published ? publishedTables(sets).map(tableOf) : []),
  ]);
}

function tableOf({ title, heads, rows }: PublishedTable): string {
  const cells = rows.map(([label = "", ...cells]) => ({ label, cells }));
  return `<h2>${escapeHtml(title)}</h2>\n${htmlTable(heads, cells, false)}`;
}
