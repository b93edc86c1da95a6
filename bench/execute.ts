/**
 * Runs real shortcuts on the default device: `npm run bench execute [EVERY]` (every n-th file, default 1).
 * Prints how many run to their end, how many without anything that is not modelled, what is missing most, and speed.
 */
import { readShortcut } from "../src/read.ts";
import { ShortcutError } from "../src/diagnostics/error.ts";
import { run } from "../src/run/run.ts";
import { corpusFiles } from "../test/support/corpus.ts";

const every = Number(process.argv[2] ?? 1);
const files = corpusFiles("files").filter((_, at) => at % every === 0);
const statuses = new Map<string, number>();
const missing = new Map<string, { uses: number; files: number }>();
const reasons = new Map<string, number>();
const touched = new Map<string, number>();
let certain = 0;
let complete = 0;
let acts = 0;
let decided = 0;
let executed = 0;
let unmodelled = 0;
let read = 0;
let slowest = 0;
let time = 0;

function add<T>(map: Map<T, number>, key: T): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

for (const { name, bytes } of files) {
  let workflow;
  try {
    ({ workflow } = readShortcut(bytes));
  } catch (error) {
    if (error instanceof ShortcutError) continue;
    throw error;
  }
  read++;
  const before = process.cpuUsage().user;
  const seen = new Map<string, number>();
  const result = run(workflow, {}, { limits: { steps: 100_000 } });
  const spent = (process.cpuUsage().user - before) / 1000;
  time += spent;
  if (spent > slowest) slowest = spent;
  if (spent > 1000) console.log(`${name}: ${spent.toFixed(0)} ms, ${result.steps} steps`);
  add(statuses, result.by === undefined ? result.status : `${result.status} by ${result.by}`);
  if (result.error)
    add(reasons, `${result.status}: ${result.error.identifier}: ${result.error.message.slice(0, 80)}`);
  executed += result.steps;
  for (const effect of result.effects) {
    if (effect.kind !== "unmodelled action") continue;
    unmodelled++;
    add(seen, String(effect["identifier"]));
  }
  for (const [identifier, uses] of seen) {
    const entry = missing.get(identifier) ?? { uses: 0, files: 0 };
    missing.set(identifier, { uses: entry.uses + uses, files: entry.files + 1 });
  }
  const { uncertain } = result;
  const isEnd = result.status === "finished" || result.status === "stopped";
  const isCertain = uncertain.control.length + uncertain.effects.length + uncertain.result.length === 0;
  for (const what of new Set([...uncertain.control, ...uncertain.effects, ...uncertain.result])) {
    add(
      touched,
      /^(?:GET|POST|PUT|PATCH|DELETE|HEAD) /.test(what) ? "a web request that is not recorded" : what,
    );
  }
  if (isEnd && isCertain) certain++;
  // What the device does not say (a recorded answer, a file, an app's answer) is no action that is not modelled.
  const unknown = (list: string[]) => list.some((what) => result.unmodelled.includes(what));
  if (isEnd && !unknown(uncertain.control) && !unknown(uncertain.effects)) acts++;
  if (isEnd && ![uncertain.control, uncertain.effects, uncertain.result].some(unknown)) decided++;
  if (isEnd && result.unmodelled.length === 0) complete++;
}

const share = (count: number, of: number) => `${((100 * count) / of).toFixed(1)} % (${count} of ${of})`;
const top = <T>(entries: Iterable<T>, size: (entry: T) => number, most: number) =>
  [...entries].sort((a, b) => size(b) - size(a)).slice(0, most);

console.log(
  `\n${read} shortcuts, ${executed} executed actions, ${(time / 1000).toFixed(1)} s, slowest ${slowest.toFixed(0)} ms`,
);
for (const [status, count] of statuses) console.log(`  ${status}: ${share(count, read)}`);
console.log(
  `to the end, and nothing unknown touches control flow, effects or result: ${share(certain, read)}`,
);
console.log(`to the end, no action that is not modelled touches any of them: ${share(decided, read)}`);
console.log(`to the end, none touches control flow or effects: ${share(acts, read)}`);
console.log(`to the end without any action that is not modelled: ${share(complete, read)}`);
console.log(`executed actions that are modelled: ${share(executed - unmodelled, executed)}`);
console.log("\nidentifiers that are not modelled, by files:");
for (const [identifier, { uses, files }] of top(missing, ([, entry]) => entry.files, 20))
  console.log(`  ${files} files, ${uses} runs: ${identifier}`);
console.log("\nunknowns that touch control flow, effects or result, by files:");
for (const [what, count] of top(touched, ([, count]) => count, 20)) console.log(`  ${count}: ${what}`);
console.log("\nwhy runs fail:");
for (const [reason, count] of top(reasons, ([, count]) => count, 25)) console.log(`  ${count}: ${reason}`);
