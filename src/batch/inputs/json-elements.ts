import { TOO_LONG, LONGEST_LINE } from "./lines.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * The elements of the JSON array that a stream holds (of all, if there are several), each as it is written; of one that is too long, only that it was
 * there. Goes by brackets and quotes alone: whoever reads an element says what is wrong with it. What stands before
 * the array's end when the stream ends is an element too.
 */
export async function* readElements(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<string | typeof TOO_LONG> {
  const element = new Element();
  let depth = 0;
  let inString = false;
  let escaped = false;
  for await (const chunk of stream) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      if (byte === QUOTE) inString = true;
      else if (OPENING.has(byte)) {
        if (++depth === 1) from = at + 1;
      } else if (CLOSING.has(byte) || (byte === COMMA && depth === 1)) {
        if (byte !== COMMA) depth--;
        if (depth > 1 || (depth === 1 && byte !== COMMA)) continue;
        element.add(chunk, from, at);
        from = at + 1;
        const taken = element.take();
        if (taken !== undefined) yield taken;
      }
    }
    if (depth > 0) element.add(chunk, from, chunk.length);
  }
  // The end of an array that goes on is an element that nobody can read.
  if (depth > 0) yield element.take() ?? "";
}

/** One element, while its pieces come in. */
class Element {
  private parts: Uint8Array[] = [];
  private size = 0;

  add(chunk: Uint8Array, from: number, to: number): void {
    if (to <= from) return;
    this.size += to - from;
    if (this.size > LONGEST_LINE) this.parts = [];
    else this.parts.push(chunk.subarray(from, to));
  }

  /** Undefined for nothing but blanks. */
  take(): string | typeof TOO_LONG | undefined {
    const text =
      this.size > LONGEST_LINE ? TOO_LONG : Buffer.concat(this.parts).toString("utf8").trim() || undefined;
    this.parts = [];
    this.size = 0;
    return text;
  }
}
