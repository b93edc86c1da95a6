import { describe, expect, test } from "vitest";
import type { ShortcutError } from "../../src/diagnostics/error.ts";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { PlistDate, PlistReal, PlistUid, strictEqual } from "../../src/plist/value.ts";
import type { PlistDict, PlistValue } from "../../src/plist/value.ts";
import { array, ascii, bplist, counted, dictionary, double, trailer, uint, utf16 } from "./bplist.ts";
import { dict } from "./plistlib-oracle.ts";
import { failureOf } from "./failure.ts";

const lone = (object: number[]): PlistValue => decodeBinaryPlist(bplist([object]));

const failure = (bytes: Uint8Array): ShortcutError => failureOf(() => decodeBinaryPlist(bytes));

describe("numbers", () => {
  test("1, 2 and 4 bytes are unsigned", () => {
    expect(lone([0x10, 0xff])).toBe(255);
    expect(lone([0x11, 0xff, 0xff])).toBe(65_535);
    expect(lone([0x12, 0xff, 0xff, 0xff, 0xff])).toBe(4_294_967_295);
  });

  test("8 bytes are signed", () => {
    expect(lone([0x13, ...uint(2n ** 64n - 1n, 8)])).toBe(-1);
    expect(lone([0x13, ...uint(2n ** 63n, 8)])).toBe(-(2n ** 63n));
    expect(lone([0x13, ...uint(2n ** 53n - 1n, 8)])).toBe(Number.MAX_SAFE_INTEGER);
    expect(lone([0x13, ...uint(2n ** 53n, 8)])).toBe(2n ** 53n);
    expect(lone([0x13, ...uint(2n ** 64n - (2n ** 53n - 1n), 8)])).toBe(Number.MIN_SAFE_INTEGER);
  });

  test("16 bytes are signed", () => {
    expect(lone([0x14, ...uint(2n ** 64n - 1n, 16)])).toBe(2n ** 64n - 1n);
    expect(lone([0x14, ...uint(2n ** 128n - 1n, 16)])).toBe(-1);
    expect(lone([0x14, ...uint(2n ** 127n, 16)])).toBe(-(2n ** 127n));
  });

  test("a real stays apart from an equal integer", () => {
    expect(lone([0x22, 0x40, 0xa0, 0x00, 0x00])).toEqual(new PlistReal(5));
    expect(lone([0x23, ...double(5)])).toEqual(new PlistReal(5));
    expect(lone([0x23, ...double(-0)])).toEqual(new PlistReal(-0));
    expect(lone([0x10, 5])).toBe(5);
  });

  test("a date keeps its fraction, a UID its class", () => {
    expect(lone([0x33, ...double(-0.25)])).toEqual(new PlistDate(-0.25));
    expect(lone([0x80, 7])).toEqual(new PlistUid(7));
    expect(lone([0x87, ...uint(2n ** 64n - 1n, 8)])).toEqual(new PlistUid(2n ** 64n - 1n));
  });
});

describe("text and data", () => {
  test.each(["", "a", "\ufeffa", "ÿ", "\ud800", "a\udc00b", "😀", "\0"])("UTF-16 %j", (text) => {
    expect(lone(utf16(text))).toBe(text);
    expect(lone(utf16(text.repeat(5000)))).toBe(text.repeat(5000));
  });

  test.each([3, 100])(
    'an "ASCII" string with higher bytes is UTF-8, or else Latin-1 (length x%d)',
    (times) => {
      const utf8 = Buffer.from("Grüße €", "utf8").toString("latin1");
      expect(lone(ascii(utf8.repeat(times)))).toBe("Grüße €".repeat(times));
      expect(lone(ascii("\xef\xbb\xbf".repeat(times)))).toBe("\ufeff".repeat(times));
      expect(lone(ascii("Gr\xfc\xdfe\x80".repeat(times)))).toBe("Gr\xfc\xdfe\x80".repeat(times));
    },
  );

  test("data is a plain copy, even of a Buffer", () => {
    const file = Buffer.from(bplist([[...counted(4, 3), 1, 2, 3]]));
    const data = decodeBinaryPlist(file);
    file.fill(0);
    expect(data).toEqual(new Uint8Array([1, 2, 3]));
    expect((data as object).constructor).toBe(Uint8Array);
  });

  test("a file may stand in the middle of a larger buffer", () => {
    const file = bplist([array([1, 2]), ascii("x"), [0x23, ...double(1.5)]]);
    const larger = Buffer.concat([Buffer.alloc(13, 0xff), file, Buffer.alloc(50, 0xff)]);
    expect(decodeBinaryPlist(larger.subarray(13, 13 + file.length))).toEqual(["x", new PlistReal(1.5)]);
  });
});

