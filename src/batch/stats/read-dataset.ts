import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError } from "../../node/system-error.ts";
import { readLines } from "../inputs/lines.ts";
import { unpacked } from "../inputs/unpacked.ts";
import { recordOfColumns } from "../../dataset/columns.ts";
import type { Json, RecordCounts } from "../record.ts";
import type { CountedRecord } from "./statistics.ts";

/** What a folder that `batch` wrote holds, by its sink. */
const FILES = ["records.jsonl", "records.jsonl.gz", "index.jsonl", "records"];

/** Counts a program that does not come with counts: of a synthetic row, there is no shortcut. */
export type CountCode = (code: string) => Promise<RecordCounts>;

/**
 * The records of a data set: a file of JSONL, packed or not, a Parquet file, a JSON array, or the folder that `batch` or
 * a step wrote. Rows of the published WorkflowBench are understood, too.
 *
 * @param countCode for rows that have a program but no counts; without it, they are refused.
 * @throws AccessError SC5001, SC5202
 */
export async function* readDataset(path: string, countCode?: CountCode): AsyncGenerator<CountedRecord> {
  for (const file of filesOf(path)) {
    for await (const [record, where] of recordsOf(file)) yield countedRecord(record, where, countCode);
  }
}

function recordsOf(file: string): AsyncGenerator<[record: Fields, where: string]> {
  if (file.endsWith(".parquet")) return readParquet(file);
  return file.endsWith(".json") ? readArray(file) : readJsonl(file);
}

function filesOf(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch (error) {
    throw new AccessError("SC5001", `${path} cannot be read: ${describeSystemError(error)}.`, {
      cause: error,
    });
  }
  const found = FILES.map((name) => join(path, name)).find((file) => existsSync(file)) ?? path;
  if (!statSync(found).isDirectory()) return [found];
  const parts = readdirSync(found).filter((name) => name.endsWith(".parquet"));
  if (parts.length === 0) throw new AccessError("SC5001", `${path} holds no data set.`);
  return parts.sort().map((name) => join(found, name));
}

async function* readJsonl(file: string): AsyncGenerator<[Fields, string]> {
  let number = 0;
  for await (const line of readLines(unpacked(createReadStream(file)))) {
    number++;
    if (line === "") continue;
    let record: unknown;
    try {
      record = JSON.parse(String(line));
    } catch {
      // Said below.
    }
    if (typeof record !== "object" || record === null) {
      throw new AccessError("SC5202", `Line ${number} of ${file} is no record.`);
    }
    yield [record as Fields, `Line ${number} of ${file}`];
  }
}

async function* readArray(file: string): AsyncGenerator<[Fields, string]> {
  let records: unknown;
  try {
    records = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is no JSON" : describeSystemError(error);
    throw new AccessError("SC5202", `${file} cannot be read: ${reason}.`, { cause: error });
  }
  if (!Array.isArray(records)) throw new AccessError("SC5202", `${file} holds no array of records.`);
  for (const [i, record] of records.entries()) {
    const where = `Record ${i + 1} of ${file}`;
    if (typeof record !== "object" || record === null) {
      throw new AccessError("SC5202", `${where} is no record.`);
    }
    yield [record as Fields, where];
  }
}

const COUNTS = ["actions", "branches", "loops", "menus", "nesting"] as const;

/**
 * What of a record counts.
 *
 * @throws AccessError SC5202 if a field of it has another type than `batch` gives it
 */
async function countedRecord(
  record: Fields,
  where: string,
  countCode: CountCode | undefined,
): Promise<CountedRecord> {
  const wrong = (field: string) => {
    return new AccessError("SC5202", `${where} is no record that batch writes: its ${field} makes no sense.`);
  };
  const { error, counts, metadata } = record;
  const code = record["code"] ?? record["workflow_code"] ?? record["annotated_code"];
  const isProgram = typeof code === "string" && counts === undefined && countCode !== undefined;
  // A program need not say what it uses.
  const apis = record["apis"] ?? (isProgram ? [] : undefined);
  if (error !== undefined) {
    const code = (error as Fields | null)?.["code"];
    if (typeof code !== "string" || !/^SC\d{4}$/.test(code)) throw wrong("error");
    return { error: code };
  }
  if (!Array.isArray(apis) || !apis.every((api) => typeof api === "string")) throw wrong("apis");
  const named = { category: record["category"] ?? record["type"] ?? null };
  const category = categoryOf(named) ?? categoryOf(metadata as Fields | undefined);
  if (isProgram) return { counts: await countCode(code), apis, ...(category !== undefined && { category }) };
  const numbers = counts as Fields | undefined;
  for (const name of COUNTS) {
    const count = numbers?.[name];
    if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) throw wrong(`counts.${name}`);
  }
  return { counts: counts as unknown as RecordCounts, apis, ...(category !== undefined && { category }) };
}

/** Columns of the same names as in {@link ParquetSink}, and those of rows that steps have written. */
const COLUMNS = new Set(["metadata", "apis", "error", "category", "code", ...COUNTS]);

/** A group of rows at a time. */
async function* readParquet(file: string): AsyncGenerator<[Fields, string]> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  const columns = metadata.schema.map(({ name }) => name).filter((name) => COLUMNS.has(name));
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const rows = await parquetReadObjects({ file: buffer, metadata, columns, rowStart, rowEnd });
    for (const [i, row] of rows.entries()) {
      const where = `Row ${rowStart + i + 1} of ${file}`;
      try {
        yield [recordOfColumns(row) as Fields, where];
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw new AccessError("SC5202", `${where} holds something else than JSON where batch writes some.`);
      }
    }
    rowStart = rowEnd;
  }
}

type Fields = Record<string, Json>;

/** What dumps call the kind of thing that a shortcut is for. */
function categoryOf(metadata: Fields | null | undefined): string | undefined {
  const value = metadata?.["category"] ?? metadata?.["categories"] ?? metadata?.["Category"];
  const first = Array.isArray(value) ? value[0] : value;
  // "NA" is what the published data says where it does not know.
  return typeof first === "string" && first !== "" && first !== "NA" ? first : undefined;
}
