/** A record as JSON. Its program may be megabytes, which are not yet JSON, and become it when they are written. */
export class RecordLine {
  private readonly before: string;
  private readonly program: string | undefined;
  private readonly after: string;

  /** @param program the text between `before` and `after`, without its quotes. */
  constructor(before: string, program?: string, after = "") {
    this.before = before;
    this.program = program;
    this.after = after;
  }

  /** The pieces of the line, one after the other: a copy of all would have to be made and thrown away. */
  eachPiece(take: (text: string) => void): void {
    take(this.before);
    if (this.program === undefined) return;
    take('"');
    eachJsonPiece(this.program, take);
    take('"');
    take(this.after);
  }

  toString(): string {
    return this.program === undefined ? this.before : this.before + JSON.stringify(this.program) + this.after;
  }
}

/** So few characters take no memory of their own for long. */
const PIECE = 8_192;
const ESCAPED = /["\\\x00-\x1f\ud800-\udfff]/;

function eachJsonPiece(text: string, take: (text: string) => void): void {
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + PIECE, text.length);
    // Two halves of a character stay together.
    if (end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end--;
    const piece = text.slice(at, end);
    take(ESCAPED.test(piece) ? JSON.stringify(piece).slice(1, -1) : piece);
    at = end;
  }
}

const LINE_FEED = 10;

/** Bytes that are handed over together. */
const CHUNK_SIZE = 1024 * 1024;
/** Bytes that a thread keeps. Few records are larger. */
const USUAL_SIZE = 4 * CHUNK_SIZE;

/** Lines in UTF-8, one behind the other, and where each ends. */
export interface LineChunk {
  lines: Uint8Array;
  ends: number[];
}

/** Writes lines into memory that it keeps, and hands out exact copies: what is too large for a while is freed late. */
export class LineBuffer {
  private readonly usual = Buffer.allocUnsafeSlow(USUAL_SIZE);
  private bytes = this.usual;
  private end = 0;
  private ends: number[] = [];
  private chunks: LineChunk[] = [];

  /** Forgets what it holds. */
  clear(): void {
    this.chunks = [];
    this.reset();
  }

  add(line: RecordLine): void {
    line.eachPiece((text) => {
      this.reserve(3 * text.length);
      this.end += this.bytes.write(text, this.end);
    });
    this.reserve(1);
    this.bytes[this.end++] = LINE_FEED;
    this.ends.push(this.end);
    if (this.end >= CHUNK_SIZE) this.cut();
  }

  /** All lines since it was cleared, in memory of their own. */
  take(): LineChunk[] {
    if (this.end > 0) this.cut();
    return this.chunks;
  }

  private cut(): void {
    const lines = Buffer.allocUnsafeSlow(this.end);
    this.bytes.copy(lines, 0, 0, this.end);
    this.chunks.push({ lines, ends: this.ends });
    this.reset();
  }

  private reset(): void {
    this.bytes = this.usual;
    this.end = 0;
    this.ends = [];
  }

  private reserve(more: number): void {
    if (this.end + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.bytes.length, this.end + more));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}
