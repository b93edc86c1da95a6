import { table } from "../table.ts";
import { firstNumber, numberOf } from "../coerce.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { conventions } from "../conventions.ts";
import { Decimal, ONE } from "../decimal.ts";
import { NOTHING, number, type Value } from "../value.ts";

/** Calculate (3.2): decimals of 38 digits for the four operations and powers, doubles for the rest. */
const math: ActionHandler = (context) => {
  const operation = context.choice("WFMathOperation", "+");
  const input = context.input();
  const a = firstNumber(input, context.env) ?? context.cannotConvert(input[0], "Number");
  const result =
    operation === "…" || operation === "..." ? scientific(a, context) : basic(a, operation, context);
  if (result === undefined) return NOTHING;
  if (!result.isFinite()) context.fail("The result is no number.");
  return [number(result)];
};

function basic(a: Decimal, operation: string, context: ActionContext): Decimal | undefined {
  const b = context.number("WFMathOperand", 0);
  switch (operation) {
    case "+":
      return a.add(b);
    case "-":
    case "−":
      return a.sub(b);
    case "×":
    case "*":
    case "x":
      return a.mul(b);
    case "÷":
    case "/":
      return b.isZero() ? context.fail("A number cannot be divided by zero.") : a.div(b);
    default:
      return undefined;
  }
}

function scientific(a: Decimal, context: ActionContext): Decimal | undefined {
  const operand = () => context.number("WFScientificMathOperand", 0);
  switch (context.choice("WFScientificMathOperation", "Modulus")) {
    case "Modulus": {
      const b = operand();
      if (b.isZero()) return context.fail("A number cannot be divided by zero.");
      if (a.isNegative() || b.isNegative()) context.env.question(30);
      return a.mod(b);
    }
    case "x^2":
      return a.mul(a);
    case "x^3":
      return a.mul(a).mul(a);
    case "x^y":
      return double(Math.pow(a.toNumber(), operand().toNumber()), context);
    case "e^x":
      return double(Math.exp(a.toNumber()), context);
    case "10^x":
      return double(Math.pow(10, a.toNumber()), context);
    case "ln(x)":
      return double(Math.log(a.toNumber()), context);
    case "log(x)":
      return double(Math.log10(a.toNumber()), context);
    case "√x":
      return double(Math.sqrt(a.toNumber()), context);
    case "∛x":
      return double(Math.cbrt(a.toNumber()), context);
    case "x!":
      return factorial(a, context);
    case "sin(x)":
      context.env.question(31);
      return double(Math.sin(a.toNumber()), context);
    case "cos(x)":
      context.env.question(31);
      return double(Math.cos(a.toNumber()), context);
    case "tan(x)":
      context.env.question(31);
      return double(Math.tan(a.toNumber()), context);
    case "abs(x)":
      return a.abs();
    default:
      return undefined;
  }
}

function double(value: number, context: ActionContext): Decimal {
  return Number.isFinite(value) ? new Decimal(value) : context.fail("The result is no number.");
}

/** Beyond this, no number holds it. */
const LARGEST_FACTORIAL = 170;

function factorial(a: Decimal, context: ActionContext): Decimal {
  const n = a.trunc().toNumber();
  if (n > LARGEST_FACTORIAL) return context.fail("The result is no number.");
  let product = ONE;
  for (let i = 2; i <= n; i++) product = product.mul(i);
  return product;
}

const PLACES = [
  ["Millions", 6],
  ["Hundred Thousands", 5],
  ["Ten Thousands", 4],
  ["Thousands", 3],
  ["Hundreds", 2],
  ["Tens", 1],
  ["Ones", 0],
  ["Tenths", -1],
  ["Hundredths", -2],
  ["Thousandths", -3],
  ["Ten Thousandths", -4],
  ["Hundred Thousandths", -5],
  ["Millionths", -6],
  ["Ten Millionths", -7],
  ["Hundred Millionths", -8],
  ["Billionths", -9],
] as const;

const MODES = table<0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8>({
  Normal: Decimal.ROUND_HALF_UP,
  "Always Round Up": Decimal.ROUND_CEIL,
  "Always Round Down": Decimal.ROUND_FLOOR,
});

/** Round Number (3.2): halves away from zero, or up, or down. */
const round: ActionHandler = (context) => {
  const power = powerOf(context);
  const mode = MODES[context.choice("WFRoundMode", "Normal")] ?? Decimal.ROUND_HALF_UP;
  const unit = new Decimal(10).pow(power);
  return numbers(context).map((value) => {
    const scaled = value.div(unit);
    if (mode === Decimal.ROUND_HALF_UP && scaled.abs().mod(1).eq(0.5)) context.env.question(33);
    return number(scaled.toDecimalPlaces(0, mode).mul(unit));
  });
};

const LARGEST_POWER = 100;

function powerOf(context: ActionContext): number {
  const bounded = (value: Decimal) =>
    Math.max(-LARGEST_POWER, Math.min(LARGEST_POWER, value.trunc().toNumber()));
  const old = context.choice("WFRoundType", "");
  if (old === "Right of Decimal" && context.given("WFRoundTo") === undefined) {
    return -bounded(context.number("WFRoundDecimalPlaces", 0));
  }
  const place = context.choice("WFRoundTo", "Ones Place");
  if (place.startsWith("10")) return bounded(context.number("TenToThePowerOf", 0));
  return PLACES.find(([name]) => place === name || place === `${name} Place`)?.[1] ?? 0;
}

/** Every item of the input as a number; it is an error if none is one. */
export function numbers(context: ActionContext): Decimal[] {
  const input: Value = context.input();
  const found = input.flatMap((item) => numberOf(item, context.env) ?? []);
  if (found.length < input.length) {
    if (found.length === 0) context.cannotConvert(input[0], "Number");
    context.env.question(11);
  }
  return found;
}

/** Random Number (3.2): both bounds count. */
const random: ActionHandler = (context) => {
  if (
    context.given("WFRandomNumberMinimum") === undefined ||
    context.given("WFRandomNumberMaximum") === undefined
  ) {
    context.env.question(35);
  }
  const low = context.number("WFRandomNumberMinimum", conventions.randomFrom).trunc();
  const high = context.number("WFRandomNumberMaximum", conventions.randomTo).trunc();
  if (high.lt(low)) return NOTHING;
  const span = high.sub(low).add(1);
  return [number(low.add(span.mul(context.device.random()).floor()))];
};

export const mathActions: Record<string, ActionHandler> = { math, round, "number.random": random };
