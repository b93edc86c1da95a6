import { attachmentOf, serialization, unwrap } from "../ir/token.ts";
import { hasKeys, isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Dict, type Expr, type List } from "../python/ast.ts";
import { helper, report, within, type Context } from "../context/writing.ts";
import {
  calledName,
  dictOf,
  envelope,
  isCallOf,
  literalNumber,
  literalText,
  wrappedText,
  type MatchContext,
} from "../context/matching.ts";
import {
  isTextToken,
  matchTextOrVariable,
  matchTextToken,
  textParts,
  writeTextOrVariable,
} from "./text-token.ts";
import { isToken, isTokenExpr, matchToken, writeToken } from "./token.ts";
import { isRecord, writeRecord } from "./record.ts";

/** Types of items in dictionaries and lists (`api-docs/format.md`, 4.4). */
export const itemTypes = { text: 0, dictionary: 1, array: 2, number: 3, boolean: 4, file: 5 } as const;

const {
  text: TEXT,
  dictionary: DICTIONARY,
  array: ARRAY,
  number: NUMBER,
  boolean: BOOLEAN,
  file: FILE,
} = itemTypes;

/** Serialization types of items that can be a value or a variable. */
export const BOOLEAN_STATE = "WFNumberSubstitutableState";
const DICTIONARY_STATE = "WFDictionarySubstitutableParameterState";
const ARRAY_STATE = "WFArraySubstitutableParameterState";
const FILE_STATE = "WFTokenAttachmentParameterState";

/**
 * The payload of a WFDictionaryFieldValue as a display: `{"name": "Ann", "age": 5, "ok": True}`, the type of each
 * item told by its literal. A dictionary with equal keys or items of an unknown shape is written as
 * `Dictionary(Item(key, value), ...)`, which can hold both.
 */
export function writeDictionary(payload: PlistValue, ctx: Context): Expr | undefined {
  const items = itemsOf(payload);
  if (!items) return undefined;
  // Each item is written once: a second time on every level would double the work with each.
  const written = items.map((item) => writeItem(item, ctx) ?? ctx.writeValue(item));
  const entries = written.filter(isEntry);
  if (entries.length === items.length && !hasEqualKeys(entries)) return py.dict(entries);
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

function hasEqualKeys(entries: readonly Entry[]): boolean {
  if (entries.length < 2) return false;
  const texts = new Set<string>();
  const others = new Set<string>();
  for (const { key } of entries) {
    if (key.kind === "Str") texts.add(key.value);
    else others.add(JSON.stringify(key));
  }
  return texts.size + others.size < entries.length;
}

function itemsOf(payload: PlistValue): PlistValue[] | undefined {
  if (!isDict(payload) || !hasKeys(payload, 1)) return undefined;
  const items = payload["WFDictionaryFieldValueItems"];
  return Array.isArray(items) ? items : undefined;
}

function writeItem(item: PlistValue, ctx: Context): Entry | undefined {
  if (!isDict(item) || !hasKeys(item, 3)) return undefined;
  const { WFItemType: type, WFKey: key, WFValue: value } = item;
  if (key === undefined || value === undefined) return undefined;
  // Whether the item has this form is known before anything in it is written, see above.
  if (typeof key !== "string" && !isTextToken(unwrap(key, serialization.textToken))) return undefined;
  const writtenValue = writeTyped(type, value, ctx);
  return writtenValue && { key: writeTextOrVariable(key, ctx), value: writtenValue };
}

/** A text, wrapped into a token string or not. */
function writeText(value: PlistValue, ctx: Context): Expr | undefined {
  const isText = typeof value === "string" || isTextToken(unwrap(value, serialization.textToken));
  return isText ? writeTextOrVariable(value, ctx) : undefined;
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
      const token = attachedToken(value, DICTIONARY_STATE);
      if (token) return helper(ctx, "Dictionary", [writeToken(token, ctx)]);
      const inner = unwrap(value, serialization.dictionary);
      const payload = inner === undefined ? undefined : unwrap(inner, serialization.dictionary);
      // Dictionary(Item(
      const written = payload === undefined ? undefined : within(ctx, 2, () => writeDictionary(payload, ctx));
      return written && looksLikeToken(written) ? undefined : written;
    }
    case ARRAY: {
      const token = attachedToken(value, ARRAY_STATE);
      if (token) return helper(ctx, "Array", [writeToken(token, ctx)]);
      const items = unwrap(value, serialization.array);
      return Array.isArray(items) ? within(ctx, 1, () => writeArray(items, ctx)) : undefined;
    }
    case FILE: {
      const token = attachedToken(value, FILE_STATE);
      return token && helper(ctx, "File", [writeToken(token, ctx)]);
    }
    default:
      return undefined;
  }
}

/** Whether a dictionary of one item of an unknown shape would be read as a variable that holds a dictionary. */
function looksLikeToken(written: Expr): boolean {
  if (!isCallOf(written, "Dictionary") || written.args.length !== 1) return false;
  return isTokenExpr(written.args[0]!);
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
    const typed = hasKeys(item, 2) && value !== undefined ? writeTyped(type, value, ctx) : undefined;
    return typed ?? writeRecord(item, ctx);
  }
  report(ctx, "SC4008", "A list holds an item of a kind that is not known.");
  return helper(ctx, "Item", [ctx.writeValue(item)]);
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
  const token = attachedToken(value, BOOLEAN_STATE);
  if (token) return helper(ctx, "Boolean", [writeToken(token, ctx)]);
  const payload = unwrap(value, BOOLEAN_STATE);
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

