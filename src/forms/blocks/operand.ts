import { conditionCode } from "../../ir/condition-code.ts";
import { serialization, unwrap, unwrapConditionInput } from "../../ir/token.ts";
import { isDict, PlistDate, PlistReal, type PlistDict, type PlistValue } from "../../plist/value.ts";
import { py, type Expr } from "../../python/ast.ts";
import { calledName, envelope, isCallOf, type MatchContext } from "../../context/matching.ts";
import { helper, keyword, type Context } from "../../context/writing.ts";
import { matchNumeral, writeNumeral } from "../../values/dictionary.ts";
import { matchQuantity, writeQuantity } from "../../values/quantity.ts";
import { matchRecord } from "../../values/record.ts";
import { writeReal } from "../../values/scalars.ts";
import { isVariable, matchText } from "../../values/text-token.ts";
import { matchValue, writeValue } from "../../values/value.ts";
import { isText } from "../form.ts";

/** Pairs of keys that can hold the two ends of "is between". */
const RANGES: [string, string][] = [
  ["WFNumberValue", "WFAnotherNumber"],
  ["WFDate", "WFAnotherDate"],
  ["WFDuration", "WFAnotherDuration"],
  ["WFMeasurement", "WFAnotherMeasurement"],
  ["WFBoundedNumber", "WFAnotherBoundedNumber"],
];

export const TEXT = "WFConditionalActionString";
export const NUMBER = "WFNumberValue";

/** Operand keys in the order in which they are taken where nothing is known about the input. */
const OPERANDS: ReadonlySet<string> = new Set([
  TEXT,
  NUMBER,
  "WFEnumeration",
  "WFLinkEnumeration",
  "WFDate",
  "WFDuration",
  "WFMeasurement",
  "WFApp",
  "WFBoundedNumber",
]);

/** Whether a condition says with what it compares. */
export function hasOperand(row: PlistDict): boolean {
  for (const key in row) if (OPERANDS.has(key)) return true;
  return false;
}

/**
 * The key that holds the operand of a comparison. The editor leaves the operands of former input types behind, and the
 * app reads the one that belongs to the type of the input, so the type decides where several are there. Conditions from
 * before iOS 13 compare texts for equality: none of the 303 in real files has only a number, and where text and number
 * differ, the number is left over (a count of lines is "9999" beside 2.0).
 */
export function operandKey(row: PlistDict, code: number, ctx: Context): string | undefined {
  let first: string | undefined;
  let count = 0;
  for (const key in row) if (OPERANDS.has(key) && ++count === 1) first = key;
  if (count < 2) return first;
  const there = [...OPERANDS].filter((key) => key in row);
  const isEquality = code === conditionCode.is || code === conditionCode.isNot;
  if (isEquality && isOfOld(row) && there.includes(TEXT)) return TEXT;
  const kind = inputKind(row, ctx);
  const wanted =
    kind === "date" ? ["WFDate"] : kind === "number" || kind === "boolean" || !isEquality ? [NUMBER] : [];
  return wanted.find((key) => there.includes(key)) ?? there.find((key) => isEquality || key !== TEXT);
}

/** Whether a condition is from before iOS 13: a word, or marked when the app converted it. */
function isOfOld({ WFCondition: code, WFConditionalLegacyComparisonBehavior: legacy }: PlistDict): boolean {
  return typeof code === "string" || legacy === true;
}

/** The keys that hold the two ends of "is between": a complete pair, that of dates where the input is a date. */
export function rangeKeys(row: PlistDict, ctx: Context): [string, string] {
  const complete = RANGES.filter((range) => range.every((key) => row[key] !== undefined));
  const dates = complete.find(([low]) => low === "WFDate");
  if (dates && inputKind(row, ctx) === "date") return dates;
  return complete[0] ?? RANGES.find((range) => range.some((key) => row[key] !== undefined)) ?? RANGES[0]!;
}

type Kind = "text" | "number" | "boolean" | "date" | undefined;

const KIND_OF_CLASS: Record<string, Kind> = {
  WFStringContentItem: "text",
  WFNumberContentItem: "number",
  WFBooleanContentItem: "boolean",
  WFDateContentItem: "date",
};

/** Properties that are switches: of reminders, calendar events, photos, media, notes ("Is Completed", "Has Alarms"). */
const BOOLEAN_PROPERTY = /^(Is|Has) [A-Z]/;

/** Whether a variable is a number by its own form: `float(x)`, a repeat's index, the output of an action for numbers. */
export function isNumberToken(value: PlistValue, ctx: Context): boolean {
  return kindOfToken(unwrap(value, serialization.attachment), ctx) === "number";
}

/** What type of value a condition tests, as far as its token or the registry tells. */
export function inputKind(row: PlistDict, ctx: Context): Kind {
  const given = row["WFInput"];
  const attachment = given === undefined ? undefined : (unwrapConditionInput(given) ?? given);
  return kindOfToken(unwrap(attachment, serialization.attachment), ctx);
}

