import {
  py,
  type Call,
  type Compare,
  type CompareOp,
  type Constant,
  type Expr,
  type ForeignExpr,
  type If,
  type Stmt,
} from "../../python/ast.ts";
import { calledName, isCallOf, methodCall } from "../../context/matching.ts";
import { isRecord } from "../../values/record.ts";
import { at, type LowerContext } from "./context.ts";

/** Conditions as an If can test them: one row, or several that all hold, or of which any holds. */
type Tree = Leaf | Branch;

interface Leaf {
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
  ctx.readAs(tree.node, "a test of its own before this one");
  const flag = ctx.fresh("condition");
  ctx.kinds.define(flag, "flag");
  ctx.before.push(set(flag, "False"), ...setWhere(tree, flag, ctx));
  return isSet(flag);
}

function set(flag: string, value: "True" | "False"): Stmt {
  return { kind: "Assign", targets: [flag], value: py.str(value) };
}

const isSet = (flag: string): Expr => py.compare(py.name(flag), "==", py.str("True"));

/** Statements that set a flag if a condition holds, and read no more of it than Python would. */
function setWhere(tree: Tree, flag: string, ctx: LowerContext): Stmt[] {
  if (!("op" in tree)) return when(tree, [set(flag, "True")], ctx);
  if (tree.op === "and") {
    return tree.items.reduceRight<Stmt[]>((inner, item) => when(item, inner, ctx), [set(flag, "True")]);
  }
  return tree.items.flatMap((item, i) => {
    const body = setWhere(item, flag, ctx);
    return i === 0 ? body : [ifOf(py.compare(py.name(flag), "!=", py.str("True")), body)];
  });
}

/** Statements that run others where a condition holds. */
function when(tree: Tree, body: Stmt[], ctx: LowerContext): Stmt[] {
  if (!("op" in tree)) {
    const { result, before } = ctx.apart(tree.write);
    return [...before, tree.isNot ? ifOf(result, [{ kind: "Pass" }], body) : ifOf(result, body)];
  }
  const flag = ctx.fresh("condition");
  ctx.kinds.define(flag, "flag");
  return [set(flag, "False"), ...setWhere(tree, flag, ctx), ifOf(isSet(flag), body)];
}

function ifOf(test: Expr, body: Stmt[], orelse?: Stmt[]): If {
  return { kind: "If", test, body, elifs: [], ...(orelse && { orelse: { body: orelse } }) };
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

/** @param isNot whether the opposite is asked for: it is pushed down to the rows. */
function treeOf(expr: Expr, isNot: boolean, ctx: LowerContext): Tree {
  switch (expr.kind) {
    case "BoolOp": {
      const op = (expr.op === "and") === isNot ? "or" : "and";
      return { op, node: expr, items: expr.values.map((value) => treeOf(value, isNot, ctx)) };
    }
    case "Not":
      return treeOf(expr.value, !isNot, ctx);
    case "Compare":
      return chain(expr, isNot, ctx);
    case "Call":
      return call(expr, isNot, ctx) ?? truth(expr, isNot, ctx);
    case "Foreign":
      if (expr.what.kind === "Is") {
        const { left, isNegated, right } = expr.what;
        if (right.kind !== "Constant") {
          ctx.report(expr, "SC6003", "`is` tests for None, True and False only.", "Compare with `==`.");
        }
        return pair(left, isNegated ? "!=" : "==", right, isNot, expr, ctx);
      }
      return truth(expr, isNot, ctx);
    default:
      return truth(expr, isNot, ctx);
  }
}

function leaf(node: Expr, isNot: boolean, write: () => Expr): Leaf {
  return { node, write: () => at(node, write()), ...(isNot && { isNot }) };
}

/** `a < b`, `a < b <= c`. */
function chain(expr: Compare, isNot: boolean, ctx: LowerContext): Tree {
  const { ops, rights } = expr;
  if (ops.length === 1) return pair(expr.left, ops[0]!, rights[0]!, isNot, expr, ctx);
  const operands = [expr.left, ...rights].map((operand, i) =>
    // What stands in the middle is read once and compared twice.
    i > 0 && i < rights.length && ctx.tolerant ? ctx.value(operand) : operand,
  );
  const [low, middle, high] = operands as [Expr, Expr, Expr];
  const isRange = ops.length === 2 && ops[0] === ops[1] && (ops[0] === "<=" || ops[0] === ">=");
  if (isRange && !isNot && !isLiteral(middle)) {
    const [least, most] = ops[0] === "<=" ? [low, high] : [high, low];
    if ([least, most].some((end) => ctx.kind(end) === "text" || end.kind === "Constant")) {
      return refused(expr, "The ends of a range are numbers or dates.", "Write `1 <= x <= 5`.", ctx);
    }
    return leaf(expr, false, () => {
      const left = ctx.tolerant ? ctx.value(least) : least;
      const rights = [subject(middle, ctx), ctx.tolerant ? ctx.value(most) : most];
      return { kind: "Compare", left, ops: ["<=", "<="], rights };
    });
  }
  const items = ops.map((op, i) => pair(operands[i]!, op, operands[i + 1]!, isNot, expr, ctx));
  return { op: isNot ? "or" : "and", node: expr, items };
}

const NEGATED: Record<CompareOp, CompareOp> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  in: "not in",
  "not in": "in",
};

