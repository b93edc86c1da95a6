/**
 * How long programs are, for each action: characters, lines and tokens (characters / 4) of what stands behind the `def`
 * line and before `__shortcut__`, as `convert` writes it for people. And which words of them take the characters.
 *
 *   npm run bench characters
 */
import { parsePython } from "../src/python/parse/parse.ts";
import { walk } from "../src/python/walk.ts";
import { convert } from "../src/index.ts";
import { corpusFiles } from "../test/support/corpus.ts";

/** What the same measure gave at 625a87b, before programs had names that people read. */
const BEFORE = 120.4;
const GOAL = 0.35;

/** The mean of the two in the middle, where two are. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The body of a program, without the empty lines behind it. */
function bodyOf(python: string): { start: number; end: number } {
  const start = python.indexOf("\n", python.search(/^def /m)) + 1;
  const metadata = python.search(/^__shortcut__ = /m);
  const end = python.slice(0, metadata < 0 ? undefined : metadata).trimEnd().length;
  return { start, end: end + 1 };
}

/** Characters of a body by what they are. */
function kindsOf(python: string, { start, end }: ReturnType<typeof bodyOf>): Record<string, number> {
  const kinds = { indentation: 0, comments: 0, texts: 0, functions: 0, keywords: 0, names: 0 };
  let textEnd = 0;
  walk(parsePython(python).module.body, (node) => {
    const { range } = node;
    if (!range || range.start < Math.max(start, textEnd) || range.end > end) return;
    const length = range.end - range.start;
    if (node.kind === "Str" || node.kind === "FString") {
      kinds.texts += length;
      textEnd = range.end;
    } else if (node.kind === "Comment") kinds.comments += length;
    else if (node.kind === "Name") kinds.names += length;
    else if (node.kind === "Assign") kinds.names += node.targets.join("").length;
    else if (node.kind === "Call") {
      for (const { name } of node.keywords) kinds.keywords += name.length + 1;
      // It is counted among the names as well.
      if (node.func.kind === "Name") {
        kinds.functions += node.func.id.length;
        kinds.names -= node.func.id.length;
      }
    }
  });
  for (const blanks of python.slice(start, end).matchAll(/^ +/gm)) kinds.indentation += blanks[0].length;
  return kinds;
}

const characters: number[] = [];
const lines: number[] = [];
const kinds = new Map<string, number>();
const total = { actions: 0, characters: 0, lines: 0 };
for (const { bytes } of corpusFiles("files")) {
  const { python, workflow } = convert(bytes);
  const count = workflow.actions.length;
  if (count === 0) continue;
  const body = bodyOf(python);
  const text = python.slice(body.start, body.end);
  const lineCount = text.split("\n").length - 1;
  characters.push(text.length / count);
  lines.push(lineCount / count);
  total.actions += count;
  total.characters += text.length;
  total.lines += lineCount;
  for (const [kind, length] of Object.entries(kindsOf(python, body)))
    kinds.set(kind, (kinds.get(kind) ?? 0) + length);
}

const middle = median(characters);
const change = (100 * (middle / BEFORE - 1)).toFixed(1);
const row = (name: string, ofCharacters: number, ofLines: number) =>
  console.log(
    `${name}: ${ofCharacters.toFixed(1)} characters, ${(ofCharacters / 4).toFixed(1)} tokens, ${ofLines.toFixed(2)} lines for each action`,
  );
console.log(`${characters.length} files, ${total.actions} actions`);
row("median of the files", middle, median(lines));
console.log(`  ${change} % from ${BEFORE} at 625a87b (goal -${100 * GOAL} %)`);
row("all together", total.characters / total.actions, total.lines / total.actions);
for (const [kind, length] of [...kinds].sort((a, b) => b[1] - a[1]))
  console.log(`  ${kind}: ${((100 * length) / total.characters).toFixed(1)} %`);
