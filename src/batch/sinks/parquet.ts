import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileWriter, ParquetWriter } from "hyparquet-writer";
import { sliceUnder, textOf } from "../json-text.ts";
import { isTranscribed, recordOfLine, type DataRecord } from "../record.ts";
import { writeError } from "../write-error.ts";
import { integerColumn, listColumn, textColumn, type Column } from "./columns.ts";
import type { Sink, SinkState } from "./sink.ts";
import { syncFile } from "./sync-file.ts";

/** Checkpoints that share a file. */
const GROUPS_IN_PART = 8;
/** Characters of records that are held before they are written as a group of rows. */
const GROUP_SIZE = 64 * 1024 * 1024;

const transcribed = (record: DataRecord) => (isTranscribed(record) ? record : undefined);

/** A record, with its metadata as they are written: numbers may have digits that `JSON.parse` loses. */
export type BatchRow = DataRecord & { metadataText?: string };

export function batchRowOf(line: Uint8Array): BatchRow {
  const record = recordOfLine<DataRecord>(line);
  const slice = record.metadata && sliceUnder(Buffer.from(line).toString(), "metadata");
  return slice ? { ...record, metadataText: textOf(slice) } : record;
}

/** The columns of a batch. What has no fixed shape is JSON in a text. */
export const RECORD_COLUMNS: Column<BatchRow>[] = [
  textColumn("id", ({ id }) => id),
  textColumn("source", ({ source }) => source),
  textColumn("sha256", ({ sha256 }) => sha256),
  textColumn("name", ({ name }) => name),
  textColumn("metadata", ({ metadataText }) => metadataText),
  textColumn("kind", ({ kind }) => kind),
  textColumn("actions_sha256", (record) => transcribed(record)?.actions_sha256),
  textColumn("client_version", (record) => transcribed(record)?.client_version),
  textColumn("python", (record) => transcribed(record)?.python),
  listColumn("apis", (record) => transcribed(record)?.apis),
  ...(["actions", "branches", "loops", "menus", "nesting"] as const).map((name) =>
    integerColumn<BatchRow>(name, (record) => transcribed(record)?.counts[name]),
  ),
  textColumn("diagnostics", (record) =>
    isTranscribed(record) ? JSON.stringify(record.diagnostics) : undefined,
  ),
  textColumn("disclosures", (record) => {
    const disclosures = transcribed(record)?.disclosures;
    return disclosures && JSON.stringify(disclosures);
  }),
  textColumn("execution", (record) => {
    const execution = transcribed(record)?.execution;
    return execution && JSON.stringify(execution);
  }),
  textColumn("error", (record) => (isTranscribed(record) ? undefined : JSON.stringify(record.error))),
];

/** Parquet files of bounded size, `records/part-00000.parquet` and so on. One that is finished stays as it is. */
export class ParquetSink<Record> implements Sink {
  readonly #folder: string;
  readonly #columns: readonly Column<Record>[];
  readonly #rowOf: (line: Uint8Array) => Record;
  #parts: number;
  #groups = 0;
  #rows: Record[] = [];
  #size = 0;
  #writer: ParquetWriter | undefined;

  constructor(
    folder: string,
    columns: readonly Column<Record>[],
    { parts = 0 }: SinkState = {},
    rowOf: (line: Uint8Array) => Record = recordOfLine,
  ) {
    this.#folder = join(folder, "records");
    this.#columns = columns;
    this.#rowOf = rowOf;
    this.#parts = parts;
    mkdirSync(this.#folder, { recursive: true });
    const kept = new Set(Array.from({ length: parts }, (_, i) => partName(i)));
    for (const name of readdirSync(this.#folder)) {
      if (/^part-\d+\.parquet(?:\.tmp)?$/.test(name) && !kept.has(name)) rmSync(join(this.#folder, name));
    }
  }

  write({ line }: { line: Uint8Array }): void {
    this.#rows.push(this.#rowOf(line));
    this.#size += line.length;
    if (this.#size > GROUP_SIZE) this.#try(() => this.#writeGroup());
  }

  checkpoint(): SinkState | undefined {
    return this.#try(() => {
      this.#writeGroup();
      if (++this.#groups < GROUPS_IN_PART) return undefined;
      this.#finishPart();
      return { parts: this.#parts };
    });
  }

  finish(): void {
    this.#try(() => {
      this.#writeGroup();
      // An empty data set has one file, too, so that readers find its columns.
      if (this.#writer || this.#parts === 0) this.#finishPart();
    });
  }

  #try<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw writeError(this.#folder, error);
    }
  }

  #writeGroup(): void {
    if (this.#rows.length === 0 && this.#parts > 0) return;
    this.#writer ??= new ParquetWriter({
      writer: fileWriter(join(this.#folder, `${partName(this.#parts)}.tmp`)),
      schema: [
        { name: "root", num_children: this.#columns.length },
        ...this.#columns.flatMap(([schema]) => schema),
      ],
    });
    const rows = this.#rows;
    if (rows.length > 0) {
      this.#writer.write({
        columnData: this.#columns.map(([schema, of]) => ({ name: schema[0]!.name, data: rows.map(of) })),
        rowGroupSize: rows.length,
      });
    }
    this.#rows = [];
    this.#size = 0;
  }

  #finishPart(): void {
    this.#groups = 0;
    if (!this.#writer) return;
    this.#writer.finish();
    this.#writer = undefined;
    const path = join(this.#folder, partName(this.#parts));
    syncFile(`${path}.tmp`);
    renameSync(`${path}.tmp`, path);
    this.#parts++;
  }
}

function partName(number: number): string {
  return `part-${String(number).padStart(5, "0")}.parquet`;
}
