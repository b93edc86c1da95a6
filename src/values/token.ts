import { wholeOf } from "../python/walk.ts";
import { quote } from "../diagnostics/error.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Keyword } from "../python/ast.ts";
import { isKeyword } from "../python/identifier.ts";
import { helper, keyword, read, report, type Context, type Helper } from "../context/writing.ts";
import { argument, calledName, dictOf, recordFields, type MatchContext } from "../context/matching.ts";
import { writeSource } from "./source.ts";
import { isRecord, matchRecord, nameMissing, writeRecord, writeRecordKeywords } from "./record.ts";

/** Keys that a token may carry beside its own without meaning more by it: a stray name, or a cached identity. */
const CACHES: ReadonlySet<string> = new Set([
  "Type",
  "Aggrandizements",
  "OutputName",
  "VariableName",
  "VariableUUID",
]);

/** The most aggrandizements that are written one around the other; more, as no app writes them, are a record. */
export const LONGEST_CHAIN = 12;

/** Whether a dictionary is a token (`api-docs/format.md`, 5): a reference with its chain of aggrandizements. */
export function isToken(value: PlistValue): value is PlistDict {
  if (!isDict(value)) return false;
  switch (value["Type"]) {
    case "ActionOutput":
      return typeof value["OutputUUID"] === "string" && hasOnly(value, "OutputUUID");
    case "Variable":
      return typeof value["VariableName"] === "string" && hasOnly(value);
    case "Ask":
      return hasOnly(value, "Prompt");
    case "ExtensionInput":
    case "CurrentDate":
    case "Clipboard":
    case "DeviceDetails":
    case "Input":
      return hasOnly(value);
    default:
      return false;
  }
}

/** Whether a token has no keys but {@link CACHES} and `own`. */
function hasOnly(token: PlistDict, own?: string): boolean {
  const chain = token["Aggrandizements"];
  if (chain !== undefined && !(Array.isArray(chain) && chain.every(isDict))) return false;
  for (const key in token) if (!CACHES.has(key) && key !== own) return false;
  return true;
}

/**
 * A token as the expression that has its value: a name, a call, and what its aggrandizements do to it. One of a kind
 * that is not known is `Token(dict(Type="..."))`.
 */
export function writeToken(token: PlistDict, ctx: Context): Expr {
  const chain = token["Aggrandizements"];
  if (Array.isArray(chain) && chain.length > LONGEST_CHAIN) {
    return helper(ctx, "Token", [writeRecord(token, ctx)]);
  }
  if (!isToken(token)) {
    report(
      ctx,
      "SC4008",
      `This action reads a variable of a kind (${nameOf(token["Type"])}) that is not known.`,
    );
    return helper(ctx, "Token", [writeRecord(token, ctx)]);
  }
  let expr = writeReference(token, ctx);
  const steps = Array.isArray(chain) ? withoutDictionaries(chain as PlistDict[]) : [];
  for (const step of steps) expr = writeAggrandizement(expr, step, ctx);
  return expr;
}

/** For messages: what a type is called, whatever stands in its place. */
function nameOf(type: PlistValue | undefined): string {
  return typeof type === "string" ? quote(type) : "without a name";
}

function writeReference(token: PlistDict, ctx: Context): Expr {
  switch (token["Type"]) {
    case "ActionOutput": {
      const uuid = token["OutputUUID"] as string;
      const bound = ctx.names.output(uuid);
      if (bound !== undefined) return read(ctx, bound);
      const label = typeof token["OutputName"] === "string" ? token["OutputName"] : "";
      return py.name(nameMissing(uuid, label, ctx));
    }
    case "Variable":
      return read(ctx, ctx.names.variable(token["VariableName"] as string));
    case "ExtensionInput":
      return read(ctx, "shortcut_input");
    case "Ask": {
      const prompt = token["Prompt"];
      return helper(ctx, "ask_each_time", prompt === undefined ? [] : [ctx.writeValue(prompt)]);
    }
    case "CurrentDate":
      return helper(ctx, "current_date");
    case "Clipboard":
      return helper(ctx, "get_clipboard");
    case "DeviceDetails":
      return helper(ctx, "device_details");
    default:
      return writeActionInput(ctx);
  }
}

/** The `Input` token of old files means what the action itself takes as its input. */
function writeActionInput(ctx: Context): Expr {
  const input = writeSource(ctx.flow.inputOf.get(ctx.action) ?? null, ctx);
  return helper(ctx, "action_input", input ? [input] : []);
}

