import { hasAscii } from "./bytes.ts";
import { buildLiteralTable, buildValueTable, INVALID, type ValueTable } from "./fse.ts";
import { copyMatch, decodeLzvn } from "./lzvn.ts";
import { damaged } from "./problems.ts";

/**
 * Unpacks one LZFSE stream, a run of blocks that `bvx$` ends. The layout is that of Apple's LZFSE library, with the
 * block kind `bvx1` that the library reads but never writes.
 *
 * @param input the stream; bytes after its end are ignored.
 * @param out receives the content and must be of exactly its size.
 * @throws ShortcutError SC1007 if the stream is malformed or does not fill `out`.
 */
export function decodeLzfse(input: Uint8Array, out: Uint8Array): void {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  let read = 0;
  let written = 0;
  while (!hasAscii(input, read, "bvx$")) {
    if (read + 12 > input.length) throw damaged("an LZFSE stream has no end");
    const rawSize = view.getUint32(read + 4, true);
    if (rawSize > out.length - written) throw damaged("an LZFSE stream holds more than it should");
    const limit = written + rawSize;
    const isPacked = hasAscii(input, read, "bvx2");
    if (isPacked || hasAscii(input, read, "bvx1")) {
      const block = isPacked ? readBlock(input, view, read) : readPlainBlock(input, view, read);
      decodeMatches(view, block, decodeLiterals(view, block), out, written, limit);
      read = block.end;
    } else if (hasAscii(input, read, "bvxn")) {
      const start = read + 12;
      read = start + view.getUint32(read + 8, true);
      if (read > input.length) throw damaged("an LZVN block is cut off");
      if (decodeLzvn(input, start, read, out, written, limit) !== limit) throw wrongSize();
    } else if (hasAscii(input, read, "bvx-")) {
      const start = read + 8;
      read = start + rawSize;
      if (read > input.length) throw damaged("an uncompressed block is cut off");
      out.set(input.subarray(start, read), written);
    } else {
      throw damaged("an LZFSE stream has a block of no known kind");
    }
    written = limit;
  }
  if (written !== out.length) throw damaged("an LZFSE stream holds less than it should");
}

function wrongSize(): Error {
  return damaged("an LZFSE block is not of the size that it says");
}

/** Number of symbols, number of states, and how many extra bits each symbol has. */
const LENGTH_SYMBOLS = 20;
const LENGTH_STATES = 64;
const LITERAL_LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 5, 8];
const MATCH_LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 5, 8, 11];

const DISTANCE_SYMBOLS = 64;
const DISTANCE_STATES = 256;
const DISTANCE_EXTRA = Array.from({ length: DISTANCE_SYMBOLS }, (_, symbol) => symbol >> 2);

const LITERAL_SYMBOLS = 256;
const LITERAL_STATES = 1024;

/** Where the frequencies of match lengths, distances and literals begin; those of literal lengths are the first. */
const MATCH_LENGTHS = LENGTH_SYMBOLS;
const DISTANCES = MATCH_LENGTHS + LENGTH_SYMBOLS;
const LITERALS = DISTANCES + DISTANCE_SYMBOLS;
const FREQUENCIES = LITERALS + LITERAL_SYMBOLS;

const MAX_LITERALS = 40_000;
const MAX_MATCHES = 10_000;

/** Size of the fixed part of a block's header. */
const HEADER_SIZE = 32;
/** Size of the header of a `bvx1` block, which holds everything unpacked. */
const PLAIN_HEADER_SIZE = 772;

/** A string of bits that is read downwards: positions in the stream, in bits. */
interface BitRange {
  bottom: number;
  top: number;
}

/** The header of a `bvx2` or `bvx1` block. */
interface Block {
  literalCount: number;
  literalBits: BitRange;
  literalStates: [number, number, number, number];
  matchCount: number;
  matchBits: BitRange;
  /** Literal length, match length, distance. */
  matchStates: [number, number, number];
  frequencies: Uint16Array;
  /** Where the next block begins, in bytes. */
  end: number;
}

