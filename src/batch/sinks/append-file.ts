import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync, writevSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { AccessError } from "../../diagnostics/access-error.ts";
import { writeError } from "../write-error.ts";

const BUFFER = 1 << 20;

/** A file that grows at its end, through a buffer. Packed, each checkpoint ends a member, so that it can be cut there. */
export class AppendFile {
  readonly #path: string;
  readonly #file: number;
  readonly #isPacked: boolean;
  #length: number;
  #parts: Uint8Array[] = [];
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

  write(text: Uint8Array | string): void {
    const part = typeof text === "string" ? Buffer.from(text) : text;
    this.#parts.push(part);
    this.#size += part.length;
    // What is packed has to end where a checkpoint does, and nowhere else.
    if (this.#size > BUFFER && !this.#isPacked) this.#flush();
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

  #flush(): void {
    if (this.#parts.length === 0) return;
    const parts = this.#isPacked ? [gzipSync(Buffer.concat(this.#parts))] : this.#parts;
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
    this.#parts = [];
    this.#size = 0;
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