/** Ways to read a variable as something else that have a name; for others, `coerce_variable` takes the class. */
const COERCIONS = new Map<PlistValue | undefined, Helper>([
  ["WFStringContentItem", "as_text"],
  ["WFNumberContentItem", "as_number"],
  ["WFBooleanContentItem", "as_boolean"],
  ["WFDictionaryContentItem", "as_dictionary"],
  ["WFDateContentItem", "as_date"],
  ["WFURLContentItem", "as_url"],
  ["WFImageContentItem", "as_image"],
  ["WFGenericFileContentItem", "as_file"],
  ["WFContactContentItem", "as_contact"],
  ["WFRichTextContentItem", "as_rich_text"],
  ["WFLocationContentItem", "as_location"],
  ["WFAVAssetContentItem", "as_media"],
  ["WFPhotoMediaContentItem", "as_photo"],
]);

/** The same by name; Python's own words are read as well. */
const CLASSES = new Map<string, string>([
  ...[...COERCIONS].map(([itemClass, name]): [string, string] => [name, itemClass as string]),
  ["str", "WFStringContentItem"],
  ["float", "WFNumberContentItem"],
  ["bool", "WFBooleanContentItem"],
  ["dict", "WFDictionaryContentItem"],
]);

const DICTIONARY = "WFDictionaryContentItem";

/** A chain without the steps that read a variable as a dictionary before a key is taken: the key says it. */
export function withoutDictionaries<Step extends PlistValue>(chain: readonly Step[]): Step[] {
  return chain.filter((step, i) => {
    const isRedundant = isDict(step) && Object.keys(step).length === 2 && isKeyStep(chain[i + 1]);
    return !(isRedundant && step["CoercionItemClass"] === DICTIONARY && step["Type"] === COERCION);
  });
}

/** The opposite: with such a step before each key that has no other step of its kind before it. */
export function withDictionaries(chain: readonly PlistValue[]): PlistValue[] {
  return chain.flatMap((step, i) => {
    const before = chain[i - 1];
    const isRead = isDict(before) && before["Type"] === COERCION;
    return isKeyStep(step) && !isRead ? [coercionStep(DICTIONARY), step] : [step];
  });
}

function isKeyStep(step: PlistValue | undefined): boolean {
  return step !== undefined && isDict(step) && step["Type"] === "WFDictionaryValueVariableAggrandizement";
}

const COERCION = "WFCoercionVariableAggrandizement";

function writeAggrandizement(value: Expr, step: PlistDict, ctx: Context): Expr {
  const keys = Object.keys(step).length;
  switch (step["Type"]) {
    case "WFCoercionVariableAggrandizement": {
      const itemClass = step["CoercionItemClass"];
      if (typeof itemClass !== "string" || keys !== 2) break;
      const name = COERCIONS.get(itemClass);
      return name ? helper(ctx, name, [value]) : helper(ctx, "coerce_variable", [value, py.str(itemClass)]);
    }
    case "WFDictionaryValueVariableAggrandizement": {
      const key = step["DictionaryKey"];
      if (typeof key !== "string" || keys !== 2) break;
      return py.subscript(value, py.str(key));
    }
    case "WFPropertyVariableAggrandizement": {
      const name = step["PropertyName"];
      const info = step["PropertyUserInfo"];
      if (typeof name !== "string" || keys !== (info === undefined ? 2 : 3)) break;
      if (info !== undefined && !isUsualUserInfo(name, info)) {
        return helper(
          ctx,
          "get_property",
          [value, py.str(name)],
          [keyword("user_info", ctx.writeValue(info))],
        );
      }
      const plain = /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !isKeyword(name) && !isStringMethod(name);
      return plain ? py.attribute(value, name) : py.call("getattr", [value, py.str(name)]);
    }
    case "WFDateFormatVariableAggrandizement":
      return helper(ctx, "format_date", [value], writeFields(step, DATE_FIELDS, ctx));
    case "WFUnitVariableAggrandizement":
      return helper(ctx, "unit_variable_transform", [value], writeFields(step, UNIT_FIELDS, ctx));
  }
  report(
    ctx,
    "SC4008",
    `This action changes a variable in a way (${nameOf(step["Type"])}) that is not known.`,
  );
  return helper(ctx, "aggrandize", [value], writeRecordKeywords(step, ctx));
}

/** Names that an attribute must not have, because the dialect calls them as methods. */
function isStringMethod(name: string): boolean {
  return (
    name === "startswith" || name === "endswith" || name === "append" || name === "keys" || name === "values"
  );
}

