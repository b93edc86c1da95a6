import { serialization, unwrap, unwrapConditionInput } from "../../ir/token.ts";
import type { Action } from "../../ir/workflow.ts";
import { isDict, PlistDate, PlistDict, PlistReal, type PlistValue } from "../../plist/value.ts";
import { py, type Call, type CompareOp, type Expr, type Keyword } from "../../python/ast.ts";
import { helper, keyword, report, type Context, type Helper } from "../../context/writing.ts";
import { matchNumeral, writeNumeral } from "../../values/dictionary.ts";
import { isText } from "../form.ts";
import {
  argument,
  calledName,
  dictOf,
  envelope,
  isCallOf,
  methodCall,
  type MatchContext,
} from "../../context/matching.ts";
import { matchInput, orNothing, writeImplicit } from "../../values/source.ts";
import { hasNoEffect } from "./stale.ts";
import { isVariable, matchText } from "../../values/text-token.ts";
import { isTokenExpr } from "../../values/token.ts";
import { matchQuantity, writeQuantity } from "../../values/quantity.ts";
import { matchRecord, writeRecordKeywords } from "../../values/record.ts";
import { matchValue, writeValue } from "../../values/value.ts";
import { writeReal } from "../../values/scalars.ts";

/** A condition as an expression, and the parameters that the expression shows. */
export interface Condition {
  test: Expr;
  shown: Set<string>;
  /** Fields inside WFConditions that the expression does not show. */
  hidden: [string, PlistValue][];
}

/** String codes of old files (iOS 12 and before), as the number that means the same (`api-docs/format.md`, 3.1). */
const CODES: Record<string, number> = {
  Contains: 99,
  Equals: 4,
  "Is Greater Than": 2,
  "Is Less Than": 0,
  Is: 4,
  "Is Not": 5,
  "Begins With": 8,
  "Ends With": 9,
  "Does Not Contain": 999,
  "Has Any Value": 100,
  "Does Not Have Any Value": 101,
};

const CONTAINS = 99;
const NOT_CONTAINS = 999;

const COMPARISONS = new Map<number, CompareOp>([
  [0, "<"],
  [1, "<="],
  [2, ">"],
  [3, ">="],
  [4, "=="],
  [5, "!="],
]);

/** Pairs of keys that can hold the two ends of "is between". */
const RANGES: [string, string][] = [
  ["WFNumberValue", "WFAnotherNumber"],
  ["WFDate", "WFAnotherDate"],
  ["WFDuration", "WFAnotherDuration"],
  ["WFMeasurement", "WFAnotherMeasurement"],
  ["WFBoundedNumber", "WFAnotherBoundedNumber"],
];

const TEXT = "WFConditionalActionString";
const NUMBER = "WFNumberValue";
/** Operand keys in the order in which they are taken where nothing is known about the input. */
const OPERANDS = [
  TEXT,
  NUMBER,
  "WFEnumeration",
  "WFLinkEnumeration",
  "WFDate",
  "WFDuration",
  "WFMeasurement",
  "WFApp",
  "WFBoundedNumber",
];

/** The condition of an If, or of an Otherwise-If marker; `if a == "x" and b > 3` where it has several. */
export function writeCondition(marker: Action, ctx: Context): Condition {
  const table = marker.parameters["WFConditions"];
  if (table !== undefined) {
    return (
      writeConditions(table, ctx) ?? {
        test: helper(ctx, "condition", [], [keyword("WFConditions", writeValue(table, ctx))]),
        shown: new Set(["WFConditions"]),
        hidden: [],
      }
    );
  }
  const given = marker.parameters["WFInput"];
  const input = given === undefined ? writeImplicit(marker, ctx) : writeConditionInput(given, ctx);
  const { test, shown } = writeTest(marker.parameters, input, ctx);
  return { test, shown, hidden: [] };
}

/** Whether an If says neither how it compares nor with what. Old files leave out the first for "contains". */
function isUnfinished(parameters: PlistDict): boolean {
  return parameters["WFCondition"] === undefined && OPERANDS.every((key) => parameters[key] === undefined);
}

function writeConditionInput(given: PlistValue, ctx: Context): Expr {
  return writeValue(unwrapConditionInput(given) ?? given, ctx);
}

const PREFIX = "WFActionParameterFilterPrefix";
const ROWS = "WFActionParameterFilterTemplates";