/** The payload of a Dictionary, from `{...}` or the arguments of `Dictionary(...)`. */
export function matchDictionary(expr: Dict | Call, ctx: MatchContext): PlistDict {
  ctx.use(expr);
  const items =
    expr.kind === "Dict"
      ? expr.entries.map(({ key, value }) => matchItem(key, value, ctx))
      : expr.args.map((item) => {
          const [key, value] = isCallOf(item, "Item") ? item.args : [];
          if (!key || !value) return ctx.matchValue(item);
          ctx.use(item);
          return matchItem(key, value, ctx);
        });
  return dictOf({ WFDictionaryFieldValueItems: items });
}

function matchItem(key: Expr, value: Expr, ctx: MatchContext): PlistDict {
  const [type, typed] = matchTyped(value, ctx);
  return dictOf({ WFItemType: type, WFKey: matchWrapped(key, ctx), WFValue: typed });
}

/** A text in an envelope, as dictionaries hold keys, texts and numbers. */
function matchWrapped(expr: Expr, ctx: MatchContext): PlistValue {
  const text = matchTextOrVariable(expr, ctx);
  if (text === undefined) {
    ctx.report(
      expr,
      "SC6003",
      "A text is expected here.",
      "Write a string, or an f-string with the variable.",
    );
    return "";
  }
  return typeof text === "string" ? wrappedText(text, ctx) : text;
}

/** The type of an item, told by its literal, and its value. */
function matchTyped(expr: Expr, ctx: MatchContext): [type: number, value: PlistValue] {
  if (textParts(expr)) return [TEXT, matchWrapped(expr, ctx)];
  ctx.use(expr);
  switch (expr.kind) {
    case "Num":
      return [NUMBER, wrappedText(expr.text, ctx)];
    case "Constant":
      return [BOOLEAN, envelope(BOOLEAN_STATE, expr.value === "None" ? null : expr.value === "True")];
    case "Dict":
      return [DICTIONARY, subDictionary(expr, ctx)];
    case "List":
      return [ARRAY, envelope(serialization.array, matchArray(expr, ctx))];
    case "Call":
      return matchTypedCall(expr, ctx) ?? [TEXT, matchVariableItem(expr, ctx)];
    default:
      return [TEXT, matchVariableItem(expr, ctx)];
  }
}

/** `Number(...)`, `Boolean(x)`, `Dictionary(...)`, `Array(x)`, `File(x)`. */
function matchTypedCall(call: Call, ctx: MatchContext): [type: number, value: PlistValue] | undefined {
  const [first] = call.args;
  switch (calledName(call)) {
    case "Number":
      return [NUMBER, first ? matchWrapped(first, ctx) : wrappedText("", ctx)];
    case "Boolean":
      if (first?.kind === "Num") return [BOOLEAN, envelope(BOOLEAN_STATE, Number(literalNumber(first, ctx)))];
      return first && [BOOLEAN, envelope(BOOLEAN_STATE, attached(first, ctx))];
    case "Dictionary":
      if (!first || call.args.length > 1 || !isTokenExpr(first))
        return [DICTIONARY, subDictionary(call, ctx)];
      return [DICTIONARY, envelope(DICTIONARY_STATE, attached(first, ctx))];
    case "Array":
      return first && [ARRAY, envelope(ARRAY_STATE, attached(first, ctx))];
    case "File":
      return first && [FILE, envelope(FILE_STATE, attached(first, ctx))];
    default:
      return undefined;
  }
}

/** A variable as it stands has no type as an item; as a text it says the same. */
function matchVariableItem(expr: Expr, ctx: MatchContext): PlistValue {
  return envelope(serialization.textToken, matchTextToken([expr], ctx));
}

function subDictionary(expr: Dict | Call, ctx: MatchContext): PlistDict {
  return envelope(serialization.dictionary, envelope(serialization.dictionary, matchDictionary(expr, ctx)));
}

function attached(expr: Expr, ctx: MatchContext): PlistDict {
  return attachmentOf(matchToken(expr, ctx));
}

/** The items of a list, from its display. */
export function matchArray(list: List, ctx: MatchContext): PlistValue[] {
  ctx.use(list);
  return list.items.map((item) => {
    const text = literalText(item, ctx);
    if (text !== undefined) return text;
    if (isCallOf(item, "Item") && item.args[0]) {
      ctx.use(item);
      return ctx.matchValue(item.args[0]);
    }
    if (isRecord(item)) return ctx.matchValue(item);
    const [type, value] = matchTyped(item, ctx);
    return dictOf({ WFItemType: type, WFValue: value });
  });
}

/** The text of `5` or `Number("05")`; undefined for any other expression. */
export function matchNumeral(expr: Expr, ctx: MatchContext): PlistValue | undefined {
  if (expr.kind === "Num") return literalNumber(expr, ctx);
  const [first] = isCallOf(expr, "Number") ? expr.args : [];
  const text = first && matchTextOrVariable(first, ctx);
  if (text !== undefined) ctx.use(expr);
  return text;
}
