import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "vitest";
import { decodeBinaryPlist } from "../../../src/plist/binary.ts";
import { encodeBinaryPlist } from "../../support/encode-plist.ts";
import { confuse, Random } from "../../support/mutate.ts";
import { forms, properties } from "../../support/random-shortcut.ts";
import { shortcutFile } from "../../support/shortcut.ts";
import { expectSame } from "./by-matching.ts";

const runs = Number(process.env["LAWS"] ?? 60);

test("in every sample", () => {
  for (const name of readdirSync("samples")) {
    const input = readdirSync(`samples/${name}`).find((file) => file.startsWith("input."))!;
    const bytes = readFileSync(`samples/${name}/${input}`);
    expectSame(bytes);
    expectSame(bytes, "api");
  }
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
