const encoder = new TextEncoder();

/** From this length on, a TextEncoder is faster than a loop. */
const LONG_TEXT = 100;

/** Bytes that are written one after another, numbers big-endian. */
export class ByteSink {
  /** How many bytes have been written. */
  length = 0;
  private bytes: Uint8Array<ArrayBuffer>;
  private view: DataView;

  /** @param expected how many bytes will be written, about; more are no error. */
  constructor(expected = 1024) {
    this.bytes = new Uint8Array(expected);
    this.view = new DataView(this.bytes.buffer);
  }

  /** What has been written, in memory of its own. Nothing can be written after that. */
  toBytes(): Uint8Array {
    return this.length === this.bytes.length ? this.bytes : this.bytes.slice(0, this.length);
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
    const start = this.reserve(size);
    if (size <= 2) {
      if (size === 2) this.bytes[start] = value >> 8;
      this.bytes[start + size - 1] = value;
      return;
    }
    for (let at = start + size - 1; at >= start; at--) {
      this.bytes[at] = value % 256;
      value = Math.floor(value / 256);
    }
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
  private reserve(size: number): number {
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