/** Several conditions (iOS 18), all joined by `and` (prefix 1) or all by `or` (prefix 0); undefined for other shapes. */
function writeConditions(table: PlistValue, ctx: Context): Condition | undefined {
  const payload = unwrap(table, serialization.filter);
  const rows = isDict(payload) ? payload[ROWS] : undefined;
  if (!isDict(payload) || !Array.isArray(rows) || rows.length === 0 || !rows.every(isDict)) return undefined;
  const prefix = payload[PREFIX];
  // One compiler writes -1 for a single condition; with one row the word between rows does not matter.
  if (rows.length > 1 && prefix !== 0 && prefix !== 1) return undefined;
  const tests = rows.map((row) => writeRow(row, ctx));
  const op = prefix === 0 ? "or" : "and";
  return {
    test: tests.length === 1 ? tests[0]! : { kind: "BoolOp", op, values: tests },
    shown: new Set(["WFConditions"]),
    // The prefix is among them although the word says it: every number of the file must be found in the output.
    hidden: Object.entries(payload).filter(([key]) => key !== ROWS),
  };
}

function writeRow(row: PlistDict, ctx: Context): Expr {
  const given = row["WFInput"];
  const input = given === undefined ? undefined : writeConditionInput(given, ctx);
  const { test, shown } = writeTest(row, input, ctx);
  const hidden = Object.keys(row).filter((key) => !ctx.lossless && !shown.has(key) && hasNoEffect(key));
  ctx.leftOut += hidden.length;
  const rest = writeRecordKeywords(row, ctx, new Set([...shown, ...hidden]));
  return rest.length > 0 ? helper(ctx, "stale", [test], rest) : test;
}

function writeTest(
  row: PlistDict,
  given: Expr | undefined,
  ctx: Context,
): { test: Expr; shown: Set<string> } {
  const shown = new Set(["WFInput", "WFCondition"]);
  if (isUnfinished(row)) {
    report(ctx, "SC4015", "This If has no condition; which of its branches runs is not known.");
    return { test: helper(ctx, "no_condition", given && [given]), shown };
  }
  const code = codeOf(row);
  const input = orNothing(given, ctx);
  const operand = (key: string | undefined): Expr => {
    if (key === undefined) return helper(ctx, "Operand");
    shown.add(key);
    return writeOperand(key, row[key]!, ctx);
  };
  const comparison = code === undefined ? undefined : COMPARISONS.get(code);
  if (comparison !== undefined) {
    const key = operandKey(row, code!, ctx);
    const kind = inputKind(row, ctx);
    const isEquality = comparison === "==" || comparison === "!=";
    // A switch is compared with nothing but its being on; a text whose field is left empty, with the empty text.
    const isBlank =
      key === undefined && isEquality && !ctx.lossless && (kind === "text" || kind === undefined);
    const right =
      key === undefined && kind === "boolean" ? py.bool(true) : isBlank ? py.str("") : operand(key);
    // A variable by itself is compared as what both sides are: for `==` that is a text, next to a date it is a date.
    const isOpen = key === NUMBER && isTokenExpr(right) && !isNumberToken(row[key]!, ctx);
    const isSaid = isOpen && (comparison === "==" || comparison === "!=" || kind === "date");
    return { test: py.compare(input, comparison, isSaid ? helper(ctx, "Number", [right]) : right), shown };
  }
  switch (code) {
    case 8:
      return { test: py.method(input, "startswith", [operand(present(row, TEXT))]), shown };
    case 9:
      return { test: py.method(input, "endswith", [operand(present(row, TEXT))]), shown };
    case 99:
      return { test: py.compare(operand(present(row, TEXT)), "in", input), shown };
    case 999:
      return { test: py.compare(operand(present(row, TEXT)), "not in", input), shown };
    case 100:
      return { test: helper(ctx, "has_value", [input]), shown };
    case 101:
      return { test: { kind: "Not", value: helper(ctx, "has_value", [input]) }, shown };
    case 1000:
    case 1001: {
      const name: Helper = code === 1000 ? "is_in_next" : "is_in_last";
      return { test: helper(ctx, name, [input, operand(present(row, "WFDuration"))]), shown };
    }
    case 1002:
      return { test: helper(ctx, "is_today", [input]), shown };
    case 1003: {
      const [low, high] = rangeKeys(row, ctx);
      const test: Expr = {
        kind: "Compare",
        left: operand(present(row, low)),
        ops: ["<=", "<="],
        rights: [input, operand(present(row, high))],
      };
      return { test, shown };
    }
    default: {
      const keywords: Keyword[] = writeRecordKeywords(row, ctx, NOT_OF_THE_TEST);
      for (const key in row) if (!NOT_OF_THE_TEST.has(key)) shown.add(key);
      return { test: helper(ctx, "condition", [input], keywords), shown };
    }
  }
}

