import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeLzfse } from "../../src/container/lzfse.ts";
import { ShortcutError } from "../../src/diagnostics/error.ts";
import { encodeLzfse, type BlockKind } from "../support/lzfse-encoder.ts";
import { failureOf } from "./failure.ts";

function unpack(stream: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  decodeLzfse(stream, out);
  return out;
}

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

/** One block of LZVN with its headers. */
function lzvn(size: number, opcodes: (string | number[])[]): Uint8Array {
  const payload = bytes(...opcodes);
  return bytes("bvxn", [size, 0, 0, 0, payload.length, 0, 0, 0], [...payload], "bvx$");
}

const END = [0x06, 0, 0, 0, 0, 0, 0, 0];

/** Data that has something to compress: some short pieces, over and over. */
const repetitive = fc
  .tuple(
    fc.array(fc.uint8Array({ minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 6 }),
    fc.array(fc.nat(5), { maxLength: 400 }),
  )
  .map(([pieces, order]) => Uint8Array.from(order.flatMap((i) => [...pieces[i % pieces.length]!])));

const blockKinds = fc.uniqueArray(fc.constantFrom<BlockKind>("bvx-", "bvxn", "bvx2", "bvx1"), {
  minLength: 1,
});

describe("decodeLzfse", () => {
  test("reads an empty stream and uncompressed blocks", () => {
    expect(unpack(bytes("bvx$"), 0)).toEqual(new Uint8Array());
    const stream = bytes("bvx-", [3, 0, 0, 0], "abc", "bvx-", [2, 0, 0, 0], "de", "bvx$");
    expect(unpack(stream, 5)).toEqual(new Uint8Array(Buffer.from("abcde")));
  });

  // The opcodes by hand, from the table in the format notes.
  test.each<[string, (string | number[])[], string]>([
    ["short literals", [[0xe3], "abc"], "abc"],
    ["long literals", [[0xe0, 0], "0123456789abcdef"], "0123456789abcdef"],
    ["small distance: 2 literals, then 3 from 2 back", [[0x80, 2], "ab"], "ababa"],
    ["medium distance: 1 literal, then 6 from 1 back", [[0xa8, 3 | (1 << 2), 0], "a"], "aaaaaaa"],
    ["large distance: 3 literals, then 4 from 3 back", [[0xc0 | (1 << 3) | 7, 3, 0], "abc"], "abcabca"],
    ["same distance: 1 literal, then 3", [[0x80, 2], "ab", [0x46], "x"], "ababaxaxa"],
    ["short match", [[0x80, 2], "ab", [0xf2]], "abababa"],
    ["long match", [[0x40, 1], "a", [0xf0, 0]], "a".repeat(20)],
    ["no-ops", [[0x0e, 0x16, 0xe1], "a", [0x0e]], "a"],
  ])("reads LZVN: %s", (_, opcodes, expected) => {
    const stream = lzvn(expected.length, [...opcodes, END]);
    expect(Buffer.from(unpack(stream, expected.length)).toString()).toBe(expected);
  });

  test.each([0x1e, 0x26, 0x2e, 0x36, 0x3e, 0x70, 0x7f, 0xd0, 0xdf])(
    "refuses the LZVN opcode %i",
    (opcode) => {
      expect(failureOf(() => unpack(lzvn(1, [[0xe1], "a", [opcode], END]), 1)).code).toBe("SC1007");
    },
  );

  test.each<[string, Uint8Array, number]>([
    ["nothing at all", bytes(), 0],
    ["no end mark", bytes("bvx-", [1, 0, 0, 0], "a"), 1],
    ["a plain block that is cut off", bytes("bvx1", [0, 0, 0, 0], "bvx$bvx$"), 0],
    ["an unknown block", bytes("bvx9", [0, 0, 0, 0], "bvx$bvx$"), 0],
    ["an uncompressed block that is cut off", bytes("bvx-", [9, 0, 0, 0], "abcd"), 9],
    ["more than announced", bytes("bvx-", [3, 0, 0, 0], "abc", "bvx$"), 2],
    ["less than announced", bytes("bvx-", [3, 0, 0, 0], "abc", "bvx$"), 4],
    ["LZVN without an end", lzvn(1, [[0xe1], "a"]), 1],
    ["LZVN with an end that is cut off", lzvn(1, [[0xe1], "a", [0x06, 0, 0]]), 1],
    ["LZVN with literals that are cut off", lzvn(5, [[0xe5], "ab"]), 5],
    ["LZVN that is too long", lzvn(1, [[0xe2], "ab", END]), 1],
    ["LZVN that is too short", lzvn(3, [[0xe2], "ab", END]), 3],
    ["an LZVN match from before the start", lzvn(5, [[0x80, 3], "ab", END]), 5],
    ["an LZVN match of distance zero", lzvn(5, [[0x80, 0], "ab", END]), 5],
    ["an LZVN match without any distance yet", lzvn(3, [[0xe1], "a", [0xf2], END]), 3],
  ])("refuses %s", (_, stream, size) => {
    expect(failureOf(() => unpack(stream, size)).code).toBe("SC1007");
  });

  test("unpacks what was packed, in blocks of every kind and mixture", () => {
    fc.assert(
      fc.property(repetitive, blockKinds, fc.integer({ min: 1, max: 3000 }), (data, kinds, blockSize) => {
        expect(unpack(encodeLzfse(data, kinds, blockSize), data.length)).toEqual(data);
      }),
    );
  });

  test("unpacks long literals, long matches and far distances", () => {
    const random = Uint8Array.from({ length: 5000 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 13) & 0xff);
    const data = Buffer.concat([random, Buffer.alloc(6000, 7), random, Buffer.alloc(40_000, "ab"), random]);
    for (const kind of ["bvx2", "bvx1", "bvxn"] as const) {
      expect(Buffer.compare(unpack(encodeLzfse(data, [kind]), data.length), data)).toBe(0);
    }
  });

  test("survives any damage: it ends, and with nothing but SC1007 or other content", () => {
    const data = Buffer.from("The quick brown fox jumps over the lazy dog. ".repeat(60));
    const streams = [["bvx2"], ["bvxn"], ["bvx2", "bvx-", "bvxn"]] as const;
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...streams), damage, fc.option(fc.nat()), (kinds, changes, cut) => {
        const stream = encodeLzfse(data, kinds, 900).slice();
        for (const [at, change] of changes) stream[at % stream.length]! ^= change;
        const input = cut === null ? stream : stream.subarray(0, cut % stream.length);
        try {
          unpack(input, data.length);
        } catch (error) {
          expect(error).toBeInstanceOf(ShortcutError);
          expect((error as ShortcutError).code).toBe("SC1007");
        }
      }),
      { numRuns: 1500 },
    );
  });
});
