/**
 * Damages real shortcuts in many ways and prints what became of them: an error with a code, Python, or a crash.
 *
 *   npm run bench robustness [CASES OF EACH KIND]
 */
import { parsePython } from "../test/support/cpython.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { runCase, seedOf } from "../test/support/fuzz.ts";
import { MUTATIONS } from "../test/support/mutate.ts";

const cases = Number(process.argv[2] ?? 3000);
/** Small files: damage in a megabyte of text changes nothing but text. */
const SMALL = 40_000;

const seeds = [...corpusFiles("files"), ...corpusFiles("signed")]
  .filter(({ bytes }) => bytes.length < SMALL)
  .map(({ bytes }) => seedOf(bytes));

console.log(`${seeds.length} files, ${cases} cases of each kind`);
console.log("kind      cases  errors  Python  crashes  unparsable  slowest");
let peak = 0;
for (const kind of MUTATIONS) {
  const counts = { errors: 0, converted: 0, crashes: 0, refused: 0 };
  let slowest = 0;
  let programs: string[] = [];
  const check = () => {
    counts.refused += parsePython(programs, "nothing").filter(({ error }) => error !== undefined).length;
    programs = [];
  };
  for (let number = 0; number < cases; number++) {
    const { python, code, crash, milliseconds } = runCase(seeds, kind, number);
    slowest = Math.max(slowest, milliseconds);
    if (crash !== undefined) {
      counts.crashes++;
      console.error(`${kind} ${number}`, crash);
    } else if (code !== undefined) counts.errors++;
    else counts.converted++;
    programs.push(...python);
    peak = Math.max(peak, process.memoryUsage.rss());
    if (programs.length > 1000) check();
  }
  check();
  const { errors, converted, crashes, refused } = counts;
  const columns = [cases, errors, converted, crashes, refused].map((n, i) =>
    String(n).padStart([6, 7, 7, 8, 11][i]!),
  );
  console.log(`${kind.padEnd(8)} ${columns.join(" ")} ${slowest.toFixed(0).padStart(6)} ms`);
}
console.log(`peak of this process, its copies of the corpus included: ${(peak / 2 ** 20).toFixed(0)} MB`);
