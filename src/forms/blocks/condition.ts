import { codeOf, conditionCode, wordOfCode } from "../../ir/condition-code.ts";
import { serialization, unwrap, unwrapConditionInput } from "../../ir/token.ts";
import type { Action } from "../../ir/workflow.ts";
import { hasKeys, isDict, PlistDict, type PlistValue } from "../../plist/value.ts";
import { py, type Call, type CompareOp, type Expr } from "../../python/ast.ts";
import {
  argument,
  BOUNDED,
  calledName,
  dictOf,
  envelope,
  isCallOf,
  methodCall,
  type MatchContext,
} from "../../context/matching.ts";
import { helper, keyword, report, type Context, type Helper } from "../../context/writing.ts";
import { matchRecord, writeRecordKeywords } from "../../values/record.ts";
import { matchInput, orNothing, writeImplicit } from "../../values/source.ts";
import { isTokenExpr } from "../../values/token.ts";
import { matchValue, writeValue } from "../../values/value.ts";
import {
  anotherOf,
  hasOperand,
  inputKind,
  isNumberToken,
  matchOperand,
  NUMBER,
  operandKey,
  rangeKeys,
  TEXT,
  writeOperand,
} from "./operand.ts";
import { hasNoEffect } from "./stale.ts";

/** A condition as an expression, and the parameters that the expression shows. */
export interface Condition {
  test: Expr;
  shown: string[];
  /** Fields inside WFConditions that the expression does not show. */
  hidden: [string, PlistValue][];
}

const COMPARISONS = new Map<number, CompareOp>([
  [conditionCode.lessThan, "<"],
  [conditionCode.atMost, "<="],
  [conditionCode.greaterThan, ">"],
  [conditionCode.atLeast, ">="],
  [conditionCode.is, "=="],
  [conditionCode.isNot, "!="],
]);

