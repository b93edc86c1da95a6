import { quote } from "../diagnostics/error.ts";
import { printBase64 } from "../plist/print-scalars.ts";
import { parseBase64 } from "../plist/scalars.ts";
import { attachmentOf, serialization, unwrap } from "../ir/token.ts";
import { isDict, PlistDate, PlistDict, PlistReal, PlistUid, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Dict, type Expr, type Keyword, type Name, type Str } from "../python/ast.ts";
import { isKeyword } from "../python/identifier.ts";
import { helper, keyword, report, within, type Context } from "../context/writing.ts";
import { matchArray, matchDictionary, writeArray, writeDictionary } from "./dictionary.ts";
import { matchFilter, writeFilter } from "./filter.ts";
import {
  argument,
  calledName,
  dictOf,
  envelope,
  isCallOf,
  recordFields,
  type MatchContext,
} from "../context/matching.ts";
import { matchText, textParts, writeTextToken } from "./text-token.ts";
import { isToken, isTokenExpr, LONGEST_CHAIN, matchToken, writeToken } from "./token.ts";

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
  return recordOf(value, (key) => writeUuid(key, value, ctx) ?? writeValue(value[key]!, ctx));
}

function recordOf(value: PlistDict, write: (key: string) => Expr): Expr {
  const keys = Object.keys(value).sort();
  if (keys.every(isArgumentName)) {
    return py.call(
      "dict",
      [],
      keys.map((key) => keyword(key, write(key))),
    );
  }
  return py.call("dict", [py.dict(keys.map((key) => ({ key: py.str(key), value: write(key) })))]);
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
    const expr = writeUuid(key, value, ctx) ?? writeValue(value[key]!, ctx);
    if (isArgumentName(key) && key !== "more" && !taken.has(key)) keywords.push(keyword(key, expr));
    else odd.push({ key: py.str(key), value: expr });
  }
  if (odd.length > 0) keywords.push(keyword("more", py.call("dict", [py.dict(odd)])));
  return keywords;
}

const OUTPUT = "ActionOutput";
const OUTPUT_UUID = "OutputUUID";

/**
 * The UUID in a token of an output as the output's name, as everywhere; undefined for all other fields. A UUID that
 * nothing has is written as it is, but not so that it looks like a name.
 */
export function writeUuid(key: string, token: PlistDict, ctx: Context): Expr | undefined {
  const value = token[key];
  if (key !== OUTPUT_UUID || typeof value !== "string" || token["Type"] !== OUTPUT) return undefined;
  const name = ctx.names.known(value) ?? nameOfLost(value, ctx);
  if (name !== undefined) return py.str(name);
  return ctx.names.has(value) ? helper(ctx, "PropertyList", [py.str(flatten(value))]) : undefined;
}

/** A name for an output that only references know, while there still is a place to define it. */
function nameOfLost(uuid: string, ctx: Context): string | undefined {
  const labels = ctx.references.outputs.get(uuid);
  return labels && !ctx.isHoisted ? nameMissing(uuid, [...labels.keys()][0]!, ctx) : undefined;
}

/** The name of an output that no action makes; a line at the top defines it. */
export function nameMissing(uuid: string, label: string, ctx: Context): string {
  const name = ctx.names.missing(uuid, label);
  if (!ctx.missing.has(name)) {
    ctx.missing.set(name, label);
    report(ctx, "SC4002", `This action reads an output named ${quote(label)} that no action makes.`);
  }
  return name;
}

function isArgumentName(key: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !isKeyword(key);
}

function writeScalarObject(value: Uint8Array | PlistReal | PlistDate | PlistUid, ctx: Context): Expr {
  if (value instanceof PlistReal) return writeReal(value.value);
  if (value instanceof Uint8Array) return helper(ctx, "Data", [py.str(printBase64(value))]);
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
  if (value instanceof Uint8Array) return { data: printBase64(value) };
  if (Array.isArray(value)) return value.map(tagged);
  return { dict: Object.entries(value).map(([key, item]) => [key, tagged(item)]) };
}

