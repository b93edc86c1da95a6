import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import type { TranscribedRecord } from "../../src/batch/record.ts";
import { shortcutFile } from "../support/plist-files.ts";
import { randomNumbers } from "../support/random.ts";
import { linesOf, setUp } from "./support.ts";

const { path, write, shortcut2py } = setUp();

/** A shortcut that says so many words, which the seed decides. */
function speech(seed: number, change = (words: string[]) => words): Uint8Array {
  const random = randomNumbers(seed);
  const words = Array.from({ length: 60 }, () => `word${Math.floor(random() * 1000)}`);
  return shortcutFile(change(words).map((WFText) => ["speaktext", { WFText }]));
}

test("of programs that have most in common, the first one stays", async () => {
  write("in/1 first.shortcut", speech(1));
  write("in/2 same.shortcut", speech(1));
  // One word of sixty is another one: of its 5-token runs at most 5 differ on each side, of several hundred.
  write(
    "in/3 near.shortcut",
    speech(1, (words) => words.with(30, "changed")),
  );
  // Half of the words are others.
  write(
    "in/4 half.shortcut",
    speech(1, (words) => words.map((word, i) => (i % 2 === 0 ? word : `other${i}`))),
  );
  write("in/5 other.shortcut", speech(2));
  write("in/6 none.shortcut", "no shortcut");
  const args = ["batch", "in", "-o", "out", "--drop", "duplicate", "fuzzy-duplicate", "--json"];
  const { stdout } = await shortcut2py(args);
  expect(JSON.parse(stdout)).toMatchObject({ left_out: { duplicate: 1, "fuzzy-duplicate": 1 } });
  expect(linesOf<TranscribedRecord>(path("out/records.jsonl")).map(({ id }) => id)).toEqual([
    "in/1 first.shortcut",
    "in/4 half.shortcut",
    "in/5 other.shortcut",
    "in/6 none.shortcut",
  ]);
  const rejects = linesOf<{ id: string; reason: string }>(path("out/rejects.jsonl"));
  expect(rejects.map(({ id, reason }) => [id, reason])).toEqual([
    ["in/2 same.shortcut", "duplicate"],
    ["in/3 near.shortcut", "fuzzy-duplicate"],
  ]);
  expect(existsSync(path("out/.shortcut2py"))).toBe(false);
});
