import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { decodeJson } from "../../src/plist/json.ts";
import { PlistDate, PlistReal, PlistUid, strictEqual } from "../../src/plist/value.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { array, ascii, bplist, dictionary, double, uint, utf16 } from "./bplist.ts";
import { askPlistlib, dict, pythonIsMissing, tag, tagged } from "./plistlib-oracle.ts";
import type { Format } from "./plistlib-oracle.ts";

const decoders = { binary: decodeBinaryPlist, xml: decodeXmlPlist, json: decodeJson };

describe.skipIf(pythonIsMissing())("what plistlib writes is read back", () => {
  test.each(["binary", "xml"] as const)("%s", (format) => {
    const values = fc.sample(plistValues(format), { numRuns: 500, seed: 20 });
    const answers = askPlistlib(values.map((value) => ({ write: format, value: tag(value) })));
    const wrong = values.filter((value, i) => {
      const bytes = Buffer.from(JSON.parse(answers[i]!) as string, "base64");
      return !strictEqual(decoders[format](bytes), value);
    });
    expect(wrong.map(tagged)).toEqual([]);
  });
});

/** Values that plistlib can write in a format without changing them. */
function plistValues(format: "binary" | "xml"): fc.Arbitrary<PlistValue> {
  const binary = format === "binary";
  const anyText = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "__proto__",
      "constructor",
      "length",
      "0",
      "17",
      "<&>]]>",
      " \n\t ",
      "\ufeffx",
      "x".repeat(70),
    ),
  );
  // plistlib refuses control characters in XML, and writes \r as \n.
  const text = binary ? anyText : anyText.map((t) => t.replace(/[\x00-\x08\x0b-\x1f\ufffe\uffff]/g, "?"));
  const integer = fc
    .oneof(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
      fc.maxSafeInteger().map(BigInt),
      fc.integer().map(BigInt),
    )
    .map((n) => (Number.isSafeInteger(Number(n)) ? Number(n) : n));
  // plistlib merges -0.0 into an equal 0.0 of the same binary file.
  const real = fc.double().map((n) => new PlistReal(n === 0 ? 0 : n));
  // XML has whole seconds of the years 1 to 9999; binary the microseconds that a double holds exactly.
  const date = binary
    ? fc.maxSafeInteger().map((us) => new PlistDate(us / 1e6))
    : fc.bigInt({ min: -63_113_904_000n, max: 252_423_993_599n }).map((s) => new PlistDate(Number(s)));
  const uid = fc.bigInt({ min: 0n, max: 2n ** 32n }).map((n) => new PlistUid(Number(n)));
  const scalar: fc.Arbitrary<PlistValue> = fc.oneof(
    text,
    fc.boolean(),
    integer,
    real,
    date,
    fc.uint8Array({ maxLength: 100 }).map((data) => new Uint8Array(data)),
    ...(binary ? [uid] : []),
  );
  return fc.letrec<{ value: PlistValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      scalar,
      fc.array(tie("value"), { maxLength: 20 }),
      fc.array(fc.tuple(text, tie("value")), { maxLength: 20 }).map((entries) => dict(...entries)),
    ),
  })).value;
}

describe.skipIf(pythonIsMissing())("odd files are read as plistlib reads them", () => {
  test("XML", () => expectSameReading("xml", Object.values(oddXml)));
  test("binary", () => expectSameReading("binary", oddBinary));
  test("JSON", () => expectSameReading("json", oddJson));

  function expectSameReading(format: Format, files: (string | Uint8Array)[]): void {
    const requests = files.map((file) => ({ read: format, bytes: Buffer.from(file).toString("base64") }));
    const ours = files.map((file) => tagged(decoders[format](Buffer.from(file))));
    expect(ours).toEqual(askPlistlib(requests));
  }
});

