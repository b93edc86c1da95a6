import { factsOf, figuresOf, format, percent, type Figure } from "./figures.ts";
import type { Statistics } from "./statistics.ts";

const LABEL_WIDTH = 250;
const BAR_WIDTH = 460;
const VALUE_WIDTH = 150;
const WIDTH = LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH;
const BAR = 13;
const GAP = 9;
const LONGEST_LABEL = 36;

/** Colours are fixed for two data sets, and both can be told apart by those who see fewer. */
const STYLE = `
:root { color-scheme: light dark; --text: #1d1d1f; --faint: #6e6e73; --line: #d2d2d7; --paper: #fff; --first: #0b6bcb; --second: #d9730d; }
@media (prefers-color-scheme: dark) {
  :root { --text: #f5f5f7; --faint: #a1a1a6; --line: #424245; --paper: #161617; --first: #5aa9f8; --second: #f2a65a; }
}
body { margin: 2rem auto; max-width: ${WIDTH}px; padding: 0 1rem; background: var(--paper); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2.2rem 0 0.4rem; }
table { border-collapse: collapse; } td, th { padding: 0.15rem 1.2rem 0.15rem 0; text-align: right; font-weight: normal; }
th:first-child { text-align: left; color: var(--faint); } thead th { border-bottom: 1px solid var(--line); }
td { font-variant-numeric: tabular-nums; }
svg { display: block; width: 100%; height: auto; } text { fill: var(--text); font: 12px system-ui, sans-serif; }
.value { fill: var(--faint); font-variant-numeric: tabular-nums; } .bar0 { fill: var(--first); } .bar1 { fill: var(--second); }
.key0::before, .key1::before { content: ""; display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; }
.key0::before { background: var(--first); } .key1::before { background: var(--second); }`;

/** One page that needs nothing else: no script, no network. Every text from a data set is escaped. */
export function statisticsPage(
  sets: readonly (readonly [dataset: string, statistics: Statistics])[],
): string {
  const statistics = sets.map(([, set]) => set);
  const names = sets.map(([dataset]) => dataset);
  const title = `Statistics of ${names.join(" and ")}`;
  const heads = names.map((name, i) => `<th scope="col" class="key${i}">${escape(name)}</th>`).join("");
  const facts = factsOf(statistics).map(({ label, values }) => {
    return `<tr><th scope="row">${label}</th>${values.map((value) => `<td>${value}</td>`).join("")}</tr>`;
  });
  const figures = figuresOf(statistics).map((figure) => `<h2>${escape(figure.title)}</h2>\n${chart(figure)}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${escape(title)}</h1>
<table>
<thead><tr><th></th>${heads}</tr></thead>
<tbody>
${facts.join("\n")}
</tbody>
</table>
<p>Charts show shares of the shortcuts in each data set.</p>
${figures.join("\n")}
</body>
</html>
`;
}

/** Horizontal bars, those of all data sets for one thing together. */
function chart({ title, rows }: Figure): string {
  const longest = Math.max(...rows.flatMap(({ shares }) => shares), 1e-9);
  const sets = rows[0]!.shares.length;
  const pitch = sets * BAR + GAP;
  const parts = rows.flatMap(({ label, counts, shares }, i) => {
    const top = i * pitch;
    const middle = top + (sets * BAR) / 2 + 4;
    const short = label.length > LONGEST_LABEL ? `...${label.slice(3 - LONGEST_LABEL)}` : label;
    return [
      `<text x="${LABEL_WIDTH - 10}" y="${middle}" text-anchor="end"><title>${escape(label)}</title>${escape(short)}</text>`,
      ...shares.flatMap((share, set) => {
        const width = (BAR_WIDTH * share) / longest;
        const y = top + set * BAR;
        const value = `${percent(share)} (${format(counts[set]!)})`;
        return [
          `<rect class="bar${set}" x="${LABEL_WIDTH}" y="${y}" width="${width.toFixed(1)}" height="${BAR - 2}"/>`,
          `<text class="value" x="${(LABEL_WIDTH + width + 6).toFixed(1)}" y="${y + 10}">${value}</text>`,
        ];
      }),
    ];
  });
  const height = rows.length * pitch;
  return `<svg role="img" aria-label="${escape(title)}" viewBox="0 0 ${WIDTH} ${height}">\n${parts.join("\n")}\n</svg>`;
}

function escape(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  // Control characters are no characters of a page.
  return text
    .replace(/[&<>"']/g, (char) => entities[char]!)
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "\uFFFD");
}
