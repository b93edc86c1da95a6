import { parseVCards } from "./contacts.ts";
import { recogniseDates } from "./dates/recognise.ts";
import { Decimal } from "./decimal.ts";
import type { Environment } from "./environment.ts";
import { fileOf, MIME_TYPES } from "./files.ts";
import { parseJson } from "./json.ts";
import { recogniseLinks } from "./links.ts";
import { parseNumber } from "./number.ts";
import { parseQuery } from "./query.ts";
import { plistCell } from "./plist-cell.ts";
import { NeedsPlaceholder } from "./stop.ts";
import { bytesOf, contentText, itemText, textOf } from "./text.ts";
import {
  boolean,
  date,
  extensionOf,
  itemsOf,
  number,
  record,
  text,
  url,
  type Cell,
  type DictionaryItem,
  type Item,
  type Value,
} from "./value.ts";

/** An item as a number (1.6, 1.7); undefined if it is none. */
export function numberOf(item: Item, env: Environment): Decimal | undefined {
  switch (item.kind) {
    case "number":
      return item.value;
    case "boolean":
      return new Decimal(item.value ? 1 : 0);
    case "text":
      return parseNumber(item.text, env);
    case "duration":
      return new Decimal(item.seconds);
    case "measurement":
      return item.magnitude;
    case "date":
      return new Decimal(item.time).div(1000);
    case "richText":
      return parseNumber(item.text, env);
    case "file": {
      const content = contentText(item);
      return content === undefined ? undefined : parseNumber(content, env);
    }
    case "record":
      return item.type === "file size" ? new Decimal(bytesOf(item)) : parseNumber(item.name, env);
    case "placeholder":
      throw new NeedsPlaceholder(item.of);
    case "url":
    case "dictionary":
      return undefined;
  }
}

/** The first item that converts, of a value. */
export function firstNumber(value: Value, env: Environment): Decimal | undefined {
  for (const item of value) {
    const found = numberOf(item, env);
    if (found !== undefined) {
      if (item !== value[0]) env.question(11);
      return found;
    }
  }
  return undefined;
}

export function booleanOf(item: Item, env: Environment): boolean | undefined {
  switch (item.kind) {
    case "boolean":
      return item.value;
    case "number":
      return !item.value.isZero();
    case "text":
      return /^\s*(?:[tTyY]|[+-]?0*[1-9])/.test(item.text);
    case "placeholder":
      throw new NeedsPlaceholder(item.of);
    case "file":
    case "richText":
      return booleanOf(text(itemText(item, env)), env);
    default:
      return undefined;
  }
}

/** Every date in an item; none if there is none. */
export function datesOf(item: Item, env: Environment): number[] {
  switch (item.kind) {
    case "date":
      return [item.time];
    case "number":
      env.question(8);
      return [Number(item.value) * 1000];
    case "text":
    case "richText":
      return recogniseDates(item.text, env);
    case "file": {
      const content = contentText(item);
      return content === undefined ? [] : recogniseDates(content, env);
    }
    case "record": {
      const start = item.properties.get("Start Date") ?? item.properties.get("Due Date");
      return start === undefined ? [] : start.flatMap((inner) => datesOf(inner, env));
    }
    case "placeholder":
      throw new NeedsPlaceholder(item.of);
    default:
      return [];
  }
}

/** Every link in an item. */
export function urlsOf(item: Item, env: Environment): string[] {
  switch (item.kind) {
    case "url":
      return [item.url];
    case "text":
    case "richText": {
      const links = recogniseLinks(item.text, env);
      const trimmed = item.text.trim();
      if (links.length > 0 || !/^[A-Za-z][A-Za-z0-9+.-]*:\S/.test(trimmed)) return links;
      env.question(6);
      return [trimmed];
    }
    case "file":
      if (item.source !== undefined) return [item.source];
      if (item.path !== undefined) return [`file://${encodeURI(item.path)}`];
      return contentText(item) === undefined ? [] : recogniseLinks(contentText(item)!, env);
    case "record": {
      const links = item.properties.get("URL");
      return links === undefined ? [] : links.flatMap((inner) => urlsOf(inner, env));
    }
    case "placeholder":
      throw new NeedsPlaceholder(item.of);
    default:
      return [];
  }
}

/**
 * The dictionaries that an item is or holds as JSON, as a property list or as `key=value` pairs (3.4); of a JSON array,
 * its members. Undefined if it is none of these.
 */
export function dictionariesOf(item: Item, env: Environment): Value | undefined {
  switch (item.kind) {
    case "dictionary":
      return [item];
    case "text":
    case "richText":
      return parseDictionary(item.text, env);
    case "url": {
      // The query's parameters; what stands behind a # is none of them.
      const query = /^[^?#]*\?([^#]*)/.exec(item.url)?.[1];
      return query === undefined ? undefined : [parseQuery(query)];
    }
    case "file": {
      const cell =
        item.type.includes("plist") || item.content instanceof Uint8Array ? plistCell(item) : undefined;
      if (cell !== undefined) return itemsOf(cell);
      const content = contentText(item);
      return content === undefined ? undefined : parseDictionary(content, env);
    }
    case "placeholder":
      throw new NeedsPlaceholder(item.of);
    default:
      return undefined;
  }
}

function parseDictionary(source: string, env: Environment): Value | undefined {
  const trimmed = source.trimStart();
  env.charge(source.length * 10);
  if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
    const cell = parseJson(source);
    return cell === undefined ? undefined : topLevel(cell, env);
  }
  if (trimmed.startsWith("<?xml") || trimmed.startsWith("<plist") || trimmed.startsWith("<!DOCTYPE plist")) {
    const cell = plistCell(source);
    return cell === undefined ? undefined : itemsOf(cell);
  }
  return /^[^=&\s]+=[^=&\n]*(?:&[^=&\s]+=[^=&\n]*)*\s*$/.test(trimmed)
    ? [parseQuery(trimmed.trimEnd())]
    : undefined;
}

