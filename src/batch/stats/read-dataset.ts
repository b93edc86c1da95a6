import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { AccessError, describeSystemError } from "../../node/access-error.ts";
import { readLines } from "../inputs/lines.ts";
import { unpacked } from "../inputs/unpacked.ts";
import { isTranscribed, type DataRecord, type Json, type RecordCounts } from "../record.ts";
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
    let record: DataRecord | undefined;
    try {
      record = JSON.parse(String(line)) as DataRecord;
    } catch {
      // Said below.
    }
    if (typeof record !== "object" || record === null) {
      throw new AccessError("SC5202", `Line ${number} of ${file} is no record.`);
    }
    const category = categoryOf(record.metadata);
    if (isTranscribed(record)) {
      const { counts, apis } = record;
      yield { counts, apis, ...(category !== undefined && { category }) };
    } else yield { error: record.error.code };
  }
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
    for (const row of rows) {
      if (typeof row["error"] === "string") {
        yield { error: (JSON.parse(row["error"]) as { code: string }).code };
        continue;
      }
      const category = row["metadata"]
        ? categoryOf(JSON.parse(String(row["metadata"])) as Fields)
        : undefined;
      const counts = row as unknown as RecordCounts;
      yield { counts, apis: row["apis"] as string[], ...(category !== undefined && { category }) };
    }
    rowStart = rowEnd;
  }
}

type Fields = Record<string, Json>;

/** What dumps call the kind of thing that a shortcut is for. */
function categoryOf(metadata: Fields | undefined): string | undefined {
  const value = metadata?.["category"] ?? metadata?.["categories"] ?? metadata?.["Category"];
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" && first !== "" ? first : undefined;
}
