import { FilesSink } from "./files.ts";
import { JsonlSink } from "./jsonl.ts";
import type { Sink, SinkState } from "./sink.ts";

export const SINKS = ["jsonl", "parquet", "files"] as const;
export type SinkKind = (typeof SINKS)[number];

/** @param state of the last checkpoint; undefined starts anew. */
export async function openSink(
  kind: SinkKind,
  folder: string,
  isPacked: boolean,
  state: SinkState | undefined,
): Promise<Sink> {
  switch (kind) {
    case "jsonl":
      return new JsonlSink(folder, isPacked, state);
    case "files":
      return new FilesSink(folder, state);
    case "parquet": {
      // Most batches do not need it.
      const { batchRowOf, ParquetSink, RECORD_COLUMNS } = await import("./parquet.ts");
      return new ParquetSink(folder, RECORD_COLUMNS, state, batchRowOf);
    }
  }
}