function topLevel(cell: Cell, env: Environment): Value {
  if (cell !== null && !("kind" in cell)) env.question(41);
  return itemsOf(cell);
}

/** The one dictionary that an action works on: the first that the first items give. */
export function firstDictionary(value: Value, env: Environment): DictionaryItem | undefined {
  const found = value.length === 0 ? undefined : dictionariesOf(value[0]!, env);
  return found?.find((item): item is DictionaryItem => item.kind === "dictionary");
}

/**
 * A value as what an action or an aggrandizement asks for, by the name of the class; items that do not convert are
 * left out. Undefined where the class is none that is known here: then the value stays as it is.
 */
export function coerceClass(value: Value, className: string, env: Environment): Value {
  switch (className) {
    case "WFStringContentItem":
      return value.length === 1 && value[0]!.kind === "text"
        ? value
        : value.map((item) => textLike(item, env));
    case "WFNumberContentItem":
      return each(value, env, (item) => {
        const found = numberOf(item, env);
        return found === undefined ? [] : [number(found)];
      });
    case "WFBooleanContentItem":
      return each(value, env, (item) => {
        const found = booleanOf(item, env);
        return found === undefined ? [] : [boolean(found)];
      });
    case "WFDictionaryContentItem":
      return each(value, env, (item) =>
        (dictionariesOf(item, env) ?? []).filter(({ kind }) => kind === "dictionary"),
      );
    case "WFDateContentItem":
      return each(value, env, (item) => datesOf(item, env).map(date));
    case "WFURLContentItem":
      return each(value, env, (item) => (item.kind === "url" ? [item] : urlsOf(item, env).map(url)));
    case "WFContactContentItem":
    case "WFVCardContentItem":
      return each(value, env, (item) => contactsOf(item));
    case "WFRichTextContentItem":
      return each(value, env, (item) =>
        item.kind === "richText" ? [item] : [{ kind: "richText", text: itemText(item, env) } as const],
      );
    case "WFGenericFileContentItem":
      return each(value, env, (item) => [fileOf(item, env)]);
    case "WFImageContentItem":
      return each(value, env, (item) => (item.kind === "file" && isImage(item.type) ? [item] : []));
    case "WFPDFContentItem":
      return each(value, env, (item) =>
        item.kind === "file" && item.type === MIME_TYPES["application/pdf"] ? [item] : [],
      );
    case "WFLocationContentItem":
      return each(value, env, (item) => (item.kind === "record" && item.type === "location" ? [item] : []));
    case "WFWorkflowContentItem":
      return each(value, env, (item) => [
        item.kind === "record" && item.type === "shortcut" ? item : record("shortcut", itemText(item, env)),
      ]);
    default:
      return value;
  }
}

function textLike(item: Item, env: Environment): Item {
  if (item.kind === "text") return item;
  if (item.kind === "placeholder") return item;
  const content = itemText(item, env);
  return item.name === undefined || item.kind === "file" || item.kind === "record"
    ? text(content)
    : text(content, item.name);
}

export function isImage(type: string): boolean {
  return /^public\.(?:image|png|jpeg|heic|heif|tiff|gif|bmp|webp)|com\.compuserve\.gif|photo/.test(type);
}

function each(value: Value, env: Environment, convert: (item: Item) => readonly Item[]): Value {
  const found: Item[] = [];
  let failed = 0;
  for (const item of value) {
    const converted = convert(item);
    if (converted.length === 0) failed++;
    for (const inner of converted) found.push(inner);
  }
  if (failed > 0 && found.length > 0) env.question(11);
  return found;
}

/** Contacts of vCards (1.9). */
export function contactsOf(item: Item): Value {
  if (item.kind === "record") return item.type === "contact" ? [item] : [];
  if (item.kind === "placeholder") throw new NeedsPlaceholder(item.of);
  let cards = CARDS.get(item);
  if (!cards) CARDS.set(item, (cards = cardsIn(item)));
  return cards;
}

/** The contacts of items that were asked for them: a menu of cards is asked for each of its rows. */
const CARDS = new WeakMap<Item, Value>();

function cardsIn(item: Item): Value {
  const content = item.kind === "text" ? item.text : item.kind === "file" ? contentText(item) : undefined;
  return content === undefined ? [] : parseVCards(content);
}

/** Whether an item is a file of contacts, which lists take apart. */
export function isVCard(item: Item): boolean {
  if (item.kind === "file")
    return item.type === "public.vcard" || extensionOf(item.name).toLowerCase() === "vcf";
  return item.kind === "text" && item.name !== undefined && extensionOf(item.name).toLowerCase() === "vcf";
}

/** A value as text, for a field that takes text. */
export function fieldText(value: Value, env: Environment): string {
  return textOf(value, env);
}
