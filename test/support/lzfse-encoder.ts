/**
 * A small LZFSE compressor for tests. It writes every kind of block that Shortcuts files may have, and compresses only
 * as well as that takes.
 */

export type BlockKind = "bvx-" | "bvxn" | "bvx2" | "bvx1";

/** Keeps a `bvx2` block below its limits: 40,000 literals and 10,000 matches. */
const BLOCK_SIZE = 16_000;

/** Compresses `data` into blocks of the given kinds, which take turns. */
export function encodeLzfse(
  data: Uint8Array,
  kinds: readonly BlockKind[],
  blockSize = BLOCK_SIZE,
): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let start = 0; start < data.length; start += blockSize) {
    const end = Math.min(start + blockSize, data.length);
    blocks.push(ENCODERS[kinds[blocks.length % kinds.length]!](data, start, end));
  }
  return Buffer.concat([...blocks, Buffer.from("bvx$")]);
}

const ENCODERS: Record<BlockKind, (data: Uint8Array, start: number, end: number) => Uint8Array> = {
  "bvx-": (data, start, end) =>
    Buffer.concat([Buffer.from("bvx-"), uint32(end - start), data.subarray(start, end)]),
  bvxn: (data, start, end) => {
    const payload = encodeLzvn(data, start, end);
    return Buffer.concat([Buffer.from("bvxn"), uint32(end - start), uint32(payload.length), payload]);
  },
  bvx2: (data, start, end) => encodeBlock(data, start, end, packHeader),
  bvx1: (data, start, end) => encodeBlock(data, start, end, plainHeader),
};

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Some literals and then a repeat of `length` bytes (none, at the end) from `distance` back. */
interface Step {
  literalStart: number;
  literals: number;
  length: number;
  distance: number;
}

const SHORTEST_MATCH = 4;
/** So that LZVN can write every distance in two bytes. */
const LONGEST_DISTANCE = 0xffff;

/** Greedy matching against the last place where the same four bytes stood, even before `start`. */
function findSteps(data: Uint8Array, start: number, end: number): Step[] {
  const steps: Step[] = [];
  const lastSeen = new Map<number, number>();
  const keyAt = (at: number): number => new DataView(data.buffer, data.byteOffset + at, 4).getUint32(0);
  for (let at = Math.max(0, start - LONGEST_DISTANCE); at < start && at + 4 <= end; at++)
    lastSeen.set(keyAt(at), at);
  let literalStart = start;
  for (let at = start; at < end;) {
    let length = 0;
    let distance = 0;
    if (at + SHORTEST_MATCH <= end) {
      const candidate = lastSeen.get(keyAt(at));
      lastSeen.set(keyAt(at), at);
      if (candidate !== undefined && at - candidate <= LONGEST_DISTANCE) {
        distance = at - candidate;
        while (at + length < end && data[at + length] === data[candidate + length]) length++;
      }
    }
    if (length < SHORTEST_MATCH) {
      at++;
      continue;
    }
    steps.push({ literalStart, literals: at - literalStart, length, distance });
    at += length;
    literalStart = at;
  }
  if (literalStart < end) steps.push({ literalStart, literals: end - literalStart, length: 0, distance: 0 });
  return steps;
}

function encodeLzvn(data: Uint8Array, start: number, end: number): Uint8Array {
  const out: number[] = [];
  for (const step of findSteps(data, start, end)) {
    for (let done = 0; done < step.literals;) {
      const count = Math.min(step.literals - done, 271);
      out.push(...(count < 16 ? [0xe0 + count] : [0xe0, count - 16]));
      for (let i = 0; i < count; i++) out.push(data[step.literalStart + done++]!);
    }
    if (step.length === 0) continue;
    const first = Math.min(step.length, 10);
    out.push(((first - 3) << 3) | 7, step.distance & 0xff, step.distance >> 8);
    for (let left = step.length - first; left > 0;) {
      const count = Math.min(left, 271);
      out.push(...(count < 16 ? [0xf0 + count] : [0xf0, count - 16]));
      left -= count;
    }
  }
  return Uint8Array.from([...out, 0x06, 0, 0, 0, 0, 0, 0, 0]);
}

/** Numbers are written as a symbol, which tells a range, and the place in that range as extra bits. */
interface NumberCode {
  states: number;
  extraBits: number[];
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0);
const LITERAL_LENGTHS: NumberCode = { states: 64, extraBits: [...zeros(16), 2, 3, 5, 8] };
const MATCH_LENGTHS: NumberCode = { states: 64, extraBits: [...zeros(16), 3, 5, 8, 11] };
const DISTANCES: NumberCode = {
  states: 256,
  extraBits: Array.from({ length: 64 }, (_, i) => Math.floor(i / 4)),
};
const LITERAL_STATES = 1024;
const LONGEST_LITERALS = 315;
const LONGEST_MATCH = 2359;

