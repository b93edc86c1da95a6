import { describe, expect, test } from "vitest";
import { readSpellings } from "../../src/plist/json-spellings.ts";
import { decodeJson } from "../../src/plist/json.ts";
import { PlistDate, PlistReal, strictEqual, type PlistValue } from "../../src/plist/value.ts";

const read = (text: string): PlistValue => readSpellings(decodeJson(Buffer.from(text)));
const BYTES = new Uint8Array([0, 1, 2]);

describe("spellings", () => {
  test.each<[text: string, value: PlistValue]>([
    ['{"type":"Buffer","data":[0,1,2]}', BYTES],
    ['{"type":"Buffer","data":"AAEC"}', BYTES],
    ['{"__type__":"data","__value__":"AAEC"}', BYTES],
    ['{"_type":"bytes","value":"AAEC"}', BYTES],
    ['{"0":0,"1":1,"2":2}', BYTES],
    ['{"$data":"AAEC"}', BYTES],
    ['{"py/b64":"AAEC"}', BYTES],
    ['{"$binary":{"base64":"AAEC","subType":"00"}}', BYTES],
    ['{"$binary":"AAEC","$type":"00"}', BYTES],
    ['{"__type__":"date","__value__":"2001-01-01T00:00:01Z"}', new PlistDate(1)],
    ['{"$date":"2001-01-01T00:00:01.500Z"}', new PlistDate(1.5)],
    ['{"$date":{"$numberLong":"978307201000"}}', new PlistDate(1)],
    ['{"$numberInt":"5"}', 5],
    ['{"$numberLong":"9223372036854775807"}', 9223372036854775807n],
    ['{"$numberDouble":"5.0"}', new PlistReal(5)],
  ])("%s", (text, value) => {
    expect(strictEqual(read(text), value)).toBe(true);
  });

  test("are read wherever they stand, and the rest is the same", () => {
    const value = read('{"a":[{"b":{"$data":"AAEC"},"c":1}],"d":"e"}') as { a: { b: unknown; c: unknown }[] };
    expect(value.a[0]!.b).toEqual(BYTES);
    expect(value.a[0]!.c).toBe(1);
    expect(Object.keys(value)).toEqual(["a", "d"]);
  });
});

test.each([
  '{"type":"Buffer","data":[256]}',
  '{"type":"Buffer","data":[0],"more":1}',
  '{"type":"Picture","data":"AAEC"}',
  '{"0":0}',
  '{"0":0,"2":1}',
  '{"1":0,"0":1,"x":2}',
  '{"$data":"no base64!"}',
  '{"$date":"yesterday"}',
  '{"$numberInt":"5.0"}',
  '{"data":"AAEC"}',
])("%s is what it is", (text) => {
  const value = decodeJson(Buffer.from(text));
  expect(readSpellings(value)).toBe(value);
});
