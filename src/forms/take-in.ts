import { calledName } from "../context/matching.ts";
import type { Call, Expr } from "../python/ast.ts";
import { walkExpr } from "../python/walk.ts";
import { FlatWriter } from "../python/print/flat.ts";
import { INDENT_WIDTH, LINE_WIDTH } from "../python/print/width.ts";

/*
 * A call in the line of what takes its output: `save_to_photo_album(resize_image(photo))`. Which lines are better so.
 */

/** The longest line that has a call in a call in a call. */
const SHORT_LINE = 64;

/** What a call in another may say. */
const WIDEST_CALL = 60;
const MOST_ARGUMENTS = 3;

/** A call that may stand in another line, and how wide it is. */
export interface ShortCall {
  readonly call: Call;
  readonly width: number;
}

/** A call that reads well as a part of another line: it is short, and what it is given are names and words. */
export function shortCall(value: Expr, name: string | undefined): ShortCall | undefined {
  if (value.kind !== "Call" || calledName(value) !== name) return undefined;
  if (value.args.length + value.keywords.length > MOST_ARGUMENTS) return undefined;
  if (!value.args.every(isWord) || !value.keywords.every((keyword) => isWord(keyword.value)))
    return undefined;
  const width = widthOf(value);
  return width <= WIDEST_CALL ? { call: value, width } : undefined;
}

function isWord(expr: Expr): boolean {
  switch (expr.kind) {
    case "Name":
    case "Num":
    case "Constant":
    case "FString":
      return true;
    case "Str":
      return expr.value.length <= LINE_WIDTH && !expr.value.includes("\n");
    case "Attribute":
      return isWord(expr.value);
    case "Subscript":
      return isWord(expr.value) && isWord(expr.index);
    case "Call":
      return expr.args.every(isWord) && expr.keywords.every(({ value }) => isWord(value));
    default:
      return false;
  }
}

/** A call that takes the place of a name. */
interface Taken extends ShortCall {
  readonly name: string;
  /** How many calls there are in one another already. */
  readonly depth: number;
}

/** What else stands in a line: other words, and the blocks around it. */
interface Around {
  readonly columns: number;
  readonly blocks: number;
  /** Whether the line is the head of a block. */
  readonly isHead?: boolean;
}

/**
 * An expression with a call in place of the name that stands for its output; undefined where it would not be read
 * as that, or not be run where it is.
 */
export function takeIn(expr: Expr, taken: Taken, around: Around): Expr | undefined {
  const limit = taken.depth > 1 ? SHORT_LINE : LINE_WIDTH;
  const columns = around.columns + widthOf(expr) + INDENT_WIDTH * around.blocks;
  const fits = columns + taken.width - taken.name.length <= limit;
  const isRoom = fits || (columns > LINE_WIDTH && !around.isHead && fitsAsArgument(expr, taken, around));
  return isRoom && !readsMoment(expr) ? put(expr, taken.name, taken.call) : undefined;
}

/** Whether a call is short enough for the argument that it becomes in a call of several lines. */
function fitsAsArgument(expr: Expr, taken: Taken, { blocks }: Around): boolean {
  if (expr.kind !== "Call" || !mayBeArgument(taken, blocks)) return false;
  const isArgument = (value: Expr, columns: number): boolean =>
    put(value, taken.name, taken.call) !== undefined &&
    mayBeArgument({ ...taken, width: columns + widthOf(value) + taken.width - taken.name.length }, blocks);
  return (
    expr.args.some((value) => isArgument(value, 0)) ||
    expr.keywords.some(({ name, value }) => isArgument(value, name.length + 1))
  );
}

/** Whether something is short enough for an argument in a line of its own. */
export function mayBeArgument({ width, depth }: Pick<Taken, "width" | "depth">, blocks: number): boolean {
  return depth === 1 && width + 1 + INDENT_WIDTH * (blocks + 1) <= LINE_WIDTH;
}

/** Whether what is so wide is short enough for a line. */
export function fits(width: number, { columns, blocks }: Around): boolean {
  return columns + width + INDENT_WIDTH * blocks <= LINE_WIDTH;
}

/** What is read when its action runs, which is behind the calls in its line. */
const MOMENTS: ReadonlySet<string> = new Set([
  "get_clipboard",
  "current_date",
  "ask_each_time",
  "device_details",
]);

export const isMoment = (call: Call): boolean => MOMENTS.has(calledName(call) ?? "");

/** Whether an expression reads what can be another after a call. */
function readsMoment(expr: Expr): boolean {
  let isFound = false;
  walkExpr(expr, (part) => {
    isFound ||= part.kind === "Call" && isMoment(part);
  });
  return isFound;
}

/** Puts a call in place of a name; undefined where the name stands in a place that takes none. */
export function put(expr: Expr, name: string, call: Expr): Expr | undefined {
  const within = (part: Expr): Expr | undefined => put(part, name, call);
  switch (expr.kind) {
    case "Name":
      return expr.id === name ? call : undefined;
    case "Attribute":
    case "Not": {
      const value = within(expr.value);
      return value && { ...expr, value };
    }
    case "Subscript": {
      const value = within(expr.value);
      return value && { ...expr, value };
    }
    case "Compare": {
      const left = within(expr.left);
      if (left) return { ...expr, left };
      const rights = putInOne(expr.rights, within);
      return rights && { ...expr, rights };
    }
    case "BinOp": {
      const left = within(expr.left);
      if (left) return { ...expr, left };
      const right = within(expr.right);
      return right && { ...expr, right };
    }
    case "BoolOp": {
      // The others are not read in any case.
      const first = within(expr.values[0]!);
      return first && { ...expr, values: [first, ...expr.values.slice(1)] };
    }
    case "Call": {
      const func = expr.func.kind === "Attribute" ? within(expr.func) : undefined;
      if (func) return { ...expr, func };
      const args = putInOne(expr.args, within);
      if (args) return { ...expr, args };
      const at = expr.keywords.findIndex((keyword) => within(keyword.value));
      if (at < 0) return undefined;
      return {
        ...expr,
        keywords: expr.keywords.map((keyword, i) =>
          i === at ? { ...keyword, value: within(keyword.value)! } : keyword,
        ),
      };
    }
    default:
      return undefined;
  }
}

function putInOne(exprs: readonly Expr[], within: (expr: Expr) => Expr | undefined): Expr[] | undefined {
  for (const [i, expr] of exprs.entries()) {
    const taken = within(expr);
    if (taken) return [...exprs.slice(0, i), taken, ...exprs.slice(i + 1)];
  }
  return undefined;
}

/** How many columns an expression takes in one line; more than any line has where it takes several. */
function widthOf(expr: Expr): number {
  const writer = new FlatWriter(LINE_WIDTH);
  return writer.expr(expr, "multiline") ? writer.column : Infinity;
}
