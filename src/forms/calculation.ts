import type { MatchContext } from "../context/matching.ts";
import type { Context } from "../context/writing.ts";
import { calledName, matched } from "../context/matching.ts";
import { serialization, unwrap } from "../ir/token.ts";
import type { Action } from "../ir/workflow.ts";
import { PlistReal, type PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type BinaryOp, type BinOp, type Expr, type Num } from "../python/ast.ts";
import { writeInput } from "../values/source.ts";
import { matchNumber, writeReal } from "../values/scalars.ts";
import { isTokenExpr } from "../values/token.ts";
import { matchValue, writeValue } from "../values/value.ts";
import { accounts, assign, computed, type Form } from "./form.ts";

const SIGNS: Readonly<Record<string, BinaryOp>> = { "+": "+", "-": "-", "×": "*", "÷": "/" };
const SCIENTIFIC = "…";

/**
 * `half = width / 2`: Calculate, where Python calculates the same. What its operands are only the whole program tells, so
 * it can turn out later that the call has to say it: see `program/calculations.ts`.
 */
export const calculationForm: Form = {
  identifier: "is.workflow.actions.math",
  write(action, ctx) {
    const isHere = ctx.nameStyle === "friendly" && !ctx.lossless && !ctx.calls.has(action.index);
    // A result that nobody takes would stand there alone, without a word of what it is for.
    if (!isHere || ctx.names.ofAction(action) === undefined) return undefined;
    const op = operatorOf(action.parameters);
    if (op === undefined) return undefined;
    const rightKey = operandKey(op);
    const left = leftOf(action, ctx);
    const right = left && rightOf(action.parameters[rightKey], ctx);
    if (!left || !right || (left.kind === "Num" && right.kind === "Num")) return undefined;
    const keys = [
      "WFInput",
      "WFMathOperation",
      rightKey,
      ...(op === "%" ? ["WFScientificMathOperation"] : []),
    ];
    if (!accounts(action, keys, ctx)) return undefined;
    // Python has other signs than the file.
    for (const key of ["WFMathOperation", "WFScientificMathOperation"]) {
      const sign = keys.includes(key) ? action.parameters[key] : undefined;
      if (typeof sign === "string" && SIGNS[sign] !== sign) ctx.usual.add(sign);
    }
    return assign(action, py.binOp(left, op, right), ctx);
  },
  match(statement, ctx) {
    const value = computed(statement);
    if (value?.kind !== "BinOp" || ![value.left, value.right].every(isOperand)) return undefined;
    ctx.use(value);
    const { left, op, right } = value;
    const sign = Object.keys(SIGNS).find((key) => SIGNS[key] === op);
    return matched(calculationForm.identifier, {
      // The field takes a text; files hold no number there.
      WFInput: left.kind === "Num" ? numeral(left, ctx) : matchValue(left, ctx),
      WFMathOperation: sign ?? SCIENTIFIC,
      ...(sign === undefined && { WFScientificMathOperation: "Modulus" }),
      [operandKey(op)]: right.kind === "Num" ? matchNumber(numeral(right, ctx)) : matchValue(right, ctx),
    });
  },
};

function numeral(expr: Num, ctx: MatchContext): string {
  ctx.use(expr);
  return expr.text;
}

/** What can stand beside an operator: a number, or a variable that nothing turns into something else. */
export function isOperand(expr: Expr): boolean {
  if (expr.kind === "Num" || calledName(expr) === "as_number") return true;
  return expr.kind === "Call" ? calledName(expr) === "getattr" : isTokenExpr(expr);
}

function operatorOf({
  WFMathOperation: sign = "+",
  WFScientificMathOperation: scientific,
}: PlistDict): BinaryOp | undefined {
  if (sign === SCIENTIFIC) return scientific === "Modulus" ? "%" : undefined;
  return typeof sign === "string" && Object.hasOwn(SIGNS, sign) ? SIGNS[sign] : undefined;
}

const operandKey = (op: BinaryOp): string => (op === "%" ? "WFScientificMathOperand" : "WFMathOperand");

function leftOf(action: Action, ctx: Context): Expr | undefined {
  const given = action.parameters["WFInput"];
  return given === undefined ? fitting(writeInput(action, "WFInput", ctx)) : rightOf(given, ctx);
}

function rightOf(value: PlistValue | undefined, ctx: Context): Expr | undefined {
  const number = numberOf(value);
  if (number !== undefined) return py.num(number);
  const isVariable = value !== undefined && unwrap(value, serialization.attachment) !== undefined;
  return isVariable ? fitting(writeValue(value, ctx)) : undefined;
}

const fitting = (expr: Expr | undefined): Expr | undefined => (expr && isOperand(expr) ? expr : undefined);

/** A number as Python spells it; undefined for one that reads as another, or as none. */
function numberOf(value: PlistValue | undefined): string | undefined {
  let number: number;
  if (typeof value === "number") number = value;
  else if (value instanceof PlistReal) number = value.value;
  else if (typeof value === "string" && String(Number(value)) === value) number = Number(value);
  else return undefined;
  if (!Number.isFinite(number) || Object.is(number, -0)) return undefined;
  if (Number.isSafeInteger(number)) return String(number);
  const real = writeReal(number);
  return real.kind === "Num" && !/e/.test(real.text) ? real.text : undefined;
}

/** One operation of several: what stands for the result of another, that other itself. */
export function joinOperations(inner: BinOp, name: string, outer: BinOp): BinOp {
  const put = (expr: Expr): Expr => (expr.kind === "Name" && expr.id === name ? inner : expr);
  return py.binOp(put(outer.left), outer.op, put(outer.right));
}
