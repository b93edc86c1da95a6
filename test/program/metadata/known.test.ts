import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { decodeBinaryPlist } from "../../../src/plist/binary.ts";
import { corpusFiles, hasCorpus } from "../../support/corpus.ts";
import { encodeBinaryPlist } from "../../support/encode-plist.ts";
import { confuse, Random } from "../../support/mutate.ts";
import { forms, properties } from "../../support/random-shortcut.ts";
import { shortcutFile } from "../../support/shortcut.ts";

/*
 * What is known of a statement by comparing it with its action is what matching it gives. The oracle is `convert` that
 * knows nothing in advance, so that it matches every statement.
 */

const runs = Number(process.env["LAWS"] ?? 60);

const { convert } = await import("../../../src/convert.ts");
vi.resetModules();
vi.doMock("../../../src/program/metadata/known.ts", () => ({
  knownFrom: () => () => undefined,
  areCalledSo: () => true,
}));
const { convert: convertByMatching } = await import("../../../src/convert.ts");

function expectSame(bytes: Uint8Array, names: "friendly" | "api" = "friendly"): void {
  expect(convert(bytes, { names }).python).toBe(convertByMatching(bytes, { names }).python);
}

test("in every sample", () => {
  for (const name of readdirSync("samples")) {
    const input = readdirSync(`samples/${name}`).find((file) => file.startsWith("input."))!;
    const bytes = readFileSync(`samples/${name}/${input}`);
    expectSame(bytes);
    expectSame(bytes, "api");
  }
});

test.skipIf(!hasCorpus)("in real shortcuts", { timeout: 120_000 }, () => {
  for (const { bytes } of corpusFiles("files")) expectSame(bytes);
});

const actions = fc.array(fc.oneof(...Object.values(forms)), { minLength: 1, maxLength: 8 });

test("in random shortcuts", { timeout: 100 * runs + 10_000 }, () => {
  fc.assert(
    fc.property(actions, properties, (list, own) => expectSame(shortcutFile(list, own))),
    { numRuns: runs },
  );
});

test("in shortcuts in which something is exchanged", { timeout: 100 * runs + 10_000 }, () => {
  const random = new Random(3);
  const seeds = fc
    .sample(actions, { seed: 5, numRuns: 30 })
    .map((list) => decodeBinaryPlist(shortcutFile(list)));
  for (let i = 0; i < runs; i++) {
    expectSame(encodeBinaryPlist(confuse(random.pick(seeds), random.pick(seeds), random)));
  }
});
