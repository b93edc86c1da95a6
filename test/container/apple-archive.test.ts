import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extractWorkflow } from "../../src/container/apple-archive.ts";
import { ShortcutError } from "../../src/diagnostics/error.ts";
import { makeArchive } from "../support/signed-fixture.ts";
import { failureOf } from "./failure.ts";

const text = (content: string): Uint8Array => new Uint8Array(Buffer.from(content));
const extract = (archive: Uint8Array): string => Buffer.from(extractWorkflow(archive)).toString();

/** An entry from its fields (as Latin-1) and what follows its header. */
function entry(fields: string, blobs = "", headerSize = 6 + fields.length): Uint8Array {
  const size = String.fromCharCode(headerSize & 0xff, headerSize >> 8);
  return new Uint8Array(Buffer.from(`AA01${size}${fields}${blobs}`, "latin1"));
}

const PATH = "PATP\x0e\0Shortcut.wflow";

describe("extractWorkflow", () => {
  test.each(["AA01", "YAA1"])("finds Shortcut.wflow among other things (%s)", (magic) => {
    const archive = makeArchive(
      [
        { path: "" },
        { path: "other.wflow", data: text("no") },
        { path: "Shortcut.wflow", data: text("yes") },
        { path: "a.txt", data: text("") },
      ],
      magic,
    );
    expect(extract(archive)).toBe("yes");
  });

  test("reads a file of more than 64 KiB, whose size takes a wider field", () => {
    const data = new Uint8Array(70_000).fill(65);
    expect(extractWorkflow(makeArchive([{ path: "Shortcut.wflow", data }]))).toEqual(data);
  });

  test("takes the only .wflow if it has another name", () => {
    const archive = makeArchive([
      { path: "x/Mine.wflow", data: text("mine") },
      { path: "a.txt", data: text("") },
    ]);
    expect(extract(archive)).toBe("mine");
  });

  test("skips every kind of field, and blobs of other names in the order of their fields", () => {
    const fields = [
      "TYP1F",
      PATH,
      "AAA*",
      "BBB2..",
      "CCC4....",
      "DDD8........",
      "EEEF....",
      `FFFG${".".repeat(20)}`,
      `GGGH${".".repeat(32)}`,
      `HHHI${".".repeat(48)}`,
      `IIIJ${".".repeat(64)}`,
      "JJJS........",
      "KKKT............",
      "XATA\x03\0",
      "DATC\x02\0\0\0\0\0\0\0",
      "ACLB\x04\0\0\0",
    ];
    expect(extract(entry(fields.join(""), "xxxOKaaaa"))).toBe("OK");
  });

  test("takes a file without data for an empty one", () => {
    expect(extract(entry(`TYP1F${PATH}`))).toBe("");
  });

  test.each<[string, Uint8Array, string, string]>([
    ["an empty archive", text(""), "SC1010", "It is empty."],
    [
      "no .wflow",
      makeArchive([{ path: "" }, { path: "a.txt", data: text("") }, { path: "b", data: text("") }]),
      "SC1010",
      'no Shortcut.wflow. It holds "a.txt", "b".',
    ],
    [
      "two .wflow of other names",
      makeArchive([
        { path: "1.wflow", data: text("") },
        { path: "2.wflow", data: text("") },
      ]),
      "SC1010",
      '"1.wflow", "2.wflow"',
    ],
    ["a directory of that name", makeArchive([{ path: "Shortcut.wflow" }]), "SC1010", '"Shortcut.wflow"'],
    [
      "many files",
      makeArchive(Array.from({ length: 20 }, (_, i) => ({ path: `${i}`, data: text("") }))),
      "SC1010",
      '"6", "7" and 12 more.',
    ],
    ["a header that is cut off", text("AA01"), "SC1004", "4 of at least 6 bytes"],
    ["fields that are cut off", entry("TYP1F", "", 50), "SC1004", "11 of at least 50 bytes"],
    ["data that is cut off", entry(`TYP1F${PATH}DATA\x09\0`, "abc"), "SC1004", "40 of at least 46 bytes"],
    ["data of an absurd size", entry("DATC\xff\xff\xff\xff\xff\xff\xff\xff"), "SC1004", "cut off"],
    ["something else than an entry", Buffer.concat([entry("TYP1D"), text("??????")]), "SC1008", "no magic"],
    ["a header without room for itself", entry("", "", 0), "SC1008", "a header of 0 bytes"],
    ["a field of unknown type", entry("ABCZ1234"), "SC1008", 'unknown type "Z"'],
    ["a field that is too long", entry("PATP\xff\0abc"), "SC1008", "beyond its header"],
    ["half a field", entry("TYP"), "SC1008", "unknown type"],
    [
      "more entries than anybody needs",
      makeArchive(Array.from({ length: 10_001 }, () => ({ path: "" }))),
      "SC1008",
      "more than 10000 entries",
    ],
  ])("refuses %s", (_, archive, code, message) => {
    const error = failureOf(() => extractWorkflow(archive));
    expect(error.message).toContain(message);
    expect(error.code).toBe(code);
  });

  test("prints paths cut and without a character that could act on a terminal", () => {
    const archive = makeArchive([
      { path: `\x1b[2J\u202e\u2028${"long".repeat(100)}`, data: text("") },
      { path: "../../etc/passwd", data: text("") },
    ]);
    const { message } = failureOf(() => extractWorkflow(archive));
    expect(message).not.toMatch(/[\p{C}\u2028]/u);
    expect(message).toContain('"../../etc/passwd"');
    expect(message.length).toBeLessThan(250);
  });

  test("survives any damage", () => {
    const sound = makeArchive([{ path: "" }, { path: "Shortcut.wflow", data: text("payload") }]);
    const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(damage, fc.nat(sound.length), (changes, length) => {
        const archive = sound.slice(0, length);
        for (const [at, value] of changes) if (at < length) archive[at] = value;
        try {
          extractWorkflow(archive);
        } catch (error) {
          expect(error).toBeInstanceOf(ShortcutError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