/** A number of `count` bits. */
type Bits = [value: number, count: number];

/** What the headers of `bvx2` and `bvx1` blocks say in two ways. */
interface Header {
  rawSize: number;
  literalCount: number;
  literalStates: number[];
  literalBits: Packed;
  matchCount: number;
  matchStates: number[];
  matchBits: Packed;
  frequencies: number[];
}

function encodeBlock(
  data: Uint8Array,
  start: number,
  end: number,
  encodeHeader: (header: Header) => Uint8Array,
): Uint8Array {
  const literals: number[] = [];
  const lengths: number[] = [];
  const matches: number[] = [];
  const distances: number[] = [];
  let distance = 0;
  const emit = (literalCount: number, length: number, wanted: number): void => {
    lengths.push(literalCount);
    matches.push(length);
    distances.push(wanted === distance ? 0 : wanted);
    distance = wanted;
  };
  for (const step of findSteps(data, start, end)) {
    let left = step.literals;
    // A triple without a match needs a distance all the same; the first one has nothing to repeat.
    for (; left > LONGEST_LITERALS; left -= LONGEST_LITERALS) emit(LONGEST_LITERALS, 0, distance || 1);
    const first = Math.min(step.length, LONGEST_MATCH);
    emit(left, first, step.distance || distance || 1);
    for (let more = step.length - first; more > 0; more -= LONGEST_MATCH) {
      emit(0, Math.min(more, LONGEST_MATCH), step.distance);
    }
    for (let i = 0; i < step.literals; i++) literals.push(data[step.literalStart + i]!);
  }
  while (literals.length % 4 !== 0) literals.push(literals.at(-1)!);

  const literalFrequencies = normalize(literals, 256, LITERAL_STATES);
  const literalStreams = [0, 1, 2, 3].map((turn) =>
    encodeStates(
      literals.filter((_, i) => i % 4 === turn),
      literalFrequencies,
      LITERAL_STATES,
    ),
  );
  const literalBits = pack(literals.map((_, i) => literalStreams[i % 4]!.bits[i >> 2]!));

  const numbers = [
    encodeNumbers(lengths, LITERAL_LENGTHS),
    encodeNumbers(matches, MATCH_LENGTHS),
    encodeNumbers(distances, DISTANCES),
  ];
  const matchBits = pack(lengths.flatMap((_, i) => numbers.map(({ bits }) => bits[i]!)));
  const header = encodeHeader({
    rawSize: end - start,
    literalCount: literals.length,
    literalStates: literalStreams.map((stream) => stream.first),
    literalBits,
    matchCount: lengths.length,
    matchStates: numbers.map((code) => code.first),
    matchBits,
    frequencies: [...numbers.flatMap((code) => code.frequencies), ...literalFrequencies],
  });
  return Buffer.concat([header, literalBits.bytes, matchBits.bytes]);
}

function plainHeader(block: Header): Uint8Array {
  const header = Buffer.alloc(772);
  header.write("bvx1");
  header.writeUInt32LE(block.rawSize, 4);
  header.writeUInt32LE(block.literalBits.bytes.length + block.matchBits.bytes.length, 8);
  header.writeUInt32LE(block.literalCount, 12);
  header.writeUInt32LE(block.matchCount, 16);
  header.writeUInt32LE(block.literalBits.bytes.length, 20);
  header.writeUInt32LE(block.matchBits.bytes.length, 24);
  header.writeInt32LE(-block.literalBits.unused, 28);
  block.literalStates.forEach((state, i) => header.writeUInt16LE(state, 32 + 2 * i));
  header.writeInt32LE(-block.matchBits.unused, 40);
  block.matchStates.forEach((state, i) => header.writeUInt16LE(state, 44 + 2 * i));
  block.frequencies.forEach((frequency, i) => header.writeUInt16LE(frequency, 50 + 2 * i));
  return header;
}

function packHeader(block: Header): Uint8Array {
  const { literalBits, matchBits } = block;
  const frequencies = packFrequencies(block.frequencies);
  const header = Buffer.alloc(32);
  header.write("bvx2");
  header.writeUInt32LE(block.rawSize, 4);
  const [s0, s1, s2, s3] = block.literalStates.map(BigInt);
  const [l, m, d] = block.matchStates.map(BigInt);
  header.writeBigUInt64LE(
    BigInt(block.literalCount) |
      (BigInt(literalBits.bytes.length) << 20n) |
      (BigInt(block.matchCount) << 40n) |
      (BigInt(7 - literalBits.unused) << 60n),
    8,
  );
  header.writeBigUInt64LE(
    s0! |
      (s1! << 10n) |
      (s2! << 20n) |
      (s3! << 30n) |
      (BigInt(matchBits.bytes.length) << 40n) |
      (BigInt(7 - matchBits.unused) << 60n),
    16,
  );
  header.writeBigUInt64LE(BigInt(32 + frequencies.length) | (l! << 32n) | (m! << 42n) | (d! << 52n), 24);
  return Buffer.concat([header, frequencies]);
}

