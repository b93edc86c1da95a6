import { ShortcutError } from "../diagnostics/error.ts";
import { toPlistInteger } from "./integer.ts";
import { MAX_NESTING, nestedTooDeeply } from "./limits.ts";
import { decodeLatin1, decodeUtf8, UNITS_PER_CALL } from "./text.ts";
import { PlistDate, PlistDict, PlistReal, PlistUid } from "./value.ts";
import type { PlistValue } from "./value.ts";

/**
 * Reads a binary property list (`bplist00`).
 *
 * The layout is Apple's (CFBinaryPList.c): 8 bytes of magic, the objects, a table of their offsets, and 32 bytes
 * of trailer that say how wide offsets and references are. In detail this reader does what Apple's or CPython's
 * plistlib do:
 *
 * - integers of 1, 2 and 4 bytes are unsigned, those of 8 and 16 bytes are signed;
 * - of equal keys in a dictionary the last one wins;
 * - the null object is `null`; sets, URLs, UUIDs and fill bytes are errors, as a property list has no
 *   such values and none of ours could stand for them without loss;
 * - an "ASCII" string with bytes above 0x7F is taken for UTF-8 and, if it is not that, for Latin-1 (Apple never
 *   writes one, plistlib refuses it);
 * - lone surrogates in UTF-16 strings survive.
 *
 * Arrays and dictionaries are made anew for every reference to them, so a caller may change the result. Data is
 * copied out of `bytes`; references to the same data object share the copy.
 *
 * @throws ShortcutError `SC2001` malformed, `SC2002` cycle or nesting too deep, `SC2003` expands to too much;
 * `offset` counts bytes of `bytes`.
 */
export function decodeBinaryPlist(bytes: Uint8Array): PlistValue {
  // Not the caller's object: it may be a Buffer, whose slices are no copies.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trailer = readTrailer(plain);
  return new ObjectReader(plain, trailer).read(trailer.topObject, 0);
}

const HEADER_SIZE = 8;
const TRAILER_SIZE = 32;

/**
 * What reading a file may cost beyond its length in bytes. Following a reference costs 1, and so does each byte of
 * text or data when it is read. In a file without shared containers and overlapping objects everything paid
 * for is a byte of its own, so such a file is never too dear; real files cost less than their length, too.
 */
const SHARING_ALLOWANCE = 250_000;

/** From this length on, decoding as UTF-8 is faster than a loop. A UUID, the commonest text, has 36 characters. */
const LONG_STRING = 16;

interface Trailer {
  /** Bytes per entry of the offset table, 1 to 8. */
  offsetSize: number;
  /** Bytes per reference to an object, 1 to 8. */
  refSize: number;
  objectCount: number;
  topObject: number;
  /** Offset of the offset table, which is where the objects end. */
  objectsEnd: number;
}

function readTrailer(bytes: Uint8Array): Trailer {
  const start = bytes.length - TRAILER_SIZE;
  if (bytes.length < HEADER_SIZE || !hasMagic(bytes)) {
    throw malformed(0, 'A binary property list starts with "bplist0"');
  }
  if (start < HEADER_SIZE) {
    throw cutShort(bytes.length, `${bytes.length} bytes are too few for a binary property list`);
  }
  const trailer: Trailer = {
    offsetSize: bytes[start + 6]!,
    refSize: bytes[start + 7]!,
    objectCount: readUint(bytes, start + 8, 8),
    topObject: readUint(bytes, start + 16, 8),
    objectsEnd: readUint(bytes, start + 24, 8),
  };
  const { offsetSize, refSize, objectCount, topObject, objectsEnd } = trailer;
  if (!isWidth(offsetSize) || !isWidth(refSize) || objectCount === 0 || objectsEnd <= HEADER_SIZE) {
    throw cutShort(start, "The last 32 bytes are not the trailer of a binary property list");
  }
  const needed = objectsEnd + objectCount * offsetSize + TRAILER_SIZE;
  if (needed > bytes.length) {
    throw cutShort(start, `The trailer asks for a file of ${needed} bytes, but it has ${bytes.length}`);
  }
  if (topObject >= objectCount) {
    throw malformed(start + 16, `The top object is number ${topObject} of only ${objectCount} objects`);
  }
  return trailer;
}

function hasMagic(bytes: Uint8Array): boolean {
  const magic = "bplist0";
  for (let i = 0; i < magic.length; i++) if (bytes[i] !== magic.charCodeAt(i)) return false;
  return true;
}

function isWidth(size: number): boolean {
  return size >= 1 && size <= 8;
}

/** A big-endian unsigned integer; above 2^53 it is rounded, which still is far too large for any offset. */
function readUint(bytes: Uint8Array, at: number, size: number): number {
  let value = bytes[at]!;
  // References to objects are of one or two bytes as a rule.
  if (size === 1) return value;
  if (size === 2) return value * 256 + bytes[at + 1]!;
  for (let i = 1; i < size; i++) value = value * 256 + bytes[at + i]!;
  return value;
}

