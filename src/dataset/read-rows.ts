import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readLines } from "../batch/inputs/lines.ts";
import { unpacked } from "../batch/inputs/unpacked.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "../node/system-error.ts";
import { recordOfColumns } from "./columns.ts";
import { kindOf, orderRow, ROW_KINDS, ROW_VERSION, schemaOf, type Row, type RowKind } from "./row.ts";
import { problemOfRow } from "./schema.ts";

/** A row, or what stands in the place of one. */
export type ReadRow = { row: Row } | { problem: string; where: string; value: unknown };

/** What a folder that `batch` or a step wrote holds, by its sink. */
const FILES = ["records.jsonl", "records.jsonl.gz", "records", "index.jsonl"];

/**
 * The rows of a data set: a file of JSONL (also packed), a JSON array, a Parquet file, or a folder that `batch` or a
 * step wrote. What `batch` writes is a seed; the field names of the published WorkflowBench are understood.
 *
 * @param fallback what a row is that does not say so itself, and is no record of `batch`
 * @returns each row in order; what is none is handed out as a problem, and does not stop the others
 * @throws AccessError SC5001 if there is nothing to read, SC5202 if a file is damaged, SC5302 for another version
 */
export async function* readRows(path: string, fallback: RowKind = "seed"): AsyncGenerator<ReadRow> {
  let number = 0;
  for await (const { value, where } of readValues(path)) yield rowOf(value, where, number++, fallback);
}

/**
 * The same as it stands there, whatever it is: for who needs a few fields of any rows.
 *
 * @returns values, each with its place; one that is a text says what is wrong there
 * @throws AccessError SC5001, SC5202
 */
export async function* readValues(path: string): AsyncGenerator<{ value: unknown; where: string }> {
  for (const file of filesOf(path)) {
    for await (const [value, line] of valuesOf(file)) yield { value, where: `${file}#${line}` };
  }
}

/** The good rows alone. */
export async function* readGoodRows(path: string, fallback: RowKind = "seed"): AsyncGenerator<Row> {
  for await (const item of readRows(path, fallback)) if ("row" in item) yield item.row;
}

/** The row that a value means, with its fields as we call them. */
export function rowOf(value: unknown, where: string, number: number, fallback: RowKind = "seed"): ReadRow {
  if (typeof value === "string") return { problem: value, where, value };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problem: "This is no row: a row is a JSON object.", where, value };
  }
  const row = orderRow(renameFields(value as Record<string, unknown>, number, fallback));
  const [kind, version] = String(row.schema).split("/");
  const isKnown = (ROW_KINDS as readonly string[]).includes(kind!);
  if (!isKnown || Number(version) !== ROW_VERSION) {
    throw new AccessError("SC5302", `${where} is a row of the version ${JSON.stringify(row.schema)}.`, {
      hint: `This shortcut2py reads ${ROW_KINDS.map((known) => `${known}/${ROW_VERSION}`).join(", ")}.`,
    });
  }
  const problem = problemOfRow(row, kindOf(row));
  return problem === undefined ? { row } : { problem: `The row is no ${kind}: ${problem}.`, where, value };
}

/** Keys of synthetic rows in the published data: the same for all of them, so they are no names. */
export const SYNTHETIC_KEYS: ReadonlySet<unknown> = new Set([
  "synthesized_training_data",
  "synthesized_ood_test_data",
]);

function renameFields(fields: Record<string, unknown>, number: number, fallback: RowKind): Row {
  if (typeof fields["schema"] === "string") return fields as unknown as Row;
  const { key, task_plan, workflow_code, annotated_code, type, id, ...rest } = fields;
  const code = workflow_code ?? annotated_code ?? rest["code"];
  const isSynthetic = SYNTHETIC_KEYS.has(key);
  const name = id ?? (isSynthetic ? undefined : key);
  const category = rest["category"] ?? type ?? categoryOf(rest["metadata"]);
  return {
    ...rest,
    schema: schemaOf(isSynthetic ? "synthetic" : fallback),
    id: name === undefined ? String(number) : String(name),
    ...(task_plan !== undefined && { plan: task_plan }),
    ...(code !== undefined && { code }),
    ...(typeof category === "string" && category !== "NA" && { category }),
    ...(isSynthetic && key !== undefined && { key }),
  } as Row;
}

/** What dumps call the kind of thing that a shortcut is for. */
function categoryOf(metadata: unknown): unknown {
  if (typeof metadata !== "object" || metadata === null) return undefined;
  const fields = metadata as Record<string, unknown>;
  const value = fields["category"] ?? fields["categories"] ?? fields["Category"];
  return Array.isArray(value) ? value[0] : value;
}

function filesOf(path: string): string[] {
  const cannot = (reason: string, cause?: unknown) =>
    new AccessError("SC5001", `${path} cannot be read: ${reason}.`, { cause });
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch (error) {
    throw cannot(describeSystemError(error), error);
  }
  const found = FILES.map((name) => join(path, name)).find((file) => existsSync(file)) ?? path;
  if (found.endsWith("index.jsonl")) {
    throw cannot("it was written with --sink files, which keeps the programs apart from the records");
  }
  if (!statSync(found).isDirectory()) return [found];
  const parts = readdirSync(found).filter((name) => name.endsWith(".parquet"));
  if (parts.length === 0) throw cannot("it holds no data set");
  return parts.sort().map((name) => join(found, name));
}

/** The values of a file, each with its number from 1. A value that is a text says what is wrong with its line. */
async function* valuesOf(file: string): AsyncGenerator<[value: unknown, line: number]> {
  if (file.endsWith(".parquet")) yield* readParquet(file);
  else if (file.endsWith(".json")) yield* readArray(file);
  else yield* parseLines(unpacked(createReadStream(file)));
}

/** The values in a stream of JSONL; blank lines are none. */
export async function* parseLines(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<[value: unknown, line: number]> {
  let number = 0;
  for await (const line of readLines(stream)) {
    number++;
    if (typeof line !== "string") yield ["The line is too long.", number];
    else if (line.trim() !== "") yield [parseOr(line, "The line is no JSON."), number];
  }
}

function parseOr(text: string, problem: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return problem;
  }
}

async function* readArray(file: string): AsyncGenerator<[unknown, number]> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is no JSON" : describeSystemError(error);
    throw new AccessError("SC5202", `${file} cannot be read: ${reason}.`, { cause: error });
  }
  if (!Array.isArray(value)) throw new AccessError("SC5202", `${file} holds no array of rows.`);
  let number = 0;
  for (const item of value) yield [item, ++number];
}

/** A group of rows at a time. */
async function* readParquet(file: string): AsyncGenerator<[unknown, number]> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
  try {
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const rows = await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd });
      for (const [i, row] of rows.entries()) yield [recordOfColumns(row), rowStart + i + 1];
      rowStart = rowEnd;
    }
  } catch (error) {
    if (error instanceof AccessError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AccessError("SC5202", `${file} is no whole Parquet file: ${reason}.`, { cause: error });
  }
}
