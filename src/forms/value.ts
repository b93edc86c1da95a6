import { serialization, unwrap } from "../ir/token.ts";
import { isDict, PlistDate, PlistReal, PlistUid, type PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Expr, type Keyword } from "../python/ast.ts";
import { isKeyword } from "../python/identifier.ts";
import { helper, keyword, within, type Context } from "./context.ts";
import { writeDictionary, writeArray } from "./dictionary.ts";
import { writeFilter } from "./filter.ts";
import { writeTextToken } from "./text-token.ts";
import { isToken, LONGEST_CHAIN, writeToken } from "./token.ts";

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
  if (isDict(value)) return withinBrackets(value, bracketsOf(value), ctx, () => writeDict(value, ctx));
  return writeScalarObject(value, ctx);
}

/** Writes a value in its own spelling; one that is nested too deeply for Python's parser as JSON. */
export function withinBrackets(value: PlistValue, brackets: number, ctx: Context, write: () => Expr): Expr {
  return within(ctx, brackets, write) ?? helper(ctx, "PropertyList", [py.str(flatten(value))]);
}

/** The most brackets that the spelling of a value opens around one value that stands in it. */
function bracketsOf(value: PlistDict): number {
  switch (value["WFSerializationType"]) {
    case serialization.textToken:
    case serialization.attachment:
      // Text(aggrandize(aggrandize(..., more=dict({
      return LONGEST_CHAIN + 4;
    case serialization.filter:
      // AllOf(Where(more=dict({
      return 4;
    case undefined:
      return isToken(value) ? LONGEST_CHAIN + 4 : 2;
    default:
      // Quantity(dict({
      return 3;
  }
}

function writeDict(value: PlistDict, ctx: Context): Expr {
  if (value["WFSerializationType"] !== undefined) {
    const envelope = writeEnvelope(value, ctx);
    if (envelope) return envelope;
  } else if (isToken(value)) {
    return helper(ctx, "Token", [writeToken(value, ctx)]);
  }
  return writeRecord(value, ctx);
}

