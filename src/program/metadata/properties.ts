import { isDict, PlistDict, strictEqual, type PlistValue } from "../../plist/value.ts";
import { py, type Dict, type Expr } from "../../python/ast.ts";
import type { Context } from "../../context/writing.ts";
import { entriesOf, matchData, writeData, type Entries } from "../../values/data.ts";
import { dictOf, type MatchContext } from "../../context/matching.ts";

/** The types of input that a new shortcut accepts: all. */
const INPUT_TYPES = [
  "AppStoreApp",
  "Article",
  "Contact",
  "Date",
  "EmailAddress",
  "Folder",
  "GenericFile",
  "Image",
  "iTunesProduct",
  "Location",
  "DCMapsLink",
  "AVAsset",
  "PDF",
  "PhoneNumber",
  "RichText",
  "SafariWebPage",
  "String",
  "URL",
].map((name) => `WF${name}ContentItem`);

/** All types, as versions of the app order them. */
const ORDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["all_but", INPUT_TYPES],
  ["all_and_apps", ["WFAppContentItem", ...INPUT_TYPES]],
  [
    "old_order",
    [
      ...INPUT_TYPES.filter((name) => !/Folder|AppStoreApp|iTunesProduct/.test(name)),
      "WFiTunesProductContentItem",
      "WFAppStoreAppContentItem",
    ],
  ],
]);

const MINIMUM_VERSION_STRING = "WFWorkflowMinimumClientVersionString";
const INPUT_CLASSES = "WFWorkflowInputContentItemClasses";
const OUTPUT_CLASSES = "WFWorkflowOutputContentItemClasses";
const BEHAVIOUR = "WFWorkflowNoInputBehavior";

/**
 * Top-level keys, their names in the metadata, and what `compile` writes where the metadata does not say. Recent ones are
 * those that files with a release of the app (`WFWorkflowClientRelease`, before iOS 14) have not, or have with other values.
 */
const PROPERTIES: [key: string, name: string, value?: PlistValue | undefined, isRecent?: boolean][] = [
  ["WFWorkflowName", "name"],
  ["WFWorkflowClientVersion", "client_version"],
  ["WFWorkflowClientRelease", "client_release"],
  ["WFWorkflowMinimumClientVersion", "minimum_version", 900, true],
  [MINIMUM_VERSION_STRING, "minimum_version_string", undefined, true],
  ["WFWorkflowIcon", "icon"],
  ["WFWorkflowTypes", "types", []],
  ["WFQuickActionSurfaces", "quick_action_surfaces", [], true],
  [INPUT_CLASSES, "input_types", INPUT_TYPES],
  [OUTPUT_CLASSES, "output_types", [], true],
  [BEHAVIOUR, "no_input"],
  ["WFWorkflowHasOutputFallback", "has_output_fallback", false, true],
  ["WFWorkflowHasShortcutInputVariables", "has_shortcut_input", false, true],
  ["WFWorkflowImportQuestions", "import_questions", []],
];

const KNOWN: ReadonlySet<string> = new Set(PROPERTIES.map(([key]) => key));

/**
 * What a shortcut has that nobody has written down: the newest app whose files are known, and what the app gives a new
 * shortcut.
 */
export function addUsual(properties: PlistDict): void {
  properties["WFWorkflowClientVersion"] ??= "2607.1";
  const icon = new PlistDict();
  icon["WFWorkflowIconStartColor"] = 463140863;
  icon["WFWorkflowIconGlyphNumber"] = 59511;
  properties["WFWorkflowIcon"] ??= icon;
}

/** The top-level keys of a shortcut, as far as they differ from those of a new one. */
export function writeProperties(properties: PlistDict, entries: Entries, ctx: Context): void {
  const isOld = properties["WFWorkflowClientRelease"] !== undefined;
  const absent: string[] = [];
  const minimum = minimumOf(properties);
  for (const [key, name, usually, isRecent] of PROPERTIES) {
    const value = properties[key];
    const usual = isOld && isRecent ? undefined : key === MINIMUM_VERSION_STRING ? minimum : usually;
    if (value === undefined && usual !== undefined) absent.push(key);
    if (value === undefined || (usual !== undefined && strictEqual(value, usual))) continue;
    entries.set(name, writeProperty(key, value, ctx));
  }
  const others = Object.keys(properties).filter((key) => !KNOWN.has(key));
  entries.add(
    "other_keys",
    others.sort().map((key) => [key, writeData(properties[key]!, ctx)]),
  );
  if (absent.length > 0) entries.set("absent", py.list(absent.map((key) => py.str(key))));
}

/** One property in its compact spelling. */
function writeProperty(key: string, value: PlistValue, ctx: Context): Expr {
  switch (key) {
    case "WFWorkflowIcon":
      return writeIcon(value, ctx);
    case INPUT_CLASSES:
      return writeInputTypes(value, ctx);
    case OUTPUT_CLASSES:
      return writeTypes(value, ctx);
    case BEHAVIOUR:
      return writeBehaviour(value, ctx);
    default:
      return writeData(value, ctx);
  }
}

/** A value of no form that its key has: so that it does not read as one. */
function writeOdd(value: PlistValue, ctx: Context): Expr {
  return py.dict([{ key: py.str(ODD), value: writeData(value, ctx) }]);
}

const ODD = "value";

/** `"GetClipboard"`: what is done without parameters. */
function writeBehaviour(value: PlistValue, ctx: Context): Expr {
  if (!isDict(value) || ODD in value) return writeOdd(value, ctx);
  const { Name: name, Parameters: parameters, ...others } = value;
  const isPlain = isDict(parameters) && Object.keys(parameters).length + Object.keys(others).length === 0;
  if (!isPlain || typeof name !== "string" || !name.startsWith(BEHAVIOUR)) return writeData(value, ctx);
  return py.str(name.slice(BEHAVIOUR.length));
}

