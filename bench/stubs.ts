/**
 * Type-checks what the corpus becomes against the stubs of all APIs, with pyright, and says what it finds:
 *
 *   npm run bench stubs [-- --lines]
 *
 * With `--lines`, each error with the line that it is in.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { convert } from "../src/convert.ts";
import type { ActionRecord } from "../src/registry/records/record.ts";
import { openRegistry, packRegistry } from "../src/registry/records/registry.ts";
import { writeStubs } from "../src/registry/stubs/package.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { check, writeFiles, type Finding } from "../test/registry/stubs/pyright.ts";

/** Pyright slows down with the number of files in one run. */
const BATCH = 40;
const SECONDS = 30;

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const records = readdirSync("api-docs/actions").flatMap((name) => {
  return (readJson(join("api-docs/actions", name)) as { actions: ActionRecord[] }).actions;
});
const registry = openRegistry(packRegistry(records));

const directory = mkdtempSync(join(tmpdir(), "shortcut2py-stubs-"));
const only = new Set(registry.identifiers);
const programs = new Map<string, string>();
for (const { name, bytes } of corpusFiles("files")) {
  const { python, workflow } = convert(bytes);
  for (const { identifier } of workflow.actions) only.add(identifier);
  programs.set(`${name}.py`, python);
}
writeFiles(directory, programs);
const stubs = writeStubs(registry, { only });
writeFiles(directory, stubs);

const findings: Finding[] = [];
const slow: string[] = [];
/** Halves a batch that takes too long until the files are found that do it. */
function run(files: readonly string[], seconds: number): void {
  const found = check(directory, files, seconds);
  if (found) findings.push(...found);
  else if (files.length === 1) slow.push(files[0]!);
  else {
    const half = Math.ceil(files.length / 2);
    for (const part of [files.slice(0, half), files.slice(half)]) run(part, Math.max(8, seconds / 3));
  }
}
const start = performance.now();
const files = [...programs.keys()];
for (let i = 0; i < files.length; i += BATCH) run(files.slice(i, i + BATCH), SECONDS);
run(
  [...stubs.keys()].filter((path) => path.endsWith(".pyi")),
  SECONDS,
);

const count = (items: Iterable<string>) => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
};
const errors = findings.filter(({ severity }) => severity === "error");
const size = [...stubs.values()].reduce((sum, text) => sum + text.length, 0);
console.log(`stubs: ${stubs.size} files, ${(size / 1e6).toFixed(1)} MB`);
console.log(
  `pyright: ${files.length} programs in ${((performance.now() - start) / 1000).toFixed(0)} s, ` +
    `${errors.length} errors in ${new Set(errors.map(({ file }) => file)).size} of them; ` +
    `${slow.length} were not finished: ${slow.join(", ")}`,
);
for (const [rule, times] of count(findings.map(({ severity, rule }) => `${severity} ${rule}`)))
  console.log(`${times}\t${rule}`);
if (process.argv.includes("--lines")) {
  for (const { file, rule, message, range } of errors) {
    const line = readFileSync(file, "utf8").split("\n")[range.start.line]!.trim();
    const [text] = message.split("\n");
    console.log(`${basename(file)}:${range.start.line + 1}\t${rule}\t${text}\t${line}`);
  }
}
rmSync(directory, { recursive: true });
