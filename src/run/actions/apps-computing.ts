import { datesOf } from "../coerce.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { Decimal } from "../decimal.ts";
import { itemText } from "../text.ts";
import { number, text, type Item, type Value } from "../value.ts";
import { linesOf } from "./text-split.ts";

/*
 * Actions of apps whose name says all that they compute: on lines of a text, on the items of a list. Those of the same
 * apps that leave something open (which characters are encoded, how a title is capitalised) are not here.
 */

const onLines =
  (change: (lines: string[], context: ActionContext) => string[]): ActionHandler =>
  (context) => [text(change(linesOf(context.text("text")), context).join("\n"))];

const withoutDuplicates = onLines((lines, context) => {
  const ignoresCase = context.flag("caseInsensitive", false);
  const seen = new Set<string>();
  return lines.filter((line) => {
    const key = ignoresCase ? line.toLowerCase() : line;
    return seen.has(key) ? false : seen.add(key);
  });
});

const trimmed: ActionHandler = (context) => [text(context.text("text").trim())];

const unixTime: ActionHandler = (context) => {
  const [time] = context.value("date").flatMap((item) => datesOf(item, context.env));
  return time === undefined
    ? context.fail("This is no valid date.")
    : [number(new Decimal(Math.floor(time / 1000)))];
};

const onItems =
  (key: string, change: (items: Value, context: ActionContext) => Value): ActionHandler =>
  (context) =>
    change(context.value(key), context);

/** The first of all items that read the same. */
function distinct(items: Value, context: ActionContext): Value {
  const seen = new Set<string>();
  return items.filter((item: Item) => {
    const key = itemText(item, context.env);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** In an order that the device's seed decides. */
function shuffled(items: Value, { device }: ActionContext): Value {
  const order = items.map((item) => ({ item, rank: device.random() }));
  return order.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

const reversed = (items: Value): Value => items.toReversed();

export const computing: Record<string, ActionHandler> = {
  "com.sindresorhus.Actions.RemoveDuplicateLinesIntent": withoutDuplicates,
  "com.sindresorhus.Actions.RemoveEmptyLinesIntent": onLines((lines) =>
    lines.filter((line) => line.trim() !== ""),
  ),
  "com.sindresorhus.Actions.TrimWhitespaceIntent": trimmed,
  "com.sindresorhus.Actions.DateToUnixTimeIntent": unixTime,
  "com.sindresorhus.Actions.ReverseListIntent": onItems("list", reversed),
  "com.sindresorhus.Actions.ShuffleListIntent": onItems("list", (items, context) => {
    const all = shuffled(items, context);
    return context.flag("shouldLimit", false) ? all.slice(0, context.number("limit", 1).toNumber()) : all;
  }),
  "com.alexhay.ToolboxProForShortcuts.ReverseListIntent": onItems("list", reversed),
  "com.alexhay.ToolboxProForShortcuts.RemoveDuplicatesIntent": onItems("items", (items, context) => {
    const all = distinct(items, context);
    return context.flag("limitResults", false)
      ? all.slice(0, context.number("resultCount", 1).toNumber())
      : all;
  }),
};
