/** How deep an expression nests: whoever reads a tree reads it by recursion. */
import type { Expr, ForeignExpr } from "../ast.ts";

/** Some 5 times what the 200 brackets of CPython can make. */
const DEEPEST = 1000;

export function isTooDeep(expr: Expr): boolean {
  let level = [expr];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap(childrenOf);
  }
  return false;
}

function childrenOf(expr: Expr): Expr[] {
  switch (expr.kind) {
    case "FString":
      return expr.parts.filter((part) => typeof part !== "string");
    case "Call":
      return [expr.func, ...expr.args, ...expr.keywords.map(({ value }) => value)];
    case "Attribute":
    case "Not":
      return [expr.value];
    case "Subscript":
      return [expr.value, expr.index];
    case "List":
      return expr.items;
    case "Dict":
      return expr.entries.flatMap(({ key, value }) => [key, value]);
    case "Compare":
      return [expr.left, ...expr.rights];
    case "BoolOp":
      return expr.values;
    case "BinOp":
      return [expr.left, expr.right];
    case "Foreign":
      return partsOf(expr.what);
    default:
      return [];
  }
}

function partsOf(what: ForeignExpr): Expr[] {
  const parts: unknown[] = Object.values(what).flat();
  return parts.filter((part): part is Expr => typeof part === "object" && part !== null);
}
