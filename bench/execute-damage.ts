/**
 * Runs damaged shortcuts (values of wrong types and in wrong places) and damaged programs (lines and words that changed
 * places), with random answers. Prints how the runs end; each has to end, within two seconds.
 * `npm run bench execute-damage [CASES] [FIRST CASE]`
 */
import { compile } from "../src/compile.ts";
import { convert } from "../src/convert.ts";
import { decodeActions } from "../src/ir/decode.ts";
import { ShortcutError } from "../src/diagnostics/error.ts";
import { encodeWorkflow } from "../src/ir/encode.ts";
import { readShortcut } from "../src/read.ts";
import type { PlistValue } from "../src/plist/value.ts";
import type { Runnable } from "../src/run/program.ts";
import { run } from "../src/run/run.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { confuse, Random } from "../test/support/mutate.ts";

const cases = Number(process.argv[2] ?? 20_000);
const first = Number(process.argv[3] ?? 0);
const SMALL = 60_000;
const roots: PlistValue[] = [];
const programs: string[][] = [];
for (const [at, { bytes }] of corpusFiles("files").entries()) {
  if (bytes.length > SMALL) continue;
  try {
    roots.push(encodeWorkflow(readShortcut(bytes).workflow));
    if (at % 4 === 0) programs.push(convert(bytes, { metadata: false }).python.split("\n"));
  } catch (error) {
    if (!(error instanceof ShortcutError)) throw error;
  }
}

function damagedShortcut(random: Random): Runnable {
  let root = random.pick(roots);
  for (let count = 1 + random.below(6); count > 0; count--) root = confuse(root, random.pick(roots), random);
  return decodeActions(root, []);
}

const WORDS = /[A-Za-z_]\w*|"[^"\n]*"|\d+/g;

/** A program of which a line is missing, comes twice or from elsewhere, or a word is another. */
function damagedProgram(random: Random): string {
  const lines = [...random.pick(programs)];
  for (let count = 1 + random.below(4); count > 0; count--) {
    const at = random.below(lines.length);
    const other = random.pick(random.pick(programs));
    switch (random.below(4)) {
      case 0:
        lines.splice(at, 1);
        break;
      case 1:
        lines.splice(at, 0, lines[random.below(lines.length)] ?? "");
        break;
      case 2:
        lines.splice(at, 0, /^\s*/.exec(lines[at] ?? "")![0] + other.trim());
        break;
      default: {
        const words = other.match(WORDS) ?? ["x"];
        lines[at] = (lines[at] ?? "").replace(WORDS, (word) =>
          random.below(3) === 0 ? random.pick(words) : word,
        );
      }
    }
  }
  return lines.join("\n");
}

/** What a program compiles to; undefined if it is refused. */
function compiled(text: string): Runnable | undefined {
  const { workflow, diagnostics } = compile(text, { tolerant: true });
  return diagnostics.some(({ severity }) => severity === "error") ? undefined : workflow;
}

const ends = new Map<string, number>();
let slowest = 0;
let crashes = 0;
const before = process.memoryUsage.rss();
let peak = before;
for (let number = first; number < first + cases; number++) {
  const random = new Random(number);
  const isProgram = number % 2 === 1;
  const source = isProgram ? damagedProgram(random) : undefined;
  const start = process.cpuUsage().user;
  let end: string;
  try {
    const runnable = source === undefined ? damagedShortcut(random) : compiled(source);
    const answers = Array.from({ length: random.below(6) }, () => random.pick([1, 2, 3]));
    const clipboard = random.pick(["", "https://a.b/c", '{"a":[1,{"b":2}]}']);
    const http = [{ url: "*", body: random.pick(["", '{"a":[1,{"b":2}]}', "<p>a</p>"]) }];
    const device = { answers, clipboard, seed: number, ...(random.below(2) === 0 && { http }) };
    const result = runnable && run(runnable, device);
    end = result?.status ?? "refused";
    JSON.stringify(result?.effects);
  } catch (error) {
    if (error instanceof ShortcutError) end = error.code;
    else {
      end = "crash";
      if (crashes++ < 5) console.error(number, error);
    }
  }
  const spent = (process.cpuUsage().user - start) / 1000;
  if (spent > slowest) {
    slowest = spent;
    if (spent > 500) console.log(`case ${number}: ${spent.toFixed(0)} ms, ${end}`);
  }
  const kind = `${isProgram ? "program" : "shortcut"} ${end}`;
  ends.set(kind, (ends.get(kind) ?? 0) + 1);
  if (number % 20 === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
for (const [end, count] of [...ends].sort()) console.log(`${end}: ${count}`);
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
console.log(
  `slowest ${slowest.toFixed(0)} ms; peak ${megabytes(peak)} MB, of which ${megabytes(before)} before the first`,
);
