import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { ShortcutError } from "../../src/diagnostics/error.ts";
import { decodeSource } from "../../src/python/decode-source.ts";
import { hasPython } from "../support/cpython.ts";

/** What CPython reads as the value of `x`, from bytes; an error for those that it refuses. */
const SCRIPT = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
def value(source):
    try:
        return [node.value.value for node in ast.parse(source).body if isinstance(node, ast.Assign)][-1]
    except (SyntaxError, ValueError) as error:
        return {"error": type(error).__name__}
json.dump([value(bytes.fromhex(text)) for text in json.load(sys.stdin)], sys.stdout)
`;

function cpython(sources: readonly Uint8Array[]): unknown[] {
  const input = JSON.stringify(sources.map((source) => Buffer.from(source).toString("hex")));
  const result = spawnSync("python3", ["-c", SCRIPT], { input, encoding: "utf8" });
  if (result.status !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout) as unknown[];
}

/** The same by us: the text between the quotes. */
function ours(source: Uint8Array): unknown {
  try {
    return /x = '([^']*)'/.exec(decodeSource(source))?.[1];
  } catch (error) {
    if (error instanceof ShortcutError && error.code === "SC6101") return { error: "SyntaxError" };
    throw error;
  }
}

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))),
  );

const MARK = [0xef, 0xbb, 0xbf];
const COOKIES = [
  "",
  "# -*- coding: utf-8 -*-\n",
  "# coding=latin-1\n",
  "# vim: set fileencoding=iso-8859-15 :\n",
  "#!/usr/bin/python\n# coding: cp1252\n",
  "\n# coding: latin-1\n",
  "\n\n# coding: latin-1\n",
  "y = 1\n# coding: latin-1\n",
  "# coding: ascii\n",
  "# coding: Latin_1\n",
  "# coding: UTF8\r\n",
  "# coding: utf-8-sig\n",
  "# coding: klingon\n",
  "# coding: koi8-r\n",
  "# coding: shift_jis\n",
  "# coding : latin-1\n",
  "# my coding:latin-1 is bad\n",
  "'doc'  # coding: latin-1\n",
  "   # coding: latin-1\n",
  "\f# coding: latin-1\n",
];
const TEXTS: number[][] = [
  [0x61],
  [0xe9],
  [0xc3, 0xa9],
  [0xa4, 0x80],
  [0x81, 0x40],
  [0xf0, 0x9f, 0x98, 0x80],
  [0xed, 0xa0, 0x80],
  [0xc0, 0x80],
  [0xe2, 0x82],
  [0x00],
];

describe.skipIf(!hasPython)("the bytes of a program", () => {
  const sources = COOKIES.flatMap((cookie) =>
    TEXTS.flatMap((text) => {
      const plain = bytes(cookie, "x = '", text, "'\n");
      // CPython reads "UTF8" behind the mark as another encoding; it is none.
      return cookie.includes("UTF8") ? [plain] : [plain, bytes(MARK, [...plain])];
    }),
  );
  test("are read as CPython reads them, or refused as it refuses them", () => {
    const expected = cpython(sources).map((value) =>
      typeof value === "object" ? { error: "SyntaxError" } : value,
    );
    for (const [i, source] of sources.entries()) {
      const shown = Buffer.from(source).toString("latin1");
      expect([shown, ours(source)]).toEqual([shown, expected[i]]);
    }
  });
});

test.each([
  [bytes("x = 'a'\ny = 'b", [0xe9], "'\n"), "Line 2, column 7: the byte (0xe9) is not utf-8.", 14],
  [bytes("\r\r\nx = '", [0xc3, 0xa9, 0xff], "'\n"), "Line 3, column 7: the byte (0xff) is not utf-8.", 10],
  [bytes(MARK, "x = '", [0xff], "'"), "Line 1, column 6: the byte (0xff) is not utf-8.", 8],
  [bytes("# coding: ascii\nx = '", [0xe9], "'"), "Line 2, column 6: the byte (0xe9) is not ascii.", 21],
  [
    bytes("x = '", [0], "'"),
    "Line 1, column 6: the byte is a null character, which Python does not read.",
    5,
  ],
  [bytes("x = '", [0xe2, 0x82]), "Line 1, column 6: the byte (0xe2) is not utf-8.", 5],
])("a wrong byte is told with its place", (source, message, offset) => {
  let error: unknown;
  try {
    decodeSource(source);
  } catch (caught) {
    error = caught;
  }
  expect(error).toMatchObject({ code: "SC6101", message, offset });
});

test("a long file with one wrong byte is refused in no time", () => {
  const source = Buffer.concat([Buffer.from("x = 'é'\n".repeat(100_000)), Buffer.from([0xff])]);
  expect(() => decodeSource(source)).toThrow("Line 100001, column 1");
});