/** Keys of an If marker that are not part of what it tests. */
const NOT_OF_THE_TEST: ReadonlySet<string> = new Set([
  "WFInput",
  "UUID",
  "GroupingIdentifier",
  "WFControlFlowMode",
  "CustomOutputName",
]);

/** Whether two codes mean the same: a number, and its word in old files. */
export function isSameCode(a: PlistValue | undefined, b: PlistValue | undefined): boolean {
  const [x, y] = [a, b].map((WFCondition) => codeOf(dictOf({ WFCondition })));
  return a !== undefined && b !== undefined && x !== undefined && x === y;
}

/** The number of the condition; old files say it in words, or leave it out for the default, "contains". */
function codeOf(row: PlistDict): number | undefined {
  const code = row["WFCondition"];
  if (typeof code === "number") return code;
  if (code === undefined) return CONTAINS;
  return typeof code === "string" && Object.hasOwn(CODES, code) ? CODES[code] : undefined;
}

function present(row: PlistDict, key: string): string | undefined {
  return row[key] === undefined ? undefined : key;
}

/**
 * The key that holds the operand of a comparison. The editor leaves the operands of former input types behind, and the
 * app reads the one that belongs to the type of the input, so the type decides where several are there. Conditions from
 * before iOS 13 compare texts for equality: none of the 303 in real files has only a number, and where text and number
 * differ, the number is left over (a count of lines is "9999" beside 2.0).
 */
