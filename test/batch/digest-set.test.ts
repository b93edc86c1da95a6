import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { DigestSet } from "../../src/batch/digest-set.ts";

test("knows what it has seen, however much that is", () => {
  const set = new DigestSet();
  const digests = Array.from({ length: 20_000 }, (_, i) => {
    return createHash("sha256")
      .update(String(i % 15_000))
      .digest("hex");
  });
  const expected = new Set<string>();
  for (const digest of digests) {
    expect(set.add(digest)).toBe(!expected.has(digest));
    expected.add(digest);
  }
});

test("zeros are a digest, too", () => {
  const set = new DigestSet();
  expect(set.add("0".repeat(64))).toBe(true);
  expect(set.add("0".repeat(64))).toBe(false);
});
