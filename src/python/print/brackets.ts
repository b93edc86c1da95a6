/** What brackets an expression has of its own, and whether it may break there. */
import type { Attribute, Call, Expr, Subscript } from "../ast.ts";
import {
  Precedence,
  boolOperandPrecedence,
  precedence,
  receiverNeedsParentheses,
  receiverOf,
  rightPrecedence,
} from "./expression.ts";

/** What can go on with a dot or a bracket. */
export type Chain = Call | Attribute | Subscript;

/** Where lines break at operators, `and` and `or` rank alike. */
export const BOOL_RANK = Precedence.or;

export function isChain(expr: Expr): expr is Chain {
  return expr.kind === "Call" || expr.kind === "Attribute" || expr.kind === "Subscript";
}

/**
 * Whether a chain breaks before its dots where it stands in brackets: at least two attributes of a call, of a
 * subscript or of something in parentheses.
 */
export function isFluent(expr: Chain): boolean {
  let count = 0;
  let current: Expr = expr;
  while (isChain(current)) {
    const receiver: Expr = receiverOf(current);
    const parentheses = receiverNeedsParentheses(receiver);
    if (current.kind === "Attribute") {
      if (parentheses || receiver.kind === "Call" || receiver.kind === "Subscript") count++;
    }
    if (parentheses) break;
    current = receiver;
  }
  return count >= 2;
}

/** Whether there is any place in an expression where it could break. */
export function hasBreaks(expr: Expr): boolean {
  switch (expr.kind) {
    case "Name":
    case "Num":
    case "Constant":
    case "Str":
      return false;
    case "Not":
      return precedence(expr.value) < Precedence.not || hasBreaks(expr.value);
    case "Attribute":
      return receiverNeedsParentheses(expr.value) || hasBreaks(expr.value);
    default:
      return true;
  }
}

/**
 * Whether an operation or a fluent chain may break in its own brackets before it gets parentheses: it has
 * brackets, its weakest operator occurs once, and it begins or ends with brackets that are not a subscript's.
 */
export function canBreakInside(expr: Expr): boolean {
  const scan = new BracketScan();
  scan.inspect(expr);
  if (!scan.hasBrackets || scan.weakestCount > 1) return false;
  return scan.weakest === NO_OPERATOR || scan.weakest === ATTRIBUTE || scan.startsOrEndsWithBrackets();
}

/** Ranks beyond those of operators: smaller is weaker. */
const NO_OPERATOR = 100;
const ATTRIBUTE = 99;

/** Goes over an expression from left to right, brackets taken as a whole. */
class BracketScan {
  hasBrackets = false;
  weakest: number = NO_OPERATOR;
  weakestCount = 0;
  private first: { expr: Expr; parentheses: boolean } | "token" | undefined;
  private last: { expr: Expr; parentheses: boolean } | undefined;

  startsOrEndsWithBrackets(): boolean {
    return isInBrackets(this.last) || (this.first !== "token" && isInBrackets(this.first));
  }

  inspect(expr: Expr): void {
    switch (expr.kind) {
      case "List":
      case "Dict":
        this.hasBrackets = true;
        return;
      case "BoolOp":
        this.count(BOOL_RANK, expr.values.length - 1);
        for (const value of expr.values) this.visit(value, precedence(value) < boolOperandPrecedence(expr));
        return;
      case "Compare":
        this.count(Precedence.compare, expr.ops.length);
        for (const operand of [expr.left, ...expr.rights]) {
          this.visit(operand, precedence(operand) < Precedence.add);
        }
        return;
      case "BinOp":
        this.count(precedence(expr), 1);
        this.visit(expr.left, precedence(expr.left) < precedence(expr));
        this.visit(expr.right, precedence(expr.right) < rightPrecedence(expr));
        return;
      case "Not":
        this.first ??= "token";
        this.visit(expr.value, precedence(expr.value) < Precedence.not);
        return;
      case "Num":
        if (expr.text.startsWith("-")) this.first ??= "token";
        return;
      case "Call":
      case "Subscript":
        this.hasBrackets = true;
        this.visitReceiver(expr);
        return;
      case "Attribute": {
        this.visitReceiver(expr);
        const inBrackets = receiverNeedsParentheses(expr.value) || ownBracketsOf(expr.value) !== "none";
        if (inBrackets) this.count(ATTRIBUTE, 1);
        return;
      }
      default:
        return;
    }
  }

  private visitReceiver(expr: Chain): void {
    const receiver = receiverOf(expr);
    this.visit(receiver, receiverNeedsParentheses(receiver));
    this.last = { expr, parentheses: false };
  }

  private visit(expr: Expr, parentheses: boolean): void {
    this.last = { expr, parentheses };
    if (parentheses) this.hasBrackets = true;
    else this.inspect(expr);
    this.first ??= { expr, parentheses };
  }

  private count(rank: number, occurrences: number): void {
    if (rank < this.weakest) {
      this.weakest = rank;
      this.weakestCount = occurrences;
    } else if (rank === this.weakest) {
      this.weakestCount += occurrences;
    }
  }
}

export function ownBracketsOf(expr: Expr): "none" | "empty" | "filled" {
  switch (expr.kind) {
    case "Subscript":
      return "filled";
    case "Call":
      return expr.args.length + expr.keywords.length > 0 ? "filled" : "empty";
    case "List":
      return expr.items.length > 0 ? "filled" : "empty";
    case "Dict":
      return expr.entries.length > 0 ? "filled" : "empty";
    default:
      return "none";
  }
}

function isInBrackets(end: { expr: Expr; parentheses: boolean } | undefined): boolean {
  if (end === undefined || end.expr.kind === "Subscript") return false;
  return end.parentheses || ownBracketsOf(end.expr) === "filled";
}
