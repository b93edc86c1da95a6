import { judge, runPython } from "../test/support/agree.ts";
import { randomProgram } from "../test/support/random-agree.ts";

/*
 * Random programs under CPython and, compiled, in the interpreter: `npm run bench agree [COUNT] [SEED]`.
 * Prints how many agree, are refused and differ, and the first that differ.
 */

const count = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? 1);
const verdicts = { right: 0, refused: 0, "python fails": 0, different: 0 };
for (let from = 0; from < count; from += 1000) {
  const programs = Array.from({ length: Math.min(1000, count - from) }, (_, i) =>
    randomProgram(seed * 1e6 + from + i),
  );
  const outcomes = runPython(programs);
  for (const [i, program] of programs.entries()) {
    const verdict = judge(program, outcomes[i]!, true);
    if (typeof verdict === "string") verdicts[verdict]++;
    else if (++verdicts.different <= 3)
      console.log(program.source, JSON.stringify(program.answers), JSON.stringify(verdict, undefined, 1));
  }
}
console.log(`${count} programs: ${JSON.stringify(verdicts)}`);
process.exitCode = verdicts.different > 0 ? 1 : 0;
