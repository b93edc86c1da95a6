import { describe, expect, test } from "vitest";
import { ShortcutError } from "../../src/diagnostics/error.ts";
import { PlistDate, PlistDict, PlistReal, strictEqual } from "../../src/plist/value.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { failureOf } from "./failure.ts";

const read = (text: string): PlistValue => decodeXmlPlist(Buffer.from(text));

const failure = (file: string | Uint8Array): ShortcutError =>
  failureOf(() => decodeXmlPlist(Buffer.from(file)));

test("every element", () => {
  const value = read(`<?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0"><array>
      <string>5</string><integer>5</integer><real>5</real><true/><false/>
      <date>2001-01-01T00:00:05Z</date><data>BQ==</data><dict><key>__proto__</key><array/></dict>
      <integer>0xFFFFFFFFFFFFFFFF</integer><real>-inf</real>
    </array></plist>`) as PlistValue[];
  const scalars = ["5", 5, new PlistReal(5), true, false, new PlistDate(5), new Uint8Array([5])];
  expect(strictEqual(value.slice(0, 7), scalars)).toBe(true);
  expect(Object.entries(value[7] as PlistDict)).toEqual([["__proto__", []]]);
  expect(value.slice(8)).toEqual([2n ** 64n - 1n, new PlistReal(-Infinity)]);
});

test("line ends become \\n, unless they are written as references", () => {
  expect(read("<string>a\r\nb\rc\n&#13;&#xD;&#10;</string>")).toBe("a\nb\nc\n\r\r\n");
});

test("control characters are read, as Apple's writer leaves them in strings", () => {
  expect(read("<string>a\u0001\u001b</string>")).toBe("a\u0001\u001b");
});

test("integers have up to 128 bits", () => {
  expect(read(`<integer>-${2n ** 127n}</integer>`)).toBe(-(2n ** 127n));
  expect(failure(`<integer>${2n ** 127n}</integer>`).message).toMatch(/no content for <integer>/);
});

test("512 levels are read, 513 are not", () => {
  const nested = (levels: number): string => "<array>".repeat(levels) + "</array>".repeat(levels);
  expect(JSON.stringify(read(nested(512)))).toBe("[".repeat(512) + "]".repeat(512));
  expect(failure(nested(513))).toMatchObject({ code: "SC2002", message: /512 levels.*line 1, column 3592/ });
  const dicts = "<dict><key>k</key>".repeat(513);
  expect(failure(dicts)).toMatchObject({ code: "SC2002" });
});

describe("what is wrong is said, with the place", () => {
  test.each([
    ["", /^The file ends where <plist> was expected \(line 1, column 1\)/],
    ["bplist00", /^Text stands where <plist> was expected/],
    ["<plist/>", /^"<plist\/>" stands where a property list/],
    ["<plist></plist>", /^"<\/plist>" stands where a value was expected \(line 1, column 8\)/],
    [
      "<plist>\n<true/><true/></plist>",
      /^"<true\/>" stands where <\/plist> was expected \(line 2, column 8\)/,
    ],
    ["<html>", /^"<html>" stands where a value/],
    ["<Plist>", /^This < begins no tag of a property list \(line 1, column 1\)/],
    ["<array>", /^The file ends where a value or <\/array>/],
    ["<array></dict>", /^"<\/dict>" stands where <\/array> was expected \(line 1, column 8\)/],
    [
      "<array>\n  text<true/></array>",
      /^Text stands where a value or <\/array> was expected \(line 2, column 3\)/,
    ],
    ["<dict><string/></dict>", /^"<string\/>" stands where <key> or <\/dict>/],
    ["<dict><key>a</key></dict>", /^"<\/dict>" stands where a value/],
    ["<dict><key>a</key><key>b</key></dict>", /^"<key>" stands where a value/],
    ["<string>a<b/></string>", /^This <|^"<b\/>" stands where <\/string>/],
    ["<string>a</key>", /^"<\/key>" stands where <\/string> was expected \(line 1, column 10\)/],
    ["<string>a", /^<string> is not closed/],
    ["<string a=b/>", /^This < begins no tag/],
    ["<string", /^This < begins no tag/],
    ["</string/>", /^This < begins no tag/],
    ["<string><![CDATA[x</string>", /^"\]\]>" is missing/],
    ["<!-- <true/>", /^"-->" is missing to close this \(line 1, column 1\)/],
    ["<?xml <true/>", /^"\?>" is missing/],
    ["<!DOCTYPE plist [<true/>", /^The document type is not closed/],
    ["<true>1</true>", /^<true> has no content \(line 1, column 7\)/],
    ["<string>&nbsp;</string>", /^The reference "&nbsp;" means nothing here/],
    ["<string>&#0;</string>", /^The reference "&#0;" means/],
    ["<string>&#xD800;</string>", /^The reference/],
    ["<string>&#x110000;</string>", /^The reference/],
    ["<string>&#99999999999999999999;</string>", /^The reference/],
    ["<integer>1.0</integer>", /no content for <integer>/],
    ["<integer>1 2</integer>", /no content for <integer>/],
    ["<integer>1_000</integer>", /no content for <integer>/],
    ["<real>1,5</real>", /no content for <real>/],
    ["<real>0x1p3</real>", /no content for <real>/],
    ["<date>2024-02-30T00:00:00Z</date>", /no content for <date>/],
    ["<date>2024-13-01T00:00:00Z</date>", /no content for <date>/],
    ["<date>2024-01-01T24:00:00Z</date>", /no content for <date>/],
    ["<date>2024-01-01T00:00:00</date>", /no content for <date>/],
    ["<date>0000-01-01T00:00:00Z</date>", /no content for <date>/],
    ["<data>A</data>", /no content for <data>/],
    ["<data>AB</data>", /no content for <data>/],
    ["<data>AB=</data>", /no content for <data>/],
    ["<data>ABC*</data>", /no content for <data>/],
    ["<data>ABCD=</data>", /no content for <data>/],
    ["<data>AB==AB==</data>", /no content for <data>/],
    ["<data>ABCÄ</data>", /no content for <data>/],
  ])("%j", (text, message) => {
    expect(failure(text)).toMatchObject({ code: "SC2001", message: expect.stringMatching(message) });
  });

  test("what a document type declares is not expanded", () => {
    const text = '<!DOCTYPE plist [<!ENTITY a "x"><!ENTITY lt "y">]><plist><string>&lt;&a;</string></plist>';
    expect(failure(text)).toMatchObject({ code: "SC2001", message: /"&a;" means nothing here/ });
    expect(read(text.replace("&a;", ""))).toBe("<");
  });

  test("bytes that are no text", () => {
    const bytes = Buffer.from("<string>ä\xff</string>", "latin1");
    expect(failure(bytes)).toMatchObject({ code: "SC2001", offset: 9, message: /UTF-8/ });
    expect(failure('<?xml version="1.0" encoding="EBCDIC"?><true/>').message).toMatch(
      /unknown encoding, "EBCDIC"/,
    );
  });
});

