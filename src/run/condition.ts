import { table } from "./table.ts";
import { wordOf } from "./word.ts";
import { codeOf as knownCodeOf, conditionCode } from "../ir/condition-code.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import { booleanOf, datesOf, numberOf } from "./coerce.ts";
import { conventions } from "./conventions.ts";
import { SPAN_UNITS } from "./dates/span.ts";
import { momentOf } from "./dates/zone.ts";
import { Decimal } from "./decimal.ts";
import type { Environment } from "./environment.ts";
import { parseNumeral } from "./number.ts";
import { itemText } from "./text.ts";
import { resolveAsText, resolveValue, tokenOf } from "./token.ts";
import type { Scope } from "./scope.ts";
import type { Item, Value } from "./value.ts";

const {
  is: IS,
  isNot: IS_NOT,
  beginsWith: BEGINS,
  endsWith: ENDS,
  contains: CONTAINS,
  containsNot: CONTAINS_NOT,
  hasValue: HAS_VALUE,
  hasNoValue: HAS_NO_VALUE,
  inNext: IN_NEXT,
  inLast: IN_LAST,
  isToday: TODAY,
  isBetween: BETWEEN,
} = conditionCode;

const NUMERIC: ReadonlySet<number> = new Set([
  conditionCode.lessThan,
  conditionCode.atMost,
  conditionCode.greaterThan,
  conditionCode.atLeast,
  BETWEEN,
]);

/**
 * Whether an If takes its branch (2.2).
 *
 * @param pipe the subject of a condition that names none.
 */
export function holds(marker: PlistDict, pipe: () => Value, scope: Scope): boolean {
  const table = marker["WFConditions"];
  const value = isDict(table) ? table["Value"] : undefined;
  if (!isDict(value)) return holdsRow(marker, pipe, scope);
  const rows = value["WFActionParameterFilterTemplates"];
  const list = Array.isArray(rows) ? rows.filter(isDict) : [];
  // -1 stands before a single row.
  if (value["WFActionParameterFilterPrefix"] === 0) return list.some((row) => holdsRow(row, pipe, scope));
  return list.every((row) => holdsRow(row, pipe, scope));
}

/** The number of a condition; a word that nobody knows is taken for the default. */
function codeOf(row: PlistDict): number {
  return knownCodeOf(row) ?? CONTAINS;
}

function holdsRow(row: PlistDict, pipe: () => Value, scope: Scope): boolean {
  const code = codeOf(row);
  const given = row["WFInput"];
  const subject = given === undefined ? pipe() : resolveValue(given, scope);
  if (code === HAS_VALUE || code === HAS_NO_VALUE)
    return hasValue(subject, scope.env) === (code === HAS_VALUE);
  if (subject.some(({ kind }) => kind === "placeholder")) return code === IS_NOT || code === CONTAINS_NOT;
  const test = testOf(row, code, subject, scope);
  if (subject.length > 1) scope.env.question(17);
  const isNegated = code === IS_NOT || code === CONTAINS_NOT;
  const isMet = subject.some((item) => test(item));
  return isNegated ? !isMet : isMet;
}

/** Whether a value is one: empty texts are, and 0, No and an empty dictionary. */
function hasValue(subject: Value, env: Environment): boolean {
  if (subject.length === 1 && subject[0]!.kind === "text" && subject[0]!.text === "") {
    env.question(18);
    return conventions.emptyTextIsValue;
  }
  return subject.length > 0;
}

type Test = (item: Item) => boolean;

/** The positive test behind a code: how the subject's kind, its coercion and the operands decide (2.2). */
function testOf(row: PlistDict, code: number, subject: Value, scope: Scope): Test {
  const { env } = scope;
  const kind = subject[0]?.kind;
  const coercion = coercionOf(row["WFInput"]);
  const string = row["WFConditionalActionString"];
  const hasNumber = row["WFNumberValue"] !== undefined;
  if (code === IN_NEXT || code === IN_LAST || code === TODAY) return dateTest(row, code, scope);
  if (code === BEGINS || code === ENDS || code === CONTAINS || code === CONTAINS_NOT) {
    return textTest(code, string, scope);
  }
  if (coercion === "WFDateContentItem" || (kind === "date" && row["WFDate"] !== undefined)) {
    return dateTest(row, code, scope);
  }
  if (coercion === "WFBooleanContentItem" || kind === "boolean") {
    if (code === IS || code === IS_NOT) {
      if (kind !== "boolean" || hasNumber || string === undefined) return booleanTest(row, env, scope);
    }
  }
  const isNumeric = NUMERIC.has(code);
  // Before iOS 13, equality was one of texts.
  const isOld =
    row["WFConditionalLegacyComparisonBehavior"] === true || typeof row["WFCondition"] === "string";
  if (isOld && !isNumeric && string !== undefined) return textTest(code, string, scope);
  if (isNumeric && row["WFDate"] !== undefined && !hasNumber) return dateTest(row, code, scope);
  const prefersNumber = coercion === "WFNumberContentItem" || isNumber(kind, subject[0]);
  if (isNumeric || (hasNumber && (string === undefined || prefersNumber)))
    return numberTest(row, code, scope);
  if (string === undefined && row["WFEnumeration"] !== undefined)
    return textTest(code, row["WFEnumeration"], scope);
  if (string === undefined && row["WFMeasurement"] !== undefined) return numberTest(row, code, scope);
  if (string === undefined && row["WFDate"] !== undefined) return dateTest(row, code, scope);
  return textTest(code, string, scope);
}

function isNumber(kind: Item["kind"] | undefined, item: Item | undefined): boolean {
  if (kind === "record") return item?.kind === "record" && item.type === "file size";
  return kind === "number" || kind === "duration" || kind === "measurement";
}

