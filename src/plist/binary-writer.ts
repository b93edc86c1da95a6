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
  const objects = new ObjectTable();
  objects.add(value, 0);
  return new ObjectWriter(objects).write();
}

/** Gives each object its number: 0 to the top one, and so on in the order in which they are met. */
class ObjectTable {
  readonly objects: PlistValue[] = [];
  /**
   * For each container, in the order of their numbers: how many numbers follow, and the numbers of what it holds, a
   * dictionary's keys before its values.
   */
  readonly members: number[] = [];
  /** The bytes of all objects if all strings are ASCII, without the references in containers. */
  size = 0;
  private readonly scalars = new Map<string | number | bigint | boolean | null, number>();
  private readonly reals = new Map<number | "-0", number>();
  private readonly dates = new Map<number | "-0", number>();
  private readonly data = new Map<string, number>();

  /** The number of a value, which `depth` containers surround. */
  add(value: PlistValue, depth: number): number {
    if (typeof value !== "object" || value === null) return this.addScalar(value);
    if (Array.isArray(value)) return this.addArray(value, depth);
    if (value instanceof PlistReal) return this.share(this.reals, signed(value.value), value);
    if (value instanceof Uint8Array) return this.share(this.data, oneByteEach.decode(value), value);
    if (value instanceof PlistDate) return this.share(this.dates, signed(value.seconds), value);
    if (value instanceof PlistUid) return this.append(value, 1 + widthOf(value.value));
    return this.addDict(value, depth);
  }

  private addScalar(value: string | number | bigint | boolean | null): number {
    const known = this.scalars.get(value);
    if (known !== undefined) return known;
    const number = this.append(value, sizeOf(value));
    this.scalars.set(value, number);
    return number;
  }

  private share<Key>(numbers: Map<Key, number>, key: Key, value: PlistReal | PlistDate | Uint8Array): number {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const size = value instanceof Uint8Array ? headerSize(value.length) + value.length : 9;
    const number = this.append(value, size);
    numbers.set(key, number);
    return number;
  }

  private addArray(array: PlistValue[], depth: number): number {
    const number = this.open(array, array.length, array.length, depth);
    let at = this.reserve(array.length);
    for (const item of array) this.members[at++] = this.add(item, depth + 1);
    return number;
  }

  private addDict(dict: PlistDict, depth: number): number {
    let count = 0;
    for (const _ in dict) count++;
    const number = this.open(dict, count, 2 * count, depth);
    let at = this.reserve(2 * count);
    for (const key in dict) this.members[at++] = this.addScalar(key);
    for (const key in dict) this.members[at++] = this.add(dict[key]!, depth + 1);
    return number;
  }

  private open(container: PlistValue[] | PlistDict, count: number, members: number, depth: number): number {
    if (depth >= MAX_NESTING) throw nestedTooDeeply("in the value to be written");
    this.members.push(members);
    return this.append(container, headerSize(count));
  }

  /** Places for numbers that are found while others get theirs; returns where they begin. */
  private reserve(count: number): number {
    const start = this.members.length;
    for (let i = 0; i < count; i++) this.members.push(0);
    return start;
  }

  private append(value: PlistValue, size: number): number {
    this.size += size;
    return this.objects.push(value) - 1;
  }
}

/** Windows-1252, in which each byte is a character of its own. */
const oneByteEach = new TextDecoder("latin1");

/** The bytes of a marker with the number of items. */
function headerSize(count: number): number {
  return count < 15 ? 1 : 2 + widthOf(count);
}

/** The bytes of a scalar; those of a string if it is ASCII. */
function sizeOf(value: string | number | bigint | boolean | null): number {
  if (typeof value === "string") return headerSize(value.length) + value.length;
  if (typeof value === "boolean" || value === null) return 1;
  if (value >= 0 && value < 2 ** 32) return 1 + widthOf(value);
  return BigInt.asIntN(64, BigInt(value)) === BigInt(value) ? 9 : 17;
}

/** A key for a map, which would take -0 for 0. */
function signed(value: number): number | "-0" {
  return Object.is(value, -0) ? "-0" : value;
}

const MAGIC = "bplist00";
const TRAILER_SIZE = 32;

class ObjectWriter {
  private readonly sink: ByteSink;
  private readonly table: ObjectTable;
  private readonly refSize: number;
  /** Where the members of the next container are. */
  private nextMember = 0;

  constructor(table: ObjectTable) {
    this.table = table;
    const { objects, members, size } = table;
    this.refSize = widthOf(objects.length);
    // What the offsets take is known when all objects are written; most files take two bytes each.
    const expected = MAGIC.length + size + members.length * this.refSize + objects.length * 2 + TRAILER_SIZE;
    this.sink = new ByteSink(expected);
  }

  write(): Uint8Array {
    const { sink } = this;
    sink.writeAscii(MAGIC);
    const offsets = this.table.objects.map((value) => {
      const offset = sink.length;
      this.writeObject(value);
      return offset;
    });
    const tableStart = sink.length;
    const offsetSize = widthOf(tableStart);
    for (const offset of offsets) sink.writeUint(offset, offsetSize);
    sink.writeUint(0, 6);
    sink.writeByte(offsetSize);
    sink.writeByte(this.refSize);
    sink.writeUint(offsets.length, 8);
    sink.writeUint(0, 8);
    sink.writeUint(tableStart, 8);
    return sink.toBytes();
  }

  private writeObject(value: PlistValue): void {
    if (typeof value === "string") this.writeString(value);
    else if (typeof value === "number" || typeof value === "bigint") this.writeInteger(value);
    else if (typeof value === "boolean") this.sink.writeByte(value ? 0x09 : 0x08);
    else if (value === null) this.sink.writeByte(0x00);
    else if (value instanceof PlistReal) this.writeDouble(0x23, value.value);
    else if (value instanceof PlistDate) this.writeDate(value);
    else if (value instanceof PlistUid) this.writeUid(BigInt(value.value));
    else if (value instanceof Uint8Array) {
      this.writeCount(0x4, value.length);
      this.sink.writeBytes(value);
    } else this.writeContainer(Array.isArray(value));
  }

  private writeString(text: string): void {
    const { sink } = this;
    const start = sink.length;
    this.writeCount(0x5, text.length);
    if (sink.writeAscii(text)) return;
    sink.length = start;
    this.writeCount(0x6, text.length);
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

  private writeContainer(isArray: boolean): void {
    const { members } = this.table;
    const count = members[this.nextMember++]!;
    this.writeCount(isArray ? 0xa : 0xd, isArray ? count : count / 2);
    const end = this.nextMember + count;
    for (let at = this.nextMember; at < end; at++) this.sink.writeUint(members[at]!, this.refSize);
    this.nextMember = end;
  }

  /** The marker of an object of the kind `kind`, with the number of its items. */
  private writeCount(kind: number, count: number): void {
    this.sink.writeByte((kind << 4) | Math.min(count, 15));
    if (count >= 15) this.writeCountingNumber(count);
  }
}

/** The bytes that Apple gives an unsigned integer: 1, 2, 4 or 8. */
function widthOf(value: number | bigint): number {
  if (value < 2 ** 8) return 1;
  if (value < 2 ** 16) return 2;
  return value < 2 ** 32 ? 4 : 8;
}