function readBlock(input: Uint8Array, view: DataView, at: number): Block {
  // A stream's last four bytes are its end mark. Hence four bytes can be read at any position within a block.
  const lastEnd = input.length - 4;
  if (at + HEADER_SIZE > lastEnd) throw damaged("an LZFSE block is cut off");
  const counts = view.getUint32(at + 8, true);
  const countsHigh = view.getUint32(at + 12, true);
  const states = view.getUint32(at + 16, true);
  const statesHigh = view.getUint32(at + 20, true);
  const headerSize = view.getUint32(at + 24, true);
  const matchStates = view.getUint32(at + 28, true);

  const literalsAt = at + headerSize;
  const matchesAt = literalsAt + (((counts >>> 20) | (countsHigh << 12)) & 0xfffff);
  const end = matchesAt + ((statesHigh >>> 8) & 0xfffff);
  if (headerSize < HEADER_SIZE || end > lastEnd) throw damaged("an LZFSE block is cut off");
  return checked({
    literalCount: counts & 0xfffff,
    literalBits: bitRange(input, literalsAt, matchesAt, (countsHigh >>> 28) & 7),
    literalStates: [
      states & 1023,
      (states >>> 10) & 1023,
      (states >>> 20) & 1023,
      ((states >>> 30) | (statesHigh << 2)) & 1023,
    ],
    matchCount: (countsHigh >>> 8) & 0xfffff,
    matchBits: bitRange(input, matchesAt, end, (statesHigh >>> 28) & 7),
    matchStates: [matchStates & 1023, (matchStates >>> 10) & 1023, (matchStates >>> 20) & 1023],
    frequencies: readFrequencies(view, at + HEADER_SIZE, literalsAt),
    end,
  });
}

/** The same numbers as in a `bvx2` header, each in bytes of its own. */
function readPlainBlock(input: Uint8Array, view: DataView, at: number): Block {
  const literalsAt = at + PLAIN_HEADER_SIZE;
  if (literalsAt > input.length - 4) throw damaged("an LZFSE block is cut off");
  const uint16 = (offset: number) => view.getUint16(at + offset, true);
  const matchesAt = literalsAt + view.getUint32(at + 20, true);
  const end = matchesAt + view.getUint32(at + 24, true);
  if (end > input.length - 4) throw damaged("an LZFSE block is cut off");
  const literalBits = view.getInt32(at + 28, true);
  const matchBits = view.getInt32(at + 40, true);
  if (literalBits < -7 || literalBits > 0 || matchBits < -7 || matchBits > 0) {
    throw damaged("an LZFSE block has an impossible number of unused bits");
  }
  return checked({
    literalCount: view.getUint32(at + 12, true),
    literalBits: bitRange(input, literalsAt, matchesAt, literalBits + 7),
    literalStates: [uint16(32), uint16(34), uint16(36), uint16(38)],
    matchCount: view.getUint32(at + 16, true),
    matchBits: bitRange(input, matchesAt, end, matchBits + 7),
    matchStates: [uint16(44), uint16(46), uint16(48)],
    frequencies: Uint16Array.from({ length: FREQUENCIES }, (_, i) => uint16(50 + 2 * i)),
    end,
  });
}

function checked(block: Block): Block {
  const { literalCount, literalStates, matchCount, matchStates } = block;
  if (literalCount > MAX_LITERALS || literalCount % 4 !== 0 || matchCount > MAX_MATCHES) {
    throw damaged("an LZFSE block has an impossible number of literals or matches");
  }
  const [literalLength, matchLength, distance] = matchStates;
  if (
    literalStates.some((state) => state >= LITERAL_STATES) ||
    literalLength >= LENGTH_STATES ||
    matchLength >= LENGTH_STATES ||
    distance >= DISTANCE_STATES
  ) {
    throw damaged("an LZFSE block starts in an impossible state");
  }
  return block;
}

/** The bits of the bytes from `start` to `end`, of which the uppermost `7 - field` are unused. */
function bitRange(input: Uint8Array, start: number, end: number, field: number): BitRange {
  const unused = 7 - field;
  if (unused > 0 && (end === start || input[end - 1]! >>> (8 - unused) !== 0)) {
    throw damaged("an LZFSE block ends in bits that should be zero");
  }
  return { bottom: start * 8, top: end * 8 - unused };
}

/** The lowest five bits of a frequency tell how many bits it takes and, if no more than five, what it is. */
const FREQUENCY_SIZES = [2, 3, 2, 5, 2, 3, 2, 8, 2, 3, 2, 5, 2, 3, 2, 14];
const FREQUENCY_VALUES = [
  0, 2, 1, 4, 0, 3, 1, 0, 0, 2, 1, 5, 0, 3, 1, 0, 0, 2, 1, 6, 0, 3, 1, 0, 0, 2, 1, 7, 0, 3, 1, 0,
];

function readFrequencies(view: DataView, start: number, end: number): Uint16Array {
  const frequencies = new Uint16Array(FREQUENCIES);
  if (end === start) return frequencies;
  const top = end * 8;
  let at = start * 8;
  for (let i = 0; i < FREQUENCIES; i++) {
    // The smallest frequency takes two bits, so that this also keeps reading within the block.
    if (at + 2 > top) break;
    const bits = view.getUint32(at >>> 3, true) >>> (at & 7);
    const size = FREQUENCY_SIZES[bits & 15]!;
    if (size === 8) frequencies[i] = 8 + ((bits >>> 4) & 15);
    else if (size === 14) frequencies[i] = 24 + ((bits >>> 4) & 1023);
    else frequencies[i] = FREQUENCY_VALUES[bits & 31]!;
    at += size;
  }
  if (at > top || at + 8 <= top) throw damaged("the frequencies of an LZFSE block are of the wrong size");
  return frequencies;
}

