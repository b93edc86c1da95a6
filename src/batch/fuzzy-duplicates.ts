import { readFileSync } from "node:fs";
import {
  NearDuplicates,
  SHINGLE_SIZE,
  shinglesOf,
  SIGNATURE_SIZE,
  signatureOf,
  tokensOfProgram,
} from "../dataset/similarity.ts";
import { isTranscribed, recordOfLine } from "./record.ts";
import { AppendFile } from "./sinks/append-file.ts";

/** How much two programs have in common that are nearly the same, as in `dataset filter`. */
const THRESHOLD = 0.8;
const SIGNATURE_BYTES = SIGNATURE_SIZE * Uint32Array.BYTES_PER_ELEMENT;

/** Finds programs that are nearly the same as one that stays in the data set; a file keeps what a resumed batch has to know. */
export class FuzzyDuplicates {
  readonly #near = new NearDuplicates(THRESHOLD);
  readonly #file: AppendFile;

  /** @param length what of the file stays; 0 starts it anew. */
  constructor(path: string, length: number) {
    const known = length > 0 ? readFileSync(path).subarray(0, length) : Buffer.alloc(0);
    this.#file = new AppendFile(path, length);
    for (let at = 0; at < known.length; at += SIGNATURE_BYTES) {
      // A copy, since numbers have to stand at multiples of their size.
      const bytes = Uint8Array.from(known.subarray(at, at + SIGNATURE_BYTES));
      this.#near.add(new Uint32Array(bytes.buffer));
    }
  }

  /** Whether the record's program is nearly the same as one before. If it is not, it counts as one from now on. */
  has(line: Uint8Array): boolean {
    const record = recordOfLine(line);
    if (!isTranscribed(record)) return false;
    const signature = signatureOf(shinglesOf(tokensOfProgram(record.python), SHINGLE_SIZE));
    if (this.#near.find(signature).length > 0) return true;
    this.#near.add(signature);
    this.#file.write(new Uint8Array(signature.buffer));
    return false;
  }

  checkpoint(): number {
    return this.#file.checkpoint();
  }

  close(): void {
    this.#file.close();
  }
}
