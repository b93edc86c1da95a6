/**
 * Prints what any stage of a conversion has made: `npm run dump -- FILE --stage ast`.
 * The stages are those of `src/convert.ts`, and `doc`: the statements of `ast` that need more than a line, as the layout
 * sees them.
 */
import { readFileSync } from "node:fs";
import { inspect, parseArgs } from "node:util";
import { conversionOf, type Stage } from "../convert.ts";
import type { Names } from "../passes/naming.ts";
import type { Module, Stmt } from "../python/ast.ts";
import { Layout } from "../python/print/layout.ts";
import { assignDoc, expressionDoc } from "../python/print/statement.ts";
import { blocksOf } from "../python/walk.ts";
import { readShortcut } from "../read.ts";

const STAGES = [
  "container",
  "plist",
  "ir",
  "flow",
  "names",
  "ast",
  "doc",
  "python",
] as const satisfies readonly (Stage["name"] | "doc")[];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: "string", default: "python" },
    layout: { type: "string", default: "function" },
    "no-metadata": { type: "boolean", default: false },
  },
});
const [file] = positionals;
const wanted = STAGES.find((name) => name === values.stage);
if (file === undefined || wanted === undefined) {
  console.error(
    `usage: npm run dump -- FILE [--stage ${STAGES.join("|")}] [--layout script] [--no-metadata]`,
  );
  process.exit(2);
}

const options = {
  layout: values.layout === "script" ? "script" : "function",
  metadata: !values["no-metadata"],
} as const;
const reading = readShortcut(readFileSync(file));
for (const { name, made } of conversionOf(reading, options)) {
  if (name !== (wanted === "doc" ? "ast" : wanted)) continue;
  if (wanted === "doc") console.log(print(docsOf((made as Module).body)));
  else console.log(print(wanted === "names" ? namesOf(made as Names) : made));
}

function print(made: unknown): string {
  if (typeof made === "string") return made;
  return inspect(made, { depth: Infinity, maxArrayLength: Infinity, maxStringLength: 200, sorted: false });
}

/** What each action binds, and what the shortcut calls it. */
function namesOf({ labels, respelled, ofAction }: Names): unknown {
  const bound = reading.workflow.actions.flatMap((action) => {
    const name = ofAction(action);
    return name === undefined ? [] : [[action.index, name] as const];
  });
  return { actions: new Map(bound), labels, variables: respelled };
}

/** Assignments and expressions, which are what does not fit. */
function docsOf(statements: readonly Stmt[]): unknown[] {
  return statements.flatMap((statement) => {
    const inner = blocksOf(statement).flatMap(docsOf);
    if (statement.kind === "Assign") return [assignDoc(new Layout(), statement), ...inner];
    if (statement.kind === "ExprStmt") return [expressionDoc(new Layout(), statement.value), ...inner];
    return inner;
  });
}