/** The condition of an If, or of an Otherwise-If marker; `if a == "x" and b > 3` where it has several. */
export function writeCondition(marker: Action, ctx: Context): Condition {
  const table = marker.parameters["WFConditions"];
  if (table !== undefined) {
    return (
      writeConditions(table, ctx) ?? {
        test: helper(ctx, "condition", [], [keyword("WFConditions", writeValue(table, ctx))]),
        shown: ["WFConditions"],
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
  return parameters["WFCondition"] === undefined && !hasOperand(parameters);
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
    shown: ["WFConditions"],
    // The prefix is among them although the word says it: every number of the file must be found in the output.
    hidden: Object.entries(payload).filter(([key]) => key !== ROWS),
  };
}

function writeRow(row: PlistDict, ctx: Context): Expr {
  const given = row["WFInput"];
  const input = given === undefined ? undefined : writeConditionInput(given, ctx);
  const { test, shown } = writeTest(row, input, ctx);
  const hidden = Object.keys(row).filter((key) => !ctx.lossless && !shown.includes(key) && hasNoEffect(key));
  ctx.leftOut += hidden.length;
  const rest = writeRecordKeywords(row, ctx, new Set([...shown, ...hidden]));
  return rest.length > 0 ? helper(ctx, "stale", [test], rest) : test;
}

function writeTest(row: PlistDict, given: Expr | undefined, ctx: Context): { test: Expr; shown: string[] } {
  const shown = ["WFInput", "WFCondition"];
  if (isUnfinished(row)) {
    report(ctx, "SC4015", "This If has no condition; which of its branches runs is not known.");
    return { test: helper(ctx, "no_condition", given && [given]), shown };
  }
  const code = codeOf(row);
  const input = orNothing(given, ctx);
  const operand = (key: string | undefined): Expr => {
    if (key === undefined) return helper(ctx, "Operand");
    shown.push(key);
    return writeOperand(key, row[key]!, ctx);
  };
  // No app tests what is written in the If itself.
  if (LITERALS.has(input.kind)) return writeConditionCall(row, input, shown, ctx);
  const comparison = code === undefined ? undefined : COMPARISONS.get(code);
  if (comparison !== undefined) {
    const key = operandKey(row, code!, ctx);
    const kind = inputKind(row, ctx);
    const isEquality = comparison === "==" || comparison === "!=";
    // A switch is compared with nothing but its being on; a text whose field is left empty, with the empty text.
    const isBlank =
      key === undefined && isEquality && !ctx.lossless && (kind === "text" || kind === undefined);
    const right =
      key === undefined && kind === "boolean" && isEquality
        ? py.bool(true)
        : isBlank
          ? py.str("")
          : operand(key);
    // A variable by itself is compared as what both sides are: for `==` that is a text, next to a date it is a date.
    const isOpen = key === NUMBER && isTokenExpr(right) && !isNumberToken(row[key]!, ctx);
    const isSaid = isOpen && (comparison === "==" || comparison === "!=" || kind === "date");
    return { test: py.compare(input, comparison, isSaid ? helper(ctx, "Number", [right]) : right), shown };
  }
  switch (code) {
    case conditionCode.beginsWith:
      return { test: py.method(input, "startswith", [operand(present(row, TEXT))]), shown };
    case conditionCode.endsWith:
      return { test: py.method(input, "endswith", [operand(present(row, TEXT))]), shown };
    case conditionCode.contains:
      return { test: py.compare(operand(present(row, TEXT)), "in", input), shown };
    case conditionCode.containsNot:
      return { test: py.compare(operand(present(row, TEXT)), "not in", input), shown };
    case conditionCode.hasValue:
      return { test: helper(ctx, "has_value", [input]), shown };
    case conditionCode.hasNoValue:
      return { test: py.not(helper(ctx, "has_value", [input])), shown };
    case conditionCode.inNext:
    case conditionCode.inLast: {
      const name: Helper = code === conditionCode.inNext ? "is_in_next" : "is_in_last";
      return { test: helper(ctx, name, [input, operand(present(row, "WFDuration"))]), shown };
    }
    case conditionCode.isToday:
      return { test: helper(ctx, "is_today", [input]), shown };
    case conditionCode.isBetween: {
      const [low, high] = rangeKeys(row, ctx);
      const test: Expr = {
        kind: "Compare",
        left: operand(present(row, low)),
        ops: ["<=", "<="],
        rights: [input, operand(present(row, high))],
      };
      return { test, shown };
    }
    default:
      return writeConditionCall(row, input, shown, ctx);
  }
}

const LITERALS: ReadonlySet<Expr["kind"]> = new Set(["Str", "Num", "Constant", "List", "Dict"]);

/** `condition(x, WFCondition=...)`: a test that Python has no words for. */
function writeConditionCall(
  row: PlistDict,
  input: Expr,
  shown: string[],
  ctx: Context,
): { test: Expr; shown: string[] } {
  const keywords = writeRecordKeywords(row, ctx, NOT_OF_THE_TEST);
  for (const key in row) if (!NOT_OF_THE_TEST.has(key)) shown.push(key);
  return { test: helper(ctx, "condition", [input], keywords), shown };
}

/** Keys of an If marker that are not part of what it tests. */
const NOT_OF_THE_TEST: ReadonlySet<string> = new Set([
  "WFInput",
  "UUID",
  "GroupingIdentifier",
  "WFControlFlowMode",
  "CustomOutputName",
]);

function present(row: PlistDict, key: string): string | undefined {
  return row[key] === undefined ? undefined : key;
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
const TABLE_FIELDS = [PREFIX, BOUNDED];

/** The parameters of a marker with further ones; those of a table go into it, and make one of a plain condition. */
export function withTableFields(condition: PlistDict, more: PlistDict): PlistDict {
  if (hasKeys(more, 0)) return condition;
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
        return tested(right, conditionCode.isBetween, { ...low, ...anotherOf(another) }, ctx);
      }
      const op = test.ops[0]!;
      if (op === "in" || op === "not in") {
        return tested(
          right,
          op === "in" ? conditionCode.contains : conditionCode.containsNot,
          matchOperand(test.left, ctx),
          ctx,
        );
      }
      return tested(test.left, OPERATORS.get(op)!, matchOperand(right, ctx), ctx);
    }
    case "Not": {
      const [input] = isCallOf(test.value, "has_value") ? test.value.args : [];
      if (input) {
        ctx.use(test.value);
        return tested(input, conditionCode.hasNoValue, {}, ctx);
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
    ["startswith", conditionCode.beginsWith],
    ["endswith", conditionCode.endsWith],
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
      return tested(input, conditionCode.hasValue, {}, ctx);
    case "is_in_next":
    case "is_in_last":
      return tested(
        input,
        isCallOf(call, "is_in_next") ? conditionCode.inNext : conditionCode.inLast,
        operand ? matchOperand(operand, ctx) : {},
        ctx,
      );
    case "is_today":
      return tested(input, conditionCode.isToday, {}, ctx);
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
  const word = ctx.conditionWords && code !== undefined ? wordOfCode(code) : undefined;
  return dictOf({ WFInput, WFCondition: word ?? code, ...operands });
}
