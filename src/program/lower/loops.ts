import { argument, isCallOf, methodCall } from "../../context/matching.ts";
import { pythonCall } from "../../context/python-advice.ts";
import { py, type Call, type Expr, type For, type Stmt } from "../../python/ast.ts";
import { expressionsIn, statementsIn, targetsOf } from "../../python/rewrite.ts";
import { at, type LowerContext } from "./context.ts";
import { tellOfGrowth, tellOfNesting } from "./lists.ts";

/** A repeat as the dialect has it: `range(1, n + 1)`, `enumerate(items, start=1)`, or the items of a list. */
export function lowerFor(statement: For, ctx: LowerContext): Stmt[] {
  const { iter, targets } = statement;
  if (isCallOf(iter, "stale")) return [{ ...statement, body: ctx.block(statement.body) }];
  if (isCallOf(iter, "range")) return lowerRange(statement, iter, ctx);
  if (isCallOf(iter, "enumerate")) return lowerEnumerate(statement, iter, ctx);
  const [first, second] = targets as [string, string?];
  if (second === undefined) {
    tellOfLetters(iter, statement, ctx);
    if (ctx.tolerant && ["nothing", "number", "flag"].includes(ctx.kind(iter) ?? "")) {
      ctx.report(iter, "SC6003", "A repeat goes through a list.", "Write `range(n)` to repeat n times.");
    }
    tellOfGrowth(statement, ctx);
    tellOfNesting(iter, ctx);
    const isDictionary = ctx.tolerant && ctx.kind(iter) === "dictionary";
    if (!ctx.tolerant && !ctx.isConverted && ctx.kind(iter) === "dictionary") {
      const message = "Python goes through the keys of a dictionary; a repeat takes it as one item.";
      ctx.report(iter, "SC6015", message, "Write `for key in d.keys():`.");
    }
    if (isDictionary) ctx.readAs(iter, "the keys of a dictionary");
    const items = isDictionary ? py.method(iter, "keys") : iter;
    return [{ ...statement, iter: ctx.tolerant ? ctx.token(items) : items, body: ctx.block(statement.body) }];
  }
  const dictionary = ctx.tolerant ? methodCall(iter, "items") : undefined;
  if (dictionary?.args.length === 0) {
    ctx.readAs(iter, "the keys of a dictionary, and the value of each");
    const owner = ctx.token(dictionary.value);
    const keys = ctx.hoist(ctx.whole(py.method(owner, "keys")), iter);
    const key: Expr = { kind: "FString", parts: [py.name(first)] };
    const value: Stmt = at(iter, py.assign(undefined, [second], py.subscript(owner, key)));
    return [{ ...statement, targets: [first], iter: keys, body: [value, ...ctx.block(statement.body)] }];
  }
  ctx.report(
    statement,
    "SC6003",
    "A repeat takes one item at a time, and no pairs.",
    pythonCall(iter)?.hint ??
      "Write `for repeat_index, repeat_item in enumerate(items, start=1):`, or one name.",
  );
  return [];
}

/** `enumerate(items, start=n)`: in a shortcut the index counts from 1. */
function lowerEnumerate(statement: For, iter: Call, ctx: LowerContext): Stmt[] {
  const { targets } = statement;
  const [items, given] = iter.args;
  const start = given ?? argument(iter, "start") ?? py.num("0");
  const arguments_ = iter.args.length + iter.keywords.length;
  const [index, item] = targets as [string, string?];
  if (!items || arguments_ > 2 || iter.args.length > 2 || item === undefined) {
    ctx.report(
      iter,
      "SC6003",
      "`enumerate` takes a list and where it starts.",
      "Write `enumerate(items, start=1)`.",
    );
    return [];
  }
  tellOfLetters(items, statement, ctx);
  const list = ctx.tolerant ? ctx.token(items) : items;
  const isFromOne = start.kind === "Num" && start.text === "1";
  if (isFromOne) {
    const counted = { ...iter, args: [list], keywords: [{ name: "start", value: start }] };
    return [{ ...statement, iter: counted, body: ctx.block(statement.body) }];
  }
  if (!ctx.tolerant) {
    ctx.report(
      iter,
      "SC6003",
      "A repeat counts from 1.",
      "Write `enumerate(items, start=1)`, and calculate with the index.",
    );
    return [{ ...statement, body: ctx.block(statement.body) }];
  }
  if (!ctx.isRead(index, statement))
    return [{ ...statement, targets: [item], iter: list, body: ctx.block(statement.body) }];
  ctx.readAs(iter, "a repeat that counts from 1");
  const counter = ctx.fresh("index");
  ctx.kinds.define(counter, "number");
  const shifted = shift(index, py.name(counter), heldStart(start, statement, ctx), iter);
  const counted = py.call("enumerate", [list], [{ name: "start", value: py.num("1") }]);
  const body = ctx.block([shifted, ...statement.body]);
  return [{ ...statement, targets: [counter, item], iter: at(iter, counted), body }];
}

function tellOfLetters(items: Expr, statement: For, ctx: LowerContext): void {
  if (!ctx.kinds.isLetters(items)) return;
  const message = "Python goes through the letters of a text; a repeat takes it as one item.";
  const hint = 'Split it first: `split_text(x, separator="Every Character")`.';
  ctx.report(statement, "SC6015", message, hint);
}

/** Where a repeat counts from, as it was before the repeat. */
function heldStart(start: Expr, { body }: For, ctx: LowerContext): Expr {
  const changed = new Set([...statementsIn(body)].flatMap(targetsOf));
  const isHeld = [...expressionsIn(start)].every(
    (expr) => expr.kind !== "Call" && !(expr.kind === "Name" && changed.has(expr.id)),
  );
  if (isHeld) return start;
  const name = ctx.fresh("start");
  ctx.kinds.define(name, "number");
  ctx.before.push(...ctx.assign(name, start, at(start, { kind: "Pass" })));
  return at(start, py.name(name));
}