const inPlist = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><plist>${content}</plist>`;
const inArray = (content: string): string => inPlist(`<array>${content}</array>`);

const oddXml = {
  references: inPlist(
    "<string>&lt;&gt;&amp;&quot;&apos; &#65;&#x42;&#x1F600;&#0067;&amp;lt; &#13;&#10;</string>",
  ),
  cdata: inPlist("<string>a<![CDATA[<b>&amp;]] ]>]]>c<![CDATA[]]></string>"),
  comments: inPlist(
    "<!-- a --><array><!-- <string>no</string> & --><string>a<!-- - -->b</string></array><!---->",
  ),
  instructions: inPlist("<?a b?><string>a<?php > & < ?>b</string>"),
  blanks: inPlist("\n\t<dict>\n <key> k </key>\n\n <string>  v\n</string> \t</dict>\n"),
  lineEnds: inPlist(
    "<array>\r\n<string>a\r\nb\rc\n\r\n\rd</string><string><![CDATA[\r\n]]></string></array>",
  ),
  tags: inPlist(
    '<array ><string\n>a</string\n><string a = "b>" c=\'"\'>b</string ><true /><string /><dict/></array>',
  ),
  empty: inArray("<string></string><string/><data></data><data/><dict></dict><array></array><true></true>"),
  integers: inArray(
    [
      "0",
      "-0",
      "+5",
      "007",
      "-12",
      "9007199254740991",
      "9007199254740992",
      "-9007199254740993",
      "18446744073709551615",
    ]
      .concat([
        "-9223372036854775808",
        "0x1F",
        "0Xff",
        "0xFFFFFFFFFFFFFFFF",
        " 12\n",
        "000000000000000000000000000012",
      ])
      .map((n) => `<integer>${n}</integer>`)
      .join(""),
  ),
  reals: inArray(
    ["0", "-0.0", "1", "5.", ".5", "+1.5e3", "1E-7", "1e400", "-1e400", "4.9e-324", "0.1", " 1.5\n"]
      .concat([
        "nan",
        "NaN",
        "-nan",
        "inf",
        "-inf",
        "+inf",
        "Infinity",
        "-infinity",
        "123456789012345678901234567890",
      ])
      .map((n) => `<real>${n}</real>`)
      .join(""),
  ),
  dates: inArray(
    ["2001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
      .concat([
        "2024-02-29T12:34:56Z",
        "1900-02-28T00:00:00Z",
        "2024-05-06T07:08Z",
        "2024-05-06T07Z",
        "2024-05-06Z",
      ])
      .map((date) => `<date>${date}</date>`)
      .join(""),
  ),
  data: inArray("<data>AAEC\n\t/v8=\n</data><data>AQ==</data><data> A Q I D </data><data>+/+/</data>"),
  duplicates: inPlist("<dict><key>a</key><true/><key>b</key><false/><key>a</key><integer>2</integer></dict>"),
  doctype:
    '<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://x/a>b" [<!-- \' ]> -->' +
    "<!ELEMENT x ANY><?a ]> ?>]>\n<plist version='1.0'><true/></plist>\n<!-- end -->\n",
  bare: "<dict><key>a</key><string>b</string></dict>",
  bom: "\ufeff" + inPlist("<string>ä€😀</string>"),
  utf16le: Buffer.from("\ufeff" + inPlist("<string>ä€😀</string>").replace("UTF-8", "UTF-16"), "utf16le"),
  utf16be: Buffer.from(
    "\ufeff" + inPlist("<string>ä€😀</string>").replace("UTF-8", "UTF-16"),
    "utf16le",
  ).swap16(),
  latin1: Buffer.from(inPlist("<string>ä\x80\xff</string>").replace("UTF-8", "ISO-8859-1"), "latin1"),
  ascii: inPlist("<string>plain</string>").replace("UTF-8", "us-ascii"),
};

const oddBinary = [
  // Integers of every width, with their highest bits set.
  ...[1, 2, 4, 8, 16].map((size, log) => bplist([[0x10 | log, ...uint(2n ** BigInt(8 * size) - 2n, size)]])),
  ...[1, 2, 4, 8, 16].map((size, log) =>
    bplist([[0x10 | log, ...uint(2n ** BigInt(8 * size - 1) - 1n, size)]]),
  ),
  bplist([[0x13, ...uint(2n ** 53n - 1n, 8)]]),
  bplist([[0x13, ...uint(2n ** 53n, 8)]]),
  bplist([[0x13, ...uint(2n ** 64n - 2n ** 53n, 8)]]),
  // Reals of both widths, dates around the epoch, UIDs of every width.
  bplist([[0x22, 0x3d, 0xcc, 0xcc, 0xcd]]),
  ...[0.1, -0, Infinity, NaN, 5e-324].map((n) => bplist([[0x23, ...double(n)]])),
  ...[0, -1.5, 0.000001, 694224000.123456].map((n) => bplist([[0x33, ...double(n)]])),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((size) =>
    bplist([[0x80 | (size - 1), ...uint(2n ** BigInt(8 * size) - 1n, size)]]),
  ),
  // Offsets and references of every width.
  ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((size) => [
    bplist([array([1, 2], size), ascii("a"), [0x09]], { refSize: size }),
    bplist([[0x09], dictionary([[2, 0]], 3), ascii("k")], { offsetSize: size, refSize: 3, top: 1 }),
  ]),
  // Counts of every width, and text around the lengths where the way of reading changes.
  ...[0, 14, 15, 16, 39, 40, 255, 256, 5000].flatMap((n) => [
    bplist([ascii("x".repeat(n))]),
    bplist([utf16("€".repeat(n))]),
    bplist([[0x4f, 0x12, ...uint(n, 4), ...uint(7, n)]]),
  ]),
  ...[1, 2, 4, 8].map((size, log) => bplist([[0x5f, 0x10 | log, ...uint(3, size), 0x61, 0x62, 0x63]])),
  // Shared objects, equal keys, null.
  bplist([dictionary([[1, 2], [1, 3]]), ascii("k"), [0x08], [0x09]]), // prettier-ignore
  bplist([dictionary([[1, 3], [2, 3]]), ascii("a"), ascii("b"), array([4, 4, 5]), array([]), ascii("a")]), // prettier-ignore
  bplist([[0x00]]),
];

const oddJson = [
  "[0, -0, 5, 5.0, 5e0, 5E+2, -1.5e-3, 1e400, 9007199254740993, -170141183460469231731687303715884105728]",
  '{"a": 1, "b": {}, "a": [2, []], "__proto__": {"x": null}, "": true}',
  '"\\u0041\\n\\b\\f\\r\\t\\/\\\\\\"\\ud83d\\ude00 \\ud800 \\udc00 ä€😀\u007f\u2028"',
  " \n\r\t[ ] \n",
  "false",
];