function operandKey(row: PlistDict, code: number, ctx: Context): string | undefined {
  const there = OPERANDS.filter((key) => row[key] !== undefined);
  if (there.length < 2) return there[0];
  const isEquality = code === 4 || code === 5;
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
function rangeKeys(row: PlistDict, ctx: Context): [string, string] {
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
function isNumberToken(value: PlistValue, ctx: Context): boolean {
  return kindOfToken(unwrap(value, serialization.attachment), ctx) === "number";
}

/** What type of value a condition tests, as far as its token or the registry tells. */
function inputKind(row: PlistDict, ctx: Context): Kind {
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
      const kind = action && ctx.lookup(action.identifier)?.outputKind;
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
function writeOperand(key: string, value: PlistValue, ctx: Context): Expr {
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

/** The parameters of an If marker that a condition says: the inverse of {@link writeCondition}. */
export function matchCondition(test: Expr, ctx: MatchContext): PlistDict {
  ctx.use(test);
  if (test.kind === "BoolOp") {
    return conditionTable(
      test.values.map((value) => matchRow(value, ctx)),
      test.op === "or" ? 0 : 1,
    );
  }
  const whole = isCallOf(test, "condition") ? argument(test, "WFConditions") : undefined;
  if (whole) return dictOf({ WFConditions: matchValue(whole, ctx) });
  const row = matchRow(test, ctx);
  return ctx.conditionTables && !isUnfinished(row) ? conditionTable([row], 1) : row;
}

/** Several conditions, or one in the shape of several. */
export function conditionTable(rows: PlistDict[], prefix: number): PlistDict {
  return dictOf({ WFConditions: envelope(serialization.filter, dictOf({ [PREFIX]: prefix, [ROWS]: rows })) });
}

/** Fields of a table of conditions beside its rows, as `stale(...)` says them. */
const TABLE_FIELDS = [PREFIX, "WFContentPredicateBoundedDate"];

/** The parameters of a marker with further ones; those of a table go into it, and make one of a plain condition. */
export function withTableFields(condition: PlistDict, more: PlistDict): PlistDict {
  const fields = TABLE_FIELDS.filter((key) => key in more);
  const rest = dictOf(Object.fromEntries(Object.entries(more).filter(([key]) => !fields.includes(key))));
  if (fields.length === 0) return Object.assign(condition, rest);
  const whole = "WFConditions" in condition ? condition : conditionTable([condition], 1);
  const payload = unwrap(whole["WFConditions"], serialization.filter);
  if (!isDict(payload)) return Object.assign(condition, more);
  for (const key of fields) payload[key] = more[key]!;
  return Object.assign(whole, rest);
}

function matchRow(test: Expr, ctx: MatchContext): PlistDict {
  const [inner] = isCallOf(test, "stale") ? test.args : [];
  ctx.use(test);
  if (!isCallOf(test, "stale") || !inner) return matchTest(test, ctx);
  return Object.assign(matchTest(inner, ctx), matchRecord(test.keywords, ctx));
}

const OPERATORS = new Map([...COMPARISONS].map(([code, op]) => [op, code]));

function matchTest(test: Expr, ctx: MatchContext): PlistDict {
  ctx.use(test);
  switch (test.kind) {
    case "Compare": {
      const [right, high] = test.rights as [Expr, Expr?];
      if (high) {
        const [low, another] = [matchOperand(test.left, ctx), matchOperand(high, ctx)];
        return tested(right, 1003, { ...low, ...anotherOf(another) }, ctx);
      }
      const op = test.ops[0]!;
      if (op === "in" || op === "not in") {
        return tested(right, op === "in" ? CONTAINS : NOT_CONTAINS, matchOperand(test.left, ctx), ctx);
      }
      return tested(test.left, OPERATORS.get(op)!, matchOperand(right, ctx), ctx);
    }
    case "Not": {
      const [input] = isCallOf(test.value, "has_value") ? test.value.args : [];
      if (input) {
        ctx.use(test.value);
        return tested(input, 101, {}, ctx);
      }
      break;
    }
    case "Call": {
      const row = matchTestCall(test, ctx);
      if (row) return row;
    }
  }
  ctx.report(
    test,
    "SC6003",
    "This is no condition that an If can test.",
    'Compare a variable: `x == "a"`, `x > 3`, `"a" in x`, `x.startswith("a")`, `has_value(x)`.',
  );
  return new PlistDict();
}

function matchTestCall(call: Call, ctx: MatchContext): PlistDict | undefined {
  for (const [name, code] of [
    ["startswith", 8],
    ["endswith", 9],
  ] as const) {
    const method = methodCall(call, name);
    if (method)
      return tested(method.value, code, method.args[0] ? matchOperand(method.args[0], ctx) : {}, ctx);
  }
  const [input, operand] = call.args;
  if (isCallOf(call, "no_condition")) return input ? tested(input, undefined, {}, ctx) : new PlistDict();
  if (!input) return undefined;
  switch (calledName(call)) {
    case "has_value":
      return tested(input, 100, {}, ctx);
    case "is_in_next":
    case "is_in_last":
      return tested(
        input,
        isCallOf(call, "is_in_next") ? 1000 : 1001,
        operand ? matchOperand(operand, ctx) : {},
        ctx,
      );
    case "is_today":
      return tested(input, 1002, {}, ctx);
    case "condition":
      return tested(input, undefined, matchRecord(call.keywords, ctx), ctx);
    default:
      return undefined;
  }
}

/** A row: its input, as an If holds it, its code and its operands. */
function tested(
  input: Expr,
  code: number | undefined,
  operands: Record<string, PlistValue>,
  ctx: MatchContext,
): PlistDict {
  const given = matchInput(input, ctx);
  const isAttachment = given !== undefined && unwrap(given, serialization.attachment) !== undefined;
  const WFInput = isAttachment ? dictOf({ Type: "Variable", Variable: given }) : given;
  const word = ctx.conditionWords && code !== undefined ? WORDS.get(code) : undefined;
  return dictOf({ WFInput, WFCondition: word ?? code, ...operands });
}

/** The first word for each code. */
const WORDS = new Map(
  Object.entries(CODES)
    .reverse()
    .map(([word, code]) => [code, word]),
);

const ANOTHER = new Map(RANGES);

/** The keys of the second end of a range, from those of a first. */
function anotherOf(operands: Record<string, PlistValue>): Record<string, PlistValue> {
  return Object.fromEntries(Object.entries(operands).map(([key, value]) => [ANOTHER.get(key) ?? key, value]));
}

/** The operand that an expression says, under the key that its spelling tells: the inverse of {@link writeOperand}. */
function matchOperand(expr: Expr, ctx: MatchContext): Record<string, PlistValue> {
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