function malformed(offset: number, message: string): ShortcutError {
  return new ShortcutError("SC2001", `${message} (at byte ${offset}).`, { offset });
}

function cutShort(offset: number, message: string): ShortcutError {
  return new ShortcutError("SC2001", `${message}.`, {
    offset,
    hint: "The file is probably cut short: get it again.",
  });
}

/** Reads objects by reference. Nothing in it trusts the file beyond what {@link readTrailer} has checked. */
class ObjectReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly offsetSize: number;
  private readonly refSize: number;
  private readonly objectCount: number;
  private readonly objectsEnd: number;
  /** Everything but containers, by reference: read once, used for every reference. */
  private readonly scalars: (PlistValue | undefined)[];
  /** The references of the containers that are being read, outermost first. */
  private readonly path: number[] = [];
  private budget: number;
  /** Where the contents of the object begin whose count was read last. */
  private contents = 0;

  constructor(bytes: Uint8Array, trailer: Trailer) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.offsetSize = trailer.offsetSize;
    this.refSize = trailer.refSize;
    this.objectCount = trailer.objectCount;
    this.objectsEnd = trailer.objectsEnd;
    this.scalars = new Array<PlistValue | undefined>(trailer.objectCount);
    this.budget = bytes.length + SHARING_ALLOWANCE;
  }

  /** The object that the reference `ref` means, which `depth` containers surround. */
  read(ref: number, depth: number): PlistValue {
    const scalar = this.scalars[ref];
    if (scalar !== undefined) return scalar;
    const entry = this.objectsEnd + ref * this.offsetSize;
    const at = readUint(this.bytes, entry, this.offsetSize);
    if (at < HEADER_SIZE || at >= this.objectsEnd) {
      throw malformed(entry, `Object ${ref} is said to stand at ${at}, where no object can stand`);
    }
    const marker = this.bytes[at]!;
    switch (marker >> 4) {
      case 0xa:
        return this.readArray(ref, at, depth);
      case 0xd:
        return this.readDict(ref, at, depth);
      default:
        return (this.scalars[ref] = this.readScalar(at, marker));
    }
  }

  private readArray(ref: number, at: number, depth: number): PlistValue[] {
    const count = this.readCount(at, this.refSize, "array");
    const refs = this.contents;
    this.enter(ref, at, depth, count);
    const array: PlistValue[] = [];
    for (let i = 0; i < count; i++) array.push(this.read(this.readRef(refs + i * this.refSize), depth + 1));
    return array;
  }

  private readDict(ref: number, at: number, depth: number): PlistDict {
    const count = this.readCount(at, 2 * this.refSize, "dictionary");
    const keyRefs = this.contents;
    const valueRefs = keyRefs + count * this.refSize;
    this.enter(ref, at, depth, 2 * count);
    const dict = new PlistDict();
    for (let i = 0; i < count; i++) {
      const keyAt = keyRefs + i * this.refSize;
      const key = this.read(this.readRef(keyAt), depth + 1);
      if (typeof key !== "string") throw malformed(keyAt, "A key of a dictionary is not a string");
      dict[key] = this.read(this.readRef(valueRefs + i * this.refSize), depth + 1);
    }
    return dict;
  }

  private readRef(at: number): number {
    const ref = readUint(this.bytes, at, this.refSize);
    if (ref >= this.objectCount) {
      throw malformed(at, `There is a reference to object ${ref}, but only ${this.objectCount} objects`);
    }
    return ref;
  }

  /** Pays for the references of a container and sees to it that containers do not nest without end. */
  private enter(ref: number, at: number, depth: number, references: number): void {
    this.spend(references, at);
    if (depth >= MAX_NESTING) throw this.tooDeep(at);
    this.path[depth] = ref;
  }

  private tooDeep(at: number): ShortcutError {
    if (new Set(this.path).size === this.path.length) return nestedTooDeeply(`at byte ${at}`, at);
    return new ShortcutError("SC2002", `A container holds itself (at byte ${at}).`, {
      offset: at,
      hint: "A property list cannot be circular: the file was damaged or made to break its readers.",
    });
  }

  private spend(cost: number, at: number): void {
    this.budget -= cost;
    if (this.budget >= 0) return;
    throw new ShortcutError(
      "SC2003",
      `The ${this.bytes.length} bytes expand to too many values, because objects are shared or overlap ` +
        `(at byte ${at}).`,
      { offset: at, hint: "Shortcuts does not write such files; this one was made to exhaust memory." },
    );
  }

  /**
   * The number of items of the object at `at`, each of `itemSize` bytes, which are known to be there when this
   * returns; leaves {@link contents} at the first of them.
   */
  private readCount(at: number, itemSize: number, what: string): number {
    let count = this.bytes[at]! & 0x0f;
    this.contents = at + 1;
    // Fifteen or more items: their number follows as an integer object.
    if (count === 0x0f) {
      const marker = this.bytes[at + 1]!;
      if (marker < 0x10 || marker > 0x13) throw malformed(at + 1, `The ${what} has no count`);
      const size = 1 << (marker & 0x0f);
      count = readUint(this.bytes, at + 2, size);
      this.contents = at + 2 + size;
    }
    this.requireBytes(this.contents, count * itemSize, what);
    return count;
  }

  private requireBytes(at: number, size: number, what: string): void {
    const rest = this.objectsEnd - at;
    if (size > rest) {
      throw malformed(
        at,
        `The ${what} needs ${size} bytes, but the objects end ${Math.max(0, rest)} bytes on`,
      );
    }
  }

  private readScalar(at: number, marker: number): PlistValue {
    switch (marker >> 4) {
      case 0x0:
        return this.readConstant(at, marker);
      case 0x1:
        return this.readInteger(at, marker);
      case 0x2:
        return this.readReal(at, marker);
      case 0x3:
        return this.readDate(at, marker);
      case 0x4:
        return this.readData(at);
      case 0x5:
        return this.readAscii(at);
      case 0x6:
        return this.readUtf16(at);
      case 0x8:
        return this.readUid(at, marker);
      default:
        throw unknownObject(at, marker);
    }
  }

  private readConstant(at: number, marker: number): null | boolean {
    if (marker === 0x00) return null;
    if (marker === 0x08) return false;
    if (marker === 0x09) return true;
    throw unknownObject(at, marker);
  }

  private readInteger(at: number, marker: number): number | bigint {
    const start = at + 1;
    const size = 1 << (marker & 0x0f);
    this.requireBytes(start, size, "integer");
    if (size <= 4) return readUint(this.bytes, start, size);
    if (size === 8) return toPlistInteger(this.view.getBigInt64(start));
    if (size > 16) throw unknownObject(at, marker);
    return toPlistInteger((this.view.getBigInt64(start) << 64n) | this.view.getBigUint64(start + 8));
  }

  private readReal(at: number, marker: number): PlistReal {
    const start = at + 1;
    if (marker === 0x23) {
      this.requireBytes(start, 8, "real");
      return new PlistReal(this.view.getFloat64(start));
    }
    if (marker !== 0x22) throw unknownObject(at, marker);
    this.requireBytes(start, 4, "real");
    return new PlistReal(this.view.getFloat32(start));
  }

  private readDate(at: number, marker: number): PlistDate {
    if (marker !== 0x33) throw unknownObject(at, marker);
    this.requireBytes(at + 1, 8, "date");
    const seconds = this.view.getFloat64(at + 1);
    if (!Number.isFinite(seconds)) throw malformed(at, "The date is not a finite number of seconds");
    return new PlistDate(seconds);
  }

  private readData(at: number): Uint8Array {
    const length = this.readCount(at, 1, "data");
    this.spend(length, at);
    return this.bytes.slice(this.contents, this.contents + length);
  }

  private readAscii(at: number): string {
    const length = this.readCount(at, 1, "string");
    this.spend(length, at);
    const { bytes, contents } = this;
    if (length < LONG_STRING) {
      const units = new Array<number>(length);
      let bits = 0;
      for (let i = 0; i < length; i++) bits |= units[i] = bytes[contents + i]!;
      if (bits < 0x80) return String.fromCharCode(...units);
    }
    const end = contents + length;
    return decodeUtf8(bytes, contents, end) ?? decodeLatin1(bytes.subarray(contents, end));
  }

  /** Not with a TextDecoder, which puts U+FFFD for lone surrogates. */
  private readUtf16(at: number): string {
    const length = this.readCount(at, 2, "string");
    this.spend(2 * length, at);
    const end = this.contents + 2 * length;
    let text = "";
    for (let next = this.contents; next < end;) {
      const units = new Array<number>(Math.min(UNITS_PER_CALL, (end - next) / 2));
      for (let i = 0; i < units.length; i++, next += 2) {
        units[i] = (this.bytes[next]! << 8) | this.bytes[next + 1]!;
      }
      text += String.fromCharCode(...units);
    }
    return text;
  }

  private readUid(at: number, marker: number): PlistUid {
    const size = (marker & 0x0f) + 1;
    if (size > 8) throw unknownObject(at, marker);
    this.requireBytes(at + 1, size, "UID");
    let value = 0n;
    for (let i = 1; i <= size; i++) value = (value << 8n) | BigInt(this.bytes[at + i]!);
    return new PlistUid(toPlistInteger(value));
  }
}

function unknownObject(at: number, marker: number): ShortcutError {
  return malformed(at, `No object of a property list begins with 0x${marker.toString(16).padStart(2, "0")}`);
}
