import { expect, test } from "vitest";
import { printModule } from "../../../src/python/print/print.ts";
import { digestOf, hasPython, parsePython } from "../../support/cpython.ts";
import { expectedTree } from "../../support/python-tree.ts";
import { RandomPython } from "../../support/random-python.ts";
import { ruffFormat } from "../../support/ruff.ts";

/** More modules or others: `PYTHON_MODULES=20000 PYTHON_SEED=5000000`. */
const count = Number(process.env["PYTHON_MODULES"] ?? 3000);
const firstSeed = Number(process.env["PYTHON_SEED"] ?? 1);
const seeds = Array.from({ length: count }, (_, index) => firstSeed + index);

const moduleOf = (seed: number) => new RandomPython(seed).module();

test("ruff changes nothing in random modules", { timeout: 1000 * count }, () => {
  const changed = seeds.filter((seed) => {
    const { text } = printModule(moduleOf(seed));
    return ruffFormat(text) !== text;
  });
  for (const seed of changed.slice(0, 1)) {
    const { text } = printModule(moduleOf(seed));
    expect(text, `seed ${seed}`).toBe(ruffFormat(text));
  }
  expect(changed).toEqual([]);
});

test.skipIf(!hasPython)("CPython reads the trees that were printed", { timeout: 1000 * count }, () => {
  const parsed = parsePython(
    seeds.map((seed) => printModule(moduleOf(seed)).text),
    "digest",
  );
  expect(parsed.flatMap(({ error }, index) => (error === undefined ? [] : [[seeds[index], error]]))).toEqual(
    [],
  );
  const wrong = seeds.filter(
    (seed, index) => parsed[index]!.digest !== digestOf(expectedTree(moduleOf(seed))),
  );
  for (const seed of wrong.slice(0, 1)) {
    const [tree] = parsePython([printModule(moduleOf(seed)).text], "tree");
    expect(tree!.tree, `seed ${seed}`).toEqual(expectedTree(moduleOf(seed)));
  }
  expect(wrong).toEqual([]);
});