describe("what only others write is read, and noted with its place", () => {
  const read = (xml: string) => {
    const notes: string[] = [];
    return { value: decodeXmlPlist(Buffer.from(xml), (message) => notes.push(message)), notes };
  };

  test.each<[xml: string, value: PlistValue, note: RegExp]>([
    ["<int>5</int>", 5, /^<int> is no element.*as integer \(line 1, column 1\)/],
    ["<integer></integer>", 0, /^A number without digits is read as 0 \(line 1, column 10\)/],
    ["<real> </real>", new PlistReal(0), /^A number without digits/],
    ["<float>1.5</float>", new PlistReal(1.5), /^<float>/],
    ["<bool>true</bool>", true, /^<bool>/],
    ["<boolean>NO</boolean>", false, /^<boolean>/],
    ["<date>2001-01-01T00:00:01.250Z</date>", new PlistDate(1.25), /^"2001-01-01T00:00:01.250Z" is no date/],
    ["<date>2001-01-01T02:00:00+02:00</date>", new PlistDate(0), /is no date/],
    ["<date>2000-12-31 19:00:00-0500</date>", new PlistDate(0), /is no date/],
    ["<string>a & b</string>", "a & b", /^An & that begins no reference.*\(line 1, column 11\)/],
    ["<plist><true/></plist>\n\0rubbish <", true, /^More follows after the property list.*\(line 2/],
    ["<true/><true/>", true, /^More follows/],
    [
      "<key>a</key><integer>1</integer>\n",
      Object.assign(new PlistDict(), { a: 1 }),
      /^The keys stand in no <dict> \(line 1/,
    ],
  ])("%s", (xml, value, note) => {
    const result = read(xml);
    expect(strictEqual(result.value, value)).toBe(true);
    expect(result.notes).toEqual([expect.stringMatching(note)]);
  });

  test("once for each kind", () => {
    expect(
      read("<array><int>1</int><int>2</int><date>2001-01-01T00:00:01.5Z</date></array>").notes,
    ).toHaveLength(2);
  });

  test("and nothing else is", () => {
    for (const xml of [
      "<int>x</int>",
      "<bool>maybe</bool>",
      "<date>2001-01-01T00:00:01.5+99:00</date>",
      "<null/>",
    ]) {
      expect(() => read(xml), xml).toThrow(ShortcutError);
    }
    expect(read("<plist><string>a &amp; b</string></plist>\n<!-- end -->\n").notes).toEqual([]);
  });
});

test.each(["utf16le", "utf16be"])("%s without a mark, with and without a declaration", (encoding) => {
  for (const text of [
    '<?xml version="1.0" encoding="UTF-16"?><string>\u20ac</string>',
    "<string>\u20ac</string>",
  ]) {
    const bytes = Buffer.from(text, "utf16le");
    expect(decodeXmlPlist(encoding === "utf16le" ? bytes : bytes.swap16())).toBe("\u20ac");
  }
});

test("UTF-8 that calls itself UTF-16", () => {
  const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><string>`;
  expect(decodeXmlPlist(Buffer.from(`${declared("utf-16")}\u20ac</string>`))).toBe("\u20ac");
});
