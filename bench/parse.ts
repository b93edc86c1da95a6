/**
 * How fast programs are parsed, in one warm process, and what happens to broken ones.
 *
 *   npm run bench parse
 *   npm run bench parse mutate 20000
 */
import { convert } from "../src/index.ts";
import type { Stmt } from "../src/python/ast.ts";
import { parsePython } from "../src/python/parse/parse.ts";
import { mutate, parseAndCheck } from "../test/python/parse/mutations.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { randomNumbers } from "../test/support/random.ts";

const ROUNDS = 9;
const LONGEST_MUTATED = 20_000;
/** A broken program that takes longer than this has found a slow path. */
const SLOW = 200;

const programs = corpusFiles("files").map(({ name, bytes }) => ({ name, ...convert(bytes, { name }) }));

function countStatements(body: Stmt[]): number {
  let count = 0;
  for (const statement of body) {
    count++;
    if ("body" in statement) count += countStatements(statement.body);
    if (statement.kind === "If") {
      for (const elif of statement.elifs) count += countStatements(elif.body);
      count += countStatements(statement.orelse?.body ?? []);
    }
    if (statement.kind === "Match") for (const { body } of statement.cases) count += countStatements(body);
  }
  return count;
}

function measureSpeed(): void {
  const first = performance.now();
  parsePython("x = 1\n");
  const cold = performance.now() - first;
  let characters = 0;
  let actions = 0;
  let statements = 0;
  for (const { python, workflow } of programs) {
    characters += python.length;
    actions += workflow.actions.length;
    statements += countStatements(parsePython(python).module.body);
  }
  const times: number[] = [];
  for (let round = -2; round < ROUNDS; round++) {
    const start = performance.now();
    for (const { python } of programs) parsePython(python);
    if (round >= 0) times.push(performance.now() - start);
  }
  const time = times.toSorted((a, b) => a - b)[ROUNDS >> 1]!;
  const rate = (count: number): string => ((count / time) * 1000).toFixed(0);
  console.log(
    `${programs.length} programs, ${(characters / 1e6).toFixed(1)} MB, ${statements} statements for ${actions} actions: ` +
      `${time.toFixed(0)} ms, ${rate(statements)} statements/s, ${rate(actions)} actions/s; the first line of a process took ${cold.toFixed(0)} ms`,
  );
}

function measureMutations(count: number): void {
  const random = randomNumbers(1);
  const sources = programs.map(({ python }) => python).filter((python) => python.length < LONGEST_MUTATED);
  let problems = 0;
  let unharmed = 0;
  let slowest = 0;
  for (let index = 0; index < count; index++) {
    const text = mutate(sources[Math.floor(random() * sources.length)]!, random);
    const result = parseAndCheck(text);
    problems += result.problems.length;
    if (result.problems.length === 0) unharmed++;
    slowest = Math.max(slowest, result.milliseconds);
    if (result.faults.length > 0) console.log(index, result.faults);
    if (result.milliseconds > SLOW) console.log(index, `${result.milliseconds.toFixed(0)} ms`);
  }
  console.log(
    `${count} broken programs: ${problems} problems, ${unharmed} without any, the slowest took ${slowest.toFixed(1)} ms`,
  );
}

const [mode, count] = process.argv.slice(2);
if (mode === "mutate") measureMutations(Number(count ?? 20_000));
else measureSpeed();
