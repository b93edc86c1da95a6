import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PlistDate, PlistReal, PlistUid, strictEqual } from "../../src/plist/value.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { encodeXmlPlist } from "../../src/plist/xml-writer.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { corpus, hasCorpus } from "../support/corpus.ts";
import { corpusValues } from "./corpus-values.ts";
import { failureOf } from "./failure.ts";
import { askPlistlib, dict, pythonIsMissing, tag, tagged } from "./plistlib-oracle.ts";
import {
  data,
  integers,
  noIndex,
  plistValues,
  reals,
  xmlDates,
  xmlText,
  withSortedKeys,
} from "./random-values.ts";
import { cpuTime } from "../support/cpu-time.ts";

if (!hasCorpus)
  console.warn(`Writing real files as XML property lists is not tested: there is no ${corpus}.`);

const write = (value: PlistValue): string => Buffer.from(encodeXmlPlist(value)).toString();
const readBack = (value: PlistValue): PlistValue => decodeXmlPlist(encodeXmlPlist(value));

test("the layout is Apple's", () => {
  const value = dict(
    ["text", "a < b & c > d"],
    ["list", [true, false, 5, new PlistReal(5.5), new PlistDate(0), [], dict()]],
    ["data", [Uint8Array.of(1, 2, 3, 4), new Uint8Array()]],
    ["long", new Uint8Array(60)],
    ["empty", ""],
  );
  expect(write(value)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>text</key>
	<string>a &lt; b &amp; c &gt; d</string>
	<key>list</key>
	<array>
		<true/>
		<false/>
		<integer>5</integer>
		<real>5.5</real>
		<date>2001-01-01T00:00:00Z</date>
		<array/>
		<dict/>
	</array>
	<key>data</key>
	<array>
		<data>
		AQIDBA==
		</data>
		<data>
		</data>
	</array>
	<key>long</key>
	<data>
	AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
	AAAAAAAAAAAA
	</data>
	<key>empty</key>
	<string></string>
</dict>
</plist>
`);
});

test.each<[number, string]>([
  [5, "5"],
  [-0, "-0.0"],
  [0.1, "0.1"],
  [NaN, "nan"],
  [Infinity, "+infinity"],
  [-Infinity, "-infinity"],
])("the real %d", (value, text) => {
  expect(write(new PlistReal(value))).toContain(`<real>${text}</real>`);
});

test("line ends survive, carriage returns as references", () => {
  expect(write("a\r\nb\rc\n")).toContain("<string>a&#13;\nb&#13;c\n</string>");
  expect(readBack(dict(["\r", "a\r\nb\rc\n"]))).toEqual(dict(["\r", "a\r\nb\rc\n"]));
});

test.each<[number, string]>([
  [-63_113_904_000, "0001-01-01T00:00:00Z"],
  [-1, "2000-12-31T23:59:59Z"],
  [730_902_896, "2024-02-29T12:34:56Z"],
  [252_423_993_599, "9999-12-31T23:59:59Z"],
])("the date %d s after 2001", (seconds, text) => {
  expect(write(new PlistDate(seconds))).toContain(`<date>${text}</date>`);
});

describe("read back equal", () => {
  test("by our own reader", () => {
    const values = plistValues(xmlText, integers(128), reals, xmlDates, data);
    fc.assert(fc.property(values, (value) => strictEqual(readBack(value), value)));
  });

  describe.skipIf(pythonIsMissing())("by plistlib", () => {
    test("values of all kinds", () => {
      const kinds = plistValues(xmlText, integers(128), reals, xmlDates, data);
      expectPlistlibToRead(fc.sample(kinds, { numRuns: 500, seed: 6 }));
    });

    test("70,000 texts", () => {
      expectPlistlibToRead([Array.from({ length: 70_000 }, (_, i) => `text ${i}`)]);
    });

    test("and the bytes are those that plistlib writes", () => {
      // It writes \r as \n, and 5 as 5.0; of reals only those are alike that need no exponent.
      const text = xmlText.map((t) => t.replaceAll("\r", "\n")).filter(noIndex);
      const fractions = fc.integer().map((n) => new PlistReal(n + 0.5));
      const values = fc.sample(plistValues(text, integers(64), fractions, xmlDates, data), {
        numRuns: 500,
        seed: 7,
      });
      const answers = askPlistlib(values.map((value) => ({ write: "xml", value: tag(value) })));
      const different = values.filter((value, i) => {
        const bytes = encodeXmlPlist(withSortedKeys(value));
        return Buffer.from(bytes).toString("base64") !== JSON.parse(answers[i]!);
      });
      expect(different.slice(0, 1).map(tagged)).toEqual([]);
    });
  });
});

function expectPlistlibToRead(values: PlistValue[]): void {
  const requests = values.map((value) => ({
    read: "xml" as const,
    bytes: Buffer.from(encodeXmlPlist(value)).toString("base64"),
  }));
  const answers = askPlistlib(requests);
  expect(answers.length).toBe(values.length);
  const different = values.filter((value, i) => tagged(value) !== answers[i]);
  expect(different.slice(0, 1).map(tagged)).toEqual([]);
}

test("100,000 objects are written in well under a second", () => {
  const value = Array.from({ length: 100_000 }, (_, i) => `object ${i}`);
  const start = cpuTime();
  const bytes = encodeXmlPlist(value);
  expect(cpuTime() - start).toBeLessThan(1000);
  expect(strictEqual(decodeXmlPlist(bytes), value)).toBe(true);
});

describe("what XML cannot hold is an error that names the place", () => {
  test.each<[string, PlistValue, string]>([
    ["a control character", "a\u0001b", "the character U+0001"],
    ["a lone surrogate", "\udc00\ud800", "the character U+DC00"],
    ["a noncharacter", "\ufffe", "the character U+FFFE"],
    ["null", null, "null"],
    ["a UID", new PlistUid(1), "a UID"],
    ["a fraction of a second", new PlistDate(0.5), "a date with fractions of a second"],
    ["the year 0", new PlistDate(-63_113_904_001), "outside of the years 1 to 9999"],
    ["the year 10000", new PlistDate(252_423_993_600), "outside of the years 1 to 9999"],
  ])("%s", (_, value, what) => {
    const error = failureOf(() => encodeXmlPlist(dict(["list", [true, dict(["odd key", value])]])));
    expect(error).toMatchObject({ code: "SC2005", hint: "Write a binary property list instead." });
    expect(error.message).toContain(what);
    expect(error.message).toContain('(list[1]["odd key"])');
  });

  test("a key", () => {
    const error = failureOf(() => encodeXmlPlist(dict(["\0", 1])));
    expect(error).toMatchObject({ code: "SC2005", message: expect.stringContaining("U+0000") });
  });

  test("an integer of more than 128 bits, which no format holds", () => {
    expect(failureOf(() => encodeXmlPlist(2n ** 127n))).toMatchObject({ code: "SC2005", hint: undefined });
    expect(readBack(-(2n ** 127n))).toBe(-(2n ** 127n));
  });

  test("more than 512 levels", () => {
    let value: PlistValue = ["x"];
    for (let level = 1; level < 512; level++) value = [value];
    expect(strictEqual(readBack(value), value)).toBe(true);
    expect(failureOf(() => encodeXmlPlist([value]))).toMatchObject({ code: "SC2002" });
  });
});

describe.skipIf(!hasCorpus)("every real file", () => {
  const values = corpusValues();
  const holdsFraction = (value: PlistValue): boolean => {
    if (value instanceof PlistDate) return !Number.isInteger(value.seconds);
    if (value instanceof Uint8Array || typeof value !== "object" || value === null) return false;
    return Object.values(value).some(holdsFraction);
  };
  const written = values.filter(({ value }) => !holdsFraction(value));

  test("is read back equal", () => {
    expect(written.length).toBeGreaterThan(800);
    expect(
      written.filter(({ value }) => !strictEqual(readBack(value), value)).map(({ name }) => name),
    ).toEqual([]);
  });

  test("or refused, where it holds a fraction of a second", () => {
    const refused = values.filter(({ value }) => holdsFraction(value));
    for (const { value } of refused) {
      expect(failureOf(() => encodeXmlPlist(value))).toMatchObject({
        code: "SC2005",
        message: /a date with/,
      });
    }
  });

  test.skipIf(pythonIsMissing())("is read by plistlib, if it is not so large that it takes long", () => {
    const small = written.filter(({ value }) => encodeXmlPlist(value).length < 100_000);
    expect(small.length).toBeGreaterThan(600);
    expectPlistlibToRead(small.map(({ value }) => value));
  });
});
