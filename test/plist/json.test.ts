import { describe, expect, test } from "vitest";
import type { ShortcutError } from "../../src/diagnostics/error.ts";
import { decodeJson } from "../../src/plist/json.ts";
import { PlistReal, strictEqual } from "../../src/plist/value.ts";
import type { PlistDict, PlistValue } from "../../src/plist/value.ts";
import { failureOf } from "./failure.ts";

const read = (text: string): PlistValue => decodeJson(Buffer.from(text));

const failure = (file: string | Uint8Array): ShortcutError => failureOf(() => decodeJson(Buffer.from(file)));

test("integers and reals stay apart", () => {
  const values = [5, new PlistReal(5), new PlistReal(500), 0, new PlistReal(-0), 2n ** 53n, -(2n ** 127n)];
  const text = `[5, 5.0, 5e2, -0, -0.0, 9007199254740992, -${2n ** 127n}]`;
  expect(strictEqual(read(text), values)).toBe(true);
});

test("keys are data, and the last of equal ones wins", () => {
  const dict = read('{"__proto__": 1, "a": 2, "constructor": null, "a": 3}') as PlistDict;
  expect(Object.entries(dict)).toEqual([["__proto__", 1], ["a", 3], ["constructor", null]]); // prettier-ignore
});

test("escapes", () => {
  expect(read('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00"')).toBe('"\\/\b\f\n\r\té😀');
  expect(read('"\\ud800x\\udc00"')).toBe("\ud800x\udc00");
});

test("encodings", () => {
  const text = '{"ä": "€😀"}';
  const expected = { ä: "€😀" };
  const utf16 = Buffer.from("\ufeff" + text, "utf16le");
  expect(decodeJson(Buffer.from(text))).toMatchObject(expected);
  expect(decodeJson(Buffer.from("\ufeff" + text))).toMatchObject(expected);
  expect(decodeJson(utf16)).toMatchObject(expected);
  expect(decodeJson(Buffer.from(utf16).swap16())).toMatchObject(expected);
});

test("512 levels are read, 513 are not", () => {
  expect(JSON.stringify(read("[".repeat(512) + "]".repeat(512)))).toBe("[".repeat(512) + "]".repeat(512));
  expect(failure("[".repeat(513))).toMatchObject({
    code: "SC2002",
    message: /512 levels.*line 1, column 513/,
  });
});

describe("what is wrong is said, with the place", () => {
  test.each([
    ["", /^The end of the file stands where a value was expected \(line 1, column 1\)/],
    ["[1,\n 2,]", /^"\]" stands where a value was expected \(line 2, column 4\)/],
    ["[1 2]", /^"2" stands where "," or "\]" was expected \(line 1, column 4\)/],
    ['{"a" 1}', /^"1" stands where ":" was expected \(line 1, column 6\)/],
    ['{"a": 1,}', /^"}" stands where a key was expected \(line 1, column 9\)/],
    ["{a: 1}", /^"a" stands where a key was expected/],
    ['{"a": 1', /^The end of the file stands where "," or "}" was expected/],
    ["01", /^"1" stands where the end of the file was expected/],
    ["1.", /^"\." stands where the end/],
    ["-", /^"-" stands where a value/],
    ["+1", /^"\+" stands where a value/],
    ["NaN", /^"N" stands where a value/],
    ["nul", /^"n" stands where a value/],
    ["'a'", /^"'" stands where a value/],
    ['"a\nb"', /^"\\n" stands where a character of a string was expected \(line 1, column 3\)/],
    ['["a', /^A string is not closed \(line 1, column 2\)/],
    ['"\\x41"', /^"\\\\x" is no escape/],
    ['"\\u12"', /^"\\\\u" is no escape/],
    ["true false", /^"f" stands where the end of the file/],
    [String(2n ** 127n), /^An integer has more than 128 bits \(line 1, column 1\)/],
    ["9".repeat(100_000), /^An integer has more than 128 bits/],
  ])("%j", (text, message) => {
    expect(failure(text)).toMatchObject({ code: "SC2004", message: expect.stringMatching(message) });
  });

  test("bytes that are no text", () => {
    const bytes = Buffer.concat([Buffer.from('["ä€'), Buffer.from([0xff, 0x22, 0x5d])]);
    expect(failure(bytes)).toMatchObject({ code: "SC2004", offset: 7, message: /UTF-8 \(at byte 7\)/ });
    expect(failure(Buffer.from([0xff, 0xfe, 0x31]))).toMatchObject({ code: "SC2004", message: /UTF-16LE/ });
  });
});
