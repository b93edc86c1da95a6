import { ByteSink } from "./byte-sink.ts";
import { MAX_NESTING, nestedTooDeeply } from "./limits.ts";
import { unwritable } from "./unwritable.ts";
import { PlistDate, PlistReal, PlistUid } from "./value.ts";
import type { PlistDict, PlistValue } from "./value.ts";

/**
 * Writes a binary property list (`bplist00`), as Apple's writer does (CFBinaryPList.c):
 *
 * - equal strings, integers, reals, dates and data are written once and shared, as are the booleans; containers never;
 * - integers take 1, 2, 4 or 8 bytes, negative ones always 8, and those beyond 64 bits with a sign 16;
 * - reals take 8 bytes; -0.0 and 0.0 are two values; every NaN is the same one;
 * - strings are ASCII, or else UTF-16, in which lone surrogates survive;
 * - a container precedes what it holds, a dictionary's keys precede its values, and keys keep their order;
 * - references and offsets are as wide (1, 2, 4 or 8 bytes) as the number of objects and the length ask for.
 *
 * Equal values in equal order of keys give equal bytes. `decodeBinaryPlist` reads back what was given, null included,
 * though that is none of Apple's values.
 *
 * @throws ShortcutError `SC2002` nesting too deep; `SC2005` a number that the format has no room for: an integer of
 * more than 128 bits, a UID of more than 64, a date that is not finite.
 */
export function encodeBinaryPlist(value: PlistValue): Uint8Array {
  // Two bytes hold the numbers of nearly all files' objects; fewer objects take one, which shows at the end.
  return new ObjectWriter(2).write(value) ?? new ObjectWriter(4).write(value)!;
}

const MAGIC = "bplist00";

/** Windows-1252, in which each byte is a character of its own. */
const oneByteEach = new TextDecoder("latin1");

/**
 * Writes each object when it is met first, which gives it its number: 0 to the top one, and so on. What a container holds
 * stands behind it, so there is room for the numbers, and they are written when they are known.
 */
class ObjectWriter {
  private readonly sink = new ByteSink();
  private readonly refSize: number;
  /** Where each object begins. */
  private readonly offsets: number[] = [];
  /** Of the first containers: where the numbers of what each holds are, and how many. */
  private readonly firstRefs: number[] = [];
  private readonly scalars = new Map<string | number | bigint | boolean | null, number>();
  private readonly reals = new Map<number | "-0", number>();
  private readonly dates = new Map<number | "-0", number>();
  private readonly data = new Map<string, number>();

  constructor(refSize: number) {
    this.refSize = refSize;
  }

  /** @returns undefined where numbers take more bytes than they have been given. */
  write(value: PlistValue): Uint8Array | undefined {
    const { sink, offsets } = this;
    sink.writeAscii(MAGIC);
    this.add(value, 0);
    const refSize = widthOf(offsets.length);
    if (refSize > this.refSize) return undefined;
    if (refSize === 1) this.narrow();
    const tableStart = sink.length;
    const offsetSize = widthOf(tableStart);
    for (const offset of offsets) sink.writeUint(offset, offsetSize);
    sink.writeUint(0, 6);
    sink.writeByte(offsetSize);
    sink.writeByte(refSize);
    sink.writeUint(offsets.length, 8);
    sink.writeUint(0, 8);
    sink.writeUint(tableStart, 8);
    return sink.toBytes();
  }

  /** The number of a value, which `depth` containers surround. */
  private add(value: PlistValue, depth: number): number {
    if (typeof value !== "object" || value === null) return this.addScalar(value);
    if (Array.isArray(value)) return this.addArray(value, depth);
    if (value instanceof PlistReal) return this.share(this.reals, signed(value.value), value);
    if (value instanceof Uint8Array) return this.share(this.data, oneByteEach.decode(value), value);
    if (value instanceof PlistDate) return this.share(this.dates, signed(value.seconds), value);
    if (value instanceof PlistUid) return this.addUid(BigInt(value.value));
    return this.addDict(value, depth);
  }

  private addScalar(value: string | number | bigint | boolean | null): number {
    const known = this.scalars.get(value);
    if (known !== undefined) return known;
    const number = this.begin();
    this.scalars.set(value, number);
    if (typeof value === "string") this.writeString(value);
    else if (typeof value === "boolean") this.sink.writeByte(value ? 0x09 : 0x08);
    else if (value === null) this.sink.writeByte(0x00);
    else this.writeInteger(value);
    return number;
  }

  private share<Key>(numbers: Map<Key, number>, key: Key, value: PlistReal | PlistDate | Uint8Array): number {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = this.begin();
    numbers.set(key, number);
    if (value instanceof PlistReal) this.writeDouble(0x23, value.value);
    else if (value instanceof PlistDate) this.writeDate(value);
    else {
      this.writeCount(0x4, value.length);
      this.sink.writeBytes(value);
    }
    return number;
  }

