import { availableParallelism } from "node:os";
import { listInputs } from "./batch/inputs/list.ts";
import { LinkFetcher } from "./batch/links.ts";
import { DEFAULT_OPTIONS, type TranscribeOptions } from "./batch/options.ts";
import { partsOf } from "./batch/parts.ts";
import { ThreadPool } from "./batch/pool.ts";
import { recordOfLine, type BatchInput, type DataRecord } from "./batch/record.ts";
import { transcribeParts } from "./batch/transcribe-parts.ts";

/**
 * Many shortcuts at once, on Node: what `shortcut2py batch` does, for programs that consume records as they come.
 */
export { listInputs } from "./batch/inputs/list.ts";
export type {
  BatchContent,
  BatchInput,
  DataRecord,
  ErrorRecord,
  Execution,
  Filter,
  Json,
  Problem,
  RecordCounts,
  RecordDiagnostic,
  TranscribedRecord,
} from "./batch/record.ts";
export { isTranscribed } from "./batch/record.ts";

export interface TranscribeSettings extends Partial<
  Pick<TranscribeOptions, "layout" | "metadata" | "lossless" | "names" | "execute">
> {
  /** Threads; as many as the machine has processors unless said otherwise. */
  threads?: number;
  /** Whether to hand out records as they are done, rather than in the order of the inputs (default false). */
  unordered?: boolean;
  /** Seconds after which an input is given up (default 60). */
  timeLimit?: number;
  /** Megabytes that one thread may use (default 2048). */
  memoryLimit?: number;
  /** Links to iCloud that are fetched in a second, at most (default 2). */
  rate?: number;
}

/**
 * The records of many shortcuts, good and bad, one for each input. Inputs are read as records are taken, a bounded
 * number ahead.
 *
 * @param inputs what `shortcut2py batch` takes (paths of files, folders, archives and indexes, links), or inputs of
 *   one's own
 * @throws AccessError if a path as a whole cannot be read
 *
 * @example
 * for await (const record of transcribe(["shortcuts/"])) {
 *   if (isTranscribed(record)) console.log(record.name, record.counts.actions);
 *   else console.error(record.source, record.error.message);
 * }
 */
export async function* transcribe(
  inputs: readonly string[] | AsyncIterable<BatchInput> | Iterable<BatchInput>,
  settings: TranscribeSettings = {},
): AsyncGenerator<DataRecord> {
  const {
    threads = availableParallelism(),
    unordered = false,
    timeLimit = 60,
    memoryLimit = 2048,
    rate = 2,
    ...options
  } = settings;
  const wanted = { ...DEFAULT_OPTIONS, ...options };
  const listed = arePaths(inputs) ? listInputs(inputs) : inputs;
  const engine = new ThreadPool(wanted, { threads, timeLimit: timeLimit * 1000, memoryLimit });
  const links = new LinkFetcher(undefined, rate);
  for await (const [, transcriptions] of transcribeParts(partsOf(listed), engine, links, {
    transcribe: wanted,
    unordered,
  })) {
    for (const { line } of transcriptions) yield recordOfLine(line);
  }
}

function arePaths(
  inputs: readonly string[] | AsyncIterable<BatchInput> | Iterable<BatchInput>,
): inputs is readonly string[] {
  return Array.isArray(inputs) && inputs.every((input) => typeof input === "string");
}