const MIRRORED: Partial<Record<CompareOp, CompareOp>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function pair(
  left: Expr,
  given: CompareOp,
  right: Expr,
  isNot: boolean,
  node: Expr,
  ctx: LowerContext,
): Tree {
  const op = isNot ? NEGATED[given] : given;
  if (op === "in" || op === "not in") return membership(left, op, right, node, ctx);
  const mirrored = MIRRORED[op]!;
  const comesLast = isLiteral(left) || (left.kind === "FString" && isEquality(op) && right.kind !== "Str");
  if (comesLast && !isLiteral(right)) return pair(right, mirrored, left, false, node, ctx);
  if (isLiteral(left) && isLiteral(right)) {
    if (ctx.isConverted) return leaf(node, false, () => py.compare(left, op, right));
    return refused(
      node,
      "Both sides of the comparison are known before it runs.",
      "Compare a variable.",
      ctx,
    );
  }
  if (right.kind === "Constant") return constant(left, op, right, node, ctx);
  const isCollection = right.kind === "Dict" || right.kind === "List" || isTuple(right);
  if (isCollection) {
    const message = "An If compares texts, numbers and dates, and no lists or dictionaries.";
    return refused(node, message, 'Compare a value of it: `d["key"] == "a"`.', ctx);
  }
  return leaf(node, false, () => {
    const rights = [operand(left, op, right, node, ctx)];
    return { kind: "Compare", left: subject(left, ctx), ops: [op], rights };
  });
}

const isEquality = (op: CompareOp): boolean => op === "==" || op === "!=";
const isTuple = (expr: Expr): boolean => expr.kind === "Foreign" && expr.what.kind === "Tuple";

function isLiteral(expr: Expr): boolean {
  return ["Str", "Num", "Constant", "List", "Dict"].includes(expr.kind);
}

/** Something that no If can test, told once; what stands there meanwhile does not matter. */
function refused(node: Expr, message: string, hint: string, ctx: LowerContext): Leaf {
  ctx.report(node, "SC6003", message, hint);
  return leaf(node, false, () => py.call("has_value", [py.call("get_clipboard")]));
}

/** `x == None`, `x == True`, `x != False`. */
function constant(left: Expr, op: CompareOp, right: Constant, node: Expr, ctx: LowerContext): Tree {
  if (!isEquality(op)) {
    const message = `Whether something is more or less than ${right.value} is no condition.`;
    return refused(node, message, "Compare with a number.", ctx);
  }
  if (right.value === "None") return hasValue(left, op === "==", node, ctx);
  const kind = ctx.kind(left);
  if (kind === "flag") {
    return leaf(node, false, () => py.compare(subject(left, ctx), op, py.str(right.value)));
  }
  if (kind === "text" || kind === "list" || kind === "dictionary" || kind === "date") {
    const hint = 'Test for a value with `has_value(x)`, for a text with `x == "Yes"`.';
    return refused(node, `What is compared here is never ${right.value} itself.`, hint, ctx);
  }
  // In Python as in the app False counts as 0; only "is" with nothing behind it tests for a Yes.
  return leaf(node, false, () =>
    py.compare(subject(left, ctx), op, right.value === "True" ? right : py.num("0")),
  );
}

function hasValue(value: Expr, isNot: boolean, node: Expr, ctx: LowerContext): Leaf {
  return leaf(node, false, () => {
    const test = py.call("has_value", [subject(value, ctx)]);
    return isNot ? { kind: "Not", value: test } : test;
  });
}