/** The fields of a date format, in the order in which a reader wants them. */
const DATE_FIELDS: [key: string, name: string][] = [
  ["WFDateFormatStyle", "date_format"],
  ["WFDateFormat", "custom_format"],
  ["WFTimeFormatStyle", "time_format"],
  ["WFRelativeDateFormatStyle", "relative_format"],
  ["WFISO8601IncludeTime", "iso_include_time"],
];

const UNIT_FIELDS: [key: string, name: string][] = [
  ["WFMeasurementUnitType", "unit_type"],
  ["WFUnitSymbol", "unit_symbol"],
];

/** Fields under the dialect's names; any other key of the step keeps its own. */
function writeFields(step: PlistDict, fields: [string, string][], ctx: Context): Keyword[] {
  const keywords: Keyword[] = [];
  for (const [key, name] of fields) {
    const value = step[key];
    if (value !== undefined) keywords.push(keyword(name, ctx.writeValue(value)));
  }
  const known = new Set(["Type", ...fields.map(([key]) => key)]);
  const names = new Set(fields.map(([, name]) => name));
  return [...keywords, ...writeRecordKeywords(step, ctx, known, names)];
}

/**
 * What `PropertyUserInfo` holds beside a property's name, where it follows from the name (`api-docs/format.md`,
 * 5.1). The name alone then says everything.
 */
const USER_INFO: Record<string, string | number> = {
  Name: "WFItemName",
  "File Extension": "WFFileExtensionProperty",
  "File Size": "WFFileSizeProperty",
  "Creation Date": "WFFileCreationDate",
  "Last Modified Date": "WFFileModificationDate",
  "First Name": 0,
  "Last Name": 1,
  "Phone Numbers": 3,
  "Email Addresses": 4,
  "Street Addresses": 5,
  Company: 10,
  Notes: 14,
  "Job Title": 18,
  Nickname: 19,
  "Contact Photo": -1000,
  Title: "title",
  Artist: "artist",
  Album: "albumTitle",
  "Album Artwork": "artwork",
  "Album Track #": "albumTrackNumber",
  Duration: "playbackDuration",
  "Is Explicit": "isExplicit",
  "Media Kind": "mediaType",
  "Last Played Date": "lastPlayedDate",
  "Release Date": "releaseDate",
  Street: "street",
  City: "city",
  State: "state",
  "ZIP Code": "postalCode",
  Country: "country",
  Body: "NoteBody",
  Folder: "NoteGroupName",
};

function isUsualUserInfo(property: string, info: PlistValue): boolean {
  if (property === "File Path") return isDict(info) && Object.keys(info).length === 0;
  return Object.hasOwn(USER_INFO, property) && USER_INFO[property] === info;
}

/** The token that an expression stands for: the inverse of {@link writeToken}. */
export function matchToken(expr: Expr, ctx: MatchContext): PlistDict {
  ctx.use(expr);
  switch (expr.kind) {
    case "Name":
      return ctx.reference(expr.id, expr);
    case "Attribute":
      return aggrandized(expr.value, propertyStep(expr.attr), ctx);
    case "Subscript":
      if (expr.index.kind !== "Str") break;
      ctx.use(expr.index);
      return withKey(matchToken(expr.value, ctx), expr.index.value, ctx);
    case "Call": {
      const token = matchTokenCall(expr, ctx);
      if (token) return token;
    }
  }
  ctx.report(
    expr,
    "SC6003",
    "A variable is expected here.",
    "Give the value a name in a line of its own before, and use the name here.",
  );
  return dictOf({ Type: "Clipboard" });
}

/** Whether an expression is one that a token is written as. */
export function isTokenExpr(expr: Expr): boolean {
  if (expr.kind === "Name" || expr.kind === "Attribute") return true;
  if (expr.kind === "Subscript") return expr.index.kind === "Str";
  const name = calledName(expr);
  return name !== undefined && expr.kind === "Call" && isTokenCall(name, expr.args);
}

const TOKEN_CALLS: ReadonlySet<string> = new Set([
  "Token",
  "action_input",
  "aggrandize",
  "ask_each_time",
  "coerce_variable",
  "current_date",
  "device_details",
  "format_date",
  "get_clipboard",
  "get_property",
  "get_shortcut_input",
  "getattr",
  "unit_variable_transform",
]);

function isTokenCall(name: string, args: readonly Expr[]): boolean {
  if (TOKEN_CALLS.has(name)) return true;
  const [first] = args;
  return CLASSES.has(name) && first !== undefined && first.kind !== "Str" && first.kind !== "Dict";
}

