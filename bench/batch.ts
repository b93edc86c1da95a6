/**
 * How fast and how large batches are, over the real shortcuts repeated: `npm run bench batch [FILES...]`, 10,000 and
 * 100,000 unless said otherwise, each with 1 and with 2 threads, outputs written. Needs `npm run build` and GNU time.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { corpusFiles } from "../test/support/corpus.ts";

const counts = process.argv.slice(2).map(Number);
const files = corpusFiles("files").map(({ path }) => path);
const folder = mkdtempSync(join(tmpdir(), "shortcut2py-bench-"));
try {
  for (const count of counts.length > 0 ? counts : [10_000, 100_000]) {
    const index = join(folder, "index.jsonl");
    writeFileSync(
      index,
      Array.from({ length: count }, (_, i) => JSON.stringify({ id: i, path: files[i % files.length] })).join(
        "\n",
      ),
    );
    const rates: number[] = [];
    for (const workers of [1, 2]) {
      const output = join(folder, "out");
      const args = ["dist/cli.js", "batch", index, "-o", output, "--workers", String(workers), "--json"];
      const { stdout, stderr } = spawnSync(
        "/usr/bin/env",
        ["bash", "-c", 'command time -f %M "$@"', "-", process.execPath, ...args],
        { encoding: "utf8" },
      );
      const peak = Number(stderr.trim().split("\n").at(-1)) / 1024;
      const { seconds, inputs, actions } = JSON.parse(stdout) as {
        seconds: number;
        inputs: number;
        actions: number;
      };
      rates.push(inputs / seconds);
      console.log(
        `${count} files, ${workers} thread${workers === 1 ? "" : "s"}: ${(inputs / seconds).toFixed(0)} files/s, ` +
          `${(actions / seconds).toFixed(0)} actions/s, peak ${peak.toFixed(0)} MB, ${inputs === count ? "complete" : "INCOMPLETE"}`,
      );
      if (readFileSync(join(output, "rejects.jsonl")).length > 0) console.log("rejects are not empty");
      rmSync(output, { recursive: true });
    }
    console.log(`2 threads are ${(rates[1]! / rates[0]!).toFixed(2)} times as fast as 1`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
