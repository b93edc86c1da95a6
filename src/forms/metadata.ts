import type { Workflow } from "../ir/workflow.ts";
import { isDict, strictEqual, type PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Dict, type Expr } from "../python/ast.ts";
import type { Context } from "./context.ts";
import { withinBrackets, writeValue } from "./value.ts";

/**
 * `__shortcut__`: what a program has no place for, and only where it differs from what `compile` would write anyway.
 * Everything in it is data: it names outputs by their Python names, never by their UUIDs.
 */
export function writeMetadata(workflow: Workflow, ctx: Context): Expr {
  const entries = new Entries();
  writeProperties(workflow.properties, entries, ctx);
  writeNames(entries, ctx);
  const extras = workflow.actions.filter((action) => action.extras);
  entries.add(
    "action_keys",
    extras.map(({ index, extras }) => [String(index), writeData(extras!, ctx)]),
  );
  writeResidue(entries, ctx);
  return py.dict(entries.list);
}

/** Parameters that the body does not show. Actions with the same ones share an entry: `"3 17": {"Show-text": True}`. */
function writeResidue(entries: Entries, ctx: Context): void {
  const groups = new Map<string, { indexes: number[]; value: Expr }>();
  for (const [index, rest] of [...ctx.residue].sort(([a], [b]) => a - b)) {
    const value = writeData(rest, ctx);
    const key = JSON.stringify(value);
    const group = groups.get(key);
    if (group) group.indexes.push(index);
    else groups.set(key, { indexes: [index], value });
  }
  entries.add(
    "residue",
    [...groups.values()].map(({ indexes, value }) => [indexes.join(" "), value]),
  );
}

/** The entries of a dictionary display, in the order in which they were added; empty ones are left out. */
class Entries {
  readonly list: Dict["entries"] = [];

  set(key: string, value: Expr): void {
    this.list.push({ key: py.str(key), value });
  }

  add(key: string, pairs: [string, Expr][]): void {
    if (pairs.length === 0) return;
    this.set(key, py.dict(pairs.map(([name, value]) => ({ key: py.str(name), value }))));
  }
}

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

const MINIMUM_VERSION_STRING = "WFWorkflowMinimumClientVersionString";

/** Top-level keys, their names in the metadata, and what `compile` writes where the metadata does not say. */
const PROPERTIES: [key: string, name: string, value?: PlistValue][] = [
  ["WFWorkflowName", "name"],
  ["WFWorkflowClientVersion", "client_version"],
  ["WFWorkflowClientRelease", "client_release"],
  ["WFWorkflowMinimumClientVersion", "minimum_version", 900],
  [MINIMUM_VERSION_STRING, "minimum_version_string"],
  ["WFWorkflowIcon", "icon"],
  ["WFWorkflowTypes", "types", []],
  ["WFQuickActionSurfaces", "quick_action_surfaces", []],
  ["WFWorkflowInputContentItemClasses", "input_types", INPUT_TYPES],
  ["WFWorkflowOutputContentItemClasses", "output_types", []],
  ["WFWorkflowNoInputBehavior", "no_input"],
  ["WFWorkflowHasOutputFallback", "has_output_fallback", false],
  ["WFWorkflowHasShortcutInputVariables", "has_shortcut_input", false],
  ["WFWorkflowImportQuestions", "import_questions", []],
];

/** Keys that came with iOS 14; apps before it wrote their release (`WFWorkflowClientRelease`) instead. */
const RECENT: ReadonlySet<string> = new Set([
  MINIMUM_VERSION_STRING,
  "WFQuickActionSurfaces",
  "WFWorkflowOutputContentItemClasses",
  "WFWorkflowHasOutputFallback",
  "WFWorkflowHasShortcutInputVariables",
]);

function writeProperties(properties: PlistDict, entries: Entries, ctx: Context): void {
  const isOld = properties["WFWorkflowClientRelease"] !== undefined;
  const absent: string[] = [];
  const version = properties["WFWorkflowMinimumClientVersion"];
  const minimum = typeof version === "number" ? String(version) : "900";
  for (const [key, name, usually] of PROPERTIES) {
    const value = properties[key];
    const usual = isOld && RECENT.has(key) ? undefined : key === MINIMUM_VERSION_STRING ? minimum : usually;
    if (value === undefined && usual !== undefined) absent.push(key);
    if (value === undefined || (usual !== undefined && strictEqual(value, usual))) continue;
    entries.set(name, writeProperty(key, value, ctx));
  }
  const known = new Set(PROPERTIES.map(([key]) => key));
  const others = Object.keys(properties).filter((key) => !known.has(key));
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
    case "WFWorkflowInputContentItemClasses":
      return writeInputTypes(value, ctx);
    case "WFWorkflowOutputContentItemClasses":
      return writeTypes(value, ctx);
    default:
      return writeData(value, ctx);
  }
}

