import { quote } from "../../diagnostics/error.ts";
import { repeatVariable, serialization, unwrap } from "../../ir/token.ts";
import type { Action, Block, IfNode, MenuNode, Node, RepeatNode } from "../../ir/workflow.ts";
import { isDict, PlistDict, PlistReal, strictEqual, type PlistValue } from "../../plist/value.ts";
import {
  py,
  type Comment,
  type Expr,
  type For,
  type If,
  type Keyword,
  type Match,
  type Stmt,
} from "../../python/ast.ts";
import { repeatName } from "../../passes/naming.ts";
import { commentLines } from "../comment.ts";
import { matchCondition, withTableFields, writeCondition } from "./condition.ts";
import { helper, keyword, report, type Context } from "../../context/writing.ts";
import { argument, dictOf, isCallOf, recordFields, type MatchContext } from "../../context/matching.ts";
import { matchArray, writeArray, writeNumeral } from "../../values/dictionary.ts";
import { leftovers } from "../form.ts";
import { matchInput, orNothing, writeImplicit, writeSource } from "../../values/source.ts";
import { isRecord, writeRecord, writeRecordKeywords } from "../../values/record.ts";
import { matchNumber, writeReal } from "../../values/scalars.ts";
import { matchValue, writeValue } from "../../values/value.ts";

type BlockNode = Exclude<Node, { kind: "action" }>;

export function writeBlockNode(node: BlockNode, ctx: Context): Stmt[] {
  switch (node.kind) {
    case "if":
      return writeIf(node, ctx);
    case "repeat":
      return writeRepeat(node, ctx);
    case "menu":
      return writeMenu(node, ctx);
  }
}

/** `if` / `elif` / `else`. A result that is read is bound at the end of each branch. */
function writeIf(node: IfNode, ctx: Context): Stmt[] {
  const { test, shown, hidden } = writeCondition(node.open, ctx);
  const stale = new Stale(ctx);
  stale.add("", [...leftovers(node.open, [...shown]), ...hidden]);
  const before = writeResultWithoutElse(node, ctx);

  const outer = ctx.scope;
  const branches = [outer.branch()];
  const body = writeBranch(node.body, node.open, node, branches[0]!, ctx);
  const elifs = node.elifs.map(({ marker, body }) => {
    ctx.action = marker.index;
    const condition = writeCondition(marker, ctx);
    stale.add("elifs", [...leftovers(marker, [...condition.shown]), ...condition.hidden]);
    const branch = outer.branch();
    branches.push(branch);
    return { action: marker.index, test: condition.test, body: writeBranch(body, marker, node, branch, ctx) };
  });
  let orelse: { action: number; body: Stmt[] } | undefined;
  const otherwise = outer.branch();
  branches.push(otherwise);
  if (node.otherwise) {
    const { marker, body } = node.otherwise;
    stale.add("otherwise", leftovers(marker, []));
    orelse = { action: marker.index, body: writeBranch(body, marker, node, otherwise, ctx) };
  }
  addEnd(stale, node, ctx);
  outer.join(branches);
  return [
    ...before,
    { kind: "If", action: node.open.index, test: stale.wrap(test), body, elifs, ...(orelse && { orelse }) },
  ];
}

/** Without an Otherwise, the result of an If whose condition fails is what came in: bound before, not in a branch. */
function writeResultWithoutElse(node: IfNode, ctx: Context): Stmt[] {
  const name = ctx.names.ofBlock(node);
  if (name === undefined || node.otherwise) return [];
  const value = orNothing(writeSource(ctx.flow.atStartOf.get(node.open.index) ?? null, ctx), ctx);
  ctx.scope.bind(name);
  return [{ kind: "Assign", targets: [name], value }];
}

