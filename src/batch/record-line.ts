/** A record as JSON. Its program may be megabytes, which are not yet JSON, and become it when they are written. */
export class RecordLine {
  readonly before: string;
  /** The text between `before` and `after`, without its quotes. */
  readonly program: string | undefined;
  readonly after: string;

  constructor(before: string, program?: string, after = "") {
    this.before = before;
    this.program = program;
    this.after = after;
  }

  toString(): string {
    return this.program === undefined ? this.before : this.before + JSON.stringify(this.program) + this.after;
  }
}

/** So many characters become bytes at a time, which then are still near the processor. */
const PIECE = 8_192;
/** The most bytes of UTF-8 that a code unit takes. */
const WIDEST = 3;
/** The most bytes that JSON makes of one byte: `\u001f`. */
const ESCAPED = 6;

const LINE_FEED = 10;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const ZERO = 0x30;

/** What stands behind the backslash of a byte that JSON escapes; 0 for all others. */
const ESCAPES = new Uint8Array(256).fill(LETTER_U, 0, 0x20);
for (const byte of [8, 9, LINE_FEED, 12, 13, QUOTE, BACKSLASH]) {
  ESCAPES[byte] = JSON.stringify(String.fromCharCode(byte)).charCodeAt(2);
}
const DIGITS = Buffer.from("0123456789abcdef");

/** Bytes that are handed over together. */
const CHUNK_SIZE = 1024 * 1024;
/** Bytes that a thread keeps. Few records are larger. */
const USUAL_SIZE = 4 * CHUNK_SIZE;
/** Memory that goes to and fro: what the system gives anew has to be cleared first, which takes longer than to fill it. */
export const SHUTTLE_SIZE = 1.25 * CHUNK_SIZE;

/** Lines in UTF-8, one behind the other, and where each ends. */
export interface LineChunk {
  lines: Uint8Array;
  ends: number[];
}

/** Writes lines into memory that it keeps, and hands out copies: what is too large for a while is freed late. */
export class LineBuffer {
  private readonly usual = Buffer.allocUnsafeSlow(USUAL_SIZE);
  private readonly piece = Buffer.allocUnsafeSlow(WIDEST * PIECE);
  private readonly words = new Int32Array(this.piece.buffer);
  private bytes = this.usual;
  private view = new DataView(this.usual.buffer);
  private end = 0;
  private ends: number[] = [];
  private chunks: LineChunk[] = [];
  private shuttles: ArrayBuffer[] = [];

  /** Forgets what it holds. @param shuttles memory of {@link SHUTTLE_SIZE} to hand out lines in */
  clear(shuttles: ArrayBuffer[] = []): void {
    this.chunks = [];
    this.shuttles = shuttles;
    this.reset();
  }

  add({ before, program, after }: RecordLine): void {
    this.write(before);
    if (program !== undefined) {
      this.writeJson(program);
      this.write(after);
    }
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

  private write(text: string): void {
    this.reserve(WIDEST * text.length);
    this.end += this.bytes.write(text, this.end);
  }

  /** A text as `JSON.stringify` makes it. */
  private writeJson(text: string): void {
    this.reserve(2);
    this.bytes[this.end++] = QUOTE;
    for (let at = 0; at < text.length;) {
      let next = Math.min(at + PIECE, text.length);
      // Two halves of a character stay together.
      if (next < text.length && (text.charCodeAt(next - 1) & 0xfc00) === 0xd800) next--;
      const piece = text.slice(at, next);
      const length = this.piece.write(piece);
      // Half of a character that stands alone has no UTF-8, but a way to write it in JSON.
      if (length > piece.length && !piece.isWellFormed()) this.write(JSON.stringify(piece).slice(1, -1));
      else this.escape(length);
      at = next;
    }
    this.reserve(1);
    this.bytes[this.end++] = QUOTE;
  }

  /** Writes so many bytes of the piece, four at a time where none of them is escaped. */
  private escape(length: number): void {
    this.reserve(ESCAPED * length);
    const { piece, words, bytes, view } = this;
    let { end } = this;
    const last = length - 3;
    let at = 0;
    for (; at < last; at += 4) {
      const word = words[at >> 2]!;
      if (isPlain(word)) {
        view.setInt32(end, word, LITTLE_ENDIAN);
        end += 4;
      } else for (let i = at; i < at + 4; i++) end = escapeByte(piece[i]!, bytes, end);
    }
    for (; at < length; at++) end = escapeByte(piece[at]!, bytes, end);
    this.end = end;
  }

  private cut(): void {
    const shuttle = this.end <= SHUTTLE_SIZE ? (this.shuttles.pop() ?? newMemory(SHUTTLE_SIZE)) : undefined;
    const lines = new Uint8Array(shuttle ?? newMemory(this.end), 0, this.end);
    lines.set(this.bytes.subarray(0, this.end));
    this.chunks.push({ lines, ends: this.ends });
    this.reset();
  }

  private reset(): void {
    this.use(this.usual);
    this.end = 0;
    this.ends = [];
  }

  private reserve(more: number): void {
    if (this.end + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.bytes.length, this.end + more));
    this.bytes.copy(larger, 0, 0, this.end);
    this.use(larger);
  }

  private use(bytes: Buffer<ArrayBuffer>): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Whether JSON escapes none of four bytes: none is below a blank, a quote or a backslash. */
function isPlain(word: number): boolean {
  const quotes = word ^ 0x22222222;
  const slashes = word ^ 0x5c5c5c5c;
  // A byte that is smaller than what is taken from it borrows its highest bit; see "Bit Twiddling Hacks", hasless(x, n).
  const borrowed =
    ((word - 0x20202020) & ~word) | ((quotes - 0x01010101) & ~quotes) | ((slashes - 0x01010101) & ~slashes);
  return (borrowed & 0x80808080) === 0;
}

/** @returns where what it has written ends. */
function escapeByte(byte: number, bytes: Uint8Array, end: number): number {
  const letter = ESCAPES[byte]!;
  if (letter === 0) {
    bytes[end] = byte;
    return end + 1;
  }
  bytes[end] = BACKSLASH;
  bytes[end + 1] = letter;
  if (letter !== LETTER_U) return end + 2;
  bytes[end + 2] = ZERO;
  bytes[end + 3] = ZERO;
  bytes[end + 4] = DIGITS[byte >> 4]!;
  bytes[end + 5] = DIGITS[byte & 15]!;
  return end + ESCAPED;
}

function newMemory(size: number): ArrayBuffer {
  return Buffer.allocUnsafeSlow(size).buffer;
}
