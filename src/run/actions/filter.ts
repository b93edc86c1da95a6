import { wordOf } from "../word.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { conventions } from "../conventions.ts";
import { compareNames } from "../device/file-system.ts";
import { momentOf } from "../dates/zone.ts";
import { datesOf, firstNumber, numberOf } from "../coerce.ts";
import { nameOf, propertyOf } from "../property.ts";
import { itemText } from "../text.ts";
import { resolveAsText, resolveValue, tokenOf } from "../token.ts";
import type { Item, Value } from "../value.ts";
import { isDict, type PlistDict, type PlistValue } from "../../plist/value.ts";
import type { Decimal } from "../decimal.ts";

/** Where a filter without an input looks: what the device keeps of a kind. */
type Library = (context: ActionContext) => Value;

/** Filter and Find (3.3): the rows, then the order, then the limit. */
const filter =
  (library: Library): ActionHandler =>
  (context) => {
    const given = context.given("WFContentItemInputParameter");
    const source =
      given === undefined || typeof given === "string"
        ? library(context)
        : context.value("WFContentItemInputParameter");
    const unknown = source.find(({ kind }) => kind === "placeholder");
    if (unknown) return [unknown];
    const kept = source.filter(testOf(context));
    return limited(sorted(kept, context), context);
  };

function testOf(context: ActionContext): (item: Item) => boolean {
  const table = context.given("WFContentItemFilter");
  const value = isDict(table) && isDict(table["Value"]) ? table["Value"] : undefined;
  const rows = value?.["WFActionParameterFilterTemplates"];
  if (!Array.isArray(rows) || rows.length === 0) return () => true;
  const tests = rows.filter(isDict).map((row) => rowTest(row, context));
  return value!["WFActionParameterFilterPrefix"] === 0
    ? (item) => tests.some((test) => test(item))
    : (item) => tests.every((test) => test(item));
}

/** Operands of a row: today below `Values`, in old files beside the property, with variables apart. */
function operand(row: PlistDict, key: string): PlistValue | undefined {
  const values = row["Values"];
  if (isDict(values) && values[key] !== undefined) return values[key];
  const overrides = row["VariableOverrides"];
  const old = `${key.charAt(0).toLowerCase()}${key.slice(1)}Value`;
  if (isDict(overrides) && overrides[old] !== undefined) return overrides[old];
  return row[key];
}

const UNITS: Readonly<
  Record<number, "years" | "months" | "days" | "hours" | "minutes" | "seconds" | "weeks">
> = {
  4: "years",
  8: "months",
  16: "days",
  32: "hours",
  64: "minutes",
  128: "seconds",
  8192: "weeks",
};

function rowTest(row: PlistDict, context: ActionContext): (item: Item) => boolean {
  const property = wordOf(row["Property"], "Name");
  const code = typeof row["Operator"] === "number" ? row["Operator"] : 4;
  const { env } = context;
  const values = (item: Item): Value =>
    property === "Name" ? [{ kind: "text", text: nameOf(item, env) }] : propertyOf(item, property, env);
  if (code === 100) return (item) => values(item).length > 0;
  if (code === 101) return (item) => values(item).length === 0;
  const isNegated = code === 5 || code === 999;
  const test = operandTest(row, code, context);
  return (item) => values(item).some(test) !== isNegated;
}

function operandTest(row: PlistDict, code: number, context: ActionContext): (value: Item) => boolean {
  const { env } = context;
  const number = operand(row, "Number");
  const text = operand(row, "String") ?? enumeration(operand(row, "Enumeration"));
  if (code === 1000 || code === 1001 || code === 1002) return spanTest(row, code, context);
  const day = operand(row, "Date");
  if (day !== undefined && text === undefined && number === undefined) {
    const [first] = resolveValue(day, context).flatMap((item) => datesOf(item, env));
    const another = operand(row, "AnotherDate");
    const second =
      another === undefined
        ? undefined
        : resolveValue(another, context).flatMap((item) => datesOf(item, env))[0];
    return (value) => {
      const [time] = datesOf(value, env);
      return time !== undefined && first !== undefined && compare(code, time, first, second);
    };
  }
  const flag = operand(row, "Bool");
  if (typeof flag === "boolean" && text === undefined)
    return (value) => value.kind === "boolean" && value.value === flag;
  if (number !== undefined && text === undefined) {
    const wanted = firstNumber(resolveValue(number, context), env);
    return (value) => {
      const found: Decimal | undefined = numberOf(value, env);
      return (
        wanted !== undefined &&
        found !== undefined &&
        compare(code, found.toNumber(), wanted.toNumber(), undefined)
      );
    };
  }
  if (text === undefined) return () => true;
  const wanted = folded(resolveAsText(text, context));
  return (value) => {
    const content = folded(itemText(value, env));
    if (itemText(value, env) !== content) env.question(37);
    switch (code) {
      case 8:
        return content.startsWith(wanted);
      case 9:
        return content.endsWith(wanted);
      case 99:
      case 999:
        return content.includes(wanted);
      default:
        return content === wanted;
    }
  };
}

