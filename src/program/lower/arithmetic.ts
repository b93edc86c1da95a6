import { isCallOf } from "../../context/matching.ts";
import { isOperand } from "../../forms/calculation.ts";
import { py, type Assign, type BinOp, type Call, type Expr } from "../../python/ast.ts";
import { expressionsIn } from "../../python/rewrite.ts";
import type { Kinds } from "./kinds.ts";
import { at, type LowerContext } from "./context.ts";
import { action, refuse } from "./parameters.ts";

/** `a + b`: texts are joined, numbers are added. */
export function sum(left: Expr, right: Expr, node: Expr, ctx: LowerContext): Expr {
  const kinds = [ctx.kind(left), ctx.kind(right)];
  if (kinds.includes("list")) {
    if (kinds.some((kind) => kind !== "list" && kind !== undefined)) {
      return refuse(
        node,
        "A list and something else do not add up.",
        "Add an item with `Name.append(item)`.",
        ctx,
      );
    }
    ctx.readAs(node, "a list of both");
    return at(
      node,
      py.list(
        [ctx.value(left), ctx.value(right)].flatMap((part) => (part.kind === "List" ? part.items : [part])),
      ),
    );
  }
  if (kinds.includes("text")) {
    if (kinds.some((kind) => kind === "number" || kind === "flag" || kind === "dictionary")) {
      const hint = 'Write a text with the number in it, f"{a}{b}", or `float(x) + y`.';
      return refuse(node, "Python adds no text and number.", hint, ctx);
    }
    ctx.readAs(node, "a text");
    const parts = [ctx.value(left), ctx.value(right)].flatMap(textPartsOf);
    return at(node, joinTexts(parts));
  }
  return math(left, "+", right, node, ctx);
}

function textPartsOf(expr: Expr): (string | Expr)[] {
  if (expr.kind === "Str") return [expr.value];
  return expr.kind === "FString" ? expr.parts : [expr];
}

export function joinTexts(parts: readonly (string | Expr)[]): Expr {
  const joined: (string | Expr)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else if (part !== "") joined.push(part);
  }
  if (joined.every((part) => typeof part === "string")) return py.str(joined.join(""));
  return { kind: "FString", parts: joined };
}

const SIGNS: Readonly<Record<string, string>> = { "+": "+", "-": "-", "*": "×", "/": "÷" };

/** What Python would make of an operation that is no calculation, and what to write; undefined for a calculation. */
function misreading(left: Expr, op: string, right: Expr, kinds: Kinds): [string, string] | undefined {
  const sides = [kinds.of(left), kinds.of(right)];
  const wrong = sides.find((kind) => kind !== undefined && kind !== "number" && kind !== "other");
  if (wrong !== undefined) {
    const hint =
      op === "+"
        ? "Write `float(x) + float(y)` for numbers."
        : "Write `float(x)` for a text that is a number.";
    return [`Python does not calculate with ${wrong === "nothing" ? "None" : `a ${wrong}`}.`, hint];
  }
  if (op !== "+" || sides.some((kind) => kind !== undefined) || isCalculated(left) || isCalculated(right))
    return undefined;
  const hint = 'Write f"{a}{b}" for texts, `float(a) + float(b)` for numbers.';
  return ["Nothing says whether these are texts or numbers.", hint];
}

/** Whether Python calculates as the app does, whatever way the program takes. */
export function isCertain({ left, op, right }: BinOp, kinds: Kinds): boolean {
  if (misreading(left, op, right, kinds)) return false;
  if (op === "+" && ![left, right].some((side) => kinds.of(side) === "number")) return false;
  // The app gives the rest the sign of what is divided, Python that of the divisor.
  if (op === "%" && !(kinds.isNonNegative(left) && kinds.isNonNegative(right))) return false;
  const others = ["text", "list", "dictionary", "date", "flag", "boolean"] as const;
  return ![left, right].some((side) => kinds.canBe(side, ...others));
}

/** Whether an expression calculates with numbers and variables, for Python as for the app: `(width + 2) * height`. */
export function isCalculation(expr: Expr, kinds: Kinds): boolean {
  const isSaid = (part: Expr) => isOperand(part) || isCalculation(part, kinds);
  if (expr.kind !== "BinOp" || !isSaid(expr.left) || !isSaid(expr.right)) return false;
  const { left, op, right } = expr;
  if (left.kind === "Num" && right.kind === "Num") return false;
  if (op === "%" && !(kinds.isNonNegative(left) && kinds.isNonNegative(right))) return false;
  return misreading(left, op, right, kinds) === undefined;
}

/**
 * A calculation, one operation after the other.
 *
 * @param nextPart names the result of an operation that another takes.
 */
