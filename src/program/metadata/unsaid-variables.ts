import { pathOf } from "../../forms/variables.ts";
import { py, type Expr } from "../../python/ast.ts";
import { isIdentifier } from "../../python/identifier.ts";
import { entriesOf, type Entries } from "../../values/data.ts";
import type { ProgramFacts } from "../match.ts";
import { parseNumbers, printNumbers } from "./number-list.ts";

/*
 * Actions that do nothing, so that they have no statement of their own: Get Variables that only hand a variable to the
 * action behind them, where the program says it, and Otherwise markers with nothing behind them.
 */

export type UnsaidActions = Pick<ProgramFacts, "unsaid" | "emptyOtherwise">;

const ENTRY = "get_variables";
const OTHERWISE = "empty_otherwise";

/** `"get_variables": {"3 9": "Name"}`: at these numbers of actions stands a Get Variable of `Name`. */
export function writeUnsaidActions({ unsaid, emptyOtherwise }: UnsaidActions, entries: Entries): void {
  if (emptyOtherwise.size > 0) {
    entries.set(OTHERWISE, py.str(printNumbers([...emptyOtherwise].sort((a, b) => a - b))));
  }
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

/** The inverse of {@link writeUnsaidActions}. No program has more actions than its metadata tell. */
export function matchUnsaidActions(entries: ReadonlyMap<string, Expr>): UnsaidActions {
  const unsaid = new Map<number, Expr>();
  const actions = entries.get("actions");
  const count = actions?.kind === "Str" ? Number.parseInt(actions.value, 10) : 0;
  for (const [numbers, path] of entriesOf(entries.get(ENTRY))) {
    const expr = path.kind === "Str" ? exprOf(path.value) : undefined;
    if (expr) for (const index of parseNumbers(numbers, count - 1)) unsaid.set(index, expr);
  }
  const otherwise = entries.get(OTHERWISE);
  const numbers = otherwise?.kind === "Str" ? parseNumbers(otherwise.value, count - 1) : [];
  return { unsaid, emptyOtherwise: new Set(numbers) };
}

function exprOf(path: string): Expr | undefined {
  const [name, ...properties] = path.split(".");
  if (![name!, ...properties].every(isIdentifier)) return undefined;
  return properties.reduce<Expr>((of, property) => py.attribute(of, property), py.name(name!));
}
