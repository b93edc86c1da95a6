/** Pages with tables and charts that need nothing else: no script, no network. */

const LABEL_WIDTH = 250;
const BAR_WIDTH = 460;
const VALUE_WIDTH = 150;
const WIDTH = LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH;
const BAR = 13;
const GAP = 9;
const LONGEST_LABEL = 36;

/** For light paper and for dark; neighbours can be told apart by those who see fewer colours, too. */
const COLOURS: readonly (readonly [light: string, dark: string])[] = [
  ["#0b6bcb", "#5aa9f8"],
  ["#d9730d", "#f2a65a"],
  ["#4b2e83", "#b39ddb"],
  ["#7a8b00", "#c6d94a"],
  ["#8c1d40", "#e57399"],
  ["#00796b", "#4dc3b3"],
];

const variables = (of: 0 | 1) => COLOURS.map((pair, i) => `--bar${i}: ${pair[of]};`).join(" ");

const STYLE = `
:root { color-scheme: light dark; --text: #1d1d1f; --faint: #6e6e73; --line: #d2d2d7; --paper: #fff; ${variables(0)} }
@media (prefers-color-scheme: dark) {
  :root { --text: #f5f5f7; --faint: #a1a1a6; --line: #424245; --paper: #161617; ${variables(1)} }
}
body { margin: 2rem auto; max-width: ${WIDTH}px; padding: 0 1rem; background: var(--paper); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2.2rem 0 0.4rem; }
table { border-collapse: collapse; } td, th { padding: 0.15rem 1.2rem 0.15rem 0; text-align: right; font-weight: normal; }
th:first-child { text-align: left; color: var(--faint); } thead th { border-bottom: 1px solid var(--line); }
td { font-variant-numeric: tabular-nums; } tr.own * { font-weight: 600; }
svg { display: block; width: 100%; height: auto; } text { fill: var(--text); font: 12px system-ui, sans-serif; }
.value { fill: var(--faint); font-variant-numeric: tabular-nums; } .range { stroke: var(--text); stroke-width: 1.5; }
[class^="key"]::before { content: ""; display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; }
${COLOURS.map((_, i) => `.bar${i} { fill: var(--bar${i}); } .key${i}::before { background: var(--bar${i}); }`).join("\n")}`;

/** One thing, with a bar for each series. */
export interface ChartRow {
  label: string;
  /** Undefined where a series has none. */
  bars: (Bar | undefined)[];
}

export interface Bar {
  /** Its length, in any unit. */
  value: number;
  /** Where the value may lie, too. */
  range?: readonly [low: number, high: number];
  /** What is written beside it; not escaped. */
  text: string;
}

/** A whole page. */
export function htmlPage(title: string, body: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body.join("\n")}
</body>
</html>
`;
}

/**
 * @param heads names of the columns, which get the colours of their bars if they are series
 * @param rows labels and cells; escaped here
 */
export function htmlTable(
  heads: readonly string[],
  rows: readonly { label: string; cells: readonly string[]; isOwn?: boolean }[],
  areSeries = true,
): string {
  const head = heads.map((name, i) => {
    return `<th scope="col"${areSeries ? ` class="${colourClass("key", i)}"` : ""}>${escapeHtml(name)}</th>`;
  });
  const body = rows.map(({ label, cells, isOwn = false }) => {
    const values = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("");
    return `<tr${isOwn ? ' class="own"' : ""}><th scope="row">${escapeHtml(label)}</th>${values}</tr>`;
  });
  return `<table>
<thead><tr><th></th>${head.join("")}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table>`;
}

/** Horizontal bars, those of all series for one thing together. */
export function barChart(title: string, rows: readonly ChartRow[]): string {
  const ends = rows.flatMap(({ bars }) => bars.map((bar) => Math.max(bar?.value ?? 0, bar?.range?.[1] ?? 0)));
  const scale = BAR_WIDTH / Math.max(...ends, 1e-9);
  const series = Math.max(...rows.map(({ bars }) => bars.length));
  const pitch = series * BAR + GAP;
  const parts = rows.flatMap(({ label, bars }, i) => {
    const top = i * pitch;
    const middle = top + (series * BAR) / 2 + 4;
    const short = label.length > LONGEST_LABEL ? `...${label.slice(3 - LONGEST_LABEL)}` : label;
    return [
      `<text x="${LABEL_WIDTH - 10}" y="${middle}" text-anchor="end"><title>${escapeHtml(label)}</title>${escapeHtml(short)}</text>`,
      ...bars.flatMap((bar, set) => (bar ? drawBar(bar, set, top + set * BAR, scale) : [])),
    ];
  });
  const height = rows.length * pitch;
  return `<h2>${escapeHtml(title)}</h2>
<svg role="img" aria-label="${escapeHtml(title)}" viewBox="0 0 ${WIDTH} ${height}">\n${parts.join("\n")}\n</svg>`;
}

function drawBar({ value, range, text }: Bar, series: number, y: number, scale: number): string[] {
  const place = (number: number) => (LABEL_WIDTH + scale * number).toFixed(1);
  const end = Math.max(value, range?.[1] ?? 0);
  const middle = y + (BAR - 2) / 2;
  return [
    `<rect class="${colourClass("bar", series)}" x="${LABEL_WIDTH}" y="${y}" width="${(scale * value).toFixed(1)}" height="${BAR - 2}"/>`,
    ...(range
      ? [
          `<line class="range" x1="${place(range[0])}" y1="${middle}" x2="${place(range[1])}" y2="${middle}"/>`,
        ]
      : []),
    `<text class="value" x="${(LABEL_WIDTH + scale * end + 6).toFixed(1)}" y="${y + 10}">${escapeHtml(text)}</text>`,
  ];
}

function colourClass(what: "bar" | "key", series: number): string {
  return `${what}${series % COLOURS.length}`;
}

export function escapeHtml(text: string): string {
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
