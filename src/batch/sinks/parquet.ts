import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { SchemaElement } from "hyparquet";
import { fileWriter, ParquetWriter } from "hyparquet-writer";
import { isTranscribed, recordOfLine, type DataRecord, type Transcription } from "../record.ts";
import { writeError } from "../write-error.ts";
import type { Sink, SinkState } from "./sink.ts";
import { syncFile } from "./sync-file.ts";

/** Checkpoints that share a file. */
const GROUPS_IN_PART = 8;
/** Characters of records that are held before they are written as a group of rows. */
const GROUP_SIZE = 64 * 1024 * 1024;

const optional = { repetition_type: "OPTIONAL" } as const;
const text = (name: string): SchemaElement => ({
  name,
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  ...optional,
});
const integer = (name: string): SchemaElement => ({ name, type: "INT32", ...optional });

/** The columns, each with how it comes from a record. What has no fixed shape is JSON in a text. */
const COLUMNS: [schema: SchemaElement[], of: (record: DataRecord) => unknown][] = [
  [[text("id")], ({ id }) => id],
  [[text("source")], ({ source }) => source],
  [[text("sha256")], ({ sha256 }) => sha256],
  [[text("name")], ({ name }) => name],
  [[text("metadata")], ({ metadata }) => metadata && JSON.stringify(metadata)],
  [[text("kind")], ({ kind }) => kind],
  [[text("actions_sha256")], (record) => (isTranscribed(record) ? record.actions_sha256 : undefined)],
  [[text("client_version")], (record) => (isTranscribed(record) ? record.client_version : undefined)],
  [[text("python")], (record) => (isTranscribed(record) ? record.python : undefined)],
  [
    [
      { name: "apis", converted_type: "LIST", num_children: 1, ...optional },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
    ],
    (record) => (isTranscribed(record) ? record.apis : undefined),
  ],
  ...(["actions", "branches", "loops", "menus", "nesting"] as const).map(
    (name): [SchemaElement[], (record: DataRecord) => unknown] => [
      [integer(name)],
      (record) => (isTranscribed(record) ? record.counts[name] : undefined),
    ],
  ),
  [
    [text("diagnostics")],
    (record) => (isTranscribed(record) ? JSON.stringify(record.diagnostics) : undefined),
  ],
  [[text("error")], (record) => (isTranscribed(record) ? undefined : JSON.stringify(record.error))],
];

const SCHEMA: SchemaElement[] = [
  { name: "root", num_children: COLUMNS.length },
  ...COLUMNS.flatMap(([schema]) => schema),
];

/** Parquet files of bounded size, `records/part-00000.parquet` and so on. One that is finished stays as it is. */
export class ParquetSink implements Sink {
  readonly #folder: string;
  #parts: number;
  #groups = 0;
  #rows: DataRecord[] = [];
  #size = 0;
  #writer: ParquetWriter | undefined;

  constructor(folder: string, { parts = 0 }: SinkState = {}) {
    this.#folder = join(folder, "records");
    this.#parts = parts;
    mkdirSync(this.#folder, { recursive: true });
    const kept = new Set(Array.from({ length: parts }, (_, i) => partName(i)));
    for (const name of readdirSync(this.#folder)) {
      if (/^part-\d+\.parquet(?:\.tmp)?$/.test(name) && !kept.has(name)) rmSync(join(this.#folder, name));
    }
  }

  write({ line }: Transcription): void {
    this.#rows.push(recordOfLine(line));
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
      schema: SCHEMA,
    });
    const rows = this.#rows;
    if (rows.length > 0) {
      this.#writer.write({
        columnData: COLUMNS.map(([schema, of]) => ({ name: schema[0]!.name, data: rows.map(of) })),
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