/** `"a" in x`, `x in ["a", "b"]`. */
function membership(left: Expr, op: "in" | "not in", right: Expr, node: Expr, ctx: LowerContext): Tree {
  const items = listItems(right);
  if (items) {
    if (items.length === 0) return refused(node, "Nothing is in an empty list.", "Leave the test out.", ctx);
    const value = ctx.tolerant && items.length > 1 ? ctx.value(left) : left;
    const [word, equality] = op === "in" ? (["or", "=="] as const) : (["and", "!="] as const);
    return { op: word, node, items: items.map((item) => pair(value, equality, item, false, node, ctx)) };
  }
  if (right.kind === "Constant" || right.kind === "Num" || left.kind === "Constant") {
    return refused(node, "Only a text or a list contains something.", 'Write `"a" in x`.', ctx);
  }
  if (ctx.tolerant && (ctx.kind(right) === "dictionary" || right.kind === "Dict")) {
    ctx.readAs(node, "a test for the value of the key");
    return hasValue({ kind: "Subscript", value: right, index: left }, op === "not in", node, ctx);
  }
  return leaf(node, false, () => {
    const item = textOperand(left, ctx);
    return py.compare(item, op, subject(right, ctx));
  });
}

function listItems(expr: Expr): Expr[] | undefined {
  if (expr.kind === "List") return expr.items;
  return expr.kind === "Foreign" && expr.what.kind === "Tuple" ? expr.what.items : undefined;
}

/** What a condition is about: a variable. A text of one variable is that variable as a text. */
function subject(expr: Expr, ctx: LowerContext): Expr {
  if (ctx.isConverted && !ctx.tolerant) return expr;
  if (expr.kind === "FString" && expr.parts.length === 1 && typeof expr.parts[0] !== "string") {
    return at(expr, py.call("str", [ctx.tolerant ? ctx.token(expr.parts[0]!) : expr.parts[0]!]));
  }
  if (ctx.tolerant) return isCallOf(expr, "nothing") ? expr : ctx.token(expr);
  const isValue = isLiteral(expr) || expr.kind === "FString" || isCallOf(expr, "Text");
  if (isValue) {
    const hint = "Give it a name in a line of its own before, and use the name here.";
    ctx.report(expr, "SC6003", "A condition is about a variable.", hint);
  }
  return expr;
}

/** Operands that are spelled as what they are. */
const OPERANDS: ReadonlySet<string> = new Set([
  "Date",
  "Duration",
  "Enumeration",
  "Number",
  "Operand",
  "Quantity",
  "Text",
  "nothing",
]);

function isPlainOperand(expr: Expr): boolean {
  if (expr.kind === "Str" || expr.kind === "FString" || expr.kind === "Num") return true;
  const called = calledName(expr);
  if (called !== undefined) return OPERANDS.has(called) || isRecord(expr);
  return expr.kind === "Call" && expr.func.kind === "Attribute" && expr.func.attr === "datetime";
}

/**
 * What is compared with. A variable is compared as a text, as a number or as a date: as what the two sides are. The
 * app orders numbers and dates only.
 */
function operand(left: Expr, op: CompareOp, right: Expr, node: Expr, ctx: LowerContext): Expr {
  const kinds = [ctx.kind(left), ctx.kind(right)];
  if (!isEquality(op) && kinds.every((kind) => kind === "text") && !isNumeral(right)) {
    const hint = "Write `float(x) < float(y)` if they are numbers.";
    ctx.report(node, "SC6015", "Python orders texts by their letters; an If takes both for numbers.", hint);
  }
  if (isPlainOperand(right)) return ctx.tolerant && right.kind === "FString" ? ctx.value(right) : right;
  const token = ctx.tolerant ? ctx.token(right) : right;
  if (kinds[0] === "date" && kinds[1] !== "number" && kinds[1] !== "text") {
    // Files compare dates as numbers, too, where the date is what the action before has left.
    if (ctx.tolerant || left.kind === "Call") return py.call("Date", [token]);
    const hint = "Write `x < Date(y)` for dates, `x < Number(y)` for numbers.";
    ctx.report(node, "SC6015", "Two variables are compared as numbers, and one is a date.", hint);
  }
  if (!isEquality(op) || kinds.includes("number") || isNumber(right)) return token;
  return { kind: "FString", parts: [token] };
}

const isNumeral = (expr: Expr): boolean => expr.kind === "Str" && /^\s*-?\d+(?:\.\d+)?\s*$/.test(expr.value);

/** Whether an expression is a number by its own form: `float(x)`, a repeat's index. */
function isNumber(expr: Expr): boolean {
  return isCallOf(expr, "float") || (expr.kind === "Name" && /^repeat_index(?:_\d+)?$/.test(expr.id));
}

function textOperand(expr: Expr, ctx: LowerContext): Expr {
  if (expr.kind === "Num") return at(expr, py.str(expr.text));
  if (isPlainOperand(expr)) return ctx.tolerant && expr.kind === "FString" ? ctx.value(expr) : expr;
  return at(expr, { kind: "FString", parts: [ctx.tolerant ? ctx.token(expr) : expr] });
}

const TESTS: ReadonlySet<string> = new Set(["condition", "is_in_last", "is_in_next", "is_today", "stale"]);

