import { dictionariesOf, firstDictionary } from "../coerce.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { lookUp } from "../key-path.ts";
import { itemText, textOf } from "../text.ts";
import { resolveAsText, resolveToken, singleToken, textPayload, tokenOf } from "../token.ts";
import {
  cellOf,
  dictionary,
  itemsOf,
  NOTHING,
  text,
  type Cell,
  type DictionaryItem,
  type Item,
  type Value,
} from "../value.ts";

/** Get Dictionary Value (3.4). */
const getValue: ActionHandler = (context) => {
  const input = context.input();
  if (input.length === 0) {
    context.env.question(12);
    return NOTHING;
  }
  const what = context.choice("WFGetDictionaryValueType", "Value");
  const found = dictionaryIn(input, context);
  switch (what) {
    case "All Keys":
      noteOrder(found, context);
      return [...found.entries.keys()].map((key) => text(key));
    case "All Values":
      noteOrder(found, context);
      return [...found.entries.values()].flatMap((cell) => itemsOf(cell));
    default: {
      const key = context.text("WFDictionaryKey");
      if (context.given("WFDictionaryKey") === undefined) {
        context.env.warn("Get Dictionary Value has no key.");
        return NOTHING;
      }
      return lookUp(found, key, context.env);
    }
  }
};

/** Apple promises no order (Q49). */
function noteOrder(found: DictionaryItem, context: ActionContext): void {
  if (found.entries.size > 1) context.env.question(49);
}

function dictionaryIn(input: Value, context: ActionContext): DictionaryItem {
  return firstDictionary(input, context.env) ?? context.cannotConvert(input[0], "Dictionary");
}

/** Set Dictionary Value (3.4): a new dictionary; the key is no path. */
const setValue: ActionHandler = (context) => {
  const input = context.input();
  const base = input.length === 0 ? undefined : dictionaryIn(input, context);
  const key = context.text("WFDictionaryKey");
  if (key === "") context.fail("Set Dictionary Value has no key.");
  const entries = new Map(base?.entries);
  context.env.charge(entries.size);
  entries.set(key, valueToSet(context));
  return [dictionary(entries)];
};

/** One variable alone keeps its kind, if a dictionary can hold that; anything else is text. */
function valueToSet(context: ActionContext): Cell {
  const given = context.given("WFDictionaryValue");
  if (given === undefined) return text("");
  const payload = textPayload(given);
  const token = payload ? singleToken(payload) : tokenOf(given);
  if (!token) return text(resolveAsText(given, context));
  const value = resolveToken(token, context);
  if (value.length === 0) {
    context.env.question(40);
    return text("");
  }
  return cellOf(value.map((item) => storable(item, context)));
}

const STORABLE: ReadonlySet<Item["kind"]> = new Set([
  "text",
  "number",
  "boolean",
  "dictionary",
  "file",
  "placeholder",
]);

function storable(item: Item, context: ActionContext): Item {
  return STORABLE.has(item.kind) ? item : text(itemText(item, context.env));
}

/** Get Dictionary from Input (3.4): what is none gives none (Q42). */
const getDictionary: ActionHandler = (context) =>
  context.input().flatMap((item) => {
    const found = dictionariesOf(item, context.env);
    if (found === undefined) {
      context.env.question(42);
      context.env.warn(`"${textOf([item], context.env).slice(0, 60)}" is no dictionary.`);
    }
    return (found ?? []).filter(({ kind }) => kind === "dictionary");
  });

export const dictionaries: Record<string, ActionHandler> = {
  getvalueforkey: getValue,
  setvalueforkey: setValue,
  "detect.dictionary": getDictionary,
};
