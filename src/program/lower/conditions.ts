import { py, type Expr, type If, type Stmt } from "../../python/ast.ts";
import { calledName } from "../../context/matching.ts";
import { isOpposite, withoutNot } from "../../forms/blocks/if.ts";
import { at, type LowerContext } from "./context.ts";
import { treeOf } from "./rows.ts";
import { ifOf, set, type Leaf, type Tree } from "./tree.ts";

/** What an If tests; `isNot` where its branches have to change places. */
export function lowerTest(expr: Expr, ctx: LowerContext): { test: Expr; isNot: boolean } {
  const tree = flatten(treeOf(expr, false, ctx));
  if (!("op" in tree)) return { test: tree.write(), isNot: tree.isNot === true };
  const isFlat = tree.items.every((item): item is Leaf => !("op" in item) && item.isNot !== true);
  if (isFlat) {
    const rows = tree.items.map((item) => ctx.apart((item as Leaf).write));
    // The second operand is only read where the first does not decide.
    if (rows.slice(1).every(({ before }) => before.every((statement) => isHarmless(statement, ctx)))) {
      for (const { before } of rows) ctx.before.push(...before);
      return {
        test: at(expr, { kind: "BoolOp", op: tree.op, values: rows.map(({ result }) => result) }),
        isNot: false,
      };
    }
    tree.items = rows.map(({ result, before }, i) => ({
      node: tree.items[i]!.node,
      write: () => {
        ctx.before.push(...before);
        return result;
      },
    }));
  }
  return { test: flagOf(tree, ctx), isNot: false };
}

/** Whether running a statement in vain changes nothing: it makes a value of what is there. */
function isHarmless(statement: Stmt, ctx: LowerContext): boolean {
  if (statement.kind !== "Assign") return false;
  const called = calledName(statement.value);
  if (called === undefined || called === "nothing") return true;
  const identifier = ctx.identifierOf(called);
  return identifier !== undefined && HARMLESS.test(identifier);
}

const HARMLESS =
  /^is\.workflow\.actions\.(?:math|round|count|text\.\w+|getitemfromlist|getvalueforkey|gettext|number|list|dictionary|statistics|detect\.\w+)$/;

/** Each of them makes an If within that of the one before. */
const MOST_CONDITIONS = 100;

/** Conditions of several depths as a variable that is "True" or "False". */
function flagOf(tree: Tree, ctx: LowerContext): Expr {
  if (!ctx.tolerant) {
    const isNot = !("op" in tree);
    ctx.report(
      tree.node,
      "SC6003",
      isNot
        ? "No row of an If says the opposite of this."
        : "An If tests whether all of several conditions hold, or whether any does; not both at once.",
      "Test one part in an `if` of its own, inside of this one or before it.",
    );
    return tree.node;
  }
  if ("op" in tree && tree.items.length > MOST_CONDITIONS) {
    const message = `More than ${MOST_CONDITIONS} conditions that need tests of their own.`;
    ctx.report(tree.node, "SC6003", message, "Repeat over a list of what is to be tested.");
    return tree.node;
  }
  ctx.readAs(tree.node, "a test of its own before this one");
  const flag = ctx.fresh("condition");
  ctx.kinds.define(flag, "flag");
  ctx.before.push(set(flag, "False"), ...setWhere(tree, flag, ctx));
  return isSet(flag);
}

const isSet = (flag: string): Expr => py.compare(py.name(flag), "==", py.str("True"));

/** Statements that set a flag if a condition holds, and read no more of it than Python would. */
function setWhere(tree: Tree, flag: string, ctx: LowerContext): Stmt[] {
  if (!("op" in tree)) return when(tree, () => [set(flag, "True")], ctx);
  if (tree.op === "and") {
    const [first, ...others] = tree.items as [Tree, ...Tree[]];
    const rest: Tree = others.length === 1 ? others[0]! : { ...tree, items: others };
    return when(first, () => setWhere(rest, flag, ctx), ctx);
  }
  return tree.items.flatMap((item, i) => {
    const body = setWhere(item, flag, ctx);
    return i === 0 ? body : [ifOf(py.compare(py.name(flag), "!=", py.str("True")), body)];
  });
}

/**
 * Statements that run others where a condition holds.
 *
 * @param body makes the others, once what the condition takes stands before them.
 */
function when(tree: Tree, body: () => Stmt[], ctx: LowerContext): Stmt[] {
  if (!("op" in tree)) {
    const { result, before } = ctx.apart(tree.write);
    return [...before, tree.isNot ? ifOf(result, [{ kind: "Pass" }], body()) : ifOf(result, body())];
  }
  const flag = ctx.fresh("condition");
  ctx.kinds.define(flag, "flag");
  return [set(flag, "False"), ...setWhere(tree, flag, ctx), ifOf(isSet(flag), body())];
}

/** Rows in rows of the same word belong together. */
function flatten(tree: Tree): Tree {
  if (!("op" in tree)) return tree;
  const items = tree.items.flatMap((item) => {
    const flat = flatten(item);
    return "op" in flat && flat.op === tree.op ? flat.items : [flat];
  });
  return items.length === 1 ? items[0]! : { ...tree, items };
}

/** `elif True:` is an Otherwise that is not the last one: what follows never runs. */
function isAlways(test: Expr): boolean {
  return test.kind === "Constant" && test.value === "True";
}

/** `if`, `elif`, `else`. Where the test of an `elif` takes actions, it becomes an `if` in an `else`. */
export function lowerIf(statement: If, ctx: LowerContext): Stmt {
  const { test, body, elifs, orelse } = statement;
  if (test.kind === "Not" && isOpposite(statement)) {
    const { test: value, isNot } = lowerTest(test.value, ctx);
    const lowered = { ...statement, test: { ...test, value }, body: ctx.block(body) };
    if (isNot) return { ...lowered, test: value };
    return isOpposite(lowered) ? lowered : withoutNot(lowered);
  }
  const { test: lowered, isNot } = lowerTest(test, ctx);
  const first = { ...statement, test: lowered, body: ctx.block(body) };
  const rest = orelse && { ...orelse, body: ctx.block(orelse.body) };
  if (isNot) {
    if (elifs.length > 0) {
      const inner: If = { kind: "If", ...elifs[0]!, elifs: elifs.slice(1), ...(orelse && { orelse }) };
      const otherwise = { body: ctx.block([inner]) };
      return { ...first, elifs: [], body: otherwise.body, orelse: { body: first.body } };
    }
    return { ...first, body: rest?.body ?? [{ kind: "Pass" }], orelse: { body: first.body } };
  }
  const branches: If["elifs"] = [];
  for (const [i, elif] of elifs.entries()) {
    if (isAlways(elif.test)) {
      branches.push({ ...elif, body: ctx.block(elif.body) });
      continue;
    }
    const { result, before } = ctx.apart(() => lowerTest(elif.test, ctx));
    if (before.length === 0 && !result.isNot) {
      branches.push({ ...elif, test: result.test, body: ctx.block(elif.body) });
      continue;
    }
    const inner: If = { kind: "If", ...elif, elifs: elifs.slice(i + 1), ...(orelse && { orelse }) };
    return { ...first, elifs: branches, orelse: { body: ctx.block([inner]) } };
  }
  return { ...first, elifs: branches, ...(rest && { orelse: rest }) };
}
