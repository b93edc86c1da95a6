import type { Column } from "../batch/sinks/columns.ts";
import { integerColumn, listColumn, textColumn } from "../batch/sinks/columns.ts";
import { ROW_KEYS, type Row } from "./row.ts";

const COUNTS = ["actions", "branches", "loops", "menus", "nesting"] as const;
/** What has no fixed shape is JSON in a text. */
const JSON_KEYS: ReadonlySet<string> = new Set([
  "metadata",
  "diagnostics",
  "disclosures",
  "execution",
  "comments",
  "renamed",
  "provenance",
  "error",
]);
/** Where keys go that are not ours. */
const MORE = "more";
const known: ReadonlySet<string> = new Set(ROW_KEYS);

/** How rows become columns of Parquet, the counts each one of its own. */
export const ROW_COLUMNS: Column<Row>[] = [
  ...ROW_KEYS.flatMap((key): Column<Row>[] => {
    if (key === "counts") return COUNTS.map((name) => integerColumn(name, ({ counts }) => counts?.[name]));
    if (key === "apis") return [listColumn(key, ({ apis }) => apis)];
    if (JSON_KEYS.has(key)) {
      return [textColumn(key, (row) => (row[key] === undefined ? undefined : JSON.stringify(row[key])))];
    }
    return [textColumn(key, (row) => row[key] as string | undefined)];
  }),
  textColumn(MORE, (row) => {
    const others = Object.entries(row).filter(([key]) => !known.has(key));
    return others.length === 0 ? undefined : JSON.stringify(Object.fromEntries(others));
  }),
];

/** The inverse, also for what `batch` writes: the same columns but for some of them. */
export function recordOfColumns(columns: Record<string, unknown>): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  const counts: Record<string, number> = {};
  for (const [key, value] of Object.entries(columns)) {
    if (value === null || value === undefined) continue;
    if ((COUNTS as readonly string[]).includes(key)) counts[key] = Number(value);
    else if (JSON_KEYS.has(key)) record[key] = parse(value);
    else if (key === MORE) Object.assign(record, parse(value));
    else record[key] = typeof value === "bigint" ? Number(value) : value;
  }
  if (Object.keys(counts).length === COUNTS.length) record["counts"] = counts;
  return record;
}

/** Other programs may have written lists and structures as such. */
function parse(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : value;
}
