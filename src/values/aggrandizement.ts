import { quote } from "../diagnostics/error.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Keyword } from "../python/ast.ts";
import { isKeyword } from "../python/identifier.ts";
import { argument, dictOf, recordFields, type MatchContext } from "../context/matching.ts";
import { helper, keyword, report, type Context, type Helper } from "../context/writing.ts";
import { isWord } from "../registry/arguments.ts";
import type { Choice } from "../registry/slim-names.ts";
import { matchRecord, writeRecordKeywords } from "./record.ts";

const COERCION = "WFCoercionVariableAggrandizement";
const KEY = "WFDictionaryValueVariableAggrandizement";
const PROPERTY = "WFPropertyVariableAggrandizement";
const DATE_FORMAT = "WFDateFormatVariableAggrandizement";
const UNIT = "WFUnitVariableAggrandizement";

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
  return step !== undefined && isDict(step) && step["Type"] === KEY;
}

/** What one step of a chain does, around the value that it does it to. */
export function writeAggrandizement(value: Expr, step: PlistDict, ctx: Context): Expr {
  const keys = Object.keys(step).length;
  switch (step["Type"]) {
    case COERCION: {
      const itemClass = step["CoercionItemClass"];
      if (typeof itemClass !== "string" || keys !== 2) break;
      const name = COERCIONS.get(itemClass);
      return name ? helper(ctx, name, [value]) : helper(ctx, "coerce_variable", [value, py.str(itemClass)]);
    }
    case KEY: {
      const key = step["DictionaryKey"];
      if (typeof key !== "string" || keys !== 2) break;
      return py.subscript(value, py.str(key));
    }
    case PROPERTY: {
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
    case DATE_FORMAT: {
      // Every file says it, and hardly any with a yes.
      if (step[ISO_TIME] === undefined)
        return helper(ctx, "aggrandize", [value], writeRecordKeywords(step, ctx));
      const isSaid = step[ISO_TIME] !== false || ctx.nameStyle === "api" || ctx.lossless;
      if (!isSaid) ctx.usual.add(false);
      const fields = isSaid ? DATE_FIELDS : DATE_FIELDS.filter(([key]) => key !== ISO_TIME);
      return writeDateFormat(step, value, fields, ctx);
    }
    case UNIT:
      return helper(ctx, "unit_variable_transform", [value], writeFields(step, UNIT_FIELDS, ctx));
  }
  report(
    ctx,
    "SC4008",
    `This action changes a variable in a way (${nameOfType(step["Type"])}) that is not known.`,
  );
  return helper(ctx, "aggrandize", [value], writeRecordKeywords(step, ctx));
}

/** For messages: what a type is called, whatever stands in its place. */
export function nameOfType(type: PlistValue | undefined): string {
  return typeof type === "string" ? quote(type) : "without a name";
}

/** Names that an attribute must not have, because the dialect calls them as methods. */
function isStringMethod(name: string): boolean {
  return (
    name === "startswith" || name === "endswith" || name === "append" || name === "keys" || name === "values"
  );
}

/** Whether ISO 8601 has the time, too. */
const ISO_TIME = "WFISO8601IncludeTime";

/** The fields of a date format, in the order in which a reader wants them. */
const DATE_FIELDS: [key: string, name: string][] = [
  ["WFDateFormatStyle", "date_format"],
  ["WFDateFormat", "custom_format"],
  ["WFTimeFormatStyle", "time_format"],
  ["WFRelativeDateFormatStyle", "relative_format"],
  [ISO_TIME, "iso_include_time"],
];

/** What stands behind the date without a keyword: a style, or a pattern. */
const DATE_PLACE: Choice = {
  key: "WFDateFormatStyle",
  value: "Custom",
  words: ["None", "Short", "Medium", "Long", "Relative", "RFC 2822", "ISO 8601"],
};
const DATE_PATTERN = "WFDateFormat";

function writeDateFormat(step: PlistDict, date: Expr, fields: [string, string][], ctx: Context): Expr {
  const { key, value, words } = DATE_PLACE;
  const { [key]: style, [DATE_PATTERN]: pattern } = step;
  // Without metadata, nobody else says that it is a pattern.
  const isPattern =
    ctx.records !== undefined && style === value && typeof pattern === "string" && !words.includes(pattern);
  const isStyle = typeof style === "string" && words.includes(style);
  if (ctx.nameStyle === "api" || !(isPattern || isStyle)) {
    return helper(ctx, "format_date", [date], writeFields(step, fields, ctx, DATE_FIELDS));
  }
  const others = fields.filter(([field]) => field !== key && !(isPattern && field === DATE_PATTERN));
  if (isPattern) ctx.usual.add(value);
  const inPlace = ctx.writeValue(isPattern ? pattern : style!);
  return helper(ctx, "format_date", [date, inPlace], writeFields(step, others, ctx, DATE_FIELDS));
}

/** The inverse of {@link writeDateFormat}. */
function matchDateFormat(call: Call, ctx: MatchContext): PlistDict {
  const step = dictOf({ [ISO_TIME]: false, ...matchFields(DATE_FORMAT, DATE_FIELDS, call, ctx) });
  const [, inPlace] = call.args;
  const { key, value } = DATE_PLACE;
  const isStyle = inPlace !== undefined && isWord(inPlace, DATE_PLACE);
  // What a keyword says as well is read by nobody here, and so refused.
  if (!inPlace || key in step || (!isStyle && DATE_PATTERN in step)) return step;
  const said = ctx.matchValue(inPlace);
  if (isStyle) step[key] = said;
  else Object.assign(step, dictOf({ [key]: value, [DATE_PATTERN]: said }));
  return step;
}

const UNIT_FIELDS: [key: string, name: string][] = [
  ["WFMeasurementUnitType", "unit_type"],
  ["WFUnitSymbol", "unit_symbol"],
];

/** Fields under the dialect's names; any other key of the step keeps its own. */
function writeFields(step: PlistDict, fields: [string, string][], ctx: Context, all = fields): Keyword[] {
  const keywords: Keyword[] = [];
  for (const [key, name] of fields) {
    const value = step[key];
    if (value !== undefined) keywords.push(keyword(name, ctx.writeValue(value)));
  }
  const known = new Set(["Type", ...all.map(([key]) => key)]);
  const names = new Set(all.map(([, name]) => name));
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

/** Calls that do one step. */
const STEP_CALLS: ReadonlySet<string> = new Set([
  "aggrandize",
  "coerce_variable",
  "format_date",
  "get_property",
  "getattr",
  "unit_variable_transform",
]);

/** Whether a call of this name does a step to what it takes first. */
export function isStepCall(name: string, args: readonly Expr[]): boolean {
  if (STEP_CALLS.has(name)) return true;
  const [first] = args;
  return CLASSES.has(name) && first !== undefined && first.kind !== "Str" && first.kind !== "Dict";
}

/** The step that a call does: the inverse of {@link writeAggrandizement}. */
export function stepOfCall(name: string, call: Call, ctx: MatchContext): PlistDict | undefined {
  const itemClass = CLASSES.get(name);
  if (itemClass !== undefined) return coercionStep(itemClass);
  switch (name) {
    case "format_date":
      return matchDateFormat(call, ctx);
    case "unit_variable_transform":
      return matchFields(UNIT, UNIT_FIELDS, call, ctx);
    case "aggrandize":
      return matchRecord(call.keywords, ctx);
  }
  const [, second] = call.args;
  ctx.use(second);
  if (second?.kind !== "Str") return undefined;
  if (name === "coerce_variable") return coercionStep(second.value);
  if (name === "getattr") return propertyStep(second.value);
  const info = argument(call, "user_info");
  return info && dictOf({ ...propertyStep(second.value), PropertyUserInfo: ctx.matchValue(info) });
}

/** Adds a step to the chain of a token. */
export function withStep(token: PlistDict, step: PlistDict): PlistDict {
  const chain = token["Aggrandizements"];
  if (Array.isArray(chain)) chain.push(step);
  else token["Aggrandizements"] = [step];
  return token;
}

/** The same for the step that takes a key, after the one that reads a dictionary where the file has those. */
export function withKey(token: PlistDict, key: string, ctx: Pick<MatchContext, "dictionaryKeys">): PlistDict {
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
  return dictOf({ Type: KEY, DictionaryKey: key });
}

export function propertyStep(name: string): PlistDict {
  const usual = Object.hasOwn(USER_INFO, name) ? USER_INFO[name] : undefined;
  return dictOf({
    Type: PROPERTY,
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
