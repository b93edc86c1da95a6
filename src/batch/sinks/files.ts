import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OutputNames } from "../../node/output.ts";
import { sliceUnder } from "../json-text.ts";
import { isTranscribed, recordOfLine, type DataRecord } from "../record.ts";
import { writeError } from "../write-error.ts";
import { AppendFile } from "./append-file.ts";
import type { Sink, SinkState } from "./sink.ts";
import { syncFile } from "./sync-file.ts";

/** A `.py` for each shortcut in `files/`, and `index.jsonl` with the records, which name their file. */
export class FilesSink implements Sink {
  readonly #folder: string;
  readonly #index: AppendFile;
  readonly #names = new OutputNames();
  /** Written since the last checkpoint. */
  #fresh: string[] = [];

  constructor(folder: string, { length = 0 }: SinkState = {}) {
    this.#folder = join(folder, "files");
    mkdirSync(this.#folder, { recursive: true });
    const path = join(folder, "index.jsonl");
    if (length > 0 && existsSync(path)) this.#takeNames(readFileSync(path).subarray(0, length));
    this.#index = new AppendFile(path, length);
  }

  write({ line }: { line: Uint8Array }): void {
    const record = recordOfLine(line);
    if (!isTranscribed(record)) {
      this.#index.write(line);
      return;
    }
    const { python } = record;
    const file = this.#names.next(titleOf(record), ".py");
    const path = join(this.#folder, file);
    try {
      writeFileSync(path, python);
    } catch (error) {
      throw writeError(path, error);
    }
    this.#fresh.push(path);
    this.#index.write(`{"file":${JSON.stringify(`files/${file}`)},${withoutPython(line).slice(1)}`);
  }

  checkpoint(): SinkState {
    for (const path of this.#fresh) syncFile(path);
    this.#fresh = [];
    return { length: this.#index.checkpoint() };
  }

  finish(): void {
    this.checkpoint();
    this.#index.close();
  }

  /** Names that are given, in the order in which they were given: the next ones follow from them. */
  #takeNames(index: Buffer): void {
    for (const line of index.toString("utf8").split("\n")) {
      const record = line === "" ? undefined : (JSON.parse(line) as DataRecord);
      if (record && isTranscribed(record)) this.#names.next(titleOf(record), ".py");
    }
  }
}

/** The line as it is but for the program, so that numbers in the metadata keep all their digits. */
function withoutPython(line: Uint8Array): string {
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString();
  const { start, end } = sliceUnder(text, "python")!;
  return text.slice(0, start - ',"python":'.length) + text.slice(end);
}

function titleOf({ name, id }: DataRecord): string {
  return name ?? id;
}