/** `index = counter + start - 1`. */
function shift(index: string, counter: Expr, start: Expr, node: Expr): Stmt {
  const offset: Expr =
    start.kind === "Num" && /^-?\d+$/.test(start.text)
      ? py.num(String(Number(start.text) - 1))
      : py.binOp(start, "-", py.num("1"));
  const value: Expr =
    offset.kind === "Num" && offset.text.startsWith("-")
      ? py.binOp(counter, "-", py.num(offset.text.slice(1)))
      : py.binOp(counter, "+", offset);
  return at(node, py.assign(undefined, [index], at(node, value)));
}

const FROM_ONE = "`range(1, n + 1)` repeats n times, with an index that counts from 1.";

function lowerRange(statement: For, iter: Call, ctx: LowerContext): Stmt[] {
  const body = (): Stmt[] => ctx.block(statement.body);
  const refuse = (message: string, hint: string = FROM_ONE): Stmt[] => {
    ctx.report(iter, "SC6003", message, hint);
    return [];
  };
  const { args, keywords } = iter;
  if (keywords.length > 0 || args.length === 0 || args.length > 3 || statement.targets.length > 1) {
    return refuse("`range` takes where it starts, and where it ends.");
  }
  const [start, end, step] = args.length === 1 ? [py.num("0"), args[0]!] : (args as [Expr, Expr, Expr?]);
  const broken = args.find((arg) => arg.kind === "Num" && !/^-?\d+$/.test(arg.text) && !isWhole(arg.text));
  if (broken) return refuse("`range` counts whole numbers.");
  // The form of the dialect.
  const isFromOne = args.length === 2 && start.kind === "Num" && start.text === "1";
  if (isFromOne && end.kind === "Num") return [{ ...statement, body: body() }];
  if (isFromOne && end.kind === "BinOp" && end.op === "+" && isNum(end.right, "1")) {
    const left = ctx.tolerant ? ctx.value(end.left) : end.left;
    return [{ ...statement, iter: { ...iter, args: [start, { ...end, left }] }, body: body() }];
  }
  if (args.some((arg) => arg.kind === "Constant" || ctx.kind(arg) === "text" || ctx.kind(arg) === "list")) {
    return refuse("`range` counts whole numbers.", "Write `float(x)` for a text that is a number.");
  }
  if (!ctx.tolerant) {
    const count =
      args.length === 2 && isFromOne
        ? "This repeats once less than its end says."
        : "A repeat counts from 1.";
    ctx.report(iter, "SC6003", count, FROM_ONE);
    return [{ ...statement, iter: py.call("range", [py.num("1"), py.num("2")]), body: body() }];
  }
  return countedRange(statement, iter, start, end, step, ctx);
}

const isNum = (expr: Expr, text: string): boolean => expr.kind === "Num" && expr.text === text;
const isWhole = (text: string): boolean => /^-?\d+\.0*$/.test(text);

function wholeOf(expr: Expr | undefined): number | undefined {
  if (expr?.kind === "Foreign" && expr.what.kind === "Signed" && expr.what.op === "-") {
    const value = wholeOf(expr.what.value);
    return value === undefined ? undefined : -value;
  }
  const inner = expr && isCallOf(expr, "int") ? expr.args[0] : expr;
  if (inner?.kind !== "Num" || !(/^-?\d+$/.test(inner.text) || isWhole(inner.text))) return undefined;
  return Number(inner.text);
}

/** `range(a, b, step)` as a repeat that counts from 1, and the index that Python would have. */
function countedRange(
  statement: For,
  iter: Call,
  first: Expr,
  end: Expr,
  step: Expr | undefined,
  ctx: LowerContext,
): Stmt[] {
  const [index] = statement.targets as [string];
  const start = heldStart(first, statement, ctx);
  const [from, to, by] = [wholeOf(start), wholeOf(end), step === undefined ? 1 : wholeOf(step)];
  ctx.readAs(iter, "a repeat that counts from 1");
  let count: Expr;
  if (by === undefined || by === 0 || (by !== 1 && (from === undefined || to === undefined))) {
    ctx.report(iter, "SC6003", "A `range` with steps has plain numbers.", FROM_ONE);
    return [];
  }
  if (from !== undefined && to !== undefined)
    count = py.num(String(Math.max(0, Math.ceil((to - from) / by))));
  else if (from === 0)
    count = ctx.value(isCallOf(end, "int") && end.args[0] ? py.call("float", [end.args[0]]) : end);
  else count = ctx.value(at(iter, py.binOp(end, "-", start)));
  const last: Expr =
    count.kind === "Num" ? py.num(String(Number(count.text) + 1)) : py.binOp(count, "+", py.num("1"));
  const range = at(iter, py.call("range", [py.num("1"), last]));
  if (!ctx.isRead(index, statement)) return [{ ...statement, iter: range, body: ctx.block(statement.body) }];
  const counter = ctx.fresh("index");
  ctx.kinds.define(counter, "number");
  const rounds: Expr =
    by === 1 ? py.name(counter) : at(iter, py.binOp(py.name(counter), "*", py.num(String(by))));
  const begin = by === 1 ? start : py.num(String(from! - by + 1));
  const body = ctx.block([shift(index, rounds, begin, iter), ...statement.body]);
  return [{ ...statement, targets: [counter], iter: range, body }];
}