/** How often each symbol occurs, scaled so that the sum is `states` and none that occurs gets zero. */
function normalize(symbols: readonly number[], count: number, states: number): number[] {
  const counts = zeros(count);
  for (const symbol of symbols) counts[symbol]!++;
  if (symbols.length === 0) return counts;
  const scaled = counts.map((n) => (n === 0 ? 0 : Math.max(1, Math.floor((n * states) / symbols.length))));
  for (let sum = scaled.reduce((a, b) => a + b); sum !== states; sum += sum < states ? 1 : -1) {
    scaled[scaled.indexOf(Math.max(...scaled))]! += sum < states ? 1 : -1;
  }
  return scaled;
}

interface StateCode {
  /** The state that tells the first symbol. */
  first: number;
  /** For each symbol, the bits that lead from its state to the next. */
  bits: Bits[];
}

/** Finds, from the last symbol back to the first, the states that tell the symbols. */
function encodeStates(symbols: readonly number[], frequencies: readonly number[], states: number): StateCode {
  const rows: { symbol: number; size: number; base: number }[] = [];
  frequencies.forEach((frequency, symbol) => {
    const size = Math.clz32(frequency) - Math.clz32(states);
    const longRows = ((2 * states) >> size) - frequency;
    for (let j = 0; j < frequency; j++) {
      if (j < longRows) rows.push({ symbol, size, base: ((frequency + j) << size) - states });
      else rows.push({ symbol, size: size - 1, base: (j - longRows) << (size - 1) });
    }
  });
  const bits: Bits[] = [];
  let next = 0;
  for (const symbol of symbols.toReversed()) {
    const state = rows.findIndex(
      (row) => row.symbol === symbol && row.base <= next && next < row.base + (1 << row.size),
    );
    bits.unshift([next - rows[state]!.base, rows[state]!.size]);
    next = state;
  }
  return { first: next, bits };
}

function encodeNumbers(values: readonly number[], code: NumberCode): StateCode & { frequencies: number[] } {
  const bases: number[] = [];
  code.extraBits.reduce((base, extra) => (bases.push(base), base + (1 << extra)), 0);
  const symbols = values.map((value) => bases.findLastIndex((base) => base <= value));
  const frequencies = normalize(symbols, code.extraBits.length, code.states);
  const { first, bits } = encodeStates(symbols, frequencies, code.states);
  return {
    first,
    frequencies,
    bits: bits.map(([stateBits, size], i) => {
      const extra = code.extraBits[symbols[i]!]!;
      return [(stateBits << extra) | (values[i]! - bases[symbols[i]!]!), size + extra];
    }),
  };
}

/** Puts bits together for a reader that takes them from the top down. */
interface Packed {
  bytes: Uint8Array;
  unused: number;
}

function pack(list: readonly Bits[]): Packed {
  const text = list
    .map(([value, count]) => (count === 0 ? "" : value.toString(2).padStart(count, "0")))
    .join("");
  const bytes = new Uint8Array(Math.ceil(text.length / 8));
  const padded = text.padStart(bytes.length * 8, "0");
  bytes.forEach((_, i) => (bytes[bytes.length - 1 - i] = parseInt(padded.slice(i * 8, i * 8 + 8), 2)));
  return { bytes, unused: bytes.length * 8 - text.length };
}

/** How the frequencies 0 to 7 are written, lowest bit first. */
const SMALL_FREQUENCIES = ["00", "01", "100", "101", "11000", "11010", "11001", "11011"];

function packFrequencies(frequencies: readonly number[]): Uint8Array {
  const lowestFirst = (value: number, count: number): string =>
    [...value.toString(2).padStart(count, "0")].toReversed().join("");
  const text = frequencies
    .map((frequency) => {
      if (frequency < 8) return SMALL_FREQUENCIES[frequency]!;
      if (frequency < 24) return `1110${lowestFirst(frequency - 8, 4)}`;
      return `1111${lowestFirst(frequency - 24, 10)}`;
    })
    .join("");
  const bytes = new Uint8Array(Math.ceil(text.length / 8));
  [...text].forEach((bit, i) => {
    if (bit === "1") bytes[i >> 3]! |= 1 << (i & 7);
  });
  return bytes;
}
