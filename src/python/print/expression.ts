/** What an expression needs wherever it is printed: where parentheses stand, and how its literals may be written. */
import {
  neverForeign,
  type Attribute,
  type BinOp,
  type BoolOp,
  type Call,
  type Expr,
  type Num,
  type Subscript,
} from "../ast.ts";
import { canStandInFString, hasSeveralLines, partsHaveSeveralLines, type Quote } from "./strings.ts";

/**
 * How strong an expression binds; an operand that binds weaker than its place demands gets parentheses.
 * The same numbers rank operators for line breaking (the weakest break first).
 */
export const Precedence = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  add: 5,
  multiply: 6,
  unary: 7,
  atom: 8,
} as const;

/** How strings in an expression are printed. */
export type StringStyle =
  /** Triple quotes where a text has several lines. */
  | "multiline"
  /** Every literal on one line: subscripts, dictionary keys, patterns, defaults of parameters. */
  | "one-line"
  /** Inside an f-string, with the quote that is left. */
  | Quote;

export function precedence(expr: Expr): number {
  switch (expr.kind) {
    case "BoolOp":
      return expr.op === "or" ? Precedence.or : Precedence.and;
    case "Not":
      return Precedence.not;
    case "Compare":
      return Precedence.compare;
    case "BinOp":
      return rankOf(expr);
    case "Num":
      return expr.text.startsWith("-") ? Precedence.unary : Precedence.atom;
    default:
      return Precedence.atom;
  }
}

export function rankOf({ op }: BinOp): number {
  return op === "+" || op === "-" ? Precedence.add : Precedence.multiply;
}

/** The least precedence of what stands to the right of an operator: to the left it is its own. */
export function rightPrecedence(expr: BinOp): number {
  return rankOf(expr) + 1;
}

/** The least precedence of the operands of `and` and `or`: the same operator nested is another tree. */
export function boolOperandPrecedence(expr: BoolOp): number {
  return expr.op === "or" ? Precedence.and : Precedence.not;
}

/** Whether what stands before `(`, `.` or `[` needs parentheses. `5.x` would be read as a number. */
export function receiverNeedsParentheses(receiver: Expr): boolean {
  return receiver.kind === "Num" || precedence(receiver) < Precedence.atom;
}

/** What a call, an attribute or a subscript is of. */
export function receiverOf(expr: Call | Attribute | Subscript): Expr {
  return expr.kind === "Call" ? expr.func : expr.value;
}

/** The style of a place where no string may be of several lines. */
export function oneLine(style: StringStyle): StringStyle {
  return style === "multiline" ? "one-line" : style;
}

/** A numeral as ruff spells it: no plus sign in the exponent. */
export function numeral({ text }: Num): string {
  return text.includes("e+") ? text.replace("e+", "e") : text;
}

/** Whether an expression is a string between triple quotes, with line breaks in it. */
export function isTripleQuoted(expr: Expr): boolean {
  if (expr.kind === "Str") return hasSeveralLines(expr.value);
  return expr.kind === "FString" && partsHaveSeveralLines(expr.parts);
}

/**
 * Whether an expression can stand between the braces of an f-string of any form in Python 3.11: no backslash, no
 * quote beyond the one kind that is left for strings, no f-string in an f-string, no brace of a dictionary.
 */
export function canInterpolate(expr: Expr): boolean {
  switch (expr.kind) {
    case "Name":
    case "Num":
    case "Constant":
      return true;
    case "Str":
      return canStandInFString(expr.value);
    case "FString":
    case "Dict":
      return false;
    case "Call":
      return (
        canInterpolate(expr.func) &&
        expr.args.every(canInterpolate) &&
        expr.keywords.every((keyword) => canInterpolate(keyword.value))
      );
    case "Attribute":
    case "Not":
      return canInterpolate(expr.value);
    case "Subscript":
      return canInterpolate(expr.value) && canInterpolate(expr.index);
    case "List":
      return expr.items.every(canInterpolate);
    case "Compare":
      return canInterpolate(expr.left) && expr.rights.every(canInterpolate);
    case "BoolOp":
      return expr.values.every(canInterpolate);
    case "BinOp":
      return canInterpolate(expr.left) && canInterpolate(expr.right);
    case "Foreign":
      return neverForeign();
  }
}