/** Calls that are tests; undefined for all others. */
function call(expr: Call, isNot: boolean, ctx: LowerContext): Tree | undefined {
  const name = calledName(expr);
  const [first] = expr.args;
  if (name === "has_value" && first && expr.args.length === 1) return hasValue(first, isNot, expr, ctx);
  if (name !== undefined && TESTS.has(name)) return leaf(expr, isNot, () => expr);
  if ((name === "any" || name === "all") && first && expr.args.length === 1) {
    const items = listItems(first);
    const op = (name === "all") === isNot ? "or" : "and";
    if (items) return { op, node: expr, items: items.map((item) => treeOf(item, isNot, ctx)) };
    if (first.kind === "Foreign" && first.what.kind === "Comprehension") {
      return quantified(expr, name, first.what, isNot, ctx);
    }
    return undefined;
  }
  if (isCallOf(expr, "bool") && first && ctx.kind(first) !== "boolean") {
    return ctx.tolerant ? truth(first, isNot, ctx) : undefined;
  }
  for (const method of ["startswith", "endswith"] as const) {
    const called = methodCall(expr, method);
    const [end] = called?.args ?? [];
    if (!called || !end || called.args.length > 1 || expr.keywords.length > 0) continue;
    const ends = listItems(end);
    if (ends) {
      const items = ends.map((item) => starts(called.value, method, item, isNot, expr, ctx));
      return { op: isNot ? "and" : "or", node: expr, items };
    }
    return starts(called.value, method, end, isNot, expr, ctx);
  }
  return undefined;
}

function starts(
  value: Expr,
  method: "startswith" | "endswith",
  end: Expr,
  isNot: boolean,
  node: Expr,
  ctx: LowerContext,
): Leaf {
  return leaf(node, isNot, () => py.method(subject(value, ctx), method, [textOperand(end, ctx)]));
}

/** `any(test for x in items)`: a repeat that sets a flag. */
function quantified(
  node: Call,
  name: "any" | "all",
  { element, targets, iter, conditions }: Extract<ForeignExpr, { kind: "Comprehension" }>,
  isNot: boolean,
  ctx: LowerContext,
): Tree {
  return leaf(node, false, () => {
    ctx.readAs(node, "a repeat before this");
    const flag = ctx.fresh("found");
    ctx.kinds.define(flag, "flag");
    const wanted = name === "any" ? element : ({ kind: "Not", value: element } as const);
    const body = conditions.reduceRight<Stmt[]>(
      (inner, test) => [ifOf(test, inner)],
      [ifOf(wanted, [{ kind: "Assign", targets: [flag], value: { kind: "Constant", value: "True" } }])],
    );
    ctx.before.push(
      set(flag, "False"),
      ...ctx.block([{ kind: "For", targets, iter, body, ...(node.range && { range: node.range }) }]),
    );
    const isFound = (name === "any") !== isNot;
    return py.compare(py.name(flag), isFound ? "==" : "!=", py.str("True"));
  });
}

/** `if x:`, by what x is: Python takes empty texts and lists, 0 and None for false. */
function truth(expr: Expr, isNot: boolean, ctx: LowerContext): Tree {
  if (!ctx.tolerant) return leaf(expr, isNot, () => expr);
  if (expr.kind === "Constant" || isLiteral(expr)) {
    return refused(expr, "This is known before it runs.", "Leave the test out.", ctx);
  }
  const kind = ctx.kind(expr);
  const token = ctx.token(expr);
  const row = (op: CompareOp, right: Expr): Leaf => leaf(expr, false, () => py.compare(token, op, right));
  switch (kind) {
    case "flag":
      return row(isNot ? "!=" : "==", py.str("True"));
    case "number":
      ctx.readAs(expr, "a test for another number than 0");
      return row(isNot ? "==" : "!=", py.num("0"));
    case "boolean":
      ctx.readAs(expr, "a test for Yes");
      return row(isNot ? "!=" : "==", py.bool(true));
    case "text": {
      ctx.readAs(expr, "a test for a text that is not empty");
      const items = [hasValue(token, isNot, expr, ctx), row(isNot ? "==" : "!=", py.str(""))];
      return { op: isNot ? "or" : "and", node: expr, items };
    }
    default:
      ctx.readAs(expr, "has_value(...)");
      return hasValue(token, isNot, expr, ctx);
  }
}

/** `elif True:` is an Otherwise that is not the last one: what follows never runs. */
function isAlways(test: Expr): boolean {
  return test.kind === "Constant" && test.value === "True";
}

/** `if`, `elif`, `else`. Where the test of an `elif` takes actions, it becomes an `if` in an `else`. */
export function lowerIf(statement: If, ctx: LowerContext): Stmt {
  const { test, body, elifs, orelse } = statement;
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