function coercionOf(input: PlistValue | undefined): string | undefined {
  const token = tokenOf(input);
  const steps = token?.["Aggrandizements"];
  if (!Array.isArray(steps)) return undefined;
  // Coercions come first in a chain, so one that is not the last says nothing about what is compared.
  const last = steps.at(-1);
  const type = isDict(last) ? last["CoercionItemClass"] : undefined;
  if (typeof type === "string") return type;
  const first = steps[0];
  const own = isDict(first) ? first["CoercionItemClass"] : undefined;
  const endsInKey = isDict(last) && last["Type"] === "WFDictionaryValueVariableAggrandizement";
  return typeof own === "string" && own !== "WFDictionaryContentItem" && !endsInKey && steps.length === 1
    ? own
    : undefined;
}

function textTest(code: number, operand: PlistValue | undefined, scope: Scope): Test {
  const { env } = scope;
  const raw = operand === undefined ? "" : resolveAsText(operand, scope);
  const wanted = raw.normalize("NFC");
  return (item) => {
    if (item.kind === "url" || item.kind === "date" || item.kind === "file") env.question(48);
    const content = itemText(item, env).normalize("NFC");
    const found = compareTexts(code, content, wanted);
    if (!found && compareTexts(code, content.toLowerCase(), wanted.toLowerCase())) env.question(15);
    return found;
  };
}

function compareTexts(code: number, content: string, wanted: string): boolean {
  switch (code) {
    case BEGINS:
      return content.startsWith(wanted);
    case ENDS:
      return content.endsWith(wanted);
    case CONTAINS:
    case CONTAINS_NOT:
      return content.includes(wanted);
    default:
      return content === wanted;
  }
}

function booleanTest(row: PlistDict, env: Environment, scope: Scope): Test {
  const operand = row["WFNumberValue"] ?? row["WFConditionalActionString"];
  const wanted =
    operand === undefined
      ? true
      : (booleanOf(resolveValue(operand, scope)[0] ?? { kind: "text", text: "" }, env) ?? true);
  return (item) => booleanOf(item, env) === wanted;
}

function numberTest(row: PlistDict, code: number, scope: Scope): Test {
  const { env } = scope;
  const low = operandNumber(
    row["WFNumberValue"] ?? row["WFMeasurement"] ?? row["WFConditionalActionString"],
    scope,
  );
  const high =
    code === BETWEEN
      ? operandNumber(row["WFAnotherNumber"] ?? row["WFAnotherMeasurement"], scope)
      : undefined;
  return (item) => {
    const value = numberOf(item, env);
    if (value === undefined || low === undefined || (code === BETWEEN && high === undefined)) {
      env.question(16);
      return false;
    }
    return compareNumbers(code, value, low, high);
  };
}

function compareNumbers(code: number, value: Decimal, low: Decimal, high: Decimal | undefined): boolean {
  switch (code) {
    case conditionCode.lessThan:
      return value.lt(low);
    case conditionCode.atMost:
      return value.lte(low);
    case conditionCode.greaterThan:
      return value.gt(low);
    case conditionCode.atLeast:
      return value.gte(low);
    case BETWEEN:
      return value.gte(low) && value.lte(high!);
    default:
      return value.eq(low);
  }
}

const BYTES = table<number>({ B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 });

function operandNumber(operand: PlistValue | undefined, scope: Scope): Decimal | undefined {
  if (operand === undefined) return undefined;
  if (typeof operand === "string") return parseNumeral(operand, scope.env);
  const quantity =
    isDict(operand) && operand["WFSerializationType"] === "WFQuantityFieldValue"
      ? operand["Value"]
      : undefined;
  if (isDict(quantity)) {
    const magnitude = operandNumber(quantity["Magnitude"], scope);
    const scale = BYTES[wordOf(quantity["Unit"])];
    return magnitude === undefined || scale === undefined ? magnitude : magnitude.mul(scale);
  }
  const item = resolveValue(operand, scope)[0];
  return item === undefined ? undefined : numberOf(item, scope.env);
}

function dateTest(row: PlistDict, code: number, scope: Scope): Test {
  const { env } = scope;
  const moment = (operand: PlistValue | undefined) => {
    const items = operand === undefined ? [] : resolveValue(operand, scope);
    return items.flatMap((item) => datesOf(item, env))[0];
  };
  const first = code === TODAY ? undefined : moment(row["WFDate"]);
  const second = code === BETWEEN ? moment(row["WFAnotherDate"]) : undefined;
  return (item) => {
    const time = datesOf(item, env)[0];
    if (time === undefined) {
      env.question(16);
      return false;
    }
    switch (code) {
      case TODAY:
        return momentOf(time, env.zone).toPlainDate().equals(momentOf(env.now, env.zone).toPlainDate());
      case IN_NEXT:
        return time >= env.now && time <= shifted(row["WFDuration"], 1, scope);
      case IN_LAST:
        return time <= env.now && time >= shifted(row["WFDuration"], -1, scope);
      default:
        if (first === undefined || (code === BETWEEN && second === undefined)) return false;
        return compareNumbers(
          code,
          new Decimal(time),
          new Decimal(first),
          second === undefined ? undefined : new Decimal(second),
        );
    }
  };
}

/** Now, and so much later or earlier. */
function shifted(duration: PlistValue | undefined, direction: 1 | -1, scope: Scope): number {
  const value = isDict(duration) ? duration["Value"] : undefined;
  if (!isDict(value)) return scope.env.now;
  const count = operandNumber(value["Magnitude"], scope)?.toNumber() ?? 0;
  const unit = SPAN_UNITS[wordOf(value["Unit"])] ?? "days";
  return momentOf(scope.env.now, scope.env.zone).add({ [unit]: Math.trunc(count) * direction })
    .epochMilliseconds;
}
