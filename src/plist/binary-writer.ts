import { ByteSink } from "./byte-sink.ts";
import { MAX_NESTING, nestedTooDeeply } from "./limits.ts";
import { decodeLatin1 } from "./text.ts";
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
  /** For the number of a container the numbers of what it holds: a dictionary's keys, then its values. */
  readonly members: (number[] | undefined)[] = [];
  /** The numbers of the strings that are not ASCII. */
  readonly wide = new Set<number>();
  /** The bytes of all objects, without the references in containers; those are counted apart. */
  size = 0;
  references = 0;
  private readonly scalars = new Map<string | number | bigint | boolean | null, number>();
  private readonly reals = new Map<number | "-0", number>();
  private readonly dates = new Map<number | "-0", number>();
  /** By the bytes as Latin-1. */
  private readonly data = new Map<string, number>();

  /** The number of a value, which `depth` containers surround. */
  add(value: PlistValue, depth: number): number {
    if (typeof value !== "object" || value === null) return this.share(this.scalars, value, value);
    if (Array.isArray(value)) return this.addArray(value, depth);
    if (value instanceof PlistReal) return this.share(this.reals, signed(value.value), value);
    if (value instanceof PlistDate) return this.share(this.dates, signed(value.seconds), value);
    if (value instanceof Uint8Array) return this.share(this.data, decodeLatin1(value), value);
    if (value instanceof PlistUid) return this.append(value);
    return this.addDict(value, depth);
  }

  private share<Key>(numbers: Map<Key, number>, key: Key, value: PlistValue): number {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = this.append(value);
    numbers.set(key, number);
    return number;
  }

  private addArray(array: PlistValue[], depth: number): number {
    const members: number[] = [];
    const number = this.open(array, members, depth);
    for (const item of array) members.push(this.add(item, depth + 1));
    this.close(array.length, array.length);
    return number;
  }

  private addDict(dict: PlistDict, depth: number): number {
    const members: number[] = [];
    const number = this.open(dict, members, depth);
    const keys = Object.keys(dict);
    for (const key of keys) members.push(this.share(this.scalars, key, key));
    for (const key of keys) members.push(this.add(dict[key]!, depth + 1));
    this.close(keys.length, members.length);
    return number;
  }

  private open(container: PlistValue[] | PlistDict, members: number[], depth: number): number {
    if (depth >= MAX_NESTING) throw nestedTooDeeply("in the value to be written");
    this.members.push(members);
    return this.objects.push(container) - 1;
  }

  private close(count: number, references: number): void {
    this.size += headerSize(count);
    this.references += references;
  }

  private append(value: PlistValue): number {
    const number = this.objects.push(value) - 1;
    this.members.push(undefined);
    if (typeof value !== "string") {
      this.size += sizeOf(value);
    } else {
      const isWide = !ASCII.test(value);
      if (isWide) this.wide.add(number);
      this.size += headerSize(value.length) + value.length * (isWide ? 2 : 1);
    }
    return number;
  }
}

const ASCII = /^[\0-\x7f]*$/;

/** The bytes of a marker with the number of items. */
function headerSize(count: number): number {
  return count < 15 ? 1 : 2 + widthOf(count);
}

/** The bytes of an object that is neither a container nor a string. */
function sizeOf(value: PlistValue): number {
  if (value instanceof Uint8Array) return headerSize(value.length) + value.length;
  if (typeof value === "boolean" || value === null) return 1;
  if (value instanceof PlistUid) return 1 + widthOf(value.value);
  if (typeof value !== "number" && typeof value !== "bigint") return 9;
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
  private readonly offsetSize: number;

  constructor(table: ObjectTable) {
    this.table = table;
    const { objects, references, size } = table;
    this.refSize = widthOf(objects.length);
    const objectsSize = MAGIC.length + size + references * this.refSize;
    this.offsetSize = widthOf(objectsSize);
    this.sink = new ByteSink(objectsSize + objects.length * this.offsetSize + TRAILER_SIZE);
  }

  write(): Uint8Array {
    const { sink, table, offsetSize } = this;
    sink.writeAscii(MAGIC);
    const { objects } = table;
    const offsets: number[] = [];
    for (let number = 0; number < objects.length; number++) {
      offsets.push(sink.length);
      this.writeObject(number, objects[number]!);
    }
    const tableStart = sink.length;
    for (const offset of offsets) sink.writeUint(offset, offsetSize);
    sink.writeUint(0, 6);
    sink.writeByte(offsetSize);
    sink.writeByte(this.refSize);
    sink.writeUint(offsets.length, 8);
    sink.writeUint(0, 8);
    sink.writeUint(tableStart, 8);
    return sink.toBytes();
  }

  private writeObject(number: number, value: PlistValue): void {
    if (typeof value === "string") this.writeString(number, value);
    else if (typeof value === "number" || typeof value === "bigint") this.writeInteger(value);
    else if (typeof value === "boolean") this.sink.writeByte(value ? 0x09 : 0x08);
    else if (value === null) this.sink.writeByte(0x00);
    else if (value instanceof PlistReal) this.writeDouble(0x23, value.value);
    else if (value instanceof PlistDate) this.writeDate(value);
    else if (value instanceof PlistUid) this.writeUid(BigInt(value.value));
    else if (value instanceof Uint8Array) {
      this.writeCount(0x4, value.length);
      this.sink.writeBytes(value);
    } else this.writeContainer(this.table.members[number]!, Array.isArray(value));
  }

  private writeString(number: number, text: string): void {
    const isWide = this.table.wide.has(number);
    this.writeCount(isWide ? 0x6 : 0x5, text.length);
    if (isWide) this.sink.writeUtf16(text);
    else this.sink.writeAscii(text);
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

  private writeContainer(members: number[], isArray: boolean): void {
    this.writeCount(isArray ? 0xa : 0xd, isArray ? members.length : members.length / 2);
    for (const member of members) this.sink.writeUint(member, this.refSize);
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
