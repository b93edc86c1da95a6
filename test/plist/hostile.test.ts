import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { ShortcutError } from "../../src/diagnostics/error.ts";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { decodeJson } from "../../src/plist/json.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { array, ascii, bplist, counted, dictionary, double, uint, utf16 } from "./bplist.ts";
import { hostileFiles } from "./hostile-files.ts";
import type { HostileResult } from "./hostile-run.ts";

describe("made to exhaust the reader", () => {
  let results: HostileResult[] = [];
  /** Kilobytes. */
  let maxRss = 0;

  beforeAll(() => {
    const entry = fileURLToPath(new URL("hostile-run.ts", import.meta.url));
    const bundle = buildSync({
      entryPoints: [entry],
      bundle: true,
      write: false,
      platform: "node",
      format: "cjs",
    });
    const run = spawnSync(process.execPath, ["--max-old-space-size=256", "-"], {
      input: bundle.outputFiles[0]!.text,
      encoding: "utf8",
    });
    if (run.status !== 0) throw new Error(run.stderr);
    ({ results, maxRss } = JSON.parse(run.stdout) as { results: HostileResult[]; maxRss: number });
  });

  test.each(hostileFiles.map(({ format, name, outcome }, i) => ({ format, name, outcome, i })))(
    "$format: $name",
    ({ outcome, i }) => {
      expect(results[i]!.outcome).toBe(outcome);
      expect(results[i]!.milliseconds).toBeLessThan(2000);
    },
  );

  test("all that in half a gigabyte", () => {
    expect(maxRss).toBeLessThan(512 * 1024);
  });
});

const samples = [
  {
    format: "binary",
    decode: decodeBinaryPlist,
    bytes: bplist([
      dictionary([[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]), // prettier-ignore
      ascii("integers"),
      array([11, 12, 13]),
      utf16("größer"),
      array([14, 15, 16]),
      ascii("a longer text than is read byte by byte, which is why it is here"),
      [...counted(4, 20), ...uint(1, 20)],
      ascii("nested"),
      array([2, 4, 2]),
      ascii("uid"),
      [0x83, ...uint(70_000, 4)],
      [0x10, 5],
      [0x13, ...uint(2n ** 64n - 5n, 8)],
      [0x14, ...uint(2n ** 100n, 16)],
      [0x23, ...double(1.5)],
      [0x33, ...double(1e8)],
      [0x09],
    ]),
  },
  {
    format: "xml",
    decode: decodeXmlPlist,
    bytes: Buffer.from(
      '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist [<!-- x -->]><plist version="1.0"><dict><!-- ä -->' +
        "<key>a&amp;b</key><array><integer>-5</integer><real>1e5</real><true/><data>AAEC</data></array>" +
        "<key>😀</key><string>x<![CDATA[<]]>&#65;\r\n</string><key/><date>2024-05-06T07:08:09Z</date></dict></plist>",
    ),
  },
  {
    format: "json",
    decode: decodeJson,
    bytes: Buffer.from('{"a": [1, -2.5e3, true, null, "x\\n\\u00e4 😀"], "": {"b": {}, "c": [false, []]}}'),
  },
];

describe.each(samples)("damaged $format", ({ decode, bytes }) => {
  test("the sample itself is sound", () => {
    expect(decode(bytes)).toBeTypeOf("object");
  });

  test("cut off anywhere, it is refused", () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decode(bytes.slice(0, length)), `after ${length} bytes`).toThrow(ShortcutError);
    }
  });

  test("with a few bits flipped, it is read or refused", () => {
    const flips = fc.array(fc.nat({ max: bytes.length * 8 - 1 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(flips, (bits) => {
        const damaged = Uint8Array.from(bytes);
        for (const bit of bits) damaged[bit >> 3]! ^= 1 << (bit & 7);
        readOrRefuse(decode, damaged);
      }),
      { numRuns: 5000, seed: 8 },
    );
  });
});

test("binary objects made of anything are read or refused", () => {
  const marker = fc.constantFrom(0, 8, 9, 0x10, 0x13, 0x14, 0x23, 0x33, 0x42, 0x52, 0x5f, 0x62, 0x80, 0xa2, 0xaf, 0xd1, 0xd2); // prettier-ignore
  const object = fc
    .tuple(marker, fc.array(fc.nat({ max: 24 }), { maxLength: 20 }))
    .map(([m, rest]) => [m, ...rest]);
  fc.assert(
    fc.property(fc.array(object, { minLength: 1, maxLength: 20 }), (objects) => {
      readOrRefuse(decodeBinaryPlist, bplist(objects));
    }),
    { numRuns: 5000, seed: 9 },
  );
});

/** Fails if anything but a ShortcutError comes out. */
function readOrRefuse(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): void {
  try {
    decode(bytes);
  } catch (error) {
    if (!(error instanceof ShortcutError)) throw error;
  }
}
