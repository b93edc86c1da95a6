/**
 * Expressions on one line: where parentheses are needed, and the flat text.
 *
 * Most statements fit on one line, so this is the path that must be fast: plain concatenation, no layout.
 */
import {
  neverForeign,
  type Attribute,
  type BinOp,
  type BoolOp,
  type Call,
  type Expr,
  type FString,
  type Num,
  type Subscript,
} from "../ast.ts";
import { LINE_WIDTH } from "./doc-printer.ts";
import {
  canStandInFString,
  hasSeveralLines,
  outlineOf,
  printFString,
  printStr,
  type Quote,
} from "./strings.ts";
import { columnAfter } from "./width.ts";

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

function rankOf({ op }: BinOp): number {
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

/** Stands for a text that fits on no line, so that nobody has to write it. */
const TOO_WIDE = "\n";

/**
 * The text of an expression on one line. In the style `multiline` it is a text with a line break if that line would
 * be too wide wherever it starts, or if a string in it is triple-quoted.
 */
export function flatExpr(expr: Expr, style: StringStyle): string {
  switch (expr.kind) {
    case "Name":
      return expr.id;
    case "Num":
      return numeral(expr);
    case "Constant":
      return expr.value;
    case "Str":
      return style === "multiline" && fitsNoLine(expr.value) ? TOO_WIDE : strLiteral(expr.value, style);
    case "FString":
      if (style === "multiline" && expr.parts.some(fitsNoLine)) return TOO_WIDE;
      return fStringLiteral(expr, style).join("");
    case "Call":
      return `${flatReceiver(expr.func, style)}(${flatArguments(expr, style)})`;
    case "Attribute":
      return `${flatReceiver(expr.value, style)}.${expr.attr}`;
    case "Subscript":
      return `${flatReceiver(expr.value, style)}[${flatExpr(expr.index, oneLine(style))}]`;
    case "List": {
      let items = "";
      for (const item of expr.items) {
        items += (items === "" ? "" : ", ") + flatExpr(item, style);
        if (style === "multiline" && isTooWide(items)) return TOO_WIDE;
      }
      return `[${items}]`;
    }
    case "Dict": {
      let entries = "";
      for (const { key, value } of expr.entries) {
        if (entries !== "") entries += ", ";
        entries += `${flatExpr(key, oneLine(style))}: ${flatExpr(value, style)}`;
        if (style === "multiline" && isTooWide(entries)) return TOO_WIDE;
      }
      return `{${entries}}`;
    }
    case "Compare": {
      let text = flatOperand(expr.left, Precedence.add, style);
      expr.ops.forEach((op, index) => {
        text += ` ${op} ${flatOperand(expr.rights[index]!, Precedence.add, style)}`;
      });
      return text;
    }
    case "BoolOp": {
      const least = boolOperandPrecedence(expr);
      return expr.values.map((value) => flatOperand(value, least, style)).join(` ${expr.op} `);
    }
    case "Not":
      return `not ${flatOperand(expr.value, Precedence.not, style)}`;
    case "BinOp":
      return `${flatOperand(expr.left, rankOf(expr), style)} ${expr.op} ${flatOperand(expr.right, rightPrecedence(expr), style)}`;
    case "Foreign":
      return neverForeign();
  }
}

/** Whether a string, or a text of an f-string, takes more than one line whatever stands around it. */
function fitsNoLine(value: string | Expr): boolean {
  if (typeof value !== "string" || value.length <= LINE_WIDTH) return false;
  return value.includes("\n") ? hasSeveralLines(value) : isTooWide(value);
}

/** Whether a text is too wide for a line of its own. */
export function isTooWide(text: string): boolean {
  return text.length > LINE_WIDTH && columnAfter(text, 0, LINE_WIDTH) > LINE_WIDTH;
}

/** The style of a place where no string may be of several lines. */
export function oneLine(style: StringStyle): StringStyle {
  return style === "multiline" ? "one-line" : style;
}

/** A numeral as ruff spells it: no plus sign in the exponent. */
export function numeral({ text }: Num): string {
  return text.replace("e+", "e");
}

export function strLiteral(value: string, style: StringStyle): string {
  if (style === "multiline" || style === "one-line")
    return printStr(value, { multiline: style === "multiline" });
  if (!canStandInFString(value)) throw new Error("A string cannot stand in an f-string: see canInterpolate");
  return style + value + style;
}

/** Whether an expression is a string between triple quotes, with line breaks in it. */
export function isTripleQuoted(expr: Expr): boolean {
  if (expr.kind === "Str") return hasSeveralLines(expr.value);
  return expr.kind === "FString" && hasSeveralLines(outlineOf(expr.parts));
}

/** The pieces of an f-string: see {@link printFString}. */
export function fStringLiteral(expr: FString, style: StringStyle): string[] {
  if (style !== "multiline" && style !== "one-line") {
    throw new Error("An f-string cannot stand in an f-string: see canInterpolate");
  }
  return printFString(expr.parts, flatExpr, { multiline: style === "multiline" });
}

function flatOperand(operand: Expr, least: number, style: StringStyle): string {
  const text = flatExpr(operand, style);
  return precedence(operand) < least ? `(${text})` : text;
}

function flatReceiver(receiver: Expr, style: StringStyle): string {
  const text = flatExpr(receiver, style);
  return receiverNeedsParentheses(receiver) ? `(${text})` : text;
}

function flatArguments(call: Call, style: StringStyle): string {
  let text = "";
  for (const argument of call.args) text += (text === "" ? "" : ", ") + flatExpr(argument, style);
  for (const { name, value } of call.keywords) {
    text += `${text === "" ? "" : ", "}${name}=${flatExpr(value, style)}`;
    if (style === "multiline" && isTooWide(text)) return TOO_WIDE;
  }
  return text;
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
