/**
 * Actions per second over the corpus in one warm process, decoding and writing included; files are read before.
 *
 *   npm run bench convert
 */
import { convert, readShortcut } from "../src/index.ts";
import { corpusFiles } from "../test/support/corpus.ts";

const ROUNDS = 9;
/** What WorkflowLLM's transcriber does on a machine of this kind, one core: 48.6 ms for 1,000 actions. */
const REFERENCE = 20_600;

const files = corpusFiles("files").map(({ bytes }) => bytes);

/** The median of several rounds, after two that warm up, in milliseconds. */
function median(run: () => void): number {
  const times: number[] = [];
  for (let round = -2; round < ROUNDS; round++) {
    const start = performance.now();
    run();
    if (round >= 0) times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[ROUNDS >> 1]!;
}

function report(name: string, chosen: Uint8Array[]): void {
  let actions = 0;
  let text = 0;
  for (const bytes of chosen) {
    const { python, workflow } = convert(bytes);
    actions += workflow.actions.length;
    text += python.length;
  }
  const all = median(() => chosen.forEach((bytes) => convert(bytes)));
  const read = median(() => chosen.forEach((bytes) => readShortcut(bytes)));
  const rate = (actions / all) * 1000;
  const figures = [
    `${chosen.length} files`,
    `${actions} actions`,
    `${(text / 1e6).toFixed(1)} MB of Python`,
    `${all.toFixed(0)} ms (${read.toFixed(0)} of them reading)`,
    `${rate.toFixed(0)} actions/s`,
    `${(rate / REFERENCE).toFixed(1)} times the reference`,
  ];
  console.log(`${name}: ${figures.join(", ")}`);
}

report("all", files);
report(
  "below 100 kB",
  files.filter((bytes) => bytes.length < 100_000),
);
report(
  "from 100 kB",
  files.filter((bytes) => bytes.length >= 100_000),
);