export function separateOperations(statement: Assign, nextPart: () => string): Assign[] {
  const steps: Assign[] = [];
  const simple = (expr: BinOp): BinOp => ({ ...expr, left: operand(expr.left), right: operand(expr.right) });
  const operand = (expr: Expr): Expr => {
    if (expr.kind !== "BinOp") return expr;
    const value = simple(expr);
    const name = nextPart();
    steps.push(at(statement, py.assign(undefined, [name], value)));
    return at(expr, py.name(name));
  };
  const { value } = statement;
  const last = value.kind === "BinOp" ? { ...statement, value: simple(value) } : statement;
  return [...steps, last];
}

/** Says why an operation is no calculation, where the program may say nothing that is not written. */
export function refuseCalculation(value: Expr, ctx: LowerContext): void {
  for (const expr of expressionsIn(value)) {
    if (expr.kind !== "BinOp") continue;
    const { left, op, right } = expr;
    const said = misreading(left, op, right, ctx.kinds);
    const sign = `The app gives the rest the sign of what is divided, Python that of the divisor.`;
    const hint = "Calculate with numbers and variables, the result of each action in a name of its own.";
    const isRest = op === "%" && [left, right].some((side) => !ctx.kinds.isNonNegative(side));
    const [message, advice] = said ?? [isRest ? sign : "This is no calculation of the dialect.", hint];
    ctx.report(expr, "SC6003", message, advice);
    return;
  }
}

/** A calculation: constants by themselves, everything else by the action. */
export function math(left: Expr, op: string, right: Expr, node: Expr, ctx: LowerContext): Expr {
  const misread = misreading(left, op, right, ctx.kinds);
  const isWrong = misread !== undefined && [left, right].some((side) => ctx.kind(side) !== undefined);
  if (isWrong) return refuse(node, ...misread, ctx);
  const [a, b] = [ctx.value(left), ctx.value(right)];
  const constant = calculate(a, op, b);
  if (constant !== undefined) return at(node, py.num(constant));
  if (misread) return refuse(node, ...misread, ctx);
  ctx.readAs(node, "a calculation");
  const known = SIGNS[op];
  const input = numeral(a);
  if (known !== undefined) {
    return at(node, action("math", { WFInput: input, WFMathOperation: py.str(known), WFMathOperand: b }));
  }
  const scientific = (name: string): Call =>
    action("math", {
      WFInput: input,
      WFMathOperation: py.str("…"),
      WFScientificMathOperation: py.str(name),
      WFScientificMathOperand: b,
    });
  if (op === "%") {
    const isPlain = ctx.kinds.isNonNegative(left) && ctx.kinds.isNonNegative(right);
    return isPlain ? at(node, scientific("Modulus")) : remainder(a, b, node, ctx);
  }
  if (op === "**") return at(node, scientific("x^y"));
  return at(node, quotient(a, b, node, ctx));
}

/** `a // b`: rounded down, also below 0. */
function quotient(a: Expr, b: Expr, node: Expr, ctx: LowerContext): Call {
  const divided = action("math", { WFInput: numeral(a), WFMathOperation: py.str("÷"), WFMathOperand: b });
  return action("round", { WFInput: ctx.hoist(divided, node), WFRoundMode: py.str("Always Round Down") });
}

/** `a % b` has the sign of b in Python, and that of a in the app: it is what `a - b * (a // b)` is. */
function remainder(a: Expr, b: Expr, node: Expr, ctx: LowerContext): Expr {
  const [dividend, divisor] = [ctx.hoist(a, node), b.kind === "Num" ? b : ctx.hoist(b, node)];
  const whole = ctx.hoist(quotient(dividend, divisor, node, ctx), node);
  const product = action("math", { WFInput: whole, WFMathOperation: py.str("×"), WFMathOperand: divisor });
  const rest = { WFInput: dividend, WFMathOperation: py.str("-"), WFMathOperand: ctx.hoist(product, node) };
  return at(node, action("math", rest));
}

/** `a % b` where only matters whether something is left. */
export function modulus(left: Expr, right: Expr, node: Expr, ctx: LowerContext): Expr {
  ctx.readAs(node, "a calculation");
  const made = action("math", {
    WFInput: ctx.value(left),
    WFMathOperation: py.str("…"),
    WFScientificMathOperation: py.str("Modulus"),
    WFScientificMathOperand: ctx.value(right),
  });
  return ctx.hoist(made, node);
}

/** The field takes a text; files hold no number there. */
const numeral = (value: Expr): Expr => (value.kind === "Num" ? at(value, py.str(value.text)) : value);

function isCalculated(expr: Expr): boolean {
  return isCallOf(expr, "float") || (expr.kind === "BinOp" && expr.op !== "+");
}

/** Whole numbers, as long as they are exact. */
function calculate(a: Expr, op: string, b: Expr): string | undefined {
  if (a.kind !== "Num" || b.kind !== "Num" || !/^-?\d+$/.test(a.text) || !/^-?\d+$/.test(b.text))
    return undefined;
  const [x, y] = [BigInt(a.text), BigInt(b.text)];
  if (op === "+") return String(x + y);
  if (op === "-") return String(x - y);
  return op === "*" ? String(x * y) : undefined;
}
