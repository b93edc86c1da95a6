/** How deep an expression nests: whoever reads a tree reads it by recursion. */
import type { Expr } from "../ast.ts";
import { partsOf } from "../walk.ts";

/** Some 5 times what the 200 brackets of CPython can make. */
const DEEPEST = 1000;

export function isTooDeep(expr: Expr): boolean {
  let level = [expr];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap(partsOf);
  }
  return false;
}
