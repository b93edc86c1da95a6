import { expect, test } from "vitest";
import { parsePython } from "../../../src/python/parse/parse.ts";
import { printModule } from "../../../src/python/print/print.ts";
import { RandomPython } from "../../support/random-python.ts";
import { asPrinted, withoutRanges } from "./trees.ts";

/** More modules or others: `PYTHON_MODULES=20000 PYTHON_SEED=5000000`. */
const count = Number(process.env["PYTHON_MODULES"] ?? 3000);
const firstSeed = Number(process.env["PYTHON_SEED"] ?? 1);

test("what was printed is read back as it was", { timeout: 1000 * count }, () => {
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const module = new RandomPython(seed).module();
    const { text } = printModule(module);
    const parsed = parsePython(text);
    const problems = parsed.problems.filter(({ message }) => !isAboutRandomness(message));
    expect(problems, `seed ${seed}`).toEqual([]);
    expect(withoutRanges(parsed.module), `seed ${seed}`).toEqual(asPrinted(module));
  }
});

/** Random modules nest functions, and choose names and values as they come. */
function isAboutRandomness(message: string): boolean {
  return message.startsWith("A function within a function");
}