/** A value with a serialization type, in the spelling of that type; undefined if it does not fit. */
function writeEnvelope(value: PlistDict, ctx: Context): Expr | undefined {
  const type = value["WFSerializationType"];
  if (typeof type !== "string") return undefined;
  const payload = unwrap(value, type);
  if (payload === undefined) return undefined;
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

/** `Quantity("6", "hr")`: a number, itself perhaps a token, and its unit. */
export function writeQuantity(
  payload: PlistValue,
  name: "Quantity" | "Duration",
  ctx: Context,
): Expr | undefined {
  if (!isDict(payload)) return undefined;
  const magnitude = payload["Magnitude"];
  const unit = payload["Unit"];
  const keys = (magnitude === undefined ? 0 : 1) + (unit === undefined ? 0 : 1);
  if (
    keys === 0 ||
    keys !== Object.keys(payload).length ||
    (unit !== undefined && typeof unit !== "string")
  ) {
    return undefined;
  }
  if (magnitude === undefined) return helper(ctx, name, [], [keyword("unit", py.str(unit!))]);
  const amount = writeAmount(magnitude, ctx);
  return helper(ctx, name, unit === undefined ? [amount] : [amount, py.str(unit)]);
}

/** The token of an amount stands without an envelope; one in an envelope is written as a record. */
function writeAmount(amount: PlistValue, ctx: Context): Expr {
  if (!isDict(amount)) return writeValue(amount, ctx);
  return isToken(amount) ? writeToken(amount, ctx) : writeRecord(amount, ctx);
}

/** `TimeOffset("Add", 1, "Day")`, of old Adjust Date actions. */
function writeTimeOffset(payload: PlistValue, ctx: Context): Expr | undefined {
  if (!isDict(payload) || Object.keys(payload).length !== 3) return undefined;
  const { Operation: operation, Unit: unit, Value: amount } = payload;
  if (typeof operation !== "string" || typeof unit !== "string" || amount === undefined) return undefined;
  return helper(ctx, "TimeOffset", [py.str(operation), writeAmount(amount, ctx), py.str(unit)]);
}

function writeContacts(payload: PlistValue, ctx: Context): Expr | undefined {
  if (!isDict(payload) || Object.keys(payload).length !== 1) return undefined;
  const contacts = payload["WFContactFieldValues"];
  return Array.isArray(contacts) ? helper(ctx, "Contacts", [writeValue(contacts, ctx)]) : undefined;
}

/**
 * A dictionary of the property list as it stands: `dict(Name="Notes")`, or `dict({"a-b": 1})` where a key is no
 * keyword argument. Keys are sorted, since a property list gives their order no meaning.
 */
export function writeRecord(value: PlistDict, ctx: Context): Expr {
  const keys = Object.keys(value).sort();
  if (keys.every(isArgumentName)) return py.call("dict", [], writeRecordKeywords(value, ctx));
  const entries = keys.map((key) => ({ key: py.str(key), value: writeValue(value[key]!, ctx) }));
  return py.call("dict", [py.dict(entries)]);
}

/**
 * The entries of a record as keyword arguments; odd keys, and those that are the names of other arguments, go into a
 * `more=dict({...})` at the end.
 */
export function writeRecordKeywords(
  value: PlistDict,
  ctx: Context,
  except: ReadonlySet<string> = new Set(),
  taken: ReadonlySet<string> = new Set(),
): Keyword[] {
  const keywords: Keyword[] = [];
  const odd: { key: Expr; value: Expr }[] = [];
  for (const key of Object.keys(value).sort()) {
    if (except.has(key)) continue;
    const expr = writeValue(value[key]!, ctx);
    if (isArgumentName(key) && key !== "more" && !taken.has(key)) keywords.push(keyword(key, expr));
    else odd.push({ key: py.str(key), value: expr });
  }
  if (odd.length > 0) keywords.push(keyword("more", py.call("dict", [py.dict(odd)])));
  return keywords;
}

function isArgumentName(key: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !isKeyword(key);
}

function writeScalarObject(value: Uint8Array | PlistReal | PlistDate | PlistUid, ctx: Context): Expr {
  if (value instanceof PlistReal) return writeReal(value.value);
  if (value instanceof Uint8Array) return helper(ctx, "Data", [py.str(toBase64(value))]);
  if (value instanceof PlistUid) return helper(ctx, "Uid", [py.num(String(value.value))]);
  return writeDate(value, ctx);
}

/** A real in Python's spelling; never one that reads as an integer. */
export function writeReal(value: number): Expr {
  if (Number.isNaN(value)) return py.call("float", [py.str("nan")]);
  if (!Number.isFinite(value)) return py.call("float", [py.str(value > 0 ? "inf" : "-inf")]);
  const text = Object.is(value, -0) ? "-0" : String(value).replace("e+", "e");
  return py.num(/[.e]/.test(text) ? text : `${text}.0`);
}

/** Seconds from the epoch of JavaScript (1970) to that of property lists (2001). */
const REFERENCE = 978_307_200;

/**
 * `datetime.datetime(2020, 12, 24, 18, 30)` in UTC, to the microsecond as Python counts; `Date(seconds)` for moments
 * that Python's calendar cannot hold exactly.
 */
function writeDate(date: PlistDate, ctx: Context): Expr {
  const whole = Math.floor(date.seconds);
  const micros = Math.round((date.seconds - whole) * 1e6);
  const moment = new Date((whole + REFERENCE) * 1000);
  const year = moment.getUTCFullYear();
  const exact = micros < 1e6 && whole + micros / 1e6 === date.seconds;
  if (!exact || !(year >= 1 && year <= 9999)) return helper(ctx, "Date", [writeReal(date.seconds)]);
  const fields = [
    year,
    moment.getUTCMonth() + 1,
    moment.getUTCDate(),
    moment.getUTCHours(),
    moment.getUTCMinutes(),
    moment.getUTCSeconds(),
    micros,
  ];
  while (fields.length > 3 && fields.at(-1) === 0) fields.pop();
  ctx.imports.add("datetime");
  const numbers = fields.map((field) => py.num(String(field)));
  return py.call(py.attribute(py.name("datetime"), "datetime"), numbers);
}

const BASE64 = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PADDING = 0x3d;

/** Base64 with padding, in one line. */
function toBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  const write = (to: number, bits: number) => {
    text[to] = BASE64[bits >> 18]!;
    text[to + 1] = BASE64[(bits >> 12) & 63]!;
    text[to + 2] = BASE64[(bits >> 6) & 63]!;
    text[to + 3] = BASE64[bits & 63]!;
  };
  const left = bytes.length % 3;
  const end = bytes.length - left;
  let to = 0;
  for (let from = 0; from < end; from += 3, to += 4) {
    write(to, (bytes[from]! << 16) | (bytes[from + 1]! << 8) | bytes[from + 2]!);
  }
  if (left > 0) {
    write(to, (bytes[end]! << 16) | ((bytes[end + 1] ?? 0) << 8));
    text.fill(PADDING, to + 1 + left);
  }
  return new TextDecoder().decode(text);
}

/** A deeply nested value as JSON with a tag before each scalar, so that nothing of its type is lost. */
function flatten(value: PlistValue): string {
  return JSON.stringify(tagged(value));
}

function tagged(value: PlistValue): unknown {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number" || typeof value === "bigint") return { integer: String(value) };
  if (value instanceof PlistReal) return { real: Object.is(value.value, -0) ? "-0" : String(value.value) };
  if (value instanceof PlistDate) return { date: String(value.seconds) };
  if (value instanceof PlistUid) return { uid: String(value.value) };
  if (value instanceof Uint8Array) return { data: toBase64(value) };
  if (Array.isArray(value)) return value.map(tagged);
  return { dict: Object.entries(value).map(([key, item]) => [key, tagged(item)]) };
}
