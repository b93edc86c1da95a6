const encoder = new TextEncoder();

/** From this length on, a TextEncoder is faster than a loop. */
const LONG_TEXT = 100;

/** Memory that the last sink has left, for the next: new memory is empty pages first, which the system has to clear. */
let spare: Uint8Array<ArrayBuffer> | undefined;

/** As much as the sinks of most files take; more is not kept. */
const MOST_SPARE = 2 ** 20;

/** Bytes that are written one after another, numbers big-endian. */
export class ByteSink {
  /** How many bytes have been written. */
  length = 0;
  private bytes: Uint8Array<ArrayBuffer>;
  private view: DataView;

  constructor() {
    this.bytes = spare ?? new Uint8Array(2 ** 16);
    spare = undefined;
    this.view = new DataView(this.bytes.buffer);
  }

  /** What has been written, in memory of its own. Nothing can be written after that. */
  toBytes(): Uint8Array {
    if (this.bytes.length <= MOST_SPARE) spare = this.bytes;
    return this.bytes.slice(0, this.length);
  }

  writeByte(byte: number): void {
    const at = this.reserve(1);
    this.bytes[at] = byte;
  }

  writeBytes(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
  }

  /** An integer of 0 to 2^53 - 1 in 1 to 8 bytes. */
  writeUint(value: number, size: number): void {
    this.setUint(this.reserve(size), value, size);
  }

  /** The same where there is room for it; returns what is behind. */
  setUint(start: number, value: number, size: number): number {
    const { bytes } = this;
    const end = start + size;
    if (size <= 2) {
      if (size === 2) bytes[start] = value >> 8;
      bytes[end - 1] = value;
      return end;
    }
    for (let at = end - 1; at >= start; at--) {
      bytes[at] = value % 256;
      value = Math.floor(value / 256);
    }
    return end;
  }

  /** Moves bytes to somewhere before; returns what is behind them there. */
  move(start: number, end: number, to: number): number {
    if (end - start > 16) this.bytes.copyWithin(to, start, end);
    else for (let at = start; at < end; at++) this.bytes[to + at - start] = this.bytes[at]!;
    return to + end - start;
  }

  /** The lower 64 bits of an integer. */
  writeInt64(value: bigint): void {
    const at = this.reserve(8);
    this.view.setBigInt64(at, value);
  }

  writeDouble(value: number): void {
    const at = this.reserve(8);
    this.view.setFloat64(at, value);
  }

  /** Says whether the text was one of ASCII; if it was not, what is written of it means nothing. */
  writeAscii(text: string): boolean {
    const { length } = text;
    const start = this.reserve(length);
    const { bytes } = this;
    if (length > LONG_TEXT) {
      const { read, written } = encoder.encodeInto(text, bytes.subarray(start, start + length));
      return read === length && written === length;
    }
    let all = 0;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      all |= unit;
      bytes[start + i] = unit;
    }
    return all < 0x80;
  }

  writeUtf16(text: string): void {
    let at = this.reserve(2 * text.length);
    const { bytes } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      bytes[at++] = unit >> 8;
      bytes[at++] = unit;
    }
  }

  /**
   * Makes room for `size` bytes and counts them as written; returns where they begin. This may replace `bytes` and
   * `view`, so both have to be looked up after it.
   */
  reserve(size: number): number {
    const start = this.length;
    this.length += size;
    if (this.length > this.bytes.length) this.grow();
    return start;
  }

  private grow(): void {
    const grown = new Uint8Array(2 * this.length);
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}
