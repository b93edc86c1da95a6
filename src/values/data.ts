import { isDict, type PlistValue } from "../plist/value.ts";
import { py, type Dict, type Expr } from "../python/ast.ts";
import type { Context } from "../context/writing.ts";
import { displayFields, type MatchContext } from "../context/matching.ts";
import { matchEntries, writeUuid } from "./record.ts";
import { matchValue, writeValue } from "./value.ts";
import { withinBrackets } from "./property-list.ts";

/** The entries of a dictionary display, in the order in which they were added; empty ones are left out. */
export class Entries {
  readonly list: Dict["entries"] = [];

  set(key: string, value: Expr): void {
    this.list.push({ key: py.str(key), value });
  }

  add(key: string, pairs: readonly [string, Expr][]): void {
    if (pairs.length === 0) return;
    this.set(key, py.dict(pairs.map(([name, value]) => ({ key: py.str(name), value }))));
  }
}

/** The entries of a dictionary display by their keys; none for any other expression. */
export function entriesOf(expr: Expr | undefined): Map<string, Expr> {
  const entries = new Map<string, Expr>();
  if (expr?.kind !== "Dict") return entries;
  for (const { key, value } of expr.entries) if (key.kind === "Str") entries.set(key.value, value);
  return entries;
}

/** The texts of such a display by their keys. */
export function textsOf(expr: Expr | undefined): Map<string, string> {
  const result = new Map<string, string>();
  for (const [key, value] of entriesOf(expr)) if (value.kind === "Str") result.set(key, value.value);
  return result;
}

/** A value as plain data: dictionaries as displays, tokens as what they are. */
export function writeData(value: PlistValue, ctx: Context): Expr {
  if (Array.isArray(value)) {
    return withinBrackets(value, 1, ctx, () => py.list(value.map((item) => writeData(item, ctx))));
  }
  if (!isDict(value)) return writeValue(value, ctx);
  const keys = Object.keys(value).sort();
  return withinBrackets(value, 1, ctx, () =>
    py.dict(
      keys.map((key) => ({
        key: py.str(key),
        value: writeUuid(key, value, ctx) ?? writeData(value[key]!, ctx),
      })),
    ),
  );
}

/** The inverse of {@link writeData}. */
export function matchData(expr: Expr, ctx: MatchContext): PlistValue {
  if (expr.kind === "List") return expr.items.map((item) => matchData(item, ctx));
  return expr.kind === "Dict"
    ? matchEntries(displayFields(expr, ctx), (value) => matchData(value, ctx), ctx)
    : matchValue(expr, ctx);
}
