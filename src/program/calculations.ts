import { calculationForm } from "../forms/calculation.ts";
import type { Context } from "../context/writing.ts";
import type { Stmt } from "../python/ast.ts";
import { statementsIn } from "../python/rewrite.ts";
import { Kinds } from "./lower/kinds.ts";
import { isCertain } from "./lower/arithmetic.ts";

/**
 * Calculations of a program that Python would read as something else, or not at all: `a + b` joins texts, `a * 2` repeats
 * one. What is what only the whole program tells.
 *
 * @returns the numbers of their actions.
 */
export function misreadCalculations(
  body: readonly Stmt[],
  { lookup, functions }: Pick<Context, "lookup" | "functions">,
): Set<number> {
  const misread = new Set<number>();
  if (!functions.has(calculationForm.identifier)) return misread;
  let kinds: Kinds | undefined;
  for (const statement of statementsIn(body)) {
    if (statement.kind !== "Assign" && statement.kind !== "ExprStmt") continue;
    if (!statement.apart && statement.value.kind !== "BinOp") continue;
    const parts = (statement.apart ?? [statement]).filter((part) => part.kind === "Assign");
    if (!parts.some(({ value }) => value.kind === "BinOp")) continue;
    if (!kinds) {
      // The names of all actions there are would have to be unpacked for the few that are in the program.
      const identifiers = new Map([...functions].map(([identifier, { name }]) => [name, identifier]));
      kinds = new Kinds((name) => {
        const identifier = identifiers.get(name);
        return identifier === undefined ? undefined : lookup(identifier);
      }, new Map());
      kinds.add(body);
    }
    for (const { targets, value, action } of parts) {
      if (value.kind !== "BinOp" && targets[0]!.includes(" ")) kinds.give(targets[0]!, value);
      if (value.kind !== "BinOp" || action === undefined) continue;
      if (!isCertain(value, kinds)) misread.add(action);
      if (targets[0]!.includes(" ")) kinds.define(targets[0]!, "number");
    }
  }
  return misread;
}