const ICON_KEYS = new Map([
  ["WFWorkflowIconStartColor", "color"],
  ["WFWorkflowIconEndColor", "end_color"],
  ["WFWorkflowIconGlyphNumber", "glyph"],
  ["WFWorkflowIconImageData", "image"],
]);

function writeIcon(value: PlistValue, ctx: Context): Expr {
  if (!isDict(value) || !Object.keys(value).every((key) => ICON_KEYS.has(key))) return writeData(value, ctx);
  const entries: Dict["entries"] = [];
  for (const [key, name] of ICON_KEYS) {
    if (value[key] !== undefined) entries.push({ key: py.str(name), value: writeData(value[key], ctx) });
  }
  return py.dict(entries);
}

/** All types but a few: `{"all_but": [...]}`. Otherwise the list as it stands. */
function writeInputTypes(value: PlistValue, ctx: Context): Expr {
  if (!Array.isArray(value)) return writeData(value, ctx);
  const missing = INPUT_TYPES.filter((name) => !value.includes(name));
  const rest = INPUT_TYPES.filter((name) => value.includes(name));
  if (!strictEqual(value, rest) || missing.length > rest.length) return writeTypes(value, ctx);
  return py.dict([{ key: py.str("all_but"), value: writeTypes(missing, ctx) }]);
}

const ITEM_CLASS = /^WF(\w+)ContentItem$/;

/** Classes of content items by the part of their name that differs: `WFURLContentItem` is `URL`. */
function writeTypes(value: PlistValue, ctx: Context): Expr {
  if (!Array.isArray(value)) return writeData(value, ctx);
  const names = value.map((item) => (typeof item === "string" ? ITEM_CLASS.exec(item)?.[1] : undefined));
  return names.every((name) => name !== undefined)
    ? py.list(names.map((name) => py.str(name)))
    : writeData(value, ctx);
}

/**
 * The spelling of names that Python cannot spell, and the names of outputs as far as they do not follow from those of
 * their variables. References copy the name of the output they point at; a copy that differs (another language, a
 * former name) is kept by default name for the whole file, and by variable where that does not hold.
 */
function writeNames(entries: Entries, ctx: Context): void {
  const { respelled, labels } = ctx.names;
  const names: [string, Expr][] = [...respelled].map(([name, original]) => [name, py.str(original)]);
  const copies = new Map<string, string[]>();
  const translations = new Map<string, Map<string, number>>();
  for (const [name, { label, custom, uuid }] of labels) {
    if (custom && unslug(name) !== label) names.push([name, py.str(label)]);
    const cached = [...(ctx.references.outputs.get(uuid ?? "")?.keys() ?? [])];
    if (cached.length === 0) continue;
    copies.set(name, cached);
    if (cached.length > 1 || custom) continue;
    const counts = translations.get(label) ?? new Map<string, number>();
    counts.set(cached[0]!, (counts.get(cached[0]!) ?? 0) + 1);
    translations.set(label, counts);
  }
  const translated = new Map<string, string>();
  for (const [label, counts] of translations) {
    const [most] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
    if (most !== label) translated.set(label, most);
  }
  const exceptions: [string, Expr][] = [];
  for (const [name, cached] of copies) {
    const { label, custom } = labels.get(name)!;
    const expected = custom ? label : (translated.get(label) ?? label);
    if (cached.length === 1 && cached[0] === expected) continue;
    exceptions.push([
      name,
      cached.length === 1 ? py.str(cached[0]!) : py.list(cached.map((text) => py.str(text))),
    ]);
  }
  entries.add("names", names);
  entries.add(
    "output_names",
    [...translated].map(([label, text]) => [label, py.str(text)]),
  );
  entries.add("output_names_of", exceptions);
}

/** The name that an output has if nothing else is said: `wake_time_2` -> `Wake Time`. */
function unslug(name: string): string {
  return name
    .replace(/^(if_result|menu_result|repeat_results)_/, "")
    .replace(/_\d+$/, "")
    .replace(/(^|_)(.)/g, (_, bar: string, letter: string) => (bar ? " " : "") + letter.toUpperCase());
}

/** A value as plain data: dictionaries as displays, tokens as what they are. */
function writeData(value: PlistValue, ctx: Context): Expr {
  if (Array.isArray(value)) {
    return withinBrackets(value, 1, ctx, () => py.list(value.map((item) => writeData(item, ctx))));
  }
  if (!isDict(value)) return writeValue(value, ctx);
  const keys = Object.keys(value).sort();
  return withinBrackets(value, 1, ctx, () =>
    py.dict(keys.map((key) => ({ key: py.str(key), value: writeDataEntry(key, value[key]!, ctx) }))),
  );
}

function writeDataEntry(key: string, value: PlistValue, ctx: Context): Expr {
  const output = key === "OutputUUID" && typeof value === "string" ? ctx.names.output(value) : undefined;
  return output === undefined ? writeData(value, ctx) : py.str(output);
}
