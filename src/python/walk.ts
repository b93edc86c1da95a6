import type { Expr, ForeignExpr, Stmt } from "./ast.ts";

/** Goes through some statements and everything in them, each before its parts. */
export function walk(statements: readonly Stmt[], visit: (node: Stmt | Expr) => void): void {
  const walkExpr = (expr: Expr): void => {
    visit(expr);
    partsOf(expr).forEach(walkExpr);
  };
  for (const statement of statements) {
    visit(statement);
    expressionsOf(statement).forEach(walkExpr);
    for (const block of blocksOf(statement)) walk(block, visit);
  }
}

/** The blocks that a statement holds, in the order of the text; none for most. */
export function blocksOf(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case "If":
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
      return [];
  }
}

/** The expressions that a statement holds itself, without those of its blocks. */
export function expressionsOf(statement: Stmt): readonly Expr[] {
  switch (statement.kind) {
    case "Assign":
    case "ExprStmt":
      return [statement.value];
    case "Return":
      return statement.value ? [statement.value] : [];
    case "If":
      return [statement.test, ...statement.elifs.map(({ test }) => test)];
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
      return [];
  }
}

/** The expressions that an expression is made of, in the order of the text. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "FString":
      return expr.parts.filter((part) => typeof part !== "string");
    case "List":
      return expr.items;
    case "Dict":
      return expr.entries.flatMap(({ key, value }) => [key, value]);
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
      return [];
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
