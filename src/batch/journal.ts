import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import type { SinkState } from "./sinks/sink.ts";
import type { Summary } from "./summary.ts";
import { writeError } from "./write-error.ts";

/** Where a batch stood at its last checkpoint. */
export interface Checkpoint {
  /** What the batch was told to do; another one must not go on in its place. */
  fingerprint: string;
  /** Parts of the batch that are written: all below this number, and these beyond it, each with its digest. */
  parts: number;
  done: [number: number, digest: string][];
  /** SHA-256 over the sources of the inputs in the parts below `parts`: they have to be the same again. */
  inputs: string;
  sink?: SinkState;
  /** Lengths of the files beside the data set. */
  rejects: number;
  digests: number;
  /** Of batches that look for fuzzy duplicates. */
  signatures?: number;
  summary: Summary;
}

/** Replaced as a whole at each checkpoint, after what it speaks of is on the disk. */
export class Journal<State> {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws AccessError SC5204 if there is one that makes no sense. */
  read(): State | undefined {
    if (!existsSync(this.#path)) return undefined;
    try {
      return JSON.parse(readFileSync(this.#path, "utf8")) as State;
    } catch (error) {
      throw new AccessError("SC5204", `${this.#path} is damaged: what was begun cannot go on.`, {
        hint: "Start it anew in another folder.",
        cause: error,
      });
    }
  }

  write(checkpoint: State): void {
    const temporary = `${this.#path}.tmp`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      const file = openSync(temporary, "w");
      writeSync(file, JSON.stringify(checkpoint));
      fsyncSync(file);
      closeSync(file);
      renameSync(temporary, this.#path);
    } catch (error) {
      throw writeError(this.#path, error);
    }
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}