/** The value that an expression stands for: the inverse of {@link writeValue}. */
export function matchValue(expr: Expr, ctx: MatchContext): PlistValue {
  const parts = textParts(expr);
  if (parts) return matchText(parts, ctx);
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

/** A numeral: an integer, or a real if it is spelled like one. */
export function matchNumber(text: string): PlistValue {
  if (/[.eE]/.test(text)) return new PlistReal(Number(text));
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** `dict(key=value)`, `dict({"odd key": value})`, `dict()`; with a variable in the brackets it is a coercion. */
export function isRecord(expr: Expr): expr is Call & { func: Name } {
  return isCallOf(expr, "dict") && (expr.args.length === 0 || expr.args[0]!.kind === "Dict");
}

/** The fields of a record, from keyword arguments: the inverse of {@link writeRecordKeywords}. */
export function matchRecord(keywords: readonly Keyword[], ctx: MatchContext): PlistDict {
  return matchEntries(recordFields(keywords), matchValue, ctx);
}

/** The fields of a record, or of data: the UUID in a token of an output is the output's name, as everywhere. */
export function matchEntries(
  fields: Iterable<{ key: string; value: Expr }>,
  match: (expr: Expr, ctx: MatchContext) => PlistValue,
  ctx: MatchContext,
): PlistDict {
  const dict = new PlistDict();
  let name: string | undefined;
  for (const { key, value } of fields) {
    dict[key] = match(value, ctx);
    if (key === OUTPUT_UUID) name = value.kind === "Str" ? value.value : undefined;
  }
  const uuid = name !== undefined && dict["Type"] === OUTPUT ? ctx.outputUuid(name) : undefined;
  if (uuid !== undefined) dict[OUTPUT_UUID] = uuid;
  return dict;
}

/** The entries of a display whose keys are texts. */
export function displayFields({ entries }: Dict): { key: string; value: Expr }[] {
  return entries.flatMap(({ key, value }) => (key.kind === "Str" ? [{ key: key.value, value }] : []));
}

/** Calls that stand for a value and no variable; undefined for all others. */
function matchValueCall(call: Call, ctx: MatchContext): PlistValue | undefined {
  const [first, second, third] = call.args;
  switch (calledName(call)) {
    case "dict": {
      if (!isRecord(call)) return undefined;
      const odd = first?.kind === "Dict" ? displayFields(first) : [];
      return matchEntries([...recordFields(call.keywords), ...odd], matchValue, ctx);
    }
    case "float":
      return first?.kind === "Str"
        ? new PlistReal(Number(first.value.replace("inf", "Infinity")))
        : undefined;
    case "Data":
      return first?.kind === "Str" ? bytesOf(first, ctx) : undefined;
    case "Date":
      return first?.kind === "Num" ? new PlistDate(Number(first.text)) : undefined;
    case "Uid":
      return first?.kind === "Num" ? new PlistUid(integerOf(first.text)) : undefined;
    case "Token":
      return first && !isRecord(first) ? matchToken(first, ctx) : undefined;
    case "PropertyList":
      return first?.kind === "Str" ? unflatten(first.value) : undefined;
    case "Quantity":
      return envelope(serialization.quantity, matchQuantity(call, ctx));
    case "TimeOffset":
      return (
        first &&
        second &&
        third &&
        envelope(
          serialization.timeOffset,
          dictOf({
            Operation: matchValue(first, ctx),
            Value: matchAmount(second, ctx),
            Unit: matchValue(third, ctx),
          }),
        )
      );
    case "Array":
      return first?.kind === "List" ? envelope(serialization.array, matchArray(first, ctx)) : undefined;
    case "Contacts":
      return (
        first && envelope(serialization.contacts, dictOf({ WFContactFieldValues: matchValue(first, ctx) }))
      );
    case "Dictionary":
      return envelope(serialization.dictionary, matchDictionary(call, ctx));
    case "AllOf":
    case "AnyOf":
      return envelope(serialization.filter, matchFilter(call, ctx));
    default:
      return matchDate(call);
  }
}

function bytesOf(text: Str, ctx: MatchContext): Uint8Array {
  const bytes = parseBase64(text.value);
  if (!bytes) ctx.report(text, "SC6003", "This is not base64.", "Data takes the bytes as one base64 text.");
  return bytes ?? new Uint8Array();
}

function integerOf(text: string): number | bigint {
  const value = matchNumber(text);
  return typeof value === "bigint" ? value : Number(text);
}

/** The payload of `Quantity("6", "kg")`, also of `Duration(...)`. */
export function matchQuantity(call: Call, ctx: MatchContext): PlistDict {
  const [amount, positional] = call.args;
  const unit = positional ?? argument(call, "unit");
  return dictOf({
    Magnitude: amount && matchAmount(amount, ctx),
    Unit: unit && matchValue(unit, ctx),
  });
}

function matchAmount(expr: Expr, ctx: MatchContext): PlistValue {
  return isTokenExpr(expr) ? matchToken(expr, ctx) : matchValue(expr, ctx);
}

/** `datetime.datetime(2020, 12, 24, 18, 30)`, in UTC. */
function matchDate(call: Call): PlistDate | undefined {
  const { func, args } = call;
  const isDateCall =
    func.kind === "Attribute" &&
    func.attr === "datetime" &&
    func.value.kind === "Name" &&
    func.value.id === "datetime";
  if (!isDateCall) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, micro = 0] = args.map((arg) =>
    arg.kind === "Num" ? Number(arg.text) : 0,
  );
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  moment.setUTCHours(hour, minute, second);
  return new PlistDate(moment.getTime() / 1000 - REFERENCE + micro / 1e6);
}

/** The inverse of {@link flatten}; null for a text that it never writes. */
function unflatten(text: string): PlistValue {
  try {
    return untagged(JSON.parse(text));
  } catch {
    return null;
  }
}

function untagged(value: unknown): PlistValue {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (Array.isArray(value)) return value.map(untagged);
  if (typeof value !== "object") return null;
  const [[tag, content] = ["", ""]] = Object.entries(value!);
  switch (tag) {
    case "integer":
      return matchNumber(String(content));
    case "real":
      return new PlistReal(Number(content));
    case "date":
      return new PlistDate(Number(content));
    case "uid":
      return new PlistUid(integerOf(String(content)));
    case "data":
      return parseBase64(String(content)) ?? null;
    case "dict": {
      const dict = new PlistDict();
      for (const [key, item] of content as [string, unknown][]) dict[key] = untagged(item);
      return dict;
    }
    default:
      return null;
  }
}
