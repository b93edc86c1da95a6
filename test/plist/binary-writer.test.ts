import { parseBuffer, setMaxObjectCount } from "bplist-parser";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeBinaryPlist } from "../../src/plist/binary-writer.ts";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { PlistDate, PlistReal, PlistUid, isDict, strictEqual } from "../../src/plist/value.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { corpus, hasCorpus } from "../support/corpus.ts";
import { array, ascii, bplist, dictionary, double, uint, utf16 } from "./bplist.ts";
import { corpusValues } from "./corpus-values.ts";
import { failureOf } from "./failure.ts";
import { askPlistlib, dict, pythonIsMissing, tag, tagged } from "./plistlib-oracle.ts";
import {
  anyText,
  data,
  dates,
  integers,
  noIndex,
  plistValues,
  pythonDates,
  reals,
  uids,
  wellFormedText,
  withSortedKeys,
} from "./random-values.ts";
import { cpuTime } from "../support/cpu-time.ts";

if (!hasCorpus)
  console.warn(`Writing real files as binary property lists is not tested: there is no ${corpus}.`);

const readBack = (value: PlistValue): PlistValue => decodeBinaryPlist(encodeBinaryPlist(value));

/** The file of one object. */
const lone = (object: number[]): Uint8Array => plain(bplist([object], { offsetSize: 1 }));
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

describe("objects, byte by byte", () => {
  test.each<[PlistValue, number[]]>([
    [null, [0x00]],
    [false, [0x08]],
    [true, [0x09]],
    [0, [0x10, 0]],
    [255, [0x10, 255]],
    [256, [0x11, 1, 0]],
    [65_535, [0x11, 255, 255]],
    [65_536, [0x12, 0, 1, 0, 0]],
    [2 ** 32 - 1, [0x12, 255, 255, 255, 255]],
    [2 ** 32, [0x13, 0, 0, 0, 1, 0, 0, 0, 0]],
    [2n ** 63n - 1n, [0x13, 127, 255, 255, 255, 255, 255, 255, 255]],
    [-1, [0x13, 255, 255, 255, 255, 255, 255, 255, 255]],
    [-(2n ** 63n), [0x13, 128, 0, 0, 0, 0, 0, 0, 0]],
    [2n ** 63n, [0x14, ...uint(2n ** 63n, 16)]],
    [-(2n ** 63n) - 1n, [0x14, ...uint(2n ** 128n - 2n ** 63n - 1n, 16)]],
    [2n ** 127n - 1n, [0x14, ...uint(2n ** 127n - 1n, 16)]],
    [new PlistReal(5), [0x23, ...double(5)]],
    [new PlistReal(-0), [0x23, ...double(-0)]],
    [new PlistDate(-0.25), [0x33, ...double(-0.25)]],
    [new PlistUid(7), [0x80, 7]],
    [new PlistUid(2n ** 64n - 1n), [0x87, ...uint(2n ** 64n - 1n, 8)]],
    [Uint8Array.of(1, 2), [0x42, 1, 2]],
    [new Uint8Array(15), [0x4f, 0x10, 15, ...new Array<number>(15).fill(0)]],
    ["", [0x50]],
    ["a\0", [0x52, 0x61, 0]],
    ["x".repeat(15), [0x5f, 0x10, 15, ...Buffer.from("x".repeat(15))]],
    ["é", utf16("é")],
    ["a\ud800", utf16("a\ud800")],
    [[], [0xa0]],
    [dict(), [0xd0]],
  ])("%o", (value, object) => {
    expect(encodeBinaryPlist(value)).toEqual(lone(object));
  });

  test("longer counts", () => {
    expect(encodeBinaryPlist("x".repeat(256)).subarray(8, 12)).toEqual(Uint8Array.of(0x5f, 0x11, 1, 0));
    expect(encodeBinaryPlist("é".repeat(65_536)).subarray(8, 14)).toEqual(
      Uint8Array.of(0x6f, 0x12, 0, 1, 0, 0),
    );
  });
});