/** `for repeat_index in range(1, n + 1)`, `for repeat_index, repeat_item in enumerate(items, start=1)`. */
function writeRepeat(node: RepeatNode, ctx: Context): Stmt[] {
  const stale = new Stale(ctx);
  const key = node.over === "count" ? "WFRepeatCount" : "WFInput";
  stale.add("", leftovers(node.open, [key]));
  const index = repeatVariable("Index", node.depth);
  const needsIndex = ctx.references.variables.has(index);
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

  const results = ctx.names.ofBlock(node);
  const before: Stmt[] = [];
  if (results !== undefined) {
    ctx.scope.bind(results);
    before.push({ kind: "Assign", targets: [results], value: py.list([]) });
  }
  const inner = ctx.scope.branch();
  for (const target of targets) inner.bind(target);
  const body = writeBranch(node.body, node.open, node, inner, ctx);
  addEnd(stale, node, ctx);
  return [...before, { kind: "For", action: node.open.index, targets, iter: stale.wrap(iter), body }];
}

/** The end of the range, one past the count; a count that is not written means once. */
function writeRepeatEnd(open: Action, ctx: Context): Expr {
  const count = open.parameters["WFRepeatCount"];
  if (count === undefined) return py.num("2");
  return { kind: "BinOp", left: writeCount(count, ctx), op: "+", right: py.num("1") };
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

/** `match choose_from_menu("Prompt"):` with a `case` for each title. */
function writeMenu(node: MenuNode, ctx: Context): Stmt[] {
  const stale = new Stale(ctx);
  const { WFMenuPrompt: prompt, WFMenuItems: items } = node.open.parameters;
  stale.add("", leftovers(node.open, ["WFMenuPrompt", "WFMenuItems"]));
  const args: Expr[] = prompt === undefined ? [] : [writeValue(prompt, ctx)];
  const keywords: Keyword[] = [];
  if (items === undefined) {
    keywords.push(keyword("items", helper(ctx, "nothing")));
  } else if (!areTitles(items, node)) {
    keywords.push(keyword("items", Array.isArray(items) ? writeArray(items, ctx) : writeValue(items, ctx)));
  }
  const subject = helper(ctx, "choose_from_menu", args, keywords);

  const lead = node.lead.map((action): Comment => {
    return { kind: "Comment", action: action.index, lines: commentLines(action)! };
  });
  const outer = ctx.scope;
  const branches = [outer.branch()];
  const titles = new Set<PlistValue | undefined>();
  const cases = node.cases.map(({ marker, body }, i) => {
    ctx.action = marker.index;
    const title = marker.parameters["WFMenuItemTitle"];
    if (titles.has(title)) {
      report(
        ctx,
        "SC4006",
        `This menu has several cases titled ${typeof title === "string" ? quote(title) : "by nothing"}; which one runs is not known.`,
      );
    }
    titles.add(title);
    const rest = leftovers(marker, [
      ...(title === undefined || typeof title === "string" ? ["WFMenuItemTitle"] : []),
      ...(repeatsItem(marker, items, i) ? ["WFMenuItemAttributedTitle"] : []),
    ]);
    stale.add("cases", rest);
    const branch = outer.branch();
    branches.push(branch);
    return {
      action: marker.index,
      pattern: typeof title === "string" ? py.str(title) : py.none(),
      body: writeBranch(body, marker, node, branch, ctx),
    };
  });
  addEnd(stale, node, ctx);
  // A menu always runs one of its cases, but Python cannot know that without a `case _`.
  outer.join(branches);
  return [{ kind: "Match", action: node.open.index, subject: stale.wrap(subject), lead, cases }];
}

/** Whether the items of a menu are its cases' titles in their order, so that the cases say them. */
function areTitles(items: PlistValue, node: MenuNode): boolean {
  if (!Array.isArray(items) || items.length !== node.cases.length) return false;
  return node.cases.every(({ marker }, i) => {
    const item = items[i]!;
    return (
      marker.parameters["WFMenuItemTitle"] ===
      (typeof item === "string" ? item : plainText(titlePayload(item)))
    );
  });
}

/** Whether a case says its title a second time, with the tokens of the item that it belongs to. */
function repeatsItem(marker: Action, items: PlistValue | undefined, position: number): boolean {
  const title = marker.parameters["WFMenuItemAttributedTitle"];
  if (title === undefined || !Array.isArray(items)) return false;
  const item = items[position];
  if (item === undefined) return false;
  return strictEqual(title, typeof item === "string" ? item : titlePayload(item));
}

/** The text payload of `{WFItemType: 0, WFValue: token string}`. */
function titlePayload(item: PlistValue): PlistValue | undefined {
  if (!isDict(item) || item["WFItemType"] !== 0 || Object.keys(item).length !== 2) return undefined;
  return unwrap(item["WFValue"], serialization.textToken);
}

/** The text of a payload that has no tokens. */
function plainText(payload: PlistValue | undefined): string | undefined {
  if (!isDict(payload)) return undefined;
  const { string: text, attachmentsByRange: ranges, ...others } = payload;
  const isPlain = ranges === undefined || (isDict(ranges) && Object.keys(ranges).length === 0);
  return typeof text === "string" && isPlain && Object.keys(others).length === 0 ? text : undefined;
}

/** A branch: its statements, then what it leaves for the result of its block; `pass` where nothing else stands. */
function writeBranch(
  body: Block,
  marker: Action,
  node: BlockNode,
  scope: Context["scope"],
  ctx: Context,
): Stmt[] {
  const outer = ctx.scope;
  ctx.scope = scope;
  const statements = ctx.writeBlock(body);
  const name = ctx.names.ofBlock(node);
  if (name !== undefined && !scope.ended) {
    const value = writeSource(ctx.flow.atEndOf.get(marker.index) ?? null, ctx);
    if (node.kind !== "repeat") {
      statements.push({ kind: "Assign", targets: [name], value: orNothing(value, ctx) });
      scope.bind(name);
    } else if (value) {
      // A pass that ends with nothing adds nothing.
      statements.push({ kind: "ExprStmt", value: py.method(py.name(name), "append", [value]) });
    }
  }
  ctx.scope = outer;
  if (onlyComments(statements)) statements.push({ kind: "Pass" });
  return statements;
}

/** Whether a body lacks the statement that Python wants in each. */
export function onlyComments(statements: Stmt[]): boolean {
  return !statements.some((statement) => statement.kind !== "Comment");
}

/** The closing marker: its name counts as shown where the result's name says it. */
function addEnd(stale: Stale, node: BlockNode, ctx: Context): void {
  const isNamed = ctx.names.ofBlock(node) !== undefined;
  stale.add("end", leftovers(node.end, isNamed ? ["CustomOutputName"] : []));
}

/** Arguments of `stale` that list the markers of a kind. */
type Place = "elifs" | "otherwise" | "cases" | "end";
const PLACES: ReadonlySet<string> = new Set<Place>(["elifs", "otherwise", "cases", "end"]);

/**
 * Parameters of a block's markers that its statement does not show: operands of a former type, settings of old
 * versions. With metadata they go there; without, a call around the statement's expression says them.
 */
class Stale {
  readonly #ctx: Context;
  readonly #open: Keyword[] = [];
  readonly #markers = new Map<Place, Expr[]>();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** @param place "" for the opening marker, else where the other markers of that kind are listed. */
  add(place: "" | Place, rest: [string, PlistValue][]): void {
    const ctx = this.#ctx;
    if (ctx.metadata) return;
    const fields = Object.assign(new PlistDict(), Object.fromEntries(rest));
    if (place === "") {
      this.#open.push(...writeRecordKeywords(fields, ctx, undefined, PLACES));
    } else {
      const record = writeRecord(fields, ctx);
      const list = this.#markers.get(place);
      if (list) list.push(record);
      else this.#markers.set(place, [record]);
    }
  }

  wrap(expr: Expr): Expr {
    const keywords = [...this.#open];
    for (const [place, records] of this.#markers) {
      const isEmpty = records.every(
        (record) => record.kind === "Call" && record.keywords.length === 0 && record.args.length === 0,
      );
      if (!isEmpty) keywords.push(keyword(place, py.list(records)));
    }
    return keywords.length > 0 ? helper(this.#ctx, "stale", [expr], keywords) : expr;
  }
}

/** What the line that opens a block says. */
export interface Header {
  /** Parameters of the opening marker. */
  open: PlistDict;
  /** Of an If: those of each Otherwise If. */
  conditions?: PlistDict[];
  /** Of a menu: for each case the title with its tokens, where the items have some. */
  titles?: (PlistValue | undefined)[];
  /** Of a repeat: whether it goes through a list. */
  each?: boolean;
  /** What `stale(...)` says of the other markers. */
  markers: (place: Place, position: number) => PlistDict;
}

export function matchIfHeader({ test, elifs }: If, ctx: MatchContext): Header {
  const [inner, open, markers] = unwrapStale(test, ctx);
  const conditions = elifs.map((elif, i) => {
    return withTableFields(matchCondition(elif.test, ctx), markers("elifs", i));
  });
  return { open: withTableFields(matchCondition(inner, ctx), open), conditions, markers };
}

export function matchRepeatHeader({ iter, targets }: For, ctx: MatchContext): Header {
  const [inner, open, markers] = unwrapStale(iter, ctx);
  if (isCallOf(inner, "range")) {
    const [start, end] = inner.args;
    if (!end || start?.kind !== "Num" || start.text !== "1" || inner.args.length !== 2) {
      ctx.report(inner, "SC6003", "A repeat counts from 1.", "Write `range(1, count + 1)`.");
    }
    const count = end && matchRepeatEnd(end, ctx);
    return { open: Object.assign(dictOf({ WFRepeatCount: count }), open), each: false, markers };
  }
  const [items] = isCallOf(inner, "enumerate") && targets.length === 2 ? inner.args : [inner];
  const WFInput = items && matchInput(items, ctx);
  return { open: Object.assign(dictOf({ WFInput }), open), each: true, markers };
}

/** The count of `range(1, count + 1)`; `range(1, 2)` says none, `range(1, 6)` says five. */
function matchRepeatEnd(end: Expr, ctx: MatchContext): PlistValue | undefined {
  if (end.kind === "Num") return end.text === "2" ? undefined : Number(end.text) - 1;
  const count = end.kind === "BinOp" && end.op === "+" ? end.left : end;
  if (count.kind === "Num") return matchNumber(count.text);
  const [first] = isCallOf(count, "Number") ? count.args : [];
  return matchValue(first ?? count, ctx);
}

export function matchMenuHeader({ subject, cases }: Match, ctx: MatchContext): Header {
  const [inner, open, markers] = unwrapStale(subject, ctx);
  const call = isCallOf(inner, "choose_from_menu") ? inner : undefined;
  if (!call) {
    ctx.report(
      inner,
      "SC6003",
      "Only a menu can be matched.",
      'Write `match choose_from_menu("Prompt"):` with a `case` for each item, or an `if` for anything else.',
    );
  }
  const prompt = call?.args[0] ?? (call && argument(call, "prompt"));
  const items = call && argument(call, "items");
  const titles = cases.map(({ pattern }) => (pattern.kind === "Str" ? pattern.value : ""));
  const WFMenuItems = items ? matchMenuItems(items, ctx) : titles;
  return {
    open: Object.assign(dictOf({ WFMenuPrompt: prompt && matchValue(prompt, ctx), WFMenuItems }), open),
    titles: Array.isArray(WFMenuItems) ? WFMenuItems.map(titlePayload) : [],
    markers,
  };
}

function matchMenuItems(items: Expr, ctx: MatchContext): PlistValue | undefined {
  return items.kind === "List" ? matchArray(items, ctx) : matchInput(items, ctx);
}

/** The expression in `stale(expression, ...)`, and what the call says of the markers: the inverse of {@link Stale}. */
function unwrapStale(
  expr: Expr,
  ctx: MatchContext,
): [inner: Expr, open: PlistDict, markers: Header["markers"]] {
  const open = new PlistDict();
  const records = new Map<string, PlistDict[]>();
  const [inner] = isCallOf(expr, "stale") ? expr.args : [];
  if (!isCallOf(expr, "stale") || !inner) return [expr, open, () => new PlistDict()];
  for (const { name, value } of expr.keywords) {
    if (PLACES.has(name) && value.kind === "List") {
      records.set(
        name,
        value.items.map((item) => (isRecord(item) ? (matchValue(item, ctx) as PlistDict) : new PlistDict())),
      );
    } else {
      for (const { key, value: field } of recordFields([{ name, value }])) open[key] = matchValue(field, ctx);
    }
  }
  return [inner, open, (place, position) => records.get(place)?.[position] ?? new PlistDict()];
}
