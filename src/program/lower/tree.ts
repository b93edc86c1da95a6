import { py, type CompareOp, type Expr, type If, type Stmt } from "../../python/ast.ts";
import { at, type LowerContext } from "./context.ts";
import { isLiteral } from "./operands.ts";

/** Conditions as an If can test them: one row, or several that all hold, or of which any holds. */
export type Tree = Leaf | Branch;

export interface Leaf {
  node: Expr;
  /** The row; what it takes is put before the statement at that time. */
  write: () => Expr;
  /** Whether it is the opposite that is asked for, and no row can say that. */
  isNot?: boolean;
}

interface Branch {
  op: "and" | "or";
  items: Tree[];
  node: Expr;
}

export function set(flag: string, value: "True" | "False"): Stmt {
  return py.assign(undefined, [flag], py.str(value));
}

export function ifOf(test: Expr, body: Stmt[], orelse?: Stmt[]): If {
  return { kind: "If", test, body, elifs: [], ...(orelse && { orelse: { body: orelse } }) };
}

export const NEGATED: Record<CompareOp, CompareOp> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  in: "not in",
  "not in": "in",
};

export const MIRRORED: Partial<Record<CompareOp, CompareOp>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** What stands before a tree's first row, which is read whatever the others say. */
function behind(prelude: () => void, tree: Tree): Tree {
  if (!("op" in tree)) {
    return {
      ...tree,
      write: () => {
        prelude();
        return tree.write();
      },
    };
  }
  return { ...tree, items: tree.items.map((item, i) => (i === 0 ? behind(prelude, item) : item)) };
}

/** A tree of several rows about one value, which is made once. */
export function about(value: Expr, ctx: LowerContext, make: (value: Expr) => Tree): Tree {
  const isPlain = value.kind === "Name" || value.kind === "Attribute" || isLiteral(value);
  if (!ctx.tolerant || isPlain) return make(value);
  const name = ctx.fresh("value");
  ctx.kinds.define(name, ctx.kind(value));
  const set = (): void => void ctx.before.push(...ctx.assign(name, value, at(value, { kind: "Pass" })));
  return behind(set, make(at(value, py.name(name))));
}

export function leaf(node: Expr, isNot: boolean, write: () => Expr): Leaf {
  return { node, write: () => at(node, write()), ...(isNot && { isNot }) };
}

/** Something that no If can test, told once; what stands there meanwhile does not matter. */
export function refused(node: Expr, message: string, hint: string, ctx: LowerContext): Leaf {
  ctx.report(node, "SC6003", message, hint);
  return leaf(node, false, () => py.call("has_value", [py.call("get_clipboard")]));
}