function enumeration(value: PlistValue | undefined): PlistValue | undefined {
  return isDict(value) && !tokenOf(value) && "Value" in value ? value["Value"] : value;
}

function folded(content: string): string {
  const normal = content.normalize("NFC");
  return conventions.filterMindsCase ? normal : normal.toLowerCase();
}

function spanTest(row: PlistDict, code: number, context: ActionContext): (value: Item) => boolean {
  const { env } = context;
  const now = momentOf(env.now, env.zone);
  const count =
    firstNumber(resolveValue(operand(row, "Number"), context), env)
      ?.trunc()
      .toNumber() ?? 1;
  const unit = UNITS[Number(wordOf(operand(row, "Unit"), "16"))] ?? "days";
  const edge = now.add({ [unit]: code === 1000 ? count : -count }).epochMilliseconds;
  return (value) => {
    const [time] = datesOf(value, env);
    if (time === undefined) return false;
    if (code === 1002) return momentOf(time, env.zone).toPlainDate().equals(now.toPlainDate());
    return code === 1000 ? time >= env.now && time <= edge : time <= env.now && time >= edge;
  };
}

function compare(code: number, value: number, low: number, high: number | undefined): boolean {
  switch (code) {
    case 0:
      return value < low;
    case 1:
      return value <= low;
    case 2:
      return value > low;
    case 3:
      return value >= low;
    case 1003:
      return value >= low && high !== undefined && value <= high;
    default:
      return value === low;
  }
}

const DESCENDING: ReadonlySet<string> = new Set(["Z to A", "Latest First", "Biggest First", "Largest First"]);

function sorted(items: Item[], context: ActionContext): Item[] {
  const property = context.choice("WFContentItemSortProperty", "");
  if (property === "" || !context.flag("WFContentItemSortEnabled", true)) return items;
  if (property === "Random") return shuffled(items, context);
  const order = context.choice("WFContentItemSortOrder", "");
  const { env } = context;
  const keys = new Map(
    items.map((item) => [
      item,
      property === "Name"
        ? { kind: "text" as const, text: nameOf(item, env) }
        : propertyOf(item, property, env)[0],
    ]),
  );
  const direction = DESCENDING.has(order) ? -1 : 1;
  return items.toSorted((a, b) => direction * compareItems(keys.get(a), keys.get(b), context));
}

function compareItems(a: Item | undefined, b: Item | undefined, context: ActionContext): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (a.kind === "date" && b.kind === "date") return a.time - b.time;
  const isText = a.kind === "text" || b.kind === "text";
  const [left, right] = isText ? [] : [numberOf(a, context.env), numberOf(b, context.env)];
  if (left && right) return left.comparedTo(right);
  return compareNames(itemText(a, context.env), itemText(b, context.env));
}

function shuffled(items: Item[], context: ActionContext): Item[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(context.device.random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

function limited(items: Item[], context: ActionContext): Item[] {
  if (!context.flag("WFContentItemLimitEnabled", false)) return items;
  const most = context.number("WFContentItemLimitNumber", items.length).trunc().toNumber();
  return items.slice(0, Math.max(0, most));
}

const none: Library = () => [];
const records =
  (kind: "events" | "reminders" | "notes" | "contacts"): Library =>
  (context) =>
    context.device.records(kind);

export const filters: Record<string, ActionHandler> = {
  "filter.files": filter((context) =>
    context.device.files.all().filter(({ type }) => type !== "public.folder"),
  ),
  "filter.images": filter(none),
  "filter.articles": filter(none),
  "filter.apps": filter(none),
  "filter.locations": filter(none),
  "filter.photos": filter((context) => context.device.photos),
  "filter.reminders": filter(records("reminders")),
  "filter.calendarevents": filter(records("events")),
  "filter.contacts": filter(records("contacts")),
  "filter.notes": filter(records("notes")),
  "filter.music": filter(none),
};
