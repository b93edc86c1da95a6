import { py, type Expr } from "../../python/ast.ts";
import { flatExpr } from "../../python/print/flat.ts";

/** A value of a record, such as a default, as Python writes it, on one line. */
export function printLiteral(value: unknown): string {
  return flatExpr(literal(value), "one-line");
}

function literal(value: unknown): Expr {
  switch (typeof value) {
    case "string":
      return py.str(value);
    case "number":
      return py.num(String(value));
    case "boolean":
      return py.bool(value);
  }
  if (Array.isArray(value)) return py.list(value.map(literal));
  if (typeof value !== "object" || value === null) return py.none();
  const entries = Object.entries(value);
  return py.dict(entries.map(([key, item]) => ({ key: py.str(key), value: literal(item) })));
}
