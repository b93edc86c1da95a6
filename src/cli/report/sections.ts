import type { Style } from "./style.ts";

/** Rows of a table below a heading. */
export interface Section {
  title: string;
  rows: string[][];
}

/** Columns are as wide as they have to be in all sections, the first one to the left, the others to the right. */
export function printSections(sections: readonly Section[], style: Style): string {
  const widths: number[] = [];
  for (const row of sections.flatMap(({ rows }) => rows)) {
    row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, lengthOf(cell))));
  }
  const printRow = (row: readonly string[]) => {
    const cells = row.map((cell, i) => {
      const blanks = " ".repeat(widths[i]! - lengthOf(cell));
      return i === 0 ? cell + blanks : blanks + cell;
    });
    return cells.join("  ").trimEnd();
  };
  return sections
    .filter(({ rows }) => rows.length > 0)
    .map(({ title, rows }) =>
      [...(title === "" ? [] : ["", style.bold(title)]), ...rows.map(printRow)].join("\n"),
    )
    .join("\n");
}

/** Without what only colours it. */
function lengthOf(cell: string): number {
  return cell.replace(/\x1b\[\d+m/g, "").length;
}