test("equal scalars are shared, those that only look equal are not", () => {
  const value = dict(["a", [1, new PlistReal(1), "1", true, 1, new PlistReal(1), "a", true]]);
  const objects = [
    dictionary([[1, 2]]),
    ascii("a"),
    array([3, 4, 5, 6, 3, 4, 1, 6]),
    [0x10, 1],
    [0x23, ...double(1)],
    ascii("1"),
    [0x09],
  ];
  expect(encodeBinaryPlist(value)).toEqual(plain(bplist(objects, { offsetSize: 1 })));
});

test("data that differ in one byte are never shared, whichever two bytes these are", () => {
  const values = Array.from({ length: 256 }, (_, byte) => new Uint8Array([0x41, byte]));
  expect(strictEqual(readBack(values), values)).toBe(true);
});

test.each([99, 100, 101, 5_000])(
  "one character beyond ASCII makes a text of %d units UTF-16, wherever it stands",
  (length) => {
    for (const odd of ["\x80", "\ufffc", "\ud800"]) {
      for (const at of [0, length >> 1, length - 1]) {
        const text = "a".repeat(at) + odd + "a".repeat(length - at - 1);
        expect(readBack(text)).toBe(text);
      }
    }
    expect(encodeBinaryPlist("a".repeat(length)).length).toBeLessThan(length + 50);
  },
);

test("dates and data are shared by content, reals by sign, containers never", () => {
  const value = [
    [new PlistDate(1), new PlistDate(1)],
    [new PlistDate(1), new PlistReal(1)],
    [Uint8Array.of(1), Uint8Array.of(1)],
    [new PlistReal(0), new PlistReal(-0)],
    [new PlistReal(-0), new PlistReal(0)],
    [],
    [],
  ];
  const objects = [
    array([1, 3, 5, 7, 10, 11, 12]),
    array([2, 2]),
    [0x33, ...double(1)],
    array([2, 4]),
    [0x23, ...double(1)],
    array([6, 6]),
    [0x41, 1],
    array([8, 9]),
    [0x23, ...double(0)],
    [0x23, ...double(-0)],
    array([9, 8]),
    array([]),
    array([]),
  ];
  expect(encodeBinaryPlist(value)).toEqual(plain(bplist(objects, { offsetSize: 1 })));
});

test("a dictionary's keys come before its values, both in their order", () => {
  const value = dict(["b", ["x"]], ["a", "y"]);
  const objects = [
    dictionary([[1, 3], [2, 5]]), // prettier-ignore
    ascii("b"),
    ascii("a"),
    array([4]),
    ascii("x"),
    ascii("y"),
  ];
  expect(encodeBinaryPlist(value)).toEqual(plain(bplist(objects, { offsetSize: 1 })));
});

describe("read back equal", () => {
  test("by our own reader", () => {
    const values = plistValues(anyText, integers(128), reals, dates, data, uids, fc.constant(null));
    fc.assert(fc.property(values, (value) => strictEqual(readBack(value), value)));
  });

  describe.skipIf(pythonIsMissing())("by plistlib", () => {
    test("values of all kinds", () => {
      const kinds = plistValues(wellFormedText, integers(128), reals, pythonDates, data, uids);
      expectPlistlibToRead(fc.sample(kinds, { numRuns: 500, seed: 4 }));
    });

    test.each([255, 256, 65_535, 65_536, 70_000])("%d objects", (count) => {
      expectPlistlibToRead([Array.from({ length: count - 1 }, (_, i) => i)]);
    });

    test("and the bytes are those that plistlib writes", () => {
      // plistlib merges 0.0 and -0.0, keeps equal NaNs apart, and has no integers beyond 64 bits.
      const pythonReals = reals.filter(({ value }) => value !== 0 && !Number.isNaN(value));
      const kinds = plistValues(
        wellFormedText.filter(noIndex),
        integers(64),
        pythonReals,
        pythonDates,
        data,
        uids,
      );
      const values = fc.sample(kinds, { numRuns: 500, seed: 5 });
      const answers = askPlistlib(values.map((value) => ({ write: "binary", value: tag(value) })));
      const different = values.filter((value, i) => {
        const bytes = encodeBinaryPlist(withSortedKeys(value));
        return Buffer.from(bytes).toString("base64") !== JSON.parse(answers[i]!);
      });
      expect(different.slice(0, 1).map(tagged)).toEqual([]);
    });
  });

  test("by bplist-parser", () => {
    // It reads real and integer alike as numbers, dates to the millisecond, and drops the key `__proto__`.
    const wholeDates = fc.integer().map((seconds) => new PlistDate(seconds));
    const text = wellFormedText.filter((t) => t !== "__proto__");
    const kinds = plistValues(text, fc.maxSafeInteger(), reals, wholeDates, data);
    fc.assert(
      fc.property(kinds, (value) => {
        const [theirs] = parseBuffer<unknown>(Buffer.from(encodeBinaryPlist(value)));
        expect(theirs).toEqual(forBplistParser(value));
      }),
    );
  });
});