function matchBehaviour(value: Expr, ctx: MatchContext): PlistValue {
  if (value.kind === "Str") {
    return dictOf({ Name: `${BEHAVIOUR}${value.value}`, Parameters: new PlistDict() });
  }
  const other = entriesOf(value).get(ODD);
  return matchData(other ?? value, ctx);
}

const ICON_KEYS = new Map([
  ["WFWorkflowIconStartColor", "color"],
  ["WFWorkflowIconEndColor", "end_color"],
  ["WFWorkflowIconGlyphNumber", "glyph"],
  ["WFWorkflowIconImageData", "image"],
]);

function writeIcon(value: PlistValue, ctx: Context): Expr {
  if (!isDict(value)) return writeData(value, ctx);
  if (!Object.keys(value).every((key) => ICON_KEYS.has(key))) {
    return py.dict([{ key: py.str("keys"), value: writeData(value, ctx) }]);
  }
  const entries: Dict["entries"] = [];
  for (const [key, name] of ICON_KEYS) {
    if (value[key] !== undefined) entries.push({ key: py.str(name), value: writeData(value[key], ctx) });
  }
  return py.dict(entries);
}

/** All types but a few: `{"all_but": [...]}`, or by the name of another order. Otherwise the list as it stands. */
function writeInputTypes(value: PlistValue, ctx: Context): Expr {
  if (!Array.isArray(value)) return writeOdd(value, ctx);
  for (const [name, order] of ORDERS) {
    const missing = order.filter((type) => !value.includes(type));
    const rest = order.filter((type) => value.includes(type));
    if (!strictEqual(value, rest) || missing.length > rest.length) continue;
    if (missing.length === 0) return py.str(name);
    return py.dict([{ key: py.str(name), value: writeTypes(missing, ctx) }]);
  }
  return writeTypes(value, ctx);
}

const ITEM_CLASS = /^WF(\w+)ContentItem$/;

/** Classes of content items by the part of their name that differs: `WFURLContentItem` is `URL`; others as they are, `{"classes": [...]}`. */
function writeTypes(value: PlistValue, ctx: Context): Expr {
  if (!Array.isArray(value)) return writeData(value, ctx);
  const names = value.map((item) => (typeof item === "string" ? ITEM_CLASS.exec(item)?.[1] : undefined));
  return names.every((name) => name !== undefined)
    ? py.list(names.map((name) => py.str(name)))
    : py.dict([{ key: py.str("classes"), value: writeData(value, ctx) }]);
}

/** The top-level keys that a program with metadata says: the inverse of {@link writeProperties}. */
export function matchProperties(metadata: ReadonlyMap<string, Expr>, ctx: MatchContext): PlistDict {
  const properties = new PlistDict();
  for (const [key, name] of PROPERTIES) {
    const value = metadata.get(name);
    if (value) properties[key] = matchProperty(key, value, ctx);
  }
  const isOld = properties["WFWorkflowClientRelease"] !== undefined;
  const absent = metadata.get("absent");
  const absentKeys = absent ? (matchData(absent, ctx) as PlistValue[]) : [];
  for (const [key, , usually, isRecent] of PROPERTIES) {
    const usual = key === MINIMUM_VERSION_STRING ? minimumOf(properties) : usually;
    const isUsual = usual !== undefined && !(isOld && isRecent) && !absentKeys.includes(key);
    if (isUsual) properties[key] ??= usual;
  }
  for (const [key, value] of entriesOf(metadata.get("other_keys"))) properties[key] = matchData(value, ctx);
  return properties;
}

function minimumOf(properties: PlistDict): string {
  const version = properties["WFWorkflowMinimumClientVersion"];
  return typeof version === "number" ? String(version) : "900";
}

function matchProperty(key: string, value: Expr, ctx: MatchContext): PlistValue {
  switch (key) {
    case "WFWorkflowIcon":
      return matchIcon(value, ctx);
    case INPUT_CLASSES: {
      if (value.kind === "Str") return [...(ORDERS.get(value.value) ?? INPUT_TYPES)];
      const said = entriesOf(value);
      const odd = said.get(ODD);
      if (odd) return matchData(odd, ctx);
      const [name, order] = [...ORDERS].find(([known]) => said.has(known)) ?? [];
      if (name === undefined) return matchTypes(value, ctx);
      const types = matchTypes(said.get(name)!, ctx);
      return order!.filter((type) => !(Array.isArray(types) && types.includes(type)));
    }
    case OUTPUT_CLASSES:
      return matchTypes(value, ctx);
    case BEHAVIOUR:
      return matchBehaviour(value, ctx);
    default:
      return matchData(value, ctx);
  }
}

function matchIcon(value: Expr, ctx: MatchContext): PlistValue {
  const whole = entriesOf(value).get("keys");
  if (whole) return matchData(whole, ctx);
  const icon = matchData(value, ctx);
  if (!isDict(icon)) return icon;
  const keys = new Map([...ICON_KEYS].map(([key, name]) => [name, key]));
  const result = new PlistDict();
  for (const name in icon) result[keys.get(name) ?? name] = icon[name]!;
  return result;
}

function matchTypes(value: Expr, ctx: MatchContext): PlistValue {
  const classes = entriesOf(value).get("classes");
  if (classes) return matchData(classes, ctx);
  const names = matchData(value, ctx);
  const areNames = Array.isArray(names) && names.every((name) => typeof name === "string");
  return areNames ? names.map((name) => `WF${name as string}ContentItem`) : names;
}
