import { isDict, PlistDate, PlistReal, PlistUid, type PlistValue } from "../../src/plist/value.ts";

/** The bytes of a binary property list. References, offsets and counts take four bytes each, however small they are. */
export function encodeBinaryPlist(root: PlistValue): Uint8Array {
  const objects: Buffer[] = [];
  const add = (value: PlistValue): number => {
    const index = objects.push(EMPTY) - 1;
    objects[index] = encode(value);
    return index;
  };
  const encode = (value: PlistValue): Buffer => {
    if (value === null) return Buffer.of(0x00);
    if (typeof value === "boolean") return Buffer.of(value ? 0x09 : 0x08);
    if (typeof value === "number" || typeof value === "bigint") return encodeInteger(BigInt(value));
    if (typeof value === "string") {
      const isAscii = /^[\0-\x7f]*$/.test(value);
      const content = isAscii ? Buffer.from(value, "latin1") : Buffer.from(value, "utf16le").swap16();
      return Buffer.concat([marked(isAscii ? 0x5 : 0x6, value.length), content]);
    }
    if (value instanceof PlistReal) return encodeDouble(0x23, value.value);
    if (value instanceof PlistDate) return encodeDouble(0x33, value.seconds);
    if (value instanceof PlistUid) return Buffer.concat([Buffer.of(0x83), integers([Number(value.value)])]);
    if (value instanceof Uint8Array) return Buffer.concat([marked(0x4, value.length), value]);
    if (Array.isArray(value)) return Buffer.concat([marked(0xa, value.length), integers(value.map(add))]);
    if (!isDict(value)) throw new Error("no value of a property list");
    const keys = Object.keys(value);
    const refs = [...keys.map(add), ...keys.map((key) => add(value[key]!))];
    return Buffer.concat([marked(0xd, keys.length), integers(refs)]);
  };
  add(root);

  const offsets: number[] = [];
  let end = 8;
  for (const object of objects) {
    offsets.push(end);
    end += object.length;
  }
  const trailer = Buffer.concat([
    Buffer.of(0, 0, 0, 0, 0, 0, 4, 4),
    integers([0, objects.length, 0, 0, 0, end]),
  ]);
  return Buffer.concat([Buffer.from("bplist00"), ...objects, integers(offsets), trailer]);
}

const EMPTY = Buffer.of();

function marked(kind: number, count: number): Buffer {
  if (count < 15) return Buffer.of((kind << 4) | count);
  return Buffer.concat([Buffer.of((kind << 4) | 15, 0x12), integers([count])]);
}

function integers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, i * 4);
  return bytes;
}

function encodeDouble(marker: number, value: number): Buffer {
  const bytes = Buffer.alloc(9, marker);
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function encodeInteger(value: bigint): Buffer {
  const bytes = Buffer.alloc(17, 0x14);
  bytes.writeBigInt64BE(value >> 64n, 1);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value), 9);
  // Eight bytes hold integers of 64 bits with a sign.
  return value === BigInt.asIntN(64, value) ? Buffer.concat([Buffer.of(0x13), bytes.subarray(9)]) : bytes;
}