/** Reads a {@link BitRange} from the top down. */
class BitReader {
  private readonly view: DataView;
  private readonly bottom: number;
  private at: number;

  constructor(view: DataView, { bottom, top }: BitRange) {
    this.view = view;
    this.bottom = bottom;
    this.at = top;
  }

  /** The next `count` bits, which may be 25 at most: four bytes hold them wherever they begin. */
  take(count: number): number {
    this.at -= count;
    return (this.view.getUint32(this.at >>> 3, true) >>> (this.at & 7)) & ((1 << count) - 1);
  }

  /**
   * Whether more bits were taken than there are. A block's header is longer than what its reader takes between two
   * looks at this, so that until then it reads nothing worse than header.
   */
  get isOverrun(): boolean {
    return this.at < this.bottom;
  }
}

/** The literals of a block, which four states tell in turn. */
function decodeLiterals(view: DataView, block: Block): Uint8Array {
  const rows = buildLiteralTable(block.frequencies.subarray(LITERALS), LITERAL_STATES);
  const literals = new Uint8Array(block.literalCount);
  const bits = new BitReader(view, block.literalBits);
  let [state, second, third, fourth] = block.literalStates;
  let seen = 0;
  for (let i = 0; i < literals.length; i++) {
    const row = rows[state]!;
    const next = ((row >>> 12) & 1023) + bits.take(row & 15);
    if (bits.isOverrun) throw damaged("the literals of an LZFSE block are cut off");
    literals[i] = row >>> 4;
    seen |= row;
    state = second;
    second = third;
    third = fourth;
    fourth = next;
  }
  if ((seen & INVALID) !== 0) throw damaged("the literals of an LZFSE block are malformed");
  return literals;
}

/** Reads one of the three interleaved series of numbers in a block. */
class NumberReader {
  private readonly rows: Uint32Array;
  private readonly values: Uint32Array;
  private state: number;

  constructor({ rows, values }: ValueTable, state: number) {
    this.rows = rows;
    this.values = values;
    this.state = state;
  }

  next(bits: BitReader): number {
    const row = this.rows[this.state]!;
    if ((row & INVALID) !== 0) throw damaged("the matches of an LZFSE block are malformed");
    const taken = bits.take(row & 31);
    const extra = (row >>> 5) & 15;
    const value = this.values[this.state]! + (taken & ((1 << extra) - 1));
    this.state = (row >>> 9) + (taken >>> extra);
    return value;
  }
}

/** Fills `out` from `start` to `limit`, in turn with literals and with repeats of what `out` already holds. */
function decodeMatches(
  view: DataView,
  { frequencies, matchStates, matchBits, matchCount }: Block,
  literals: Uint8Array,
  out: Uint8Array,
  start: number,
  limit: number,
): void {
  const reader = (first: number, end: number, states: number, extra: readonly number[], state: number) =>
    new NumberReader(buildValueTable(frequencies.subarray(first, end), states, extra), state);
  const [literalState, matchState, distanceState] = matchStates;
  const literalLengths = reader(0, MATCH_LENGTHS, LENGTH_STATES, LITERAL_LENGTH_EXTRA, literalState);
  const matchLengths = reader(MATCH_LENGTHS, DISTANCES, LENGTH_STATES, MATCH_LENGTH_EXTRA, matchState);
  const distances = reader(DISTANCES, LITERALS, DISTANCE_STATES, DISTANCE_EXTRA, distanceState);
  const bits = new BitReader(view, matchBits);
  let at = start;
  let literal = 0;
  let distance = 0;
  for (let i = 0; i < matchCount; i++) {
    const literalLength = literalLengths.next(bits);
    const matchLength = matchLengths.next(bits);
    // Zero stands for the same distance again.
    distance = distances.next(bits) || distance;
    if (bits.isOverrun) throw damaged("the matches of an LZFSE block are cut off");
    const literalEnd = literal + literalLength;
    if (literalEnd > literals.length || at + literalLength + matchLength > limit) throw wrongSize();
    while (literal < literalEnd) out[at++] = literals[literal++]!;
    if (distance < 1 || distance > at) throw damaged("an LZFSE match starts before the content");
    copyMatch(out, at, distance, matchLength);
    at += matchLength;
  }
  if (at !== limit) throw wrongSize();
}
