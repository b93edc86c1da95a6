import { parsePython } from "../../../src/python/parse/parse.ts";
import { positionFinder } from "../../../src/python/parse/position.ts";
import type { Expr, Stmt } from "../../../src/python/ast.ts";
import { withoutRanges } from "./trees.ts";

/** The statements of a program that has no problem, without ranges. */
export function read(...lines: string[]): Stmt[] {
  const { module, problems } = parsePython(lines.join("\n"));
  if (problems.length > 0) throw new Error(problems[0]!.message);
  return withoutRanges(module.body);
}

/** The value of an expression. */
export function readValue(source: string): Expr {
  const [statement] = read(`x = ${source}`);
  if (statement?.kind !== "Assign") throw new Error("no assignment");
  return statement.value;
}

/** What is wrong with a program: `line:column kind`, in order. */
export function problemsOf(source: string): string[] {
  const at = positionFinder(source);
  return parsePython(source).problems.map(({ range, kind }) => {
    const { line, column } = at(range.start);
    return `${line}:${column} ${kind}`;
  });
}
