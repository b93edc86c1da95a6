import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_UNPACKED_SIZE, openContainer } from "../../src/container/index.ts";
import { ShortcutError } from "../../src/diagnostics/error.ts";
import type { BlockKind } from "../support/lzfse-encoder.ts";
import {
  fixtureSigner,
  makeArchive,
  makeSignedFile,
  signArchive,
  type FixtureOptions,
} from "../support/signed-fixture.ts";
import { failureOf } from "./failure.ts";

const PLIST = new Uint8Array(Buffer.from("bplist00 a stand-in: nobody reads it here ".repeat(40)));

/** Offsets of the fields of the root header, and of the first segment header. */
function offsetsOf(scheme: "icloud" | "contact" = "icloud"): Record<"root" | "segment" | "payload", number> {
  const prologueEnd = 12 + fixtureSigner(scheme).authData.length + 304;
  return { root: prologueEnd - 80, segment: prologueEnd, payload: prologueEnd + 256 * 72 + 32 };
}

/** A sound file with some bytes written over. */
function patched(at: number, ...values: number[]): Uint8Array {
  const bytes = makeSignedFile(PLIST);
  bytes.set(values, at);
  return bytes;
}

describe("openContainer", () => {
  test("unpacks a signed file and tells what its headers say", () => {
    const file = makeSignedFile(PLIST, { segmentSize: 500, segmentsPerCluster: 2 });
    const opened = openContainer(file);
    expect(opened).toEqual({
      kind: "signed",
      payload: PLIST,
      payloadKind: "binary",
      aea: {
        profile: 0,
        scheme: "icloud",
        authData: new Uint8Array(fixtureSigner("icloud").authData),
        containerSize: file.length,
        uncompressedSize: PLIST.length + archiveOverhead(),
        segmentSize: 500,
        segmentsPerCluster: 2,
        compression: "lzfse",
        clusters: 2,
        segments: 4,
      },
    });
  });

  test("tells the scheme of contact-signed files and of files without a known one", () => {
    expect(openContainer(makeSignedFile(PLIST, { scheme: "contact" }))).toMatchObject({
      aea: { scheme: "contact" },
    });
    const unknown = Buffer.from(makeSignedFile(PLIST));
    unknown.write("X", unknown.indexOf("SigningCertificateChain"));
    expect(openContainer(unknown)).toMatchObject({ aea: { scheme: "unknown" }, payload: PLIST });
  });

  test.each(["bplist00...", "<plist/>", "{}"])("unpacks a payload that begins with %s", (start) => {
    const payload = new Uint8Array(Buffer.from(start));
    const payloadKind = { b: "binary", "<": "xml", "{": "json" }[start[0]!];
    expect(openContainer(makeSignedFile(payload))).toMatchObject({ kind: "signed", payload, payloadKind });
    const archive = makeArchive([{ path: "Shortcut.wflow", data: payload }]);
    expect(openContainer(archive)).toEqual({ kind: "archive", payload, payloadKind });
    expect(openContainer(payload)).toEqual({ kind: payloadKind, payload, payloadKind });
  });

  test("finds in a signed file what was put into it, however it is packed", () => {
    const payloads = fc
      .tuple(fc.uint8Array({ maxLength: 200 }), fc.nat(12))
      .map(([piece, times]) =>
        Buffer.concat([Buffer.from("bplist00"), ...Array.from({ length: times }, () => piece)]),
      );
    const kinds = fc.uniqueArray(fc.constantFrom<BlockKind>("bvx-", "bvxn", "bvx2"), { minLength: 1 });
    const options: fc.Arbitrary<FixtureOptions> = fc.record({
      scheme: fc.constantFrom("icloud", "contact"),
      segmentSize: fc.integer({ min: 1, max: 3000 }),
      segmentsPerCluster: fc.integer({ min: 1, max: 300 }),
      blocks: fc.oneof(fc.constant("stored" as const), kinds),
      blockSize: fc.integer({ min: 20, max: 2000 }),
    });
    fc.assert(
      fc.property(payloads, options, (payload, how) => {
        expect(Buffer.compare(openContainer(makeSignedFile(payload, how)).payload, payload)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test("unpacks a file without compression", () => {
    const file = makeSignedFile(PLIST, { compression: "-", blocks: "stored" });
    expect(openContainer(file)).toMatchObject({ payload: PLIST, aea: { compression: "none" } });
  });

  test("opens what follows by more bytes, and what is signed by nobody", () => {
    const file = makeSignedFile(PLIST);
    expect(openContainer(Buffer.concat([file, Buffer.from("more")])).payload).toEqual(PLIST);
    expect(openContainer(Buffer.from(file).fill(0, 12, 400)).payload).toEqual(PLIST);
  });

  test("says how much of a file is there that is cut off", () => {
    const file = makeSignedFile(PLIST);
    const total = file.length;
    const prologue = offsetsOf().segment;
    const lengths: [number, string][] = [
      [4, "4 of at least 12 bytes"],
      [11, "11 of at least 12 bytes"],
      [12, `12 of at least ${prologue} bytes`],
      [prologue - 1, `${prologue - 1} of at least ${prologue} bytes`],
      [prologue, `${prologue} of ${total} bytes`],
      [total - 1, `${total - 1} of ${total} bytes`],
    ];
    for (const [length, counts] of lengths) {
      const error = failureOf(() => openContainer(file.subarray(0, length)));
      expect([error.code, error.message]).toEqual(["SC1004", `The file is cut off: ${counts}.`]);
    }
  });

  test.each([
    [1, "hkdf_sha256_aesctr_hmac__symmetric__none"],
    [2, "hkdf_sha256_aesctr_hmac__symmetric__ecdsa_p256"],
    [3, "hkdf_sha256_aesctr_hmac__ecdhe_p256__none"],
    [4, "hkdf_sha256_aesctr_hmac__ecdhe_p256__ecdsa_p256"],
    [5, "hkdf_sha256_aesctr_hmac__scrypt__none"],
  ])("says that profile %i is encrypted", (profile, name) => {
    const error = failureOf(() => openContainer(patched(4, profile)));
    expect(error.code).toBe("SC1005");
    expect(error.message).toContain(`encrypted (AEA profile ${profile}, ${name})`);
  });

  const { root, segment, payload } = offsetsOf();
  test.each<[string, number, number[], string, string]>([
    ["an unknown profile", 4, [6], "SC1008", "profile 6"],
    ["authentication data beyond the file", 8, [0, 0, 0, 1], "SC1004", "cut off"],
    ["an impossible container size", root + 8, [9, 0, 0], "SC1008", "the file has 9 bytes"],
    ["a container size beyond the file", root + 12, [1], "SC1004", "cut off"],
    ["too much content", root + 7, [1], "SC1009", "72057594037"],
    ["no segment size", root + 16, [0, 0, 0, 0], "SC1008", "segments have no bytes"],
    ["no segments per cluster", root + 20, [0, 0], "SC1008", "clusters have no segments"],
    ["more segments than fit", root + 20, [255, 255, 255, 255], "SC1008", "beyond the file"],
    ["zlib", root + 24, [0x7a], "SC1006", "Compressed with zlib"],
    ["LZVN", root + 24, [0x66], "SC1006", "Compressed with LZVN"],
    ["LZMA", root + 24, [0x78], "SC1006", "Compressed with LZMA"],
    ["LZ4", root + 24, [0x34], "SC1006", "Compressed with LZ4"],
    ["LZBITMAP", root + 24, [0x62], "SC1006", "Compressed with LZBITMAP"],
    ["an unknown compression", root + 24, [0x1b], "SC1008", "compression"],
    ["no checksums", root + 25, [0], "SC1006", "Without checksums"],
    ["weak checksums", root + 25, [1], "SC1006", "MurmurHash"],
    ["unknown checksums", root + 25, [9], "SC1008", "checksum kind 9"],
    ["a segment of no bytes", segment, [0, 0, 0, 0], "SC1008", "a segment of 0 bytes"],
    ["a segment of too many bytes", segment + 3, [1], "SC1008", "a segment of 1677"],
    ["a segment that grew", segment + 6, [1], "SC1008", "that takes 6"],
    ["another checksum", segment + 8, [0, 0], "SC1007", "does not match its checksum"],
    ["another content", payload, [0], "SC1007", "block of no known kind"],
  ])("refuses %s", (_, at, values, code, message) => {
    const error = failureOf(() => openContainer(patched(at, ...values)));
    expect(error.message).toContain(message);
    expect(error.code).toBe(code);
  });

  test("refuses segments that are not stored in a file without compression", () => {
    const error = failureOf(() => openContainer(makeSignedFile(PLIST, { compression: "-" })));
    expect(error.code).toBe("SC1008");
  });

  test("refuses stored content that was changed", () => {
    const file = Buffer.from(makeSignedFile(PLIST, { blocks: "stored" }));
    file[file.length - 1]! ^= 1;
    expect(failureOf(() => openContainer(file)).message).toBe(
      "The content is damaged: it does not match its checksum.",
    );
  });

  test("refuses more content than the caller allows", () => {
    const file = makeSignedFile(PLIST);
    const size = PLIST.length + archiveOverhead();
    expect(openContainer(file, { maxUnpackedSize: size }).payload).toEqual(PLIST);
    const error = failureOf(() => openContainer(file, { maxUnpackedSize: size - 1 }));
    expect([error.code, error.message]).toEqual([
      "SC1009",
      `The content is too large: ${size} bytes, the limit is ${size - 1}.`,
    ]);
    expect(MAX_UNPACKED_SIZE).toBe(64 << 20);
  });

  test("refuses a signed file that holds no archive, another archive, or nothing", () => {
    expect(failureOf(() => openContainer(signArchive(PLIST))).code).toBe("SC1008");
    expect(failureOf(() => openContainer(signArchive(new Uint8Array()))).code).toBe("SC1010");
    expect(failureOf(() => openContainer(makeSignedFile(PLIST, { path: "a.txt" }))).message).toContain(
      '"a.txt"',
    );
    expect(failureOf(() => openContainer(makeSignedFile(makeSignedFile(PLIST)))).code).toBe("SC1002");
    expect(failureOf(() => openContainer(makeSignedFile(new Uint8Array()))).code).toBe("SC1001");
  });

  test("survives any damage", () => {
    const files = [
      makeSignedFile(PLIST, { segmentSize: 400, segmentsPerCluster: 3 }),
      makeSignedFile(PLIST, { segmentsPerCluster: 1, blocks: ["bvxn"] }),
    ];
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...files), damage, fc.option(fc.nat()), (sound, changes, cut) => {
        const bytes = Uint8Array.from(sound).slice(0, cut === null ? undefined : cut % sound.length);
        for (const [at, value] of changes) bytes[at % sound.length] = value;
        try {
          openContainer(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(ShortcutError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

/** What the archive adds to the payload of {@link makeSignedFile}. */
function archiveOverhead(): number {
  return makeArchive([{ path: "" }, { path: "Shortcut.wflow", data: new Uint8Array() }]).length;
}
