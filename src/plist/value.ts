/**
 * The values of a property list, kept apart as strictly as the file keeps them apart.
 *
 * A shortcut that holds `5`, `5.0`, `"5"` and `true` for the same parameter holds four different values,
 * so the model has to tell an integer from a real. Integers are by far the commoner ones and are therefore
 * plain JavaScript numbers; reals are wrapped.
 */
export type PlistValue =
  | string
  | boolean
  /** An integer that a double holds exactly (|n| <= 2^53 - 1). */
  | number
  /** Any other integer, up to 128 bits. */
  | bigint
  | PlistReal
  | PlistDate
  | PlistUid
  /** Raw data. */
  | Uint8Array
  | PlistValue[]
  | PlistDict
  /** Only in JSON dumps of other tools: a property list has no null. */
  | null;

/**
 * A dictionary of a property list. Instances inherit nothing, so every key is data: neither `__proto__`
 * nor `constructor` means anything here. Always make one with `new PlistDict()`.
 */
export interface PlistDict {
  [key: string]: PlistValue;
}

/**
 * A function with an empty prototype, not `Object.create(null)`: V8 keeps instances of the former in fast mode,
 * which is worth a third of the decoding time.
 */
export const PlistDict = function PlistDict() {} as unknown as { new (): PlistDict };
PlistDict.prototype = Object.create(null);

/** A floating-point number (`<real>`); `value` may be infinite, NaN or -0. */
export class PlistReal {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A moment; `seconds` counts from 2001-01-01T00:00:00Z, with fractions, as in a binary property list. */
export class PlistDate {
  readonly seconds: number;
  constructor(seconds: number) {
    this.seconds = seconds;
  }
}

/** A reference number of a keyed archive; shortcuts themselves never hold one. */
export class PlistUid {
  readonly value: number | bigint;
  constructor(value: number | bigint) {
    this.value = value;
  }
}

export function isDict(value: PlistValue | undefined): value is PlistDict {
  if (typeof value !== "object" || value === null) return false;
  // Nearly all are; others come from programs that make their own.
  if (value instanceof PlistDict) return true;
  return (
    !Array.isArray(value) &&
    !(value instanceof PlistReal) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof PlistDate) &&
    !(value instanceof PlistUid)
  );
}

/** Whether a dictionary has this many keys. */
export function hasKeys(dict: PlistDict, count: number): boolean {
  let keys = 0;
  for (const _ in dict) if (++keys > count) return false;
  return keys === count;
}

/** A dictionary without some of its keys: a copy, because one that a key is deleted from is slow from then on. */
export function without(dict: PlistDict, keys: readonly string[]): PlistDict {
  const rest = new PlistDict();
  for (const key in dict) if (!keys.includes(key)) rest[key] = dict[key]!;
  return rest;
}

/** Equality that never takes `5` for `5.0`, `true` for `1`, or -0.0 for 0.0; the order of keys is no part of it. */
export function strictEqual(a: PlistValue | undefined, b: PlistValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!strictEqual(a[i], b[i])) return false;
    return true;
  }
  if (a instanceof PlistReal) return b instanceof PlistReal && Object.is(a.value, b.value);
  if (a instanceof PlistDate) return b instanceof PlistDate && Object.is(a.seconds, b.seconds);
  if (a instanceof PlistUid) return b instanceof PlistUid && a.value === b.value;
  if (a instanceof Uint8Array) {
    return b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  }
  if (!isDict(a) || !isDict(b)) return false;
  let keys = 0;
  // An own value is never undefined, so a missing key cannot pass for an equal one.
  for (const key in a) {
    if (!strictEqual(a[key], b[key])) return false;
    keys++;
  }
  return hasKeys(b, keys);
}
