import { argument, dictOf, isCallOf, literalNumber, type MatchContext } from "../../context/matching.ts";
import { helper, keyword, settle, type Context } from "../../context/writing.ts";
import { repeatVariable, serialization, unwrap } from "../../ir/token.ts";
import { identifiers, type Action, type RepeatNode } from "../../ir/workflow.ts";
import { repeatName } from "../../passes/name-patterns.ts";
import { PlistReal, type PlistDict, type PlistValue } from "../../plist/value.ts";
import { py, type Call, type Expr, type For, type Stmt } from "../../python/ast.ts";
import { writeNumeral } from "../../values/dictionary.ts";
import { matchNumber, writeReal } from "../../values/scalars.ts";
import { matchInput, orNothing, writeImplicit } from "../../values/source.ts";
import { matchValue, writeValue } from "../../values/value.ts";
import { markShared } from "../form.ts";
import { addEnd, lastLine, markersOf, nameResult, writeBranch } from "./branch.ts";
import { Stale, unwrapStale } from "./stale.ts";

/** `for repeat_index in range(1, n + 1)`, `for repeat_index, repeat_item in enumerate(items, start=1)`. */
export function writeRepeat(node: RepeatNode, ctx: Context): Stmt[] {
  const stale = new Stale(ctx);
  const key = node.over === "count" ? "WFRepeatCount" : "WFInput";
  stale.add("", node.open, [key]);
  const index = repeatVariable("Index", node.depth);
  const readers = ctx.references.indexes.get(index) ?? [];
  const needsIndex = readers.some((reader) => reader > node.open.index && reader < node.end.index);
  const targets: string[] = [];
  let iter: Expr;
  if (node.over === "count") {
    targets.push(repeatName(index));
    iter = py.call("range", [py.num("1"), writeRepeatEnd(node.open, ctx)]);
  } else {
    const given = node.open.parameters["WFInput"];
    const items =
      given === undefined ? orNothing(writeImplicit(node.open, ctx), ctx) : writeValue(given, ctx);
    if (needsIndex) targets.push(repeatName(index));
    targets.push(repeatName(repeatVariable("Item", node.depth)));
    iter = needsIndex ? py.call("enumerate", [items], [keyword("start", py.num("1"))]) : items;
  }

  settle(iter, ctx);

  const results = ctx.names.ofBlock(node);
  const before: Stmt[] = [];
  if (results !== undefined) {
    ctx.scope.bind(results);
    before.push(markShared(py.assign(undefined, [results], py.list([])), results, ctx));
  }
  const inner = ctx.scope.branch();
  for (const target of targets) inner.bind(target);
  const body = writeBranch(node.body, node.open, node, inner, ctx);
  addEnd(stale, node, ctx);
  return [...before, py.for(node.open.index, targets, stale.wrap(iter), body)];
}

/** The end of the range, one past the count; a count that is not written means once. */
function writeRepeatEnd(open: Action, ctx: Context): Expr {
  const count = open.parameters["WFRepeatCount"];
  if (count === undefined) return py.num("2");
  return py.binOp(writeCount(count, ctx), "+", py.num("1"));
}

function writeCount(count: PlistValue, ctx: Context): Expr {
  if (typeof count === "number") return py.num(String(count));
  if (typeof count === "string") return writeNumeral(py.str(count), ctx);
  // Reals come from the stepper of the editor, which only ever counts whole rounds.
  if (count instanceof PlistReal) {
    return Number.isSafeInteger(count.value) ? py.num(String(count.value)) : writeReal(count.value);
  }
  const isAttachment = unwrap(count, serialization.attachment) !== undefined;
  const expr = writeValue(count, ctx);
  return isAttachment ? expr : helper(ctx, "Number", [expr]);
}

/**
 * The markers and the body of a repeat: the inverse of {@link writeRepeat}.
 *
 * @param before the statement before it, which binds its results.
 */
export function matchRepeat(statement: For, before: Stmt | undefined, ctx: MatchContext): void {
  const { iter, targets, body } = statement;
  const [inner, stale] = unwrapStale(iter, ctx);
  const isCount = isCallOf(inner, "range");
  const open = isCount ? matchRange(inner, ctx) : matchItems(inner, targets, ctx);
  const mark = markersOf(isCount ? identifiers.repeatCount : identifiers.repeatEach, statement, ctx);
  mark(0, Object.assign(open, stale.open));
  const depth = ctx.repeats + 1;
  const [first, second] = targets as [string, string?];
  const variables = new Map<string, string>();
  if (second !== undefined) variables.set(first, repeatVariable("Index", depth));
  variables.set(second ?? first, repeatVariable(isCount ? "Index" : "Item", depth));
  ctx.inRepeat(variables, () => ctx.matchBlock(body));
  const end = mark(2, stale.of("end", 0));
  nameResult(end, "repeat_results", before);
  nameResult(end, "repeat_results", lastLine(body));
}

function matchRange(range: Call, ctx: MatchContext): PlistDict {
  const [start, end] = range.args;
  ctx.use(range, start);
  if (!end || start?.kind !== "Num" || start.text !== "1" || range.args.length !== 2) {
    ctx.report(range, "SC6003", "A repeat counts from 1.", "Write `range(1, count + 1)`.");
  }
  return dictOf({ WFRepeatCount: end && matchRepeatEnd(end, ctx) });
}

function matchItems(iter: Expr, targets: readonly string[], ctx: MatchContext): PlistDict {
  if (!isCallOf(iter, "enumerate") || targets.length !== 2) return dictOf({ WFInput: matchInput(iter, ctx) });
  const [items] = iter.args;
  const start = argument(iter, "start");
  ctx.use(iter);
  if (start?.kind === "Num" && start.text === "1") ctx.use(start);
  return dictOf({ WFInput: items && matchInput(items, ctx) });
}

/** The count of `range(1, count + 1)`; `range(1, 2)` says none, `range(1, 6)` says five. */
function matchRepeatEnd(end: Expr, ctx: MatchContext): PlistValue | undefined {
  const last = literalNumber(end, ctx);
  if (last !== undefined) return last === "2" ? undefined : Number(last) - 1;
  const isOneMore = end.kind === "BinOp" && end.op === "+";
  const count = isOneMore ? end.left : end;
  if (isOneMore) ctx.use(end);
  if (isOneMore && end.right.kind === "Num" && end.right.text === "1") ctx.use(end.right);
  const number = literalNumber(count, ctx);
  if (number !== undefined) return matchNumber(number);
  const [first] = isCallOf(count, "Number") ? count.args : [];
  if (first) ctx.use(count);
  return matchValue(first ?? count, ctx);
}