function kindOfToken(token: PlistValue | undefined, ctx: Context): Kind {
  if (!isDict(token)) return undefined;
  const chain = token["Aggrandizements"];
  const last = Array.isArray(chain) ? chain.at(-1) : undefined;
  if (isDict(last)) {
    const itemClass = last["CoercionItemClass"];
    const property = last["PropertyName"];
    if (typeof property === "string" && BOOLEAN_PROPERTY.test(property)) return "boolean";
    return typeof itemClass === "string" && Object.hasOwn(KIND_OF_CLASS, itemClass)
      ? KIND_OF_CLASS[itemClass]
      : undefined;
  }
  switch (token["Type"]) {
    case "CurrentDate":
      return "date";
    case "Variable":
      return stringOf(token["VariableName"]).startsWith("Repeat Index") ? "number" : undefined;
    case "ActionOutput": {
      const action = ctx.actionOfOutput(stringOf(token["OutputUUID"]));
      const kind = action && ctx.flow.facts[action.index]?.outputKind;
      return kind === "text" || kind === "number" || kind === "boolean" || kind === "date" ? kind : undefined;
    }
    default:
      return undefined;
  }
}

function stringOf(value: PlistValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The operand under a key, spelled so that the spelling tells the key. */
export function writeOperand(key: string, value: PlistValue, ctx: Context): Expr {
  switch (key) {
    case TEXT: {
      // A bare token reads as a number operand.
      const text = writeValue(value, ctx);
      return isText(value) ? text : writeOperandRecord(key, text, ctx);
    }
    case NUMBER:
    case "WFAnotherNumber":
      return writeNumberOperand(value, ctx);
    case "WFDate":
    case "WFAnotherDate": {
      const date = writeValue(value, ctx);
      if (value instanceof PlistDate) return date;
      // A number in the brackets is a moment.
      return date.kind === "Num" ? writeOperandRecord(key, date, ctx) : helper(ctx, "Date", [date]);
    }
    case "WFDuration":
    case "WFAnotherDuration":
      return quantity(value, "Duration", ctx) ?? writeOperandRecord(key, writeValue(value, ctx), ctx);
    case "WFMeasurement":
    case "WFAnotherMeasurement":
      return quantity(value, "Quantity", ctx) ?? writeOperandRecord(key, writeValue(value, ctx), ctx);
    case "WFEnumeration":
      return helper(ctx, "Enumeration", [writeValue(value, ctx)]);
    default:
      return writeOperandRecord(key, writeValue(value, ctx), ctx);
  }
}

function writeOperandRecord(key: string, value: Expr, ctx: Context): Expr {
  return helper(ctx, "Operand", [], [keyword(key, value)]);
}

function quantity(value: PlistValue, name: "Quantity" | "Duration", ctx: Context): Expr | undefined {
  const payload = unwrap(value, serialization.quantity);
  return payload === undefined ? undefined : writeQuantity(payload, name, ctx);
}

/** A number, most often held as text: `3`, `Number("")`; a token as a bare expression. */
function writeNumberOperand(value: PlistValue, ctx: Context): Expr {
  if (typeof value === "string") return writeNumeral(py.str(value), ctx);
  if (typeof value === "number") return py.num(String(value));
  if (value instanceof PlistReal) return writeReal(value.value);
  const expr = writeValue(value, ctx);
  return unwrap(value, serialization.attachment) === undefined ? helper(ctx, "Number", [expr]) : expr;
}

const ANOTHER = new Map(RANGES);

/** The keys of the second end of a range, from those of a first. */
export function anotherOf(operands: Record<string, PlistValue>): Record<string, PlistValue> {
  return Object.fromEntries(Object.entries(operands).map(([key, value]) => [ANOTHER.get(key) ?? key, value]));
}

/** The operand that an expression says, under the key that its spelling tells: the inverse of {@link writeOperand}. */
export function matchOperand(expr: Expr, ctx: MatchContext): Record<string, PlistValue> {
  const text = matchText(expr, ctx);
  if (text !== undefined) return { [TEXT]: text };
  // `Number(x)` is the variable itself; as a text, as a Dictionary holds it, it is written `Number(f"{x}")` here.
  const [only] = isCallOf(expr, "Number") ? expr.args : [];
  const numeral = only && isVariable(only) ? undefined : matchNumeral(expr, ctx);
  if (numeral !== undefined) return { [NUMBER]: numeral };
  ctx.use(expr);
  // `x == True` and a missing operand.
  if (expr.kind === "Constant" || isCallOf(expr, "nothing")) return {};
  if (expr.kind === "Call") {
    const [first] = expr.args;
    switch (calledName(expr)) {
      case "Number":
        return first ? { [NUMBER]: matchValue(first, ctx) } : {};
      case "Duration":
        return { WFDuration: envelope(serialization.quantity, matchQuantity(expr, ctx)) };
      case "Quantity":
        return { WFMeasurement: matchValue(expr, ctx) };
      case "Enumeration":
        return first ? { WFEnumeration: matchValue(first, ctx) } : {};
      case "Operand":
        return matchRecord(expr.keywords, ctx);
      case "Date":
        return first ? { WFDate: first.kind === "Num" ? matchValue(expr, ctx) : matchValue(first, ctx) } : {};
      case undefined:
        if (expr.func.kind === "Attribute" && expr.func.attr === "datetime") {
          return { WFDate: matchValue(expr, ctx) };
        }
    }
  }
  return { [NUMBER]: matchValue(expr, ctx) };
}
