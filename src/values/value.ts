import {
  calledName,
  dictOf,
  displayFields,
  envelope,
  literalNumber,
  literalText,
  recordFields,
  type MatchContext,
} from "../context/matching.ts";
import { close, helper, open, type Context } from "../context/writing.ts";
import { attachmentOf, serialization } from "../ir/token.ts";
import {
  hasKeys,
  isDict,
  PlistDate,
  PlistReal,
  PlistUid,
  type PlistDict,
  type PlistValue,
} from "../plist/value.ts";
import { py, type Call, type Expr } from "../python/ast.ts";
import { matchArray, matchDictionary, writeArray, writeDictionary } from "./dictionary.ts";
import { matchFilter, writeFilter } from "./filter.ts";
import { unflatten, withinBrackets, writeFlat } from "./property-list.ts";
import { isNamedRecord, matchNamedRecord, writeNamedRecord } from "./named-record.ts";
import { CONTACT_KINDS } from "./record-kinds.ts";
import { matchQuantity, matchTimeOffset, writeQuantity, writeTimeOffset } from "./quantity.ts";
import { isRecord, matchEntries, recordOf, writeRecord, writeUuid } from "./record.ts";
import { bytesOf, integerOf, matchDate, matchNumber, numberedData, writeScalarObject } from "./scalars.ts";
import { matchText, writeTextToken } from "./text-token.ts";
import { isToken, LONGEST_CHAIN, matchToken, writeToken } from "./token.ts";

/**
 * Any value of a parameter as an expression. Each serialization type has a spelling of its own, and each spelling
 * means one serialization type: a display `{...}` is a Dictionary with typed items, `dict(...)` a plain record,
 * a bare name an attachment, an f-string a text with tokens. What fits no spelling is written as a record, whole.
 */
export function writeValue(value: PlistValue, ctx: Context): Expr {
  if (typeof value === "string") return py.str(value);
  if (typeof value === "number") return py.num(String(value));
  if (typeof value === "boolean") return py.bool(value);
  if (typeof value === "bigint") return py.num(String(value));
  if (value === null) return py.none();
  if (Array.isArray(value)) {
    return withinBrackets(value, 1, ctx, () => py.list(value.map((item) => writeValue(item, ctx))));
  }
  return isDict(value) ? writeDict(value, ctx) : writeScalarObject(value, ctx);
}

/** A value as the file holds it, tokens and envelopes as records. */
export function writeRaw(value: PlistValue, ctx: Context): Expr {
  if (Array.isArray(value)) {
    return withinBrackets(value, 1, ctx, () => py.list(value.map((item) => writeRaw(item, ctx))));
  }
  if (!isDict(value)) return writeValue(value, ctx);
  return withinBrackets(value, 2, ctx, () =>
    recordOf(value, (key) => writeUuid(key, value, ctx) ?? writeRaw(value[key]!, ctx)),
  );
}

/** The most brackets that a token opens around a value in it: `Text(aggrandize(aggrandize(..., more=dict({`. */
const OF_TOKEN = LONGEST_CHAIN + 4;
/** `AllOf(where(more=dict({`. */
const OF_FILTER = 4;
/** `Quantity(dict({`. */
const OF_ENVELOPE = 3;
/** `dict({`. */
const OF_RECORD = 2;

function writeDict(value: PlistDict, ctx: Context): Expr {
  const type = value["WFSerializationType"];
  const isReference = type === undefined && isToken(value);
  // The most brackets that the spelling opens around one value that stands in it.
  const brackets =
    isReference || type === serialization.textToken || type === serialization.attachment
      ? OF_TOKEN
      : type === serialization.filter
        ? OF_FILTER
        : type === undefined
          ? OF_RECORD
          : OF_ENVELOPE;
  if (!open(ctx, brackets)) return writeFlat(value, ctx);
  const written =
    (isReference && helper(ctx, "Token", [writeToken(value, ctx)])) ||
    (typeof type === "string" && writeEnvelope(value, type, ctx)) ||
    (writeNamedRecord(value, ctx) ?? writeRecord(value, ctx));
  close(ctx, brackets);
  return written;
}

/** A value with a serialization type, in the spelling of that type; undefined if it does not fit. */
function writeEnvelope(value: PlistDict, type: string, ctx: Context): Expr | undefined {
  const payload = value["Value"];
  if (payload === undefined || !hasKeys(value, 2)) return undefined;
  switch (type) {
    case serialization.textToken:
      return writeTextToken(payload, ctx);
    case serialization.attachment:
      return isDict(payload) ? writeToken(payload, ctx) : undefined;
    case serialization.dictionary:
      return writeDictionary(payload, ctx);
    case serialization.array:
      return Array.isArray(payload) ? helper(ctx, "Array", [writeArray(payload, ctx)]) : undefined;
    case serialization.quantity:
      return writeQuantity(payload, "Quantity", ctx);
    case serialization.timeOffset:
      return writeTimeOffset(payload, ctx);
    case serialization.contacts:
      return writeContacts(payload, ctx);
    case serialization.filter:
      return writeFilter(payload, ctx);
    default:
      return undefined;
  }
}

