import { calledName, isCallOf } from "../../context/matching.ts";
import { py, type CompareOp, type Expr } from "../../python/ast.ts";
import { isRecord } from "../../values/record.ts";
import { at, type LowerContext } from "./context.ts";

/* What stands on the two sides of a comparison. */

export const isEquality = (op: CompareOp): boolean => op === "==" || op === "!=";

export function isLiteral(expr: Expr): boolean {
  return ["Str", "Num", "Constant", "List", "Dict"].includes(expr.kind);
}

/** What a condition is about: a variable. A text of one variable is that variable as a text. */
export function subject(expr: Expr, ctx: LowerContext): Expr {
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
export function operand(left: Expr, op: CompareOp, right: Expr, node: Expr, ctx: LowerContext): Expr {
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

export function textOperand(expr: Expr, ctx: LowerContext): Expr {
  if (expr.kind === "Num") return at(expr, py.str(expr.text));
  if (isPlainOperand(expr)) return ctx.tolerant && expr.kind === "FString" ? ctx.value(expr) : expr;
  return at(expr, { kind: "FString", parts: [ctx.tolerant ? ctx.token(expr) : expr] });
}
