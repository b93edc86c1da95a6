import type { Expr, FunctionDef, Stmt } from "../../python/ast.ts";
import { expressionsIn, mapStatement, targetsOf } from "../../python/rewrite.ts";
import { blocksOf, expressionsOf } from "../../python/walk.ts";

/*
 * A function has names of its own. A shortcut has one set of variables, so where two functions have a name in common,
 * one of them gets another name.
 */

/** The names that a function's own statements bind, without those of functions in it. */
export function boundIn(body: readonly Stmt[]): Set<string> {
  const names = new Set<string>();
  const visit = (block: readonly Stmt[]): void => {
    for (const statement of block) {
      // `d[key] = value` changes what a name stands for, and binds none.
      const isItem = statement.kind === "ForeignStmt" && statement.what.kind === "SetItem";
      if (!isItem) for (const name of targetsOf(statement)) names.add(name);
      if (statement.kind !== "FunctionDef") blocksOf(statement).forEach(visit);
    }
  };
  visit(body);
  return names;
}

/** The names that a function binds, its parameters first. */
export function localsOf({ params, body }: FunctionDef): Set<string> {
  return new Set([...params.map(({ name }) => name), ...boundIn(body)]);
}

/** The names that statements read, and functions in them read from around them. */
export function freeIn(body: readonly Stmt[]): Set<string> {
  const names = new Set<string>();
  const visit = (block: readonly Stmt[]): void => {
    for (const statement of block) {
      for (const whole of expressionsOf(statement)) {
        for (const expr of expressionsIn(whole)) if (expr.kind === "Name") names.add(expr.id);
      }
      if (statement.kind === "FunctionDef") {
        for (const name of freeOf(statement)) names.add(name);
      } else blocksOf(statement).forEach(visit);
    }
  };
  visit(body);
  return names;
}

/** The names that a function reads, and does not bind. */
export function freeOf(definition: FunctionDef): Set<string> {
  const free = freeIn(definition.body);
  for (const name of localsOf(definition)) free.delete(name);
  return free;
}

/** Statements with other names for some, also in the functions in them that have no such names of their own. */
export function renameIn(body: readonly Stmt[], names: ReadonlyMap<string, string>): Stmt[] {
  const to = (name: string): string => names.get(name) ?? name;
  const change = (expr: Expr): Expr => {
    if (expr.kind === "Name") return { ...expr, id: to(expr.id) };
    if (expr.kind !== "Foreign" || expr.what.kind !== "Comprehension") return expr;
    return { ...expr, what: { ...expr.what, targets: expr.what.targets.map(to) } };
  };
  return body.map((statement) => {
    if (statement.kind !== "FunctionDef") return mapStatement(statement, change, to);
    const own = localsOf(statement);
    const others = new Map([...names].filter(([name]) => !own.has(name)));
    return { ...statement, name: to(statement.name), body: renameIn(statement.body, others) };
  });
}
