import { serialization, unwrap } from "../ir/token.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Dict, type Expr } from "../python/ast.ts";
import { helper, report, within, type Context } from "./context.ts";
import { isTextToken, writeTextToken } from "./text-token.ts";
import { isToken, writeToken } from "./token.ts";
import { writeRecord, writeValue } from "./value.ts";

/** Types of items in dictionaries and lists (format reference, section 4.4). */
const TEXT = 0;
const DICTIONARY = 1;
const ARRAY = 2;
const NUMBER = 3;
const BOOLEAN = 4;
const FILE = 5;

/**
 * The payload of a WFDictionaryFieldValue as a display: `{"name": "Ann", "age": 5, "ok": True}`, the type of each
 * item told by its literal. A dictionary with equal keys or items of an unknown shape is written as
 * `Dictionary(Item(key, value), ...)`, which can hold both.
 */
export function writeDictionary(payload: PlistValue, ctx: Context): Expr | undefined {
  const items = itemsOf(payload);
  if (!items) return undefined;
  // Each item is written once: a second time on every level would double the work with each.
  const written = items.map((item) => writeItem(item, ctx) ?? writeValue(item, ctx));
  const entries = written.filter(isEntry);
  const keys = new Set(entries.map(({ key }) => JSON.stringify(key)));
  if (keys.size === items.length) return py.dict(entries);
  return helper(
    ctx,
    "Dictionary",
    written.map((item) => (isEntry(item) ? helper(ctx, "Item", [item.key, item.value]) : item)),
  );
}

type Entry = Dict["entries"][number];

function isEntry(item: Entry | Expr): item is Entry {
  return !("kind" in item);
}

function itemsOf(payload: PlistValue): PlistValue[] | undefined {
  if (!isDict(payload) || Object.keys(payload).length !== 1) return undefined;
  const items = payload["WFDictionaryFieldValueItems"];
  return Array.isArray(items) ? items : undefined;
}

function writeItem(item: PlistValue, ctx: Context): Entry | undefined {
  if (!isDict(item) || Object.keys(item).length !== 3) return undefined;
  const { WFItemType: type, WFKey: key, WFValue: value } = item;
  if (key === undefined || value === undefined) return undefined;
  // Whether the item has this form is known before anything in it is written, see above.
  if (typeof key !== "string" && !isTextToken(unwrap(key, serialization.textToken))) return undefined;
  const writtenValue = writeTyped(type, value, ctx);
  return writtenValue && { key: writeText(key, ctx)!, value: writtenValue };
}

/** A text, wrapped into a token string or not. */
function writeText(value: PlistValue, ctx: Context): Expr | undefined {
  if (typeof value === "string") return py.str(value);
  const payload = unwrap(value, serialization.textToken);
  return payload === undefined ? undefined : writeTextToken(payload, ctx);
}

function writeTyped(type: PlistValue | undefined, value: PlistValue, ctx: Context): Expr | undefined {
  switch (type) {
    case TEXT:
      return writeText(value, ctx);
    case NUMBER: {
      const text = writeText(value, ctx);
      return text && writeNumeral(text, ctx);
    }
    case BOOLEAN:
      return writeBoolean(value, ctx);
    case DICTIONARY: {
      const token = attachedToken(value, "WFDictionarySubstitutableParameterState");
      if (token) return helper(ctx, "Dictionary", [writeToken(token, ctx)]);
      const inner = unwrap(value, serialization.dictionary);
      const payload = inner === undefined ? undefined : unwrap(inner, serialization.dictionary);
      // Dictionary(Item(
      return payload === undefined ? undefined : within(ctx, 2, () => writeDictionary(payload, ctx));
    }
    case ARRAY: {
      const token = attachedToken(value, "WFArraySubstitutableParameterState");
      if (token) return helper(ctx, "Array", [writeToken(token, ctx)]);
      const items = unwrap(value, serialization.array);
      return Array.isArray(items) ? within(ctx, 1, () => writeArray(items, ctx)) : undefined;
    }
    case FILE: {
      const token = attachedToken(value, "WFTokenAttachmentParameterState");
      return token && helper(ctx, "File", [writeToken(token, ctx)]);
    }
    default:
      return undefined;
  }
}

/**
 * The items of a list as a display. Texts are plain strings, or dictionaries with a type like those of a Dictionary;
 * an element of any other shape is written as a record.
 */
export function writeArray(items: PlistValue[], ctx: Context): Expr {
  return py.list(items.map((item) => writeElement(item, ctx)));
}

function writeElement(item: PlistValue, ctx: Context): Expr {
  if (typeof item === "string") return py.str(item);
  if (isDict(item)) {
    const { WFItemType: type, WFValue: value } = item;
    const typed =
      Object.keys(item).length === 2 && value !== undefined ? writeTyped(type, value, ctx) : undefined;
    return typed ?? writeRecord(item, ctx);
  }
  report(ctx, "SC4008", "A list holds an item of a kind that is not known.");
  return helper(ctx, "Item", [writeValue(item, ctx)]);
}

/** A numeral that Python spells the same is a number; `05`, `1,5` or a text with tokens is `Number("05")`. */
export function writeNumeral(text: Expr, ctx: Context): Expr {
  if (text.kind === "Str" && isNumeral(text.value)) return py.num(text.value);
  return helper(ctx, "Number", [text]);
}

/** Longer ones are for nobody to read as a number, and CPython reads no integer of more than 4,300 digits. */
const LONGEST_NUMERAL = 100;

export function isNumeral(text: string): boolean {
  return text.length <= LONGEST_NUMERAL && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
}

function writeBoolean(value: PlistValue, ctx: Context): Expr | undefined {
  const type = "WFNumberSubstitutableState";
  const token = attachedToken(value, type);
  if (token) return helper(ctx, "Boolean", [writeToken(token, ctx)]);
  const payload = unwrap(value, type);
  if (typeof payload === "boolean") return py.bool(payload);
  // Generators write 0 and 1; the literal keeps the difference.
  return typeof payload === "number" ? helper(ctx, "Boolean", [py.num(String(payload))]) : undefined;
}

/** The token inside `{Value: attachment, WFSerializationType: type}`. */
function attachedToken(value: PlistValue, type: string): PlistDict | undefined {
  const inner = unwrap(value, type);
  const token = inner === undefined ? undefined : unwrap(inner, serialization.attachment);
  return token !== undefined && isToken(token) ? token : undefined;
}