function expectPlistlibToRead(values: PlistValue[]): void {
  const requests = values.map((value) => ({
    read: "binary" as const,
    bytes: Buffer.from(encodeBinaryPlist(value)).toString("base64"),
  }));
  const answers = askPlistlib(requests);
  expect(answers.length).toBe(values.length);
  const different = values.filter((value, i) => tagged(value) !== answers[i]);
  expect(different.slice(0, 1).map(tagged)).toEqual([]);
}

/** What bplist-parser makes of a value. */
function forBplistParser(value: PlistValue): unknown {
  if (Array.isArray(value)) return value.map(forBplistParser);
  if (value instanceof PlistReal) return value.value;
  if (value instanceof PlistDate) return new Date((value.seconds + 978_307_200) * 1000);
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (!isDict(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, forBplistParser(item)]));
}

describe("large files", () => {
  test.each([70_000, 100_000])("%d objects in well under a second", (count) => {
    const value = Array.from({ length: count }, (_, i) => `object ${i}`);
    const start = cpuTime();
    const bytes = encodeBinaryPlist(value);
    const milliseconds = cpuTime() - start;
    expect(milliseconds).toBeLessThan(1000);
    expect(strictEqual(decodeBinaryPlist(bytes), value)).toBe(true);
    setMaxObjectCount(count + 1);
    expect(parseBuffer(Buffer.from(bytes))).toEqual([value]);
  });

  test("100,000 dictionaries", () => {
    const value = Array.from({ length: 100_000 }, (_, i) => dict(["key", i]));
    expect(strictEqual(readBack(value), value)).toBe(true);
  });
});

describe("what is not written", () => {
  const nested = (levels: number): PlistValue => {
    let value: PlistValue = [];
    for (let i = 1; i < levels; i++) value = i % 2 === 0 ? [value] : dict(["k", value]);
    return value;
  };

  test("more than 512 levels, or a value that holds itself", () => {
    expect(strictEqual(readBack(nested(512)), nested(512))).toBe(true);
    expect(failureOf(() => encodeBinaryPlist(nested(513)))).toMatchObject({ code: "SC2002" });
    const circular: PlistValue[] = [];
    circular.push(circular);
    expect(failureOf(() => encodeBinaryPlist(circular))).toMatchObject({ code: "SC2002" });
  });

  test.each([
    2n ** 127n,
    -(2n ** 127n) - 1n,
    new PlistUid(2n ** 64n),
    new PlistUid(-1),
    new PlistDate(Infinity),
  ])("%o", (value) => {
    expect(failureOf(() => encodeBinaryPlist([value]))).toMatchObject({ code: "SC2005" });
  });
});

describe.skipIf(!hasCorpus)("every real file", () => {
  const values = corpusValues();

  test("is read back equal", () => {
    expect(values.length).toBeGreaterThan(800);
    expect(
      values.filter(({ value }) => !strictEqual(readBack(value), value)).map(({ name }) => name),
    ).toEqual([]);
  });

  test.skipIf(pythonIsMissing())("is read by plistlib", () =>
    expectPlistlibToRead(values.map((v) => v.value)),
  );
});
