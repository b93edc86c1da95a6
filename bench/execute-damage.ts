/**
 * Runs damaged shortcuts: values of wrong types and in wrong places, random answers. Prints how the runs end; each has
 * to end, within two seconds. `npm run bench execute-damage [CASES]`
 */
import { decodeActions } from "../src/ir/decode.ts";
import { ShortcutError } from "../src/diagnostics/error.ts";
import { encodeWorkflow } from "../src/ir/encode.ts";
import { readShortcut } from "../src/read.ts";
import type { PlistValue } from "../src/plist/value.ts";
import { run } from "../src/run/run.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { confuse, Random } from "../test/support/mutate.ts";

const cases = Number(process.argv[2] ?? 20_000);
const first = Number(process.argv[3] ?? 0);
const SMALL = 60_000;
const roots: PlistValue[] = [];
for (const { bytes } of corpusFiles("files")) {
  if (bytes.length > SMALL) continue;
  try {
    roots.push(encodeWorkflow(readShortcut(bytes).workflow));
  } catch (error) {
    if (!(error instanceof ShortcutError)) throw error;
  }
}

const ends = new Map<string, number>();
let slowest = 0;
let crashes = 0;
let peak = 0;
for (let number = first; number < first + cases; number++) {
  const random = new Random(number);
  let root = random.pick(roots);
  for (let count = 1 + random.below(6); count > 0; count--) root = confuse(root, random.pick(roots), random);
  let workflow;
  try {
    workflow = decodeActions(root, []);
  } catch (error) {
    if (error instanceof ShortcutError) continue;
    throw error;
  }
  const answers = Array.from({ length: random.below(6) }, () => random.pick([1, 2, 3]));
  const before = process.cpuUsage().user;
  let end: string;
  try {
    const result = run(workflow, {
      answers,
      clipboard: random.pick(["", "https://a.b/c", '{"a":[1,{"b":2}]}']),
      seed: number,
    });
    end = result.status;
    JSON.stringify(result.effects);
  } catch (error) {
    if (error instanceof ShortcutError) end = error.code;
    else {
      end = "crash";
      if (crashes++ < 5) console.error(number, error);
    }
  }
  const spent = (process.cpuUsage().user - before) / 1000;
  if (spent > slowest) {
    slowest = spent;
    if (spent > 500) console.log(`case ${number}: ${spent.toFixed(0)} ms, ${end}`);
  }
  ends.set(end, (ends.get(end) ?? 0) + 1);
  if (number % 100 === 0) peak = Math.max(peak, process.memoryUsage().rss);
}
console.log([...ends].map(([end, count]) => `${end} ${count}`).join(", "));
console.log(`slowest ${slowest.toFixed(0)} ms, peak ${(peak / 2 ** 20).toFixed(0)} MB, corpus included`);
