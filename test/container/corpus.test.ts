import { describe, expect, test } from "vitest";
import { parseAea } from "../../src/container/aea.ts";
import { openContainer } from "../../src/container/index.ts";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { strictEqual } from "../../src/plist/value.ts";
import { verifySignature } from "../../src/node/signature.ts";
import { bareFiles, filesForDamage, hasCorpus, signedFiles } from "./corpus-files.ts";
import { corrupt } from "./corruption.ts";

if (!hasCorpus) console.warn("Tests on real signed shortcuts are skipped: there is no corpus.");

describe.skipIf(!hasCorpus)("real files", () => {
  test("of all bare kinds are told apart, and are their own payload", () => {
    const kinds: Record<string, string> = { bplist: "binary", xml: "xml", json: "json" };
    const files = bareFiles();
    expect(files.length).toBeGreaterThan(800);
    for (const { format, bytes } of files) {
      const opened = openContainer(bytes);
      expect([opened.kind, opened.payloadKind]).toEqual([kinds[format], kinds[format]]);
      expect(opened.payload).toBe(bytes);
    }
  });

  test("that are signed hold the property list that another program found in them", () => {
    const files = signedFiles();
    let sameBytes = 0;
    for (const { id, bytes, plist } of files) {
      const opened = openContainer(bytes);
      expect([opened.kind, opened.payloadKind], id).toEqual(["signed", "binary"]);
      if (Buffer.compare(opened.payload, plist) === 0) sameBytes++;
      // Some stand for another export of the same shortcut, with its keys in another order.
      else expect(strictEqual(decodeBinaryPlist(opened.payload), decodeBinaryPlist(plist)), id).toBe(true);
    }
    expect(files).toHaveLength(50);
    expect(sameBytes).toBe(37);
  });

  test("that are signed say in their headers what all files by Shortcuts say", () => {
    for (const { bytes } of signedFiles()) {
      const opened = openContainer(bytes);
      expect(opened).toMatchObject({
        aea: {
          profile: 0,
          scheme: "icloud",
          containerSize: bytes.length,
          segmentSize: 1 << 20,
          segmentsPerCluster: 256,
          compression: "lzfse",
          clusters: 1,
          segments: 1,
        },
      });
    }
  });

  test("that are signed are vouched for by Apple", () => {
    for (const { id, bytes } of signedFiles()) {
      expect(verifySignature(bytes), id).toEqual({ status: "apple", scheme: "icloud" });
    }
  });

  // bench/corruption.ts does this for every byte.
  test("tell when a byte of them has changed, whichever it is", () => {
    let positions = 0;
    for (const { id, bytes } of filesForDamage()) {
      const result = corrupt(bytes, samplePositions(bytes, 200));
      expect(result.unreported, id).toEqual([]);
      positions += result.positions;
    }
    expect(positions).toBeGreaterThan(20 * 200);
  });
});

/** Every byte of the small header, the edges of every other region, and positions spread over all of the file. */
function samplePositions(bytes: Uint8Array, spread: number): number[] {
  const { prologue, clusters, end } = parseAea(bytes, Infinity);
  const header = Array.from({ length: 12 + 48 }, (_, i) => (i < 12 ? i : prologue.rootHeader + i - 12));
  const starts = [
    ...Object.values(prologue),
    ...clusters.flatMap(({ headers, nextClusterMac, segmentMacs }) => [
      headers,
      headers + 40,
      nextClusterMac,
      segmentMacs,
    ]),
    ...clusters.flatMap(({ segments }) => segments.map(({ start }) => start)),
    end,
  ];
  const edges = starts.flatMap((start) => [start - 1, start]);
  const step = bytes.length / spread;
  const even = Array.from({ length: spread }, (_, i) => Math.floor(i * step));
  return [...new Set([...header, ...edges, ...even])].filter((at) => at < bytes.length);
}
