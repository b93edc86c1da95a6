/**
 * What one `convert` takes as a process of its own, above an empty one: the median file of the corpus, and the peak
 * memory of its largest. Times are processor time, user's and system's, of the whole process; the first run leaves
 * bytecode for the others (`src/cli/start.ts`), and is no part of the medians.
 *
 *   npm run build && npm run bench cold-start
 */
import { spawnSync } from "node:child_process";
import { corpusFiles } from "../test/support/corpus.ts";
import { machine, median } from "./yardstick.ts";

const RUNS = 21;

const bySize = corpusFiles("files").toSorted((a, b) => a.bytes.length - b.bytes.length);
const middle = bySize[bySize.length >> 1]!;
const largest = bySize.at(-1)!;
const command = (path: string) => ["dist/cli.js", "convert", path];

/** Milliseconds, as the shell counts them. */
function time(args: string[]): number {
  const shell = 'TIMEFORMAT="%U %S"; time "$@" 2>/dev/null >/dev/null';
  const { stderr } = spawnSync("bash", ["-c", shell, "-", process.execPath, ...args], { encoding: "utf8" });
  const [user, system] = stderr.trim().split(" ").map(Number) as [number, number];
  return 1000 * (user + system);
}

time(command(middle.path));
// In turn, so that a change in the machine's load meets both.
const pairs = Array.from({ length: RUNS }, () => [time(["-e", "0"]), time(command(middle.path))] as const);
const [empty, cold] = [median(pairs.map(([a]) => a)), median(pairs.map(([, b]) => b))];
console.log(machine());
console.log(
  `empty node ${empty.toFixed(0)} ms, convert of ${middle.bytes.length} bytes ${cold.toFixed(0)} ms`,
);
const above = median(pairs.map(([a, b]) => b - a));
// A machine that is busy or slow takes longer for both.
console.log(`above the empty one: ${above.toFixed(0)} ms (goal 40 on a machine whose empty node takes 40)`);

const script = `process.argv.splice(1, 1, "dist/cli.js");
process.on("exit", () => process.stderr.write(String(process.resourceUsage().maxRSS)));
await import(${JSON.stringify(`${process.cwd()}/dist/cli.js`)});`;
const { stderr } = spawnSync(
  process.execPath,
  ["--input-type=module", "-e", script, "x", "convert", largest.path],
  { maxBuffer: 2 ** 30, encoding: "utf8" },
);
const kilobytes = Number(/(\d+)$/.exec(stderr)?.[1]);
console.log(`peak memory for ${largest.bytes.length} bytes: ${(kilobytes / 1024).toFixed(0)} MB`);
