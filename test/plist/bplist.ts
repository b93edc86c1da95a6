/** Builds binary property lists byte by byte, sound ones and others. */

export interface Layout {
  offsetSize?: number;
  /** Has to be what the objects were made with. */
  refSize?: number;
  top?: number;
}

/** The objects in this order, their offsets, and a trailer. */
export function bplist(objects: (number[] | Uint8Array)[], layout: Layout = {}): Uint8Array {
  const { offsetSize = 2, refSize = 1, top = 0 } = layout;
  const parts: (number[] | Uint8Array)[] = [[...Buffer.from("bplist00")]];
  const offsets: number[] = [];
  let length = 8;
  for (const object of objects) {
    offsets.push(length);
    parts.push(object);
    length += object.length;
  }
  for (const offset of offsets) parts.push(uint(offset, offsetSize));
  parts.push(trailer(offsetSize, refSize, objects.length, top, length));
  return Buffer.concat(parts.map((part) => Uint8Array.from(part)));
}

export function trailer(
  offsetSize: number,
  refSize: number,
  count: number,
  top: number,
  table: number,
): number[] {
  return [0, 0, 0, 0, 0, 0, offsetSize, refSize, ...uint(count, 8), ...uint(top, 8), ...uint(table, 8)];
}

/** A big-endian unsigned integer. */
export function uint(value: number | bigint, size: number): number[] {
  const bytes: number[] = [];
  for (let rest = BigInt(value); bytes.length < size; rest >>= 8n) bytes.unshift(Number(rest & 0xffn));
  return bytes;
}

/** A marker byte of the kind `kind` (its upper half) with a count; `countSize` bytes hold it if it needs any. */
export function counted(kind: number, count: number | bigint, countSize = 4): number[] {
  if (count < 15) return [(kind << 4) | Number(count)];
  return [(kind << 4) | 15, 0x10 | Math.log2(countSize), ...uint(count, countSize)];
}

export function ascii(text: string): number[] {
  return [...counted(5, text.length), ...Buffer.from(text, "latin1")];
}

export function utf16(text: string): number[] {
  return [...counted(6, text.length), ...Buffer.from(text, "utf16le").swap16()];
}

export function array(refs: number[], refSize = 1): number[] {
  return [...counted(0xa, refs.length), ...refs.flatMap((ref) => uint(ref, refSize))];
}

export function dictionary(entries: [key: number, value: number][], refSize = 1): number[] {
  const refs = [...entries.map(([key]) => key), ...entries.map(([, value]) => value)];
  return [...counted(0xd, entries.length), ...refs.flatMap((ref) => uint(ref, refSize))];
}

export function double(value: number): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return [...bytes];
}
