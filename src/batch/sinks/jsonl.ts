import { join } from "node:path";
import { AppendFile } from "./append-file.ts";
import type { Sink, SinkState } from "./sink.ts";

/** One file with a record in each line: `records.jsonl`, or `records.jsonl.gz`. */
export class JsonlSink implements Sink {
  readonly #file: AppendFile;

  constructor(folder: string, isPacked: boolean, { length = 0 }: SinkState = {}) {
    this.#file = new AppendFile(join(folder, `records.jsonl${isPacked ? ".gz" : ""}`), length, isPacked);
  }

  write({ line }: { line: Uint8Array }): void {
    this.#file.write(line);
  }

  checkpoint(): SinkState {
    return { length: this.#file.checkpoint() };
  }

  finish(): void {
    this.#file.close();
  }
}
