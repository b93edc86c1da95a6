/** How fast predictions are scored, and how much memory that takes: `npm run bench evaluate [PAIRS]`. */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { CodeBleuScorer } from "../src/evaluate/codebleu/codebleu.ts";
import { PythonParser } from "../src/evaluate/codebleu/parser.ts";
import { evaluatePairs } from "../src/evaluate/evaluation.ts";
import { pairRows, type EvaluatedRow } from "../src/evaluate/pairs.ts";
import { convert } from "../src/index.ts";
import { corpusFiles } from "../test/support/corpus.ts";

const pairs = Number(process.argv[2] ?? 100_000);
const parser = await PythonParser.open({
  runtime: readFileSync("node_modules/web-tree-sitter/tree-sitter.wasm"),
  python: readFileSync("node_modules/tree-sitter-wasms/out/tree-sitter-python.wasm"),
});
/** Programs of about the length of the paper's: 70 actions in the mean. */
const programs = corpusFiles("files")
  .filter((_, i) => i % 10 === 0)
  .map(({ name, bytes }) => convert(bytes, { name, layout: "script" }).python)
  .filter(({ length }) => length < 20_000);
const characters = programs.reduce((sum, { length }) => sum + length, 0) / programs.length;
console.log(
  `${programs.length} programs, ${Math.round(characters).toLocaleString("en")} characters in the mean`,
);

async function* rows(shift: number): AsyncGenerator<EvaluatedRow> {
  for (let i = 0; i < pairs; i++) yield { id: String(i), code: programs[(i + shift) % programs.length]! };
}

for (const mode of ["published", "strict"] as const) {
  const results = evaluatePairs(pairRows(rows(0), rows(1)), { scorer: new CodeBleuScorer(parser, mode) });
  const start = performance.now();
  const { user } = process.cpuUsage();
  let done = 0;
  const memory: number[] = [];
  let next = await results.next();
  for (; next.done !== true; next = await results.next()) {
    if (++done % Math.ceil(pairs / 10) === 0) memory.push(process.memoryUsage().rss / 1e6);
  }
  const seconds = (performance.now() - start) / 1000;
  const cpu = (process.cpuUsage().user - user) / 1e6;
  const tenths = memory.map((megabytes) => megabytes.toFixed(0)).join(" ");
  console.log(`${mode}: ${(pairs / seconds).toFixed(0)} pairs/s (${(pairs / cpu).toFixed(0)} a CPU second)`);
  console.log(`  memory after each tenth, MB: ${tenths}`);
}