describe("containers", () => {
  test("keys are data, whatever they are called", () => {
    const keys = ["__proto__", "constructor", "toString", "0", ""];
    const file = bplist([dictionary(keys.map((_, i) => [i + 1, 6])), ...keys.map(ascii), [0x09]]);
    const read = decodeBinaryPlist(file) as PlistDict;
    expect(Object.keys(read).sort()).toEqual([...keys].sort());
    expect(strictEqual(read, dict(...keys.map((key): [string, PlistValue] => [key, true])))).toBe(true);
  });

  test("the last of equal keys wins", () => {
    const file = bplist([dictionary([[1, 2], [3, 4]]), ascii("k"), [0x08], ascii("k"), [0x09]]); // prettier-ignore
    expect(strictEqual(decodeBinaryPlist(file), dict(["k", true]))).toBe(true);
  });

  test("references to one container give values of their own", () => {
    const read = decodeBinaryPlist(bplist([array([1, 1]), array([])])) as PlistValue[][];
    read[0]!.push("only here");
    expect(read[1]).toEqual([]);
  });

  test("more objects than two bytes can number", () => {
    const refs = Array.from({ length: 70_000 }, (_, i) => i + 1);
    const objects = refs.map((ref) => [0x12, ...uint(ref, 4)]);
    expect(decodeBinaryPlist(bplist([array(refs, 3), ...objects], { offsetSize: 3, refSize: 3 }))).toEqual(
      refs,
    );
  });

  test("512 levels are read", () => {
    const levels = Array.from({ length: 512 }, (_, i) => array(i < 511 ? [i + 1] : [], 2));
    expect(JSON.stringify(decodeBinaryPlist(bplist(levels, { refSize: 2 })))).toBe(
      "[".repeat(512) + "]".repeat(512),
    );
  });
});

describe("what is wrong is said", () => {
  const cases: [what: string, bytes: Uint8Array, message: RegExp, offset: number][] = [
    ["no magic", Buffer.alloc(100), /starts with "bplist0"/, 0],
    ["magic only", Buffer.from("bplist00"), /^8 bytes are too few/, 8],
    ["no trailer", Buffer.from("bplist00" + "x".repeat(60)), /last 32 bytes are not the trailer/, 36],
    [
      "no objects",
      Buffer.from([...Buffer.from("bplist00"), 9, 8, ...trailer(1, 1, 0, 0, 9)]),
      /not the trailer/,
      10,
    ],
    [
      "too small",
      Buffer.from([...Buffer.from("bplist00"), 9, 8, ...trailer(1, 1, 100, 0, 9)]),
      /141 bytes.*has 42/,
      10,
    ],
    [
      "one byte short",
      Buffer.from([...Buffer.from("bplist00"), 9, ...trailer(1, 1, 1, 0, 9)]),
      /42 bytes.*has 41/,
      9,
    ],
    ["top object", bplist([[0x09]], { top: 1 }), /number 1 of only 1 objects/, 27],
    ["reference", bplist([array([1])]), /reference to object 1, but only 1/, 9],
    [
      "offset",
      Buffer.from([...Buffer.from("bplist00"), 9, 9, ...trailer(1, 1, 1, 0, 9)]),
      /said to stand at 9/,
      9,
    ],
    ["key", bplist([dictionary([[1, 1]]), [0x09]]), /key of a dictionary is not a string/, 9],
    ["string", bplist([[0x55, 0x61]]), /string needs 5 bytes, but the objects end 1 bytes on/, 9],
    ["UTF-16", bplist([[0x61, 0x61]]), /string needs 2 bytes, but the objects end 1 bytes on/, 9],
    ["data", bplist([[...counted(4, 2n ** 63n, 8), 0]]), /data needs 9223372036854776000 bytes/, 18],
    ["array", bplist([counted(0xa, 2n ** 40n, 8)]), /array needs 1099511627776 bytes/, 18],
    ["dictionary", bplist([counted(0xd, 100)]), /dictionary needs 200 bytes, but the objects end 0/, 14],
    ["count", bplist([[0x5f, 0x22, 0, 0, 0, 0]]), /string has no count/, 9],
    ["16-byte count", bplist([[0x5f, 0x14, ...uint(1, 16), 0x61]]), /string has no count/, 9],
    ["integer", bplist([[0x13, 0, 0]]), /integer needs 8 bytes/, 9],
    ["32-byte integer", bplist([[0x15, ...uint(1, 32)]]), /begins with 0x15/, 8],
    ["16-bit real", bplist([[0x21, 0, 0]]), /begins with 0x21/, 8],
    ["date", bplist([[0x33, ...double(NaN)]]), /date is not a finite number/, 8],
    ["set", bplist([[0xc0]]), /begins with 0xc0/, 8],
    ["fill", bplist([[0x0f]]), /begins with 0x0f/, 8],
    ["long UID", bplist([[0x8f, ...uint(1, 16)]]), /begins with 0x8f/, 8],
  ];
  test.each(cases)("%s", (_, bytes, message, offset) => {
    const { code, message: said, offset: where } = failure(bytes);
    expect({ code, said, where }).toEqual({
      code: "SC2001",
      said: expect.stringMatching(message),
      where: offset,
    });
  });

  test("a container that holds itself", () => {
    expect(failure(bplist([array([0])]))).toMatchObject({ code: "SC2002", message: /holds itself/ });
    expect(failure(bplist([array([1]), dictionary([[2, 0]]), ascii("k")])).message).toMatch(/holds itself/);
  });

  test("513 levels", () => {
    const levels = Array.from({ length: 513 }, (_, i) => array(i < 512 ? [i + 1] : [], 2));
    expect(failure(bplist(levels, { refSize: 2 }))).toMatchObject({
      code: "SC2002",
      message: /More than 512 levels/,
    });
  });
});
