import { wordOf } from "./word.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import { coerceClass, datesOf, dictionariesOf, firstDictionary } from "./coerce.ts";
import { formatDate } from "./dates/format.ts";
import type { Environment } from "./environment.ts";
import { lookUp } from "./key-path.ts";
import { propertyOf } from "./property.ts";
import { ActionFailure } from "./stop.ts";
import type { Scope } from "./scope.ts";
import { convertMeasurement } from "./measurement.ts";
import { NOTHING, text, type Item, type Value } from "./value.ts";

/** The steps of a token, one after the other (1.11). None of them is an error: what fails is nothing (Q13). */
export function aggrandize(base: Value, steps: readonly PlistValue[], scope: Scope): Value {
  let value = base;
  for (const step of steps) if (isDict(step)) value = apply(value, step, scope);
  return value;
}

function apply(value: Value, step: PlistDict, scope: Scope): Value {
  const { env } = scope;
  // What is taken of something that is not known is not known either.
  if (value.length === 1 && value[0]!.kind === "placeholder") return value;
  switch (step["Type"]) {
    case "WFCoercionVariableAggrandizement": {
      const coerced = coerceClass(value, wordOf(step["CoercionItemClass"]), env);
      if (coerced.length === 0 && value.length > 0) env.question(13);
      return coerced;
    }
    case "WFDictionaryValueVariableAggrandizement":
      return valueForKey(value, wordOf(step["DictionaryKey"]), env);
    case "WFPropertyVariableAggrandizement":
      if (value.length === 1 && value[0]!.kind === "record" && value[0]!.type === "device") return value;
      return value.flatMap((item) => [...propertyOf(item, wordOf(step["PropertyName"]), env)]);
    case "WFDateFormatVariableAggrandizement":
      return value.flatMap((item) => formatDates(item, step, env));
    case "WFUnitVariableAggrandizement":
      return value.map((item) => convertMeasurement(item, wordOf(step["WFUnitSymbol"]), env) ?? item);
    default:
      return value;
  }
}

function valueForKey(value: Value, key: string, env: Environment): Value {
  if (value.length === 0) return NOTHING;
  const found = firstDictionary(value, env);
  if (found === undefined) {
    env.question(13);
    return NOTHING;
  }
  // A JSON array: a path may begin with a position.
  const whole = value[0]!.kind === "dictionary" ? [found] : (dictionariesOf(value[0]!, env) ?? []);
  try {
    return lookUp(whole.length === 1 ? whole[0]! : whole, key, env);
  } catch (error) {
    if (!(error instanceof ActionFailure)) throw error;
    env.question(13);
    return NOTHING;
  }
}

function formatDates(item: Item, step: PlistDict, env: Environment): Item[] {
  const said = (key: string) => (typeof step[key] === "string" ? step[key] : undefined);
  const options = {
    dateStyle: said("WFDateFormatStyle"),
    timeStyle: said("WFTimeFormatStyle"),
    pattern: said("WFDateFormat"),
    relativeStyle: said("WFRelativeDateFormatStyle"),
    isoTime: step["WFISO8601IncludeTime"] === true,
  };
  const dates = datesOf(item, env);
  if (dates.length === 0) env.question(13);
  return dates.map((time) => text(formatDate(time, options, env)));
}
