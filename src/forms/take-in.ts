import { calledName } from "../context/matching.ts";
import type { Call, Expr } from "../python/ast.ts";
import { walkExpr } from "../python/walk.ts";
import { columnAfter } from "../python/print/width.ts";

/*
 * A call in the line of what takes its output: `save_to_photo_album(resize_image(photo))`. Which lines are better so.
 */

const LINE_WIDTH = 88;
const INDENT = 4;

/** The longest line that has a call in a call in a call. */
const SHORT_LINE = 64;

/** What a call in another may say. */
const WIDEST_CALL = 60;
const MOST_ARGUMENTS = 3;

/** Whether a call reads well as a part of another line: it is short, and what it is given are names and words. */
export function isShortCall(value: Expr, name: string | undefined): value is Call {
  if (value.kind !== "Call" || calledName(value) !== name) return false;
  if (value.args.length + value.keywords.length > MOST_ARGUMENTS) return false;
  const isPlain = value.args.every(isWord) && value.keywords.every((keyword) => isWord(keyword.value));
  return isPlain && widthOf(value) <= WIDEST_CALL;
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

/**
 * An expression with a call in place of the name that stands for its output; undefined where it would not be read
 * as that, or not be run where it is.
 *
 * @param depth how many calls there are in one another already.
 */
export function takeIn(
  expr: Expr,
  { name, call, depth }: { name: string; call: Expr; depth: number },
  around: Around,
): Expr | undefined {
  // The call takes the place of the name.
  const columns = around.columns + widthOf(call) - name.length;
  const limit = depth > 1 ? SHORT_LINE : LINE_WIDTH;
  if (!fits(expr, { ...around, columns }, limit) || readsMoment(expr)) return undefined;
  return put(expr, name, call);
}

/** What else stands in a line: other words, and the blocks around it. */
interface Around {
  columns: number;
  blocks: number;
}

/** Whether an expression is short enough for a line. */
export function fits(expr: Expr, { columns, blocks }: Around, limit = LINE_WIDTH): boolean {
  return columns + widthOf(expr) + INDENT * blocks <= limit;
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

/** How many columns an expression takes in one line; more than any line has where it takes several, or very many. */
function widthOf(expr: Expr): number {
  switch (expr.kind) {
    case "Name":
      return widthOfText(expr.id);
    case "Num":
      return expr.text.length;
    case "Constant":
      return expr.value.length;
    case "Str":
      return widthOfLiteral(expr.value) + 2;
    case "FString": {
      let width = 3;
      for (const part of expr.parts) {
        width += typeof part === "string" ? widthOfLiteral(part) : widthOf(part) + 2;
        if (width > LINE_WIDTH) return Infinity;
      }
      return width;
    }
    case "Attribute":
      return widthOf(expr.value) + 1 + expr.attr.length;
    case "Subscript":
      return widthOf(expr.value) + 2 + widthOf(expr.index);
    case "Call": {
      let width = widthOf(expr.func) + 2;
      for (const arg of expr.args) {
        width += widthOf(arg) + 2;
        if (width > LINE_WIDTH) return Infinity;
      }
      for (const { name, value } of expr.keywords) {
        width += name.length + 3 + widthOf(value);
        if (width > LINE_WIDTH) return Infinity;
      }
      return expr.args.length + expr.keywords.length > 0 ? width - 2 : width;
    }
    case "Compare":
      return expr.rights.reduce(
        (sum, right, i) => sum + expr.ops[i]!.length + 2 + widthOf(right),
        widthOf(expr.left),
      );
    case "BoolOp":
      return expr.values.reduce((sum, value) => sum + widthOf(value) + 5, 0);
    case "Not":
      return 4 + widthOf(expr.value);
    case "BinOp":
      // It may be put into brackets.
      return widthOf(expr.left) + 5 + widthOf(expr.right);
    default:
      return Infinity;
  }
}

const widthOfText = (text: string): number => columnAfter(text, 0, LINE_WIDTH);

function widthOfLiteral(text: string): number {
  // No long text is looked through.
  if (text.length > LINE_WIDTH) return Infinity;
  // Quotes, backslashes and all that is not printed as it is may be escaped.
  const escaped = /[\\"'{}\p{C}]/u.test(text) ? text.replace(/[\\"'{}\p{C}]/gu, "    ") : text;
  return text.includes("\n") ? Infinity : widthOfText(escaped);
}
