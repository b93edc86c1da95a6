import { pathOf } from "../../forms/variables.ts";
import { py, type Expr } from "../../python/ast.ts";
import { isIdentifier } from "../../python/identifier.ts";
import { entriesOf, type Entries } from "../../values/data.ts";
import { parseNumbers, printNumbers } from "./number-list.ts";

/*
 * Get Variables that do nothing but hand a variable to the action behind them: the program says it there, so they have no
 * statement of their own.
 */

const ENTRY = "get_variables";

/** `"get_variables": {"3 9": "Name"}`: at these numbers of actions stands a Get Variable of `Name`. */
export function writeUnsaidVariables(unsaid: ReadonlyMap<number, Expr>, entries: Entries): void {
  const groups = new Map<string, number[]>();
  for (const [index, expr] of [...unsaid].sort(([a], [b]) => a - b)) {
    const text = pathOf(expr)!;
    const numbers = groups.get(text);
    if (numbers) numbers.push(index);
    else groups.set(text, [index]);
  }
  entries.add(
    ENTRY,
    [...groups].map(([text, numbers]) => [printNumbers(numbers), py.str(text)]),
  );
}

/** The inverse of {@link writeUnsaidVariables}. No program has more actions than its metadata tell. */
export function matchUnsaidVariables(entries: ReadonlyMap<string, Expr>): Map<number, Expr> {
  const unsaid = new Map<number, Expr>();
  const actions = entries.get("actions");
  const count = actions?.kind === "Str" ? Number.parseInt(actions.value, 10) : 0;
  for (const [numbers, path] of entriesOf(entries.get(ENTRY))) {
    const expr = path.kind === "Str" ? exprOf(path.value) : undefined;
    if (expr) for (const index of parseNumbers(numbers, count - 1)) unsaid.set(index, expr);
  }
  return unsaid;
}

function exprOf(path: string): Expr | undefined {
  const [name, ...properties] = path.split(".");
  if (![name!, ...properties].every(isIdentifier)) return undefined;
  return properties.reduce<Expr>((of, property) => py.attribute(of, property), py.name(name!));
}
