import { table } from "../table.ts";
import { wordOf } from "../word.ts";
import { datesOf, firstNumber } from "../coerce.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { formatDate } from "../dates/format.ts";
import { SPAN_UNITS, type SpanUnit } from "../dates/span.ts";
import { firstWeekday } from "../dates/week.ts";
import { momentOf, type Moment } from "../dates/zone.ts";
import { Decimal } from "../decimal.ts";
import { parseNumeral } from "../number.ts";
import { resolveValue } from "../token.ts";
import { date, number, text, type Item, type Value } from "../value.ts";
import { isDict, type PlistDict, type PlistValue } from "../../plist/value.ts";

/** Format Date (3.5). */
const format: ActionHandler = (context) => {
  const options = {
    dateStyle: context.choice("WFDateFormatStyle", "Short"),
    timeStyle: context.choice("WFTimeFormatStyle", "Short"),
    pattern: context.text("WFDateFormat"),
    relativeStyle: context.choice("WFRelativeDateFormatStyle", "Medium"),
    isoTime: context.flag("WFISO8601IncludeTime", false),
  };
  return inputDates(context).map((time) => text(formatDate(time, options, context.env)));
};

/** The dates of the input; it is an error if there are some items and no date. */
function inputDates(context: ActionContext): number[] {
  const input = context.input();
  const found = input.flatMap((item) => datesOf(item, context.env));
  if (found.length === 0 && input.length > 0) context.cannotConvert(input[0], "Date");
  return found;
}

const OLD_UNITS = table<SpanUnit>({
  Second: "seconds",
  Minute: "minutes",
  Hour: "hours",
  Day: "days",
  Week: "weeks",
  Month: "months",
  Year: "years",
});

/** Adjust Date (3.5): in the calendar of the run's zone. */
const adjust: ActionHandler = (context) => {
  const change = changeOf(context);
  return inputDates(context).map((time) => {
    try {
      return date(change(momentOf(time, context.env.zone)).epochMilliseconds);
    } catch (error) {
      if (error instanceof RangeError) return context.fail("The date is out of range.");
      throw error;
    }
  });
};

function changeOf(context: ActionContext): (moment: Moment) => Moment {
  const operation = context.choice("WFAdjustOperation", "Add");
  const start = /^Get Start of (\w+)$/.exec(operation)?.[1];
  if (start !== undefined) return (moment) => startOf(moment, start, context);
  const duration = payload(context.given("WFDuration"));
  const offset = duration ? undefined : payload(context.given("WFAdjustOffsetPicker"));
  const isBack = (offset?.["Operation"] ?? operation) === "Subtract";
  const magnitude = magnitudeOf(duration ? duration["Magnitude"] : offset?.["Value"], context);
  const unit = SPAN_UNITS[wordOf(duration?.["Unit"])] ?? OLD_UNITS[wordOf(offset?.["Unit"])] ?? "days";
  const signed = isBack ? magnitude.neg() : magnitude;
  return (moment) => added(moment, signed, unit);
}

function payload(value: PlistValue | undefined): PlistDict | undefined {
  const inner = isDict(value) ? value["Value"] : undefined;
  return isDict(inner) ? inner : undefined;
}

function magnitudeOf(value: PlistValue | undefined, context: ActionContext): Decimal {
  if (value === undefined || value === "") return new Decimal(0);
  if (typeof value === "string")
    return parseNumeral(value, context.env) ?? context.cannotConvert(text(value), "Number");
  const items = resolveValue(value, context);
  return firstNumber(items, context.env) ?? context.cannotConvert(items[0], "Number");
}

const EXACT: Readonly<Partial<Record<SpanUnit, number>>> = {
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
};

/** Days keep the time on the clock, months and years stay within their month; what is shorter counts exactly. */
function added(moment: Moment, magnitude: Decimal, unit: SpanUnit): Moment {
  const exact = EXACT[unit];
  const whole = magnitude.trunc().toNumber();
  if (exact !== undefined) return moment.add({ milliseconds: magnitude.mul(exact).round().toNumber() });
  const moved = moment.add({ [unit]: whole });
  if (unit !== "days") return moved;
  return moved.add({ milliseconds: magnitude.sub(whole).mul(86_400_000).round().toNumber() });
}

function startOf(moment: Moment, unit: string, context: ActionContext): Moment {
  const minute = moment.with({ second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  switch (unit) {
    case "Minute":
      return minute;
    case "Hour":
      return minute.with({ minute: 0 });
    case "Week":
      return moment
        .startOfDay()
        .subtract({ days: (moment.dayOfWeek - firstWeekday(context.env) + 7) % 7 })
        .startOfDay();
    case "Month":
      return moment.with({ day: 1 }).startOfDay();
    case "Year":
      return moment.with({ month: 1, day: 1 }).startOfDay();
    default:
      return moment.startOfDay();
  }
}

/** Get Time Between Dates (3.5): whole units on the calendar; negative where the input is the earlier one. */
const between: ActionHandler = (context): Item[] => {
  const end = firstDate(context.input(), context);
  const start = startDate(context);
  const [from, to] = [momentOf(start, context.env.zone), momentOf(end, context.env.zone)];
  const unit = context.choice("WFTimeUntilUnit", "Minutes");
  if (unit === "Total Time") return [{ kind: "duration", seconds: (end - start) / 1000 }];
  const name = unit.toLowerCase() as SpanUnit;
  const span = from.until(to, { largestUnit: name });
  return [number(new Decimal(span[name] ?? 0))];
};

function startDate(context: ActionContext): number {
  if (context.given("WFTimeUntilFromDate") !== undefined)
    return firstDate(context.value("WFTimeUntilFromDate"), context);
  if (context.choice("WFTimeUntilReferenceDate", "Right Now") === "Other") {
    return firstDate(context.value("WFTimeUntilCustomDate"), context);
  }
  return context.env.now;
}

function firstDate(value: Value, context: ActionContext): number {
  return value.flatMap((item) => datesOf(item, context.env))[0] ?? context.cannotConvert(value[0], "Date");
}

export const dates: Record<string, ActionHandler> = {
  "format.date": format,
  adjustdate: adjust,
  gettimebetweendates: between,
};
