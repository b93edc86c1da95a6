import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { convert } from "../src/index.ts";
import { parsePython } from "./support/cpython.ts";
import { ruffFormat } from "./support/ruff.ts";

/** Set to rewrite what the samples are expected to become: then read the difference before it is committed. */
const updates = process.env["SHORTCUT2PY_UPDATE"] !== undefined;

describe.each(readdirSync("samples"))("samples/%s", (name) => {
  const folder = join("samples", name);
  const input = readdirSync(folder).find((file) => file.startsWith("input."))!;
  const expected = join(folder, "expected.py");
  const title = name.replace(
    /(^|-)(.)/g,
    (_, dash: string, letter: string) => (dash ? " " : "") + letter.toUpperCase(),
  );
  const { python } = convert(readFileSync(join(folder, input)), { name: title });
  if (updates) writeFileSync(expected, python);

  test("becomes the Python that was reviewed", () => {
    expect(python).toBe(readFileSync(expected, "utf8"));
  });

  test("is Python, as ruff formats it", () => {
    expect(parsePython([python], "nothing")).toEqual([{}]);
    expect(ruffFormat(python)).toBe(python);
  });
});
