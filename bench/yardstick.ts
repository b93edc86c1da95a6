import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";

/**
 * A yardstick that no change here moves: CPython reads the same files with `plistlib.loads` and writes them with
 * `json.dumps`. Figures are processor time, because machines have other work to do; each round measures everything in
 * turn, so that a change in the machine's load meets all of it.
 */
const SCRIPT = `
import json, plistlib, sys, time
names = json.load(sys.stdin)
files = []
for name in names:
    with open(name, "rb") as file:
        files.append(file.read())
unread = []
start = time.process_time()
for index, data in enumerate(files):
    try:
        json.dumps(plistlib.loads(data), default=str)
    except Exception:
        unread.append(index)
print(json.dumps({"ms": 1000 * (time.process_time() - start), "unread": unread, "version": sys.version.split()[0]}))
`;

interface Pass {
  ms: number;
  unread: number[];
  version: string;
}

/** One pass of CPython over some files; undefined where there is no Python. */
function passOfPython(paths: readonly string[]): Pass | undefined {
  const { status, stdout } = spawnSync("python3", ["-c", SCRIPT], {
    input: JSON.stringify(paths),
    encoding: "utf8",
  });
  return status === 0 ? (JSON.parse(stdout) as Pass) : undefined;
}

/** The files that the yardstick reads: some dumps are no property lists. */
export function comparable<File extends { path: string }>(files: readonly File[]): File[] {
  const unread = new Set(passOfPython(files.map(({ path }) => path))?.unread);
  return files.filter((_, index) => !unread.has(index));
}

/** Milliseconds of processor time that this process takes for something, all of its threads together. */
export function cpuOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** Something to measure; `goal` is how many times as fast as the yardstick it ought to be. */
export interface Subject {
  name: string;
  goal?: number;
  run: () => void;
}

const ROUNDS = 7;

/** Runs until the engine has made machine code of nearly all that it will, and has thrown away what it guessed wrong. */
const WARM_UP = 10;

/**
 * Measures subjects beside the yardstick, and prints a line for each. `actions` is how many one run works on.
 *
 * @returns milliseconds of each.
 */
export function measure(subjects: readonly Subject[], paths: readonly string[], actions: number): number[] {
  console.log(`${machine()}; medians of ${ROUNDS} after ${WARM_UP} to warm up, processor time`);
  for (const { run } of subjects) for (let i = 0; i < WARM_UP; i++) run();
  const times = subjects.map((): number[] => []);
  const passes: Pass[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const pass = passOfPython(paths);
    if (pass) passes.push(pass);
    subjects.forEach(({ run }, i) => times[i]!.push(cpuOf(run)));
  }
  const yardstick = passes.length === ROUNDS ? median(passes.map(({ ms }) => ms)) : undefined;
  if (yardstick !== undefined) {
    console.log(line(`CPython ${passes[0]!.version}, plistlib.loads + json.dumps`, yardstick, actions));
  }
  return subjects.map(({ name, goal }, i) => {
    const ms = median(times[i]!);
    console.log(line(name, ms, actions) + (yardstick === undefined ? "" : ratio(yardstick / ms, goal)));
    return ms;
  });
}

export function machine(): string {
  const load = loadavg().map((value) => value.toFixed(1));
  return `node ${process.version}; load of the machine ${load.join(", ")}`;
}

function line(name: string, ms: number, actions: number): string {
  const rate = Math.round((actions / ms) * 1000);
  return `${name}: ${ms.toFixed(0)} ms, ${rate.toLocaleString("en")} actions/s`;
}

export function ratio(times: number, goal: number | undefined): string {
  return `, ${times.toFixed(2)} times the yardstick${goal === undefined ? "" : ` (goal ${goal})`}`;
}

/** Files a second of the yardstick, from one pass; undefined where there is no Python. */
export function yardstickFiles(paths: readonly string[]): number | undefined {
  const pass = passOfPython(paths);
  return pass && (paths.length / pass.ms) * 1000;
}