function writeContacts(payload: PlistValue, ctx: Context): Expr | undefined {
  if (!isDict(payload) || Object.keys(payload).length !== 1) return undefined;
  const contacts = payload["WFContactFieldValues"];
  if (!Array.isArray(contacts)) return undefined;
  const each = contacts.map((entry) => {
    return (isDict(entry) && writeNamedRecord(entry, ctx, CONTACT_KINDS)) || writeValue(entry, ctx);
  });
  // One that has a name says by itself that it is a contact.
  const [only] = each;
  return each.length === 1 && isContact(only!) ? only : helper(ctx, "Contacts", [py.list(each)]);
}

const CONTACTS: ReadonlySet<string> = new Set(CONTACT_KINDS.map(({ helper: name }) => name));

function isContact(expr: Expr): expr is Call {
  return expr.kind === "Call" && CONTACTS.has(calledName(expr) ?? "");
}

function contacts(entries: PlistValue): PlistDict {
  return envelope(serialization.contacts, dictOf({ WFContactFieldValues: entries }));
}

/** What stands in the brackets of `Contacts`: contacts, each without an envelope of its own. */
function matchContacts(list: Expr, ctx: MatchContext): PlistValue {
  if (list.kind !== "List") return matchValue(list, ctx);
  ctx.use(list);
  return list.items.map((item) => {
    if (!isContact(item)) return matchValue(item, ctx);
    ctx.use(item);
    return matchNamedRecord(item, ctx)!;
  });
}

/** The value that an expression stands for: the inverse of {@link writeValue}. */
export function matchValue(expr: Expr, ctx: MatchContext): PlistValue {
  const text = matchText(expr, ctx);
  if (text !== undefined) return text;
  ctx.use(expr);
  switch (expr.kind) {
    case "Num":
      return matchNumber(expr.text);
    case "Constant":
      return expr.value === "None" ? null : expr.value === "True";
    case "List":
      return expr.items.map((item) => matchValue(item, ctx));
    case "Dict":
      return envelope(serialization.dictionary, matchDictionary(expr, ctx));
    case "Call":
      return matchValueCall(expr, ctx) ?? attachmentOf(matchToken(expr, ctx));
    default:
      return attachmentOf(matchToken(expr, ctx));
  }
}

/** Calls that stand for a value and no variable; undefined for all others. */
function matchValueCall(call: Call, ctx: MatchContext): PlistValue | undefined {
  const [first] = call.args;
  switch (calledName(call)) {
    case "dict": {
      if (!isRecord(call)) return undefined;
      const odd = first?.kind === "Dict" ? displayFields(first, ctx) : [];
      return matchEntries(
        [...recordFields(call.keywords, ctx), ...odd],
        (expr) => matchValue(expr, ctx),
        ctx,
      );
    }
    case "float": {
      const text = literalText(first, ctx);
      return text === undefined ? undefined : new PlistReal(Number(text.replace("inf", "Infinity")));
    }
    case "Data":
      if (first?.kind === "Num") return numberedData(first, ctx);
      return first?.kind === "Str" ? bytesOf(first, ctx) : undefined;
    case "Date": {
      const seconds = literalNumber(first, ctx);
      return seconds === undefined ? undefined : new PlistDate(Number(seconds));
    }
    case "Uid": {
      const number = literalNumber(first, ctx);
      return number === undefined ? undefined : new PlistUid(integerOf(number));
    }
    case "Token":
      return first && !isRecord(first) ? matchToken(first, ctx) : undefined;
    case "PropertyList": {
      const text = literalText(first, ctx);
      return text === undefined ? undefined : unflatten(text);
    }
    case "Quantity":
      return envelope(serialization.quantity, matchQuantity(call, ctx));
    case "TimeOffset":
      return matchTimeOffset(call, ctx);
    case "Array":
      return first?.kind === "List" ? envelope(serialization.array, matchArray(first, ctx)) : undefined;
    case "Contacts":
      return first && contacts(matchContacts(first, ctx));
    case "Dictionary":
      return envelope(serialization.dictionary, matchDictionary(call, ctx));
    case "AllOf":
    case "AnyOf":
      return envelope(serialization.filter, matchFilter(call, ctx));
    default: {
      if (!isNamedRecord(call)) return matchDate(call, ctx);
      const record = matchNamedRecord(call, ctx)!;
      return isContact(call) ? contacts([record]) : record;
    }
  }
}
