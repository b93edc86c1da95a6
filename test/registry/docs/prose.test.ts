import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { records } from "../documents.ts";

const prosePath = resolve(process.env["SHORTCUT2PY_PROSE"] ?? "../shared/registry/prose-do-not-ship.json");
const hasProse = existsSync(prosePath);
if (!hasProse)
  console.warn(`That no third party's sentence is shipped is not checked: there is no ${prosePath}.`);

/** So many equal words in a row are no chance. */
const RUN = 8;

function* runsOf(text: string): Generator<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let i = 0; i + RUN <= words.length; i++) yield words.slice(i, i + RUN).join(" ");
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) yield* textsIn(item);
  }
}

test("a run of words is found in whatever way it is written", () => {
  const prose = new Set(runsOf("Gets the contents of URLs passed into the action."));
  const shared = (text: string) => [...runsOf(text)].some((run) => prose.has(run));
  expect(shared("It gets the CONTENTS of URLs, passed into the action")).toBe(true);
  expect(shared("Gets the contents of URLs passed to the action.")).toBe(false);
});

describe.skipIf(!hasProse)("third parties' prose", () => {
  const prose = new Set<string>();
  if (hasProse) {
    for (const text of textsIn(JSON.parse(readFileSync(prosePath, "utf8")))) {
      for (const run of runsOf(text)) prose.add(run);
    }
  }

  test("is not shipped: no text of a record shares eight words in a row with it", () => {
    expect(prose.size).toBeGreaterThan(10_000);
    const copied = records.flatMap(({ identifier, ...record }) => {
      const texts = [...textsIn(record)].filter((text) => [...runsOf(text)].some((run) => prose.has(run)));
      return texts.map((text) => `${identifier}: ${text}`);
    });
    expect(copied).toEqual([]);
  });
});
