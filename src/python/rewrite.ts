import type { Expr, ForeignExpr, Stmt } from "./ast.ts";
import { blocksOf, walkExpr } from "./walk.ts";

/** An expression with other expressions in its place, from the inside out. */
export function mapExpr(expr: Expr, change: (expr: Expr) => Expr): Expr {
  const map = (part: Expr): Expr => mapExpr(part, change);
  switch (expr.kind) {
    case "FString":
      return change({
        ...expr,
        parts: expr.parts.map((part) => (typeof part === "string" ? part : map(part))),
      });
    case "Call":
      return change({
        ...expr,
        func: map(expr.func),
        args: expr.args.map(map),
        keywords: expr.keywords.map((keyword) => ({ ...keyword, value: map(keyword.value) })),
      });
    case "Attribute":
    case "Not":
      return change({ ...expr, value: map(expr.value) });
    case "Subscript":
      return change({ ...expr, value: map(expr.value), index: map(expr.index) });
    case "List":
      return change({ ...expr, items: expr.items.map(map) });
    case "Dict":
      return change({
        ...expr,
        entries: expr.entries.map(({ key, value }) => ({ key: map(key), value: map(value) })),
      });
    case "Compare":
      return change({ ...expr, left: map(expr.left), rights: expr.rights.map(map) });
    case "BoolOp":
      return change({ ...expr, values: expr.values.map(map) });
    case "BinOp":
      return change({ ...expr, left: map(expr.left), right: map(expr.right) });
    case "Foreign":
      return change({ ...expr, what: mapForeign(expr.what, map) });
    default:
      return change(expr);
  }
}

function mapForeign(what: ForeignExpr, map: (expr: Expr) => Expr): ForeignExpr {
  switch (what.kind) {
    case "IfExp":
      return { ...what, test: map(what.test), body: map(what.body), orelse: map(what.orelse) };
    case "Operation":
    case "Is":
      return { ...what, left: map(what.left), right: map(what.right) };
    case "Signed":
      return { ...what, value: map(what.value) };
    case "Slice":
      return { ...what, start: what.start && map(what.start), end: what.end && map(what.end) };
    case "Tuple":
      return { ...what, items: what.items.map(map) };
    case "Alternatives":
      return what;
    case "Comprehension":
      return {
        ...what,
        element: map(what.element),
        iter: map(what.iter),
        conditions: what.conditions.map(map),
      };
  }
}

/** Each statement of a block and of the blocks in it, in the order of the text. */
export function statementsIn(block: readonly Stmt[]): Stmt[] {
  const statements: Stmt[] = [];
  const add = (inner: readonly Stmt[]): void => {
    for (const statement of inner) {
      statements.push(statement);
      // Most hold no blocks, and so no list of them.
      if (statement.kind === "Assign" || statement.kind === "ExprStmt") continue;
      for (const nested of blocksOf(statement)) add(nested);
    }
  };
  add(block);
  return statements;
}

/** Each expression and the expressions that it is made of. */
export function expressionsIn(expr: Expr): Expr[] {
  const expressions: Expr[] = [];
  walkExpr(expr, (part) => expressions.push(part));
  return expressions;
}

/** The names that a statement binds, without those in its blocks. */
export function targetsOf(statement: Stmt): string[] {
  switch (statement.kind) {
    case "Assign":
    case "For":
      return statement.targets;
    case "FunctionDef":
      return [statement.name];
    case "ForeignStmt":
      if (statement.what.kind === "Unpack") return statement.what.targets;
      return statement.what.target.value.kind === "Name" ? [statement.what.target.value.id] : [];
    default:
      return [];
  }
}

/** A statement with other expressions and other names of what it binds, down to the last block. */
export function mapStatement(
  statement: Stmt,
  change: (expr: Expr) => Expr,
  rename: (name: string) => string,
): Stmt {
  const block = (body: Stmt[]): Stmt[] => body.map((inner) => mapStatement(inner, change, rename));
  const map = (expr: Expr): Expr => mapExpr(expr, change);
  switch (statement.kind) {
    case "Assign":
      return { ...statement, targets: statement.targets.map(rename), value: map(statement.value) };
    case "ExprStmt":
      return { ...statement, value: map(statement.value) };
    case "Return":
      return statement.value ? { ...statement, value: map(statement.value) } : statement;
    case "If":
      return {
        ...statement,
        test: map(statement.test),
        body: block(statement.body),
        elifs: statement.elifs.map((elif) => ({ ...elif, test: map(elif.test), body: block(elif.body) })),
        ...(statement.orelse && { orelse: { ...statement.orelse, body: block(statement.orelse.body) } }),
      };
    case "For":
      return {
        ...statement,
        targets: statement.targets.map(rename),
        iter: map(statement.iter),
        body: block(statement.body),
      };
    case "Match":
      return {
        ...statement,
        subject: map(statement.subject),
        cases: statement.cases.map((item) => ({
          ...item,
          ...(item.guard && { guard: map(item.guard) }),
          body: block(item.body),
        })),
      };
    case "ForeignStmt": {
      const { what } = statement;
      if (what.kind === "Unpack") {
        return {
          ...statement,
          what: { ...what, targets: what.targets.map(rename), values: what.values.map(map) },
        };
      }
      const target = map(what.target);
      if (target.kind !== "Subscript") return statement;
      return { ...statement, what: { ...what, target, value: map(what.value) } };
    }
    default:
      return statement;
  }
}

/** A block with one, several or no statements in the place of each; itself where they all stay the same. */
export function mapBlock(block: Stmt[], change: (statement: Stmt) => Stmt | readonly Stmt[]): Stmt[] {
  let mapped: Stmt[] | undefined;
  for (let i = 0; i < block.length; i++) {
    const statement = block[i]!;
    const made = change(statement);
    const others = "kind" in made ? made : made.length === 1 ? made[0]! : made;
    if (others !== statement) mapped ??= block.slice(0, i);
    if (mapped === undefined) continue;
    if ("kind" in others) mapped.push(others);
    else for (const other of others) mapped.push(other);
  }
  return mapped ?? block;
}

/** A statement with other blocks; itself where they all stay the same. */
export function withBlocks(statement: Stmt, change: (block: Stmt[]) => Stmt[]): Stmt {
  switch (statement.kind) {
    case "If": {
      const { orelse } = statement;
      const body = change(statement.body);
      const elifs = changed(statement.elifs, change);
      const otherwise = orelse && change(orelse.body);
      const isSame = body === statement.body && elifs === statement.elifs && otherwise === orelse?.body;
      if (isSame) return statement;
      const copy = { ...statement, body, elifs };
      if (otherwise) copy.orelse = { ...orelse, body: otherwise };
      return copy;
    }
    case "For": {
      const body = change(statement.body);
      return body === statement.body ? statement : { ...statement, body };
    }
    case "Match": {
      const cases = changed(statement.cases, change);
      return cases === statement.cases ? statement : { ...statement, cases };
    }
    default:
      return statement;
  }
}

/** Branches with other blocks; the same list where they all stay the same. */
function changed<Branch extends { body: Stmt[] }>(
  branches: Branch[],
  change: (block: Stmt[]) => Stmt[],
): Branch[] {
  let others: Branch[] | undefined;
  for (let i = 0; i < branches.length; i++) {
    const branch = branches[i]!;
    const body = change(branch.body);
    if (body !== branch.body) (others ??= branches.slice())[i] = { ...branch, body };
  }
  return others ?? branches;
}
