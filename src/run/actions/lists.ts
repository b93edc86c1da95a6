import { contactsOf, isVCard } from "../coerce.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { Decimal } from "../decimal.ts";
import { nameOf } from "../property.ts";
import { textOf } from "../text.ts";
import { itemsOf, NOTHING, number, renamed, type Item, type Value } from "../value.ts";
import { graphemes, linesOf, SEGMENTATION } from "./text-split.ts";

/** Get Item from List (3.3): counted from 1; of an empty list, nothing. */
const getItem: ActionHandler = (context) => {
  const input = expanded(context.input());
  if (input.length === 0) return NOTHING;
  switch (context.choice("WFItemSpecifier", "First Item")) {
    case "Last Item":
      return [input.at(-1)!];
    case "Random Item":
      return [input[Math.floor(context.device.random() * input.length)]!];
    case "Item At Index": {
      const index = context.number("WFItemIndex", 0).trunc().toNumber();
      if (index < 1 || index > input.length)
        return context.fail(`There is no item ${index} in a list of ${input.length}.`);
      return [input[index - 1]!];
    }
    case "Items in Range": {
      const start = context.number("WFItemRangeStart", 1).trunc().toNumber();
      const end = context.number("WFItemRangeEnd", input.length).trunc().toNumber();
      if (start < 1 || end > input.length || end < start) {
        return context.fail(`The items ${start} to ${end} are not in a list of ${input.length}.`);
      }
      return input.slice(start - 1, end);
    }
    default:
      return [input[0]!];
  }
};

/** A file of contacts is a list of contacts (1.9). */
export function expanded(value: Value): Value {
  return value.some(isVCard) ? value.flatMap((item) => (isVCard(item) ? cards(item) : [item])) : value;
}

function cards(item: Item): Value {
  const found = contactsOf(item);
  return found.length > 0 ? found : [item];
}

/** Choose from List (3.3): of a dictionary, among its keys. */
const choose: ActionHandler = (context) => {
  const input = context.input();
  const rows = rowsOf(input, context);
  if (rows.length === 0) {
    context.env.question(36);
    return NOTHING;
  }
  const chosen = context.dialog({
    kind: "list",
    prompt: context.text("WFChooseFromListActionPrompt"),
    options: rows.map(([title]) => title),
    multiple: context.flag("WFChooseFromListActionSelectMultiple", false),
  });
  const positions = [...chosen].map(Number).sort((a, b) => a - b);
  return positions.flatMap((position) => [...rows[position]![1]]);
};

type Row = [title: string, value: Value];

function rowsOf(input: Value, context: ActionContext): Row[] {
  const [only] = input;
  if (input.length === 1 && only!.kind === "dictionary") {
    return [...only!.entries].map(([key, cell]) => [key, itemsOf(cell).map((item) => renamed(item, key))]);
  }
  return expanded(input).map((item) => [nameOf(item, context.env), [item]]);
}

/** Count (3.3). */
const count: ActionHandler = (context) => {
  const input = context.input();
  const what = context.choice("WFCountType", "Items");
  if (what === "Items") {
    if (input.length === 1 && input[0]!.kind === "dictionary") context.env.question(10);
    return [number(new Decimal(expanded(input).length))];
  }
  return [number(new Decimal(partsOf(textOf(input, context.env), what, context)))];
};

function partsOf(content: string, what: string, context: ActionContext): number {
  context.env.charge(content.length * (what === "Lines" ? 1 : SEGMENTATION));
  const { language } = context.env;
  switch (what) {
    case "Characters":
      return graphemes(content).length;
    case "Words": {
      let words = 0;
      for (const { isWordLike } of new Intl.Segmenter(language, { granularity: "word" }).segment(content)) {
        if (isWordLike) words++;
      }
      return words;
    }
    case "Sentences":
      return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(content)].length;
    default:
      return linesOf(content).length;
  }
}

export const lists: Record<string, ActionHandler> = {
  getitemfromlist: getItem,
  choosefromlist: choose,
  count,
};
