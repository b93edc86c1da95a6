import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync, writevSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { AccessError } from "../../diagnostics/access-error.ts";
import { writeError } from "../write-error.ts";

const BUFFER = 1 << 20;
const NOTHING = Buffer.alloc(0);

/** A file that grows at its end, through a buffer. Packed, each checkpoint ends a member, so that it can be cut there. */
export class AppendFile {
  readonly #path: string;
  readonly #file: number;
  readonly #isPacked: boolean;
  #length: number;
  /** What is not written yet, and its size. */
  #bytes = NOTHING;
  #size = 0;

  /** @param length what of the file stays; 0 starts it anew. */
  constructor(path: string, length: number, isPacked = false) {
    this.#path = path;
    this.#length = length;
    this.#isPacked = isPacked;
    this.#file = this.#try(() => {
      const file = openSync(path, length === 0 ? "w" : "r+");
      if (fstatSync(file).size < length) {
        const message = `${path} is shorter than the batch left it.`;
        throw new AccessError("SC5204", message, { hint: "Start the batch anew in another folder." });
      }
      ftruncateSync(file, length);
      return file;
    });
  }

  /** What was handed over is not needed afterwards. */
  write(text: Uint8Array | string): void {
    const part = typeof text === "string" ? Buffer.from(text) : text;
    // What is packed has to end where a checkpoint does, and nowhere else.
    if (this.#size + part.length > BUFFER && !this.#isPacked) this.#flush(part);
    else this.#keep(part);
  }

  /** @returns the length of the file, all of which is on the disk. */
  checkpoint(): number {
    this.#flush();
    this.#try(() => fsyncSync(this.#file));
    return this.#length;
  }

  close(): void {
    this.checkpoint();
    closeSync(this.#file);
  }

  #keep(part: Uint8Array): void {
    const size = this.#size + part.length;
    if (size > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = larger;
    }
    this.#bytes.set(part, this.#size);
    this.#size = size;
  }

  /** Writes what is kept, and behind it `last`. */
  #flush(last: Uint8Array = NOTHING): void {
    const kept = this.#bytes.subarray(0, this.#size);
    if (kept.length + last.length === 0) return;
    const parts = this.#isPacked ? [gzipSync(kept)] : [kept, last];
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    this.#try(() => {
      let at = writevSync(this.#file, parts, this.#length);
      // Nearly full disks take less than they are given.
      if (at < size) {
        const all = Buffer.concat(parts);
        while (at < size) at += writeSync(this.#file, all, at, size - at, this.#length + at);
      }
    });
    this.#length += size;
    this.#size = 0;
    if (this.#isPacked) this.#bytes = NOTHING;
  }

  #try<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof AccessError) throw error;
      throw writeError(this.#path, error);
    }
  }
}