/** Calls whose second argument is a name. */
const NAMED: ReadonlySet<string> = new Set(["coerce_variable", "getattr", "get_property"]);

function matchTokenCall(call: Call, ctx: MatchContext): PlistDict | undefined {
  const name = calledName(call);
  if (name === undefined || !isTokenCall(name, call.args)) return undefined;
  const [first, second] = call.args;
  const named = second?.kind === "Str" ? second.value : undefined;
  const itemClass = CLASSES.get(name);
  if (itemClass !== undefined) return first && aggrandized(first, coercionStep(itemClass), ctx);
  switch (name) {
    case "Token":
      return first && matchRawToken(first, ctx);
    case "action_input":
      // What it is follows from the actions before; the argument only tells a reader.
      ctx.use(...call.args.flatMap(wholeOf));
      return dictOf({ Type: "Input" });
    case "ask_each_time":
      return dictOf({ Type: "Ask", Prompt: first && ctx.matchValue(first) });
    case "current_date":
      return dictOf({ Type: "CurrentDate" });
    case "device_details":
      return dictOf({ Type: "DeviceDetails" });
    case "get_clipboard":
      return dictOf({ Type: "Clipboard" });
    case "get_shortcut_input":
      return dictOf({ Type: "ExtensionInput" });
  }
  if (!first) return undefined;
  if (NAMED.has(name)) ctx.use(second);
  switch (name) {
    case "coerce_variable":
      return named === undefined ? undefined : aggrandized(first, coercionStep(named), ctx);
    case "getattr":
      return named === undefined ? undefined : aggrandized(first, propertyStep(named), ctx);
    case "get_property": {
      const info = argument(call, "user_info");
      if (named === undefined || !info) return undefined;
      const step = dictOf({ ...propertyStep(named), PropertyUserInfo: ctx.matchValue(info) });
      return aggrandized(first, step, ctx);
    }
    case "format_date":
      return aggrandized(
        first,
        matchFields("WFDateFormatVariableAggrandizement", DATE_FIELDS, call, ctx),
        ctx,
      );
    case "unit_variable_transform":
      return aggrandized(first, matchFields("WFUnitVariableAggrandizement", UNIT_FIELDS, call, ctx), ctx);
    default:
      return aggrandized(first, matchRecord(call.keywords, ctx), ctx);
  }
}

/** `Token(dict(...))`, a token of any shape. */
function matchRawToken(expr: Expr, ctx: MatchContext): PlistDict | undefined {
  const value = ctx.matchValue(expr);
  return isRecord(expr) && isDict(value) ? value : undefined;
}

function aggrandized(value: Expr, step: PlistDict, ctx: MatchContext): PlistDict {
  return withStep(matchToken(value, ctx), step);
}

function withStep(token: PlistDict, step: PlistDict): PlistDict {
  const chain = token["Aggrandizements"];
  if (Array.isArray(chain)) chain.push(step);
  else token["Aggrandizements"] = [step];
  return token;
}

function withKey(token: PlistDict, key: string, ctx: MatchContext): PlistDict {
  const chain = token["Aggrandizements"];
  const last = Array.isArray(chain) ? chain.at(-1) : undefined;
  const isRead = isDict(last) && last["Type"] === COERCION;
  if (ctx.dictionaryKeys && !isRead) withStep(token, coercionStep(DICTIONARY));
  return withStep(token, keyStep(key));
}

function coercionStep(itemClass: string): PlistDict {
  return dictOf({ Type: COERCION, CoercionItemClass: itemClass });
}

function keyStep(key: string): PlistDict {
  return dictOf({ Type: "WFDictionaryValueVariableAggrandizement", DictionaryKey: key });
}

function propertyStep(name: string): PlistDict {
  const usual = Object.hasOwn(USER_INFO, name) ? USER_INFO[name] : undefined;
  return dictOf({
    Type: "WFPropertyVariableAggrandizement",
    PropertyName: name,
    PropertyUserInfo: name === "File Path" ? new PlistDict() : usual,
  });
}

/** The inverse of {@link writeFields}. */
function matchFields(type: string, fields: [string, string][], call: Call, ctx: MatchContext): PlistDict {
  const step = dictOf({ Type: type });
  const keys = new Map(fields.map(([key, name]) => [name, key]));
  for (const { key, value, isOdd } of recordFields(call.keywords, ctx)) {
    step[(isOdd ? undefined : keys.get(key)) ?? key] = ctx.matchValue(value);
  }
  return step;
}
