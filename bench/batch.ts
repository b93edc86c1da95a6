/**
 * How fast and how large batches are, with 1 and with 2 threads, outputs written, beside a yardstick (see
 * `yardstick.ts`): `npm run bench batch [FILES...]`, over the real shortcuts repeated, 10,000 unless said otherwise, and
 * over 20,000 small ones. Needs `npm run build` and GNU time. Files a second are counted by the clock, so that other work of
 * the machine shows; beside them stands the processor time.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { corpusFiles } from "../test/support/corpus.ts";
import { comparable, machine, ratio, yardstickFiles } from "./yardstick.ts";

interface Run {
  /** Files a second by the clock. */
  rate: number;
  /** Milliseconds of processor time for each file. */
  cpu: number;
}

const folder = mkdtempSync(join(tmpdir(), "shortcut2py-bench-"));
const files = comparable(corpusFiles("files"));
// Files of about 2 kB.
const small = files.filter(({ bytes }) => bytes.length > 1_000 && bytes.length < 3_000);
const counts = process.argv.slice(2).map(Number);

function run(paths: readonly string[], count: number, workers: number): Run {
  const index = join(folder, "index.jsonl");
  const lines = Array.from({ length: count }, (_, id) =>
    JSON.stringify({ id, path: paths[id % paths.length] }),
  );
  writeFileSync(index, lines.join("\n"));
  const output = join(folder, "out");
  const options = ["--allow-outside", "--workers", String(workers), "--json"];
  const args = ["dist/cli.js", "batch", index, "-o", output, ...options];
  const command = ["bash", "-c", 'command time -f "%M %U %S" "$@"', "-", process.execPath, ...args];
  const { stdout, stderr } = spawnSync("/usr/bin/env", command, { encoding: "utf8" });
  const [peak, user, system] = stderr.trim().split("\n").at(-1)!.split(" ").map(Number) as [
    number,
    number,
    number,
  ];
  const { seconds, inputs, transcribed } = JSON.parse(stdout) as Record<string, number>;
  const isComplete = transcribed === count && readFileSync(join(output, "rejects.jsonl")).length === 0;
  rmSync(output, { recursive: true });
  const [rate, cpu] = [inputs! / seconds!, (1000 * (user + system)) / inputs!];
  console.log(
    `${count} files, ${workers} thread${workers === 1 ? "" : "s"}: ${rate.toFixed(0)} files/s, ` +
      `${cpu.toFixed(2)} ms of processor time a file, peak ${(peak / 1024).toFixed(0)} MB (goal 350)` +
      (isComplete ? "" : ", INCOMPLETE"),
  );
  return { rate, cpu };
}

try {
  console.log(machine());
  const paths = files.map(({ path }) => path);
  for (const count of counts.length > 0 ? counts : [10_000]) {
    const yardstick = yardstickFiles(paths);
    const [one, two] = [run(paths, count, 1), run(paths, count, 2)];
    console.log(`2 threads: ${(two.rate / one.rate).toFixed(2)} times 1 thread (goal 1.75)`);
    if (yardstick !== undefined) console.log(`2 threads${ratio(two.rate / yardstick, 2.5)}`);
  }
  console.log("small files (goal 12,000 files/s):");
  run(
    small.map(({ path }) => path),
    20_000,
    2,
  );
} finally {
  rmSync(folder, { recursive: true });
}
