import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError } from "../../node/system-error.ts";
import { readLines } from "../inputs/lines.ts";
import { unpacked } from "../inputs/unpacked.ts";
import type { Json, RecordCounts } from "../record.ts";
import type { CountedRecord } from "./statistics.ts";

/** What a folder that `batch` wrote holds, by its sink. */
const FILES = ["records.jsonl", "records.jsonl.gz", "index.jsonl", "records"];

/**
 * The records of a data set: a file of JSONL, packed or not, a Parquet file, or the folder that `batch` wrote.
 *
 * @throws AccessError SC5001, SC5202
 */
export async function* readDataset(path: string): AsyncGenerator<CountedRecord> {
  for (const file of filesOf(path)) {
    if (file.endsWith(".parquet")) yield* readParquet(file);
    else yield* readJsonl(file);
  }
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

async function* readJsonl(file: string): AsyncGenerator<CountedRecord> {
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
    yield countedRecord(record as Fields, `Line ${number} of ${file}`);
  }
}

const COUNTS = ["actions", "branches", "loops", "menus", "nesting"] as const;

/**
 * What of a record counts.
 *
 * @throws AccessError SC5202 if a field of it has another type than `batch` gives it
 */
function countedRecord(record: Fields, where: string): CountedRecord {
  const wrong = (field: string) => {
    return new AccessError("SC5202", `${where} is no record that batch writes: its ${field} makes no sense.`);
  };
  const { error, apis, counts, metadata } = record;
  if (error !== undefined) {
    const code = (error as Fields | null)?.["code"];
    if (typeof code !== "string" || !/^SC\d{4}$/.test(code)) throw wrong("error");
    return { error: code };
  }
  if (!Array.isArray(apis) || !apis.every((api) => typeof api === "string")) throw wrong("apis");
  const numbers = counts as Fields | undefined;
  for (const name of COUNTS) {
    const count = numbers?.[name];
    if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) throw wrong(`counts.${name}`);
  }
  const category = categoryOf(metadata as Fields | undefined);
  return { counts: counts as unknown as RecordCounts, apis, ...(category !== undefined && { category }) };
}

/** The columns of the same names as in {@link ParquetSink}, a group of rows at a time. */
async function* readParquet(file: string): AsyncGenerator<CountedRecord> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer);
  const columns = ["metadata", "apis", "error", "actions", "branches", "loops", "menus", "nesting"];
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const rows = await parquetReadObjects({ file: buffer, metadata, columns, rowStart, rowEnd });
    for (const [i, row] of rows.entries()) {
      const where = `Row ${rowStart + i + 1} of ${file}`;
      const { error, metadata, apis, ...counts } = row as Record<string, Json>;
      yield countedRecord(
        error === undefined || error === null
          ? { apis: apis ?? null, counts, metadata: jsonIn(metadata, where) }
          : { error: jsonIn(error, where) },
        where,
      );
    }
    rowStart = rowEnd;
  }
}

function jsonIn(text: Json | undefined, where: string): Json {
  if (typeof text !== "string") return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new AccessError("SC5202", `${where} holds something else than JSON where batch writes some.`);
  }
}

type Fields = Record<string, Json>;

/** What dumps call the kind of thing that a shortcut is for. */
function categoryOf(metadata: Fields | null | undefined): string | undefined {
  const value = metadata?.["category"] ?? metadata?.["categories"] ?? metadata?.["Category"];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" && first !== "" ? first : undefined;
}