  private addUid(value: bigint): number {
    const number = this.begin();
    this.writeUid(value);
    return number;
  }

  private addArray(array: PlistValue[], depth: number): number {
    const number = this.begin();
    let at = this.open(0xa, array.length, array.length, depth);
    for (const item of array) at = this.sink.setUint(at, this.add(item, depth + 1), this.refSize);
    return number;
  }

  private addDict(dict: PlistDict, depth: number): number {
    let count = 0;
    for (const _ in dict) count++;
    const number = this.begin();
    let at = this.open(0xd, count, 2 * count, depth);
    for (const key in dict) at = this.sink.setUint(at, this.addScalar(key), this.refSize);
    for (const key in dict) at = this.sink.setUint(at, this.add(dict[key]!, depth + 1), this.refSize);
    return number;
  }

  /** The number of the object that is written next. */
  private begin(): number {
    return this.offsets.push(this.sink.length) - 1;
  }

  /** Writes what stands before the numbers of what a container holds; returns where these are to be written. */
  private open(kind: number, count: number, refs: number, depth: number): number {
    if (depth >= MAX_NESTING) throw nestedTooDeeply("in the value to be written");
    this.writeCount(kind, count);
    const start = this.sink.reserve(refs * this.refSize);
    if (this.offsets.length < 256) this.firstRefs.push(start, refs);
    return start;
  }

  /** Gives numbers that have two bytes one. */
  private narrow(): void {
    const { sink, offsets, firstRefs } = this;
    let object = 0;
    let read = 0;
    let end = 0;
    for (let i = 0; i < firstRefs.length; i += 2) {
      const start = firstRefs[i]!;
      while (object < offsets.length && offsets[object]! < start) offsets[object++]! -= read - end;
      end = sink.move(read, start, end);
      read = start + 2 * firstRefs[i + 1]!;
      for (let low = start + 1; low < read; low += 2) end = sink.move(low, low + 1, end);
    }
    while (object < offsets.length) offsets[object++]! -= read - end;
    sink.length = sink.move(read, sink.length, end);
  }

  private writeString(text: string): void {
    const { sink } = this;
    const start = sink.length;
    const { length } = text;
    this.writeCount(0x5, length);
    if (sink.writeAscii(text)) return;
    sink.length = start;
    this.writeCount(0x6, length);
    sink.writeUtf16(text);
  }

  private writeInteger(value: number | bigint): void {
    if (value >= 0 && value < 2 ** 32) return this.writeCountingNumber(Number(value));
    const integer = BigInt(value);
    if (BigInt.asIntN(64, integer) === integer) {
      this.sink.writeByte(0x13);
      this.sink.writeInt64(integer);
    } else if (BigInt.asIntN(128, integer) === integer) {
      this.sink.writeByte(0x14);
      this.sink.writeInt64(integer >> 64n);
      this.sink.writeInt64(integer);
    } else {
      throw unwritable("an integer of more than 128 bits");
    }
  }

  /** An integer that is not negative, in as few bytes as it takes. */
  private writeCountingNumber(value: number): void {
    const size = widthOf(value);
    this.sink.writeByte(0x10 | Math.log2(size));
    this.sink.writeUint(value, size);
  }

  private writeDate({ seconds }: PlistDate): void {
    if (!Number.isFinite(seconds)) throw unwritable("a date that is no finite number of seconds");
    this.writeDouble(0x33, seconds);
  }

  private writeDouble(marker: number, value: number): void {
    this.sink.writeByte(marker);
    this.sink.writeDouble(value);
  }

  private writeUid(value: bigint): void {
    if (BigInt.asUintN(64, value) !== value) throw unwritable("a UID of more than 64 bits");
    const size = widthOf(value);
    this.sink.writeByte(0x80 | (size - 1));
    if (size === 8) this.sink.writeInt64(value);
    else this.sink.writeUint(Number(value), size);
  }

  /** The marker of an object of the kind `kind`, with the number of its items. */
  private writeCount(kind: number, count: number): void {
    this.sink.writeByte((kind << 4) | Math.min(count, 15));
    if (count >= 15) this.writeCountingNumber(count);
  }
}

/** A key for a map, which would take -0 for 0. */
function signed(value: number): number | "-0" {
  return Object.is(value, -0) ? "-0" : value;
}

/** The bytes that Apple gives an unsigned integer: 1, 2, 4 or 8. */
function widthOf(value: number | bigint): number {
  if (value < 2 ** 8) return 1;
  if (value < 2 ** 16) return 2;
  return value < 2 ** 32 ? 4 : 8;
}
