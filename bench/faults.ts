/**
 * Batches under bad conditions: killed at a random moment and resumed, or with hostile files among the others. Needs
 * `npm run build`.
 *
 *   npm run bench faults [RUNS]
 */
import { createHash } from "node:crypto";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readShortcut } from "../src/read.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { mutateBytes, MUTATIONS, Random, type Mutation } from "../test/support/mutate.ts";

const RUNS = Number(process.argv[2] ?? 20);
const INPUTS = 4000;
const folder = mkdtempSync(join(tmpdir(), "shortcut2py-bench-"));
const corpus = corpusFiles("files");
const random = new Random(1);

/** SHA-256 over all files below a folder. */
function digestOf(path: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(path, { recursive: true, encoding: "utf8" }).toSorted()) {
    if (statSync(join(path, name)).isFile()) hash.update(name).update(readFileSync(join(path, name)));
  }
  return hash.digest("hex");
}

function killAfter(args: string[], milliseconds: number): Promise<boolean> {
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  return new Promise((resolve) => {
    child.on("close", (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL");
    });
  });
}

async function measureKills(): Promise<void> {
  const index = join(folder, "index.jsonl");
  const rows = Array.from({ length: INPUTS }, (_, i) => {
    return JSON.stringify({ id: i, path: corpus[i % corpus.length]!.path });
  });
  writeFileSync(index, rows.join("\n"));
  const args = (output: string) => ["dist/cli.js", "batch", index, "-o", join(folder, output)];
  const start = performance.now();
  spawnSync(process.execPath, args("whole"));
  const time = performance.now() - start;
  const expected = digestOf(join(folder, "whole"));
  let killed = 0;
  let same = 0;
  for (let run = 0; run < RUNS; run++) {
    if (await killAfter(args("broken"), time * random.next())) killed++;
    spawnSync(process.execPath, [...args("broken"), "--resume"]);
    if (digestOf(join(folder, "broken")) === expected) same++;
    rmSync(join(folder, "broken"), { recursive: true });
  }
  console.log(`${RUNS} runs, ${killed} killed in their middle and resumed: ${same} outputs byte-identical`);
}

function measureHostile(): void {
  const kinds = MUTATIONS.filter((kind): kind is Exclude<Mutation, "confuse"> => kind !== "confuse");
  const small = corpus.filter(({ bytes }) => bytes.length < 40_000);
  let errors = 0;
  const rows = Array.from({ length: INPUTS }, (_, id) => {
    const { bytes: sound } = random.pick(small);
    const isHostile = id % 20 === 0;
    const bytes = isHostile
      ? mutateBytes(sound, random.pick(small).bytes, random.pick(kinds), random)
      : sound;
    try {
      readShortcut(bytes);
    } catch {
      errors++;
    }
    return JSON.stringify({ id, base64: Buffer.from(bytes).toString("base64") });
  });
  const index = join(folder, "hostile.jsonl");
  writeFileSync(index, rows.join("\n"));
  const args = ["dist/cli.js", "batch", index, "-o", join(folder, "hostile"), "--json"];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const summary = JSON.parse(stdout) as {
    inputs: number;
    transcribed: number;
    errors: Record<string, number>;
  };
  const found = Object.values(summary.errors).reduce((sum, count) => sum + count, 0);
  console.log(
    `${INPUTS} inputs, 5 % of them hostile: exit code ${status}, ${summary.inputs} accounted for, ` +
      `${found} error records of ${errors} unreadable`,
  );
}

try {
  await measureKills();
  measureHostile();
} finally {
  rmSync(folder, { recursive: true });
}
