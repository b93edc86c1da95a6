import fc from "fast-check";
import { PlistDate, PlistDict, PlistReal, PlistUid, isDict } from "../../src/plist/value.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { dict } from "./plistlib-oracle.ts";

/** Trees of arrays and dictionaries whose leaves are texts and these scalars. */
export function plistValues(
  text: fc.Arbitrary<string>,
  ...scalars: fc.Arbitrary<PlistValue>[]
): fc.Arbitrary<PlistValue> {
  return fc.letrec<{ value: PlistValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.oneof(text, fc.boolean(), ...scalars),
      fc.array(tie("value"), { maxLength: 20 }),
      fc.array(fc.tuple(text, tie("value")), { maxLength: 20 }).map((entries) => dict(...entries)),
    ),
  })).value;
}

/** Characters of every plane, without lone surrogates; around the lengths where a count takes another form. */
export const wellFormedText = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("__proto__", "17", "<&>]]>\"'", " \n\t ", "\ufeffx", "é".repeat(15), "x".repeat(300)),
);

/** Any UTF-16 units. */
export const anyText = fc.oneof(
  wellFormedText,
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom("\ud800", "a\udc00b", "\udc00\ud800"),
);

/** What XML holds; `\r` among it. */
export const xmlText = wellFormedText.map((text) =>
  text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\r"),
);

/** Integers of every width up to `bits`, with a sign. */
export function integers(bits: number): fc.Arbitrary<number | bigint> {
  const widths = [7, 8, 15, 16, 31, 32, 53, 63, 64, 65, bits - 1].filter((width) => width < bits);
  return fc
    .oneof(
      ...widths.map((width) => fc.bigInt({ min: -(2n ** BigInt(width)), max: 2n ** BigInt(width) - 1n })),
    )
    .map((n) => (Number.isSafeInteger(Number(n)) ? Number(n) : n));
}

export const reals = fc.double().map((n) => new PlistReal(n));
export const data = fc.uint8Array({ maxLength: 100 }).map((bytes) => new Uint8Array(bytes));
export const uids = fc
  .bigInt({ min: 0n, max: 2n ** 64n - 1n })
  .map((n) => new PlistUid(Number.isSafeInteger(Number(n)) ? Number(n) : n));
/** With fractions of a second. */
export const dates = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((seconds) => new PlistDate(seconds));
/** Microseconds that a double holds exactly, as far as the calendar of CPython goes. */
export const pythonDates = fc.maxSafeInteger().map((us) => new PlistDate(us / 1e6));
/** Whole seconds of the years 1 to 9999. */
export const xmlDates = fc
  .bigInt({ min: -63_113_904_000n, max: 252_423_993_599n })
  .map((seconds) => new PlistDate(Number(seconds)));

/** No text that JavaScript takes for an index, and therefore puts before all other keys. */
export const noIndex = (text: string): boolean => !/^[0-9]+$/.test(text);

/** The value with its keys in the order in which the oracle has plistlib write them. */
export function withSortedKeys(value: PlistValue): PlistValue {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isDict(value)) return value;
  const sorted = new PlistDict();
  for (const key of Object.keys(value).toSorted()) sorted[key] = withSortedKeys(value[key]!);
  return sorted;
}
