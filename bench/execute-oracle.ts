/**
 * Compares runs with CPython: the Python of a shortcut, with the actions as functions of a second implementation.
 * `npm run bench execute-oracle [RANDOM PROGRAMS] [FIRST SEED]`, then every real shortcut that the oracle can run.
 */
import { askOracle, SITUATIONS, type Verdict } from "../test/support/run-oracle.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { randomProgram } from "../test/support/random-run.ts";

const count = Number(process.argv[2] ?? 10_000);
const first = Number(process.argv[3] ?? 0);
const PER_PROCESS = 500;

function report(what: string, verdicts: Verdict[]): void {
  const agreed = verdicts.reduce((sum, verdict) => sum + verdict.agreed, 0);
  const disagreements = verdicts.flatMap((verdict) => verdict.disagreements);
  const unsupported = verdicts.flatMap((verdict) => verdict.unsupported);
  console.log(
    `${what}: ${agreed} agree, ${disagreements.length} differ, ${unsupported.length} are beyond the oracle`,
  );
  const reasons = new Map<string, number>();
  for (const reason of unsupported) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 12))
    console.log(`  ${times}: ${reason}`);
  for (const { python, line, ours, theirs } of disagreements.slice(0, Number(process.argv[4] ?? 5))) {
    console.log(
      `--- line ${line}: ours ${JSON.stringify(ours).slice(0, 300)}, theirs ${JSON.stringify(theirs).slice(0, 300)}\n${python.slice(0, 1800)}`,
    );
  }
}

const verdicts: Verdict[] = [];
for (let seed = first; seed < first + count; seed += PER_PROCESS) {
  const size = Math.min(PER_PROCESS, first + count - seed);
  verdicts.push(askOracle(Array.from({ length: size }, (_, at) => randomProgram(seed + at))));
}
report("random programs", verdicts);
const files = corpusFiles("files").filter(({ bytes }) => bytes.length < 200_000);
const real = files.map(() => ({ outcomes: [] as string[], computed: 0 }));
const situations: Verdict[] = [];
for (const situation of SITUATIONS) {
  for (let at = 0; at < files.length; at += 100) {
    const verdict = askOracle(
      files.slice(at, at + 100).map(({ bytes }) => bytes),
      situation,
    );
    situations.push(verdict);
    const computed = verdict.computed.values();
    for (const [i, outcome] of verdict.outcomes.entries()) {
      real[at + i]!.outcomes.push(outcome);
      if (outcome === "agrees") real[at + i]!.computed += computed.next().value!;
    }
  }
}
report("real shortcuts, in two situations each", situations);
const agree = real.filter(({ outcomes }) => outcomes.includes("agrees") && !outcomes.includes("differs"));
const values = agree.reduce((sum, { computed }) => sum + computed, 0);
const withValues = (least: number) => agree.filter(({ computed }) => computed >= least).length;
console.log(
  `${agree.length} of ${files.length} agree in at least one situation and differ in none; ` +
    `${withValues(1)} of them with a value that an action computed, ${withValues(3)} with three or more, ${values} values in all`,
);
