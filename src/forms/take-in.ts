import { calledName } from "../context/matching.ts";
import { py, type Call, type Expr } from "../python/ast.ts";
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
export interface Taken extends ShortCall {
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
  switch (expr.kind) {
    case "Name":
      return expr.id === name ? call : undefined;
    case "Attribute": {
      const value = put(expr.value, name, call);
      return value && py.attribute(value, expr.attr);
    }
    case "Not": {
      const value = put(expr.value, name, call);
      return value && py.not(value);
    }
    case "Subscript": {
      const value = put(expr.value, name, call);
      return value && py.subscript(value, expr.index);
    }
    case "Compare": {
      const left = put(expr.left, name, call);
      if (left) return { ...expr, left };
      const rights = putInOne(expr.rights, name, call);
      return rights && { ...expr, rights };
    }
    case "BinOp": {
      const left = put(expr.left, name, call);
      if (left) return py.binOp(left, expr.op, expr.right);
      const right = put(expr.right, name, call);
      return right && py.binOp(expr.left, expr.op, right);
    }
    case "BoolOp": {
      // The others are not read in any case.
      const first = put(expr.values[0]!, name, call);
      return first && { ...expr, values: expr.values.with(0, first) };
    }
    case "Call": {
      const { func, args, keywords } = expr;
      const inFunc = func.kind === "Attribute" ? put(func, name, call) : undefined;
      if (inFunc) return py.call(inFunc, args, keywords);
      const inArgs = putInOne(args, name, call);
      if (inArgs) return py.call(func, inArgs, keywords);
      for (let i = 0; i < keywords.length; i++) {
        const value = put(keywords[i]!.value, name, call);
        if (value) return py.call(func, args, keywords.with(i, { name: keywords[i]!.name, value }));
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function putInOne(exprs: readonly Expr[], name: string, call: Expr): Expr[] | undefined {
  for (let i = 0; i < exprs.length; i++) {
    const taken = put(exprs[i]!, name, call);
    if (taken) return exprs.with(i, taken);
  }
  return undefined;
}

/** How many columns an expression takes in one line; more than any line has where it takes several. */
function widthOf(expr: Expr): number {
  const writer = new FlatWriter(LINE_WIDTH);
  return writer.expr(expr, "multiline") ? writer.column : Infinity;
}
