import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { convert } from "../src/convert.ts";
import { parsePython } from "./support/cpython.ts";
import { ruffFormat } from "./support/ruff.ts";

/*
 * The samples: shortcuts written for this project, each with the Python that it must become. With SHORTCUT2PY_UPDATE=1
 * the Python is written instead; whoever does that reads the difference.
 */

const FOLDER = "samples";
const isUpdate = process.env["SHORTCUT2PY_UPDATE"] === "1";

const samples = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const folder = `${FOLDER}/${name}`;
    const input = readdirSync(folder).find((file) => file.startsWith("input."))!;
    const { python } = convert(readFileSync(`${folder}/${input}`), { name: titleOf(name) });
    return { name, python, expected: `${folder}/expected.py` };
  });

/** `daily-agenda` -> `Daily Agenda`. */
function titleOf(folder: string): string {
  return folder.replace(
    /(^|-)(.)/g,
    (_, dash: string, letter: string) => (dash && " ") + letter.toUpperCase(),
  );
}

describe.each(samples)("$name", ({ python, expected }) => {
  if (isUpdate) writeFileSync(expected, python);

  test("becomes the Python that is expected", () => {
    expect(python).toBe(readFileSync(expected, "utf8"));
  });

  test("is left alone by ruff", () => {
    expect(ruffFormat(python)).toBe(python);
  });
});

test("CPython reads all of them", () => {
  const verdicts = parsePython(
    samples.map(({ python }) => python),
    "nothing",
  );
  expect(verdicts.map(({ error }, i) => [samples[i]!.name, error])).toEqual(
    samples.map(({ name }) => [name, undefined]),
  );
});
