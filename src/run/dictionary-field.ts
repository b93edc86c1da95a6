import { isDict, PlistReal, type PlistDict, type PlistValue } from "../plist/value.ts";
import { booleanOf, firstDictionary, numberOf } from "./coerce.ts";
import { Decimal } from "./decimal.ts";
import { parseNumeral } from "./number.ts";
import { cellOfPlist } from "./plist-cell.ts";
import { ActionFailure } from "./stop.ts";
import { resolveAsText, resolveValue, tokenOf, textPayload } from "./token.ts";
import type { Scope } from "./scope.ts";
import { boolean, cellOf, dictionary, number, text, type Cell, type DictionaryItem } from "./value.ts";

/** Kinds of items (`api-docs/format.md`, 4.4). */
const DICTIONARY = 1;
const ARRAY = 2;
const NUMBER = 3;
const BOOLEAN = 4;
const FILE = 5;

/** A dictionary as the editor holds it, with its tokens resolved (3.4). */
export function resolveDictionary(value: PlistValue | undefined, scope: Scope): DictionaryItem {
  const entries = new Map<string, Cell>();
  for (const item of itemsOfField(value)) {
    if (!isDict(item)) continue;
    const key = item["WFKey"] === undefined ? "" : resolveAsText(item["WFKey"], scope);
    // The last of equal keys wins, at the place of the first (Q38).
    if (entries.has(key)) scope.env.question(38);
    entries.set(key, resolveItem(item, scope));
  }
  return dictionary(entries);
}

function itemsOfField(value: PlistValue | undefined): readonly PlistValue[] {
  if (Array.isArray(value)) return value;
  if (!isDict(value)) return [];
  const items = value["WFDictionaryFieldValueItems"];
  if (Array.isArray(items)) return items;
  return "Value" in value ? itemsOfField(value["Value"]) : [];
}

function resolveItem(item: PlistDict, scope: Scope): Cell {
  const value = item["WFValue"];
  switch (item["WFItemType"]) {
    case DICTIONARY: {
      if (!isSubstitute(value)) return resolveDictionary(value, scope);
      const given = resolveValue(value["Value"], scope);
      return firstDictionary(given, scope.env) ?? cellOf(given);
    }
    case ARRAY:
      return isSubstitute(value) ? [...resolveValue(value["Value"], scope)] : resolveArray(value, scope);
    case NUMBER:
      return resolveNumber(value, scope);
    case BOOLEAN:
      return resolveBoolean(value, scope);
    case FILE:
      return cellOf(resolveValue(value, scope));
    default:
      return text(value === undefined ? "" : resolveAsText(value, scope));
  }
}

/** Whether a whole dictionary or array is a variable. */
function isSubstitute(value: PlistValue | undefined): value is PlistDict {
  const type = isDict(value) ? value["WFSerializationType"] : undefined;
  return typeof type === "string" && type.includes("Substitutable");
}

function resolveArray(value: PlistValue | undefined, scope: Scope): Cell[] {
  const list = isDict(value) ? value["Value"] : value;
  if (!Array.isArray(list)) return [];
  return list.flatMap((element): Cell[] => {
    if (isDict(element) && element["WFItemType"] !== undefined) {
      const item = element["WFValue"];
      // An element that is one variable brings all items of it.
      const token = tokenOf(item);
      return token === undefined ? [resolveItem(element, scope)] : [...resolveValue(item, scope)];
    }
    return typeof element === "string" || textPayload(element)
      ? [text(resolveAsText(element, scope))]
      : [cellOfPlist(element)];
  });
}

function resolveNumber(value: PlistValue | undefined, scope: Scope): Cell {
  if (typeof value === "number") return number(new Decimal(value));
  if (value instanceof PlistReal) return number(new Decimal(value.value));
  const given = value === undefined ? [] : resolveValue(value, scope);
  const [item] = given;
  if (item === undefined || (item.kind === "text" && item.text.trim() === "")) {
    scope.env.question(38);
    return number(new Decimal(0));
  }
  if (item.kind === "placeholder") return item;
  const found = item.kind === "text" ? parseNumeral(item.text, scope.env) : numberOf(item, scope.env);
  if (found === undefined) throw new ActionFailure("Shortcuts couldn't convert from Text to Number.");
  return number(found);
}

function resolveBoolean(value: PlistValue | undefined, scope: Scope): Cell {
  const given = isDict(value) ? value["Value"] : value;
  if (typeof given === "number") scope.env.question(47);
  const [item] = resolveValue(given, scope);
  if (item?.kind === "placeholder") return item;
  return boolean(item === undefined ? false : (booleanOf(item, scope.env) ?? false));
}
