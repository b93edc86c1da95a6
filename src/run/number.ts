import { conventions } from "./conventions.ts";
import { Decimal } from "./decimal.ts";
import type { Environment } from "./environment.ts";

interface Separators {
  decimal: string;
  grouping: string;
}

const known = new Map<string, Separators>();

/** The signs that a locale writes numbers with. */
export function separatorsOf(env: Environment): Separators {
  let found = known.get(env.locale);
  if (!found) {
    const parts = new Intl.NumberFormat(env.language, {
      useGrouping: "always",
    } as Intl.NumberFormatOptions).formatToParts(1234567.5);
    const sign = (type: string, otherwise: string) =>
      parts.find((part) => part.type === type)?.value ?? otherwise;
    known.set(env.locale, (found = { decimal: sign("decimal", "."), grouping: sign("group", ",") }));
  }
  return found;
}

/** A number as every text shows it (1.5): no grouping, no zeros at the end, no exponent. */
export function numberText(value: Decimal, env: Environment): string {
  const digits = conventions.fractionDigits;
  if (value.isInteger()) {
    // Whole numbers up to 15 digits are beyond doubt.
    if (value.e > 14) env.question(1);
    return value.isZero() ? "0" : value.toFixed();
  }
  if (!value.isFinite()) return value.toString();
  const rounded = value.toDecimalPlaces(digits, Decimal.ROUND_HALF_EVEN);
  if (value.e < 0 || value.decimalPlaces() > digits) env.question(1);
  if (rounded.isZero()) return "0";
  const plain = rounded.toFixed();
  const { decimal } = separatorsOf(env);
  return decimal === "." ? plain : plain.replace(".", decimal);
}

const WORDS = [
  ..."zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(
    " ",
  ),
  ..."sixteen seventeen eighteen nineteen twenty".split(" "),
];

/** The longest number that a text begins with (1.6); undefined if it begins with none. */
export function parseNumber(source: string, env: Environment): Decimal | undefined {
  // A text of a few digits needs no care.
  if (/^\d{1,15}$/.test(source)) return new Decimal(source);
  const { decimal, grouping } = separatorsOf(env);
  const trimmed = source.trim();
  const sign = /^[+\-−]/.test(trimmed) ? trimmed[0]! : "";
  let digits = "";
  let at = sign.length;
  let hasDecimal = false;
  for (; at < trimmed.length; at++) {
    const character = trimmed[at]!;
    if (character >= "0" && character <= "9") digits += character;
    else if (character === decimal && !hasDecimal) {
      hasDecimal = true;
      digits += ".";
    } else if (character !== grouping || hasDecimal || digits === "" || !/\d/.test(trimmed[at + 1] ?? ""))
      break;
  }
  if (!/\d/.test(digits)) return spelledOut(trimmed, env);
  const exponent = /^[eE][+-]?\d{1,3}/.exec(trimmed.slice(at))?.[0] ?? "";
  if (at + exponent.length < trimmed.length) env.question(4);
  const value = new Decimal(
    `${sign === "-" || sign === "−" ? "-" : ""}${digits.startsWith(".") ? "0" : ""}${digits}${exponent}`,
  );
  return value.isFinite() ? value : undefined;
}

function spelledOut(word: string, env: Environment): Decimal | undefined {
  const at = WORDS.indexOf(word.toLowerCase());
  if (at < 0 || !env.locale.startsWith("en")) return undefined;
  env.question(4);
  return new Decimal(at);
}

/** A numeral as a shortcut's file holds it: with a dot, or with the separator of its author's locale. */
export function parseNumeral(source: string, env: Environment): Decimal | undefined {
  const trimmed = source.trim();
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(trimmed)) return new Decimal(trimmed);
  if (/^[+-]?\d*,\d+$/.test(trimmed) && separatorsOf(env).decimal === ".")
    return new Decimal(trimmed.replace(",", "."));
  return parseNumber(source, env);
}
