import type { Expr, ForeignExpr, Stmt } from "./ast.ts";

/** Goes through some statements and everything in them, each before its parts. */
export function walk(statements: readonly Stmt[], visit: (node: Stmt | Expr) => void): void {
  for (const statement of statements) {
    visit(statement);
    for (const expr of expressionsOf(statement)) walkExpr(expr, visit);
    for (const block of blocksOf(statement)) walk(block, visit);
  }
}

/** Goes through an expression and everything that it is made of, each before its parts. */
export function walkExpr(expr: Expr, visit: (expr: Expr) => void): void {
  visit(expr);
  switch (expr.kind) {
    // What nearly all expressions are, without a list of their parts.
    case "Name":
    case "Str":
    case "Num":
      return;
    case "Call":
      walkExpr(expr.func, visit);
      for (const arg of expr.args) walkExpr(arg, visit);
      for (const { value } of expr.keywords) walkExpr(value, visit);
      return;
    case "Attribute":
      return walkExpr(expr.value, visit);
    case "FString":
      for (const part of expr.parts) if (typeof part !== "string") walkExpr(part, visit);
      return;
    case "Dict":
      for (const { key, value } of expr.entries) {
        walkExpr(key, visit);
        walkExpr(value, visit);
      }
      return;
    default:
      for (const part of partsOf(expr)) walkExpr(part, visit);
  }
}

const NONE: readonly never[] = [];

/** The blocks that a statement holds, in the order of the text; none for most. */
export function blocksOf(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case "If":
      if (statement.elifs.length === 0) {
        return statement.orelse ? [statement.body, statement.orelse.body] : [statement.body];
      }
      return [
        statement.body,
        ...statement.elifs.map(({ body }) => body),
        ...(statement.orelse ? [statement.orelse.body] : []),
      ];
    case "For":
    case "FunctionDef":
      return [statement.body];
    case "Match":
      return [statement.lead, ...statement.cases.map(({ body }) => body)];
    case "Assign":
    case "ExprStmt":
    case "Return":
    case "Pass":
    case "Comment":
    case "Import":
    case "ImportFrom":
    case "ForeignStmt":
      return NONE;
  }
}

/** The expressions that a statement holds itself, without those of its blocks. */
export function expressionsOf(statement: Stmt): readonly Expr[] {
  switch (statement.kind) {
    case "Assign":
    case "ExprStmt":
      return [statement.value];
    case "Return":
      return statement.value ? [statement.value] : NONE;
    case "If":
      return statement.elifs.length === 0
        ? [statement.test]
        : [statement.test, ...statement.elifs.map(({ test }) => test)];
    case "For":
      return [statement.iter];
    case "Match":
      return [
        statement.subject,
        ...statement.cases.flatMap(({ pattern, guard }) => (guard ? [pattern, guard] : [pattern])),
      ];
    case "FunctionDef":
      return statement.params.flatMap((param) => (param.default ? [param.default] : []));
    case "ForeignStmt":
      return statement.what.kind === "Unpack"
        ? statement.what.values
        : [statement.what.target, statement.what.value];
    case "Pass":
    case "Comment":
    case "Import":
    case "ImportFrom":
      return NONE;
  }
}

/** The expressions that an expression is made of, in the order of the text. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "FString":
      return expr.parts.filter((part) => typeof part !== "string");
    case "List":
      return expr.items;
    case "Dict": {
      const parts: Expr[] = [];
      for (const { key, value } of expr.entries) parts.push(key, value);
      return parts;
    }
    case "Call":
      return [expr.func, ...expr.args, ...expr.keywords.map(({ value }) => value)];
    case "Attribute":
    case "Not":
      return [expr.value];
    case "Subscript":
      return [expr.value, expr.index];
    case "Compare":
      return [expr.left, ...expr.rights];
    case "BoolOp":
      return expr.values;
    case "BinOp":
      return [expr.left, expr.right];
    case "Foreign":
      return partsOfForeign(expr.what);
    case "Name":
    case "Str":
    case "Num":
    case "Constant":
      return NONE;
  }
}

function partsOfForeign(expr: ForeignExpr): readonly Expr[] {
  switch (expr.kind) {
    case "IfExp":
      return [expr.body, expr.test, expr.orelse];
    case "Operation":
    case "Is":
      return [expr.left, expr.right];
    case "Signed":
      return [expr.value];
    case "Slice":
      return [expr.start, expr.end].filter((bound) => bound !== undefined);
    case "Alternatives":
    case "Tuple":
      return expr.items;
    case "Comprehension":
      return [expr.element, expr.iter, ...expr.conditions];
  }
}

/** An expression and everything that it is made of. */
export function wholeOf(expr: Expr): Expr[] {
  return [expr, ...partsOf(expr).flatMap(wholeOf)];
}
