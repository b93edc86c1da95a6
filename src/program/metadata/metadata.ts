import { BOUNDED, FILTER_SETTINGS, type FilterSettings } from "../../context/matching.ts";
import type { Context } from "../../context/writing.ts";
import { serialization, unwrap } from "../../ir/token.ts";
import type { Action, Workflow } from "../../ir/workflow.ts";
import { isDict, type PlistDict } from "../../plist/value.ts";
import { py, type Expr, type Stmt } from "../../python/ast.ts";
import { Entries, entriesOf, textsOf } from "../../values/data.ts";
import { matchProgram, type ProgramFacts } from "../match.ts";
import { collectOutputNames, nameOutputs, type OutputNames } from "../output-names.ts";
import { writeActionNotes } from "./actions.ts";
import { areCalledSo, knownFrom } from "./known.ts";
import { recordsIn, writeRecords } from "./records.ts";
import { writeProperties } from "./properties.ts";

/**
 * `__shortcut__`: what a program has no place for, and only where it differs from what `compile` would write anyway.
 * Everything in it is data: it names outputs by their Python names, never by their UUIDs.
 *
 * What `compile` would write is not guessed: the statements are matched, and compared with the actions.
 */
export function writeMetadata(workflow: Workflow, body: readonly Stmt[], ctx: Context): Expr {
  const entries = new Entries();
  writeProperties(workflow.properties, entries, ctx);
  const names = collectOutputNames(ctx);
  entries.add("names", texts(names.names));
  entries.add("output_names", texts(names.translated));
  entries.add("output_names_of", texts(names.exceptions));
  entries.add("variable_uuids", texts(names.variableUuids));
  const style = styleOf(workflow.actions, ctx);
  for (const name of STYLES) if (style[name]) entries.set(STYLE_NAMES[name], py.bool(true));
  writeFilterSettings(style, entries, ctx);

  const facts = factsOf(ctx, names, style);
  const known = knownFrom(workflow.actions, names, style, ctx);
  let program = matchProgram(body, facts, { known });
  if (!areCalledSo(names.copies, nameOutputs(program, ctx.lookup, names))) {
    program = matchProgram(body, facts);
    nameOutputs(program, ctx.lookup, names);
  }
  writeActionNotes(workflow.actions, program, entries, ctx);
  writeRecords(ctx, entries);
  writeUsual(ctx, entries);
  return py.dict(entries.list);
}

function texts(map: ReadonlyMap<string, string>): [string, Expr][] {
  return [...map].map(([key, text]) => [key, py.str(text)]);
}

/** Habits of the app that wrote the file; see {@link MatchContext}. */
export type Style = Pick<
  ProgramFacts,
  "emptyRanges" | "dictionaryKeys" | "conditionTables" | "conditionWords" | "filterSettings"
>;
const STYLES = ["emptyRanges", "dictionaryKeys", "conditionTables", "conditionWords"] as const;
const STYLE_NAMES = {
  emptyRanges: "empty_ranges",
  dictionaryKeys: "dictionary_keys",
  conditionTables: "condition_tables",
  conditionWords: "condition_words",
} as const;

/** The payload of an action's filter. */
function payloadOf(parameters: PlistDict): PlistDict | undefined {
  // Few actions have one, and asking whether they have is cheaper than asking for it.
  if (!("WFContentItemFilter" in parameters)) return undefined;
  const payload = unwrap(parameters["WFContentItemFilter"], serialization.filter);
  return isDict(payload) ? payload : undefined;
}

/** What most rows, and most filters, of a file hold; {@link FILTER_SETTINGS} itself for a file without any. */
function filterSettingsOf(actions: readonly Action[]): FilterSettings {
  let hasFilter = false;
  let [removable, bounded] = [0, 0];
  for (const { parameters } of actions) {
    const payload = payloadOf(parameters);
    if (!payload) continue;
    hasFilter = true;
    const rows = payload["WFActionParameterFilterTemplates"];
    for (const row of Array.isArray(rows) ? rows : []) {
      const isRemovable = isDict(row) ? row["Removable"] : undefined;
      if (typeof isRemovable === "boolean") removable += isRemovable ? 1 : -1;
    }
    const isBounded = payload[BOUNDED];
    if (typeof isBounded === "boolean") bounded += isBounded ? 1 : -1;
  }
  if (!hasFilter) return FILTER_SETTINGS;
  return { Removable: removable >= 0, [BOUNDED]: bounded > 0 };
}

/**
 * Values that the way back writes unasked: texts, and all numbers and switches as one text at the end. They have an order
 * of their own, since that of keys in a file means nothing.
 */
function writeUsual({ usual }: Context, entries: Entries): void {
  if (usual.size === 0) return;
  const texts = [...usual].filter((value) => typeof value === "string").sort();
  const numbers = [...usual].filter((value) => typeof value === "number").sort((a, b) => a - b);
  const switches = [true, false].filter((value) => usual.has(value));
  const others = [...numbers, ...switches.map((value) => (value ? "True" : "False"))].join(" ");
  const all = others === "" ? texts : [...texts, others];
  entries.set("usual", py.list(all.map((text) => py.str(text))));
}

function writeFilterSettings({ filterSettings }: Style, entries: Entries, ctx: Context): void {
  // A file without filters has none.
  if (filterSettings === FILTER_SETTINGS) return;
  const others: [string, Expr][] = [];
  for (const key of ["Removable", BOUNDED] as const) {
    const value = filterSettings[key];
    if (value === FILTER_SETTINGS[key]) ctx.usual.add(value);
    else others.push([key, py.bool(value)]);
  }
  entries.add("filter_settings", others);
}

function readFilterSettings(expr: Expr | undefined): FilterSettings {
  const said = entriesOf(expr);
  const isTrue = (key: keyof FilterSettings): boolean => {
    const value = said.get(key);
    return value?.kind === "Constant" ? value.value === "True" : FILTER_SETTINGS[key];
  };
  return {
    Removable: isTrue("Removable"),
    [BOUNDED]: isTrue(BOUNDED),
  };
}

function styleOf(actions: readonly Action[], ctx: Context): Style {
  let [tables, singles, words] = [0, 0, 0];
  for (const { parameters } of actions) {
    if ("WFConditions" in parameters) tables++;
    if (!("WFCondition" in parameters)) continue;
    if (!("WFConditions" in parameters)) singles++;
    if (typeof parameters["WFCondition"] === "string") words++;
  }
  const { empty, bare } = ctx.references.texts;
  const { coerced, alone } = ctx.references.keys;
  return {
    emptyRanges: empty > bare,
    filterSettings: filterSettingsOf(actions),
    dictionaryKeys: coerced > alone,
    conditionTables: tables > singles,
    conditionWords: words > singles - words,
  };
}

function factsOf(ctx: Context, { names, variableUuids }: OutputNames, style: Style): ProgramFacts {
  const identifiers = new Map([...ctx.functions].map(([identifier, { name }]) => [name, identifier]));
  return {
    lookup: ctx.lookup,
    identifierOf: (name) => identifiers.get(name),
    respelled: names,
    variableUuids,
    uuidOf: (name) => ctx.names.labels.get(name)?.uuid ?? name,
    recordEntry: (kind, name) => ctx.records?.get(kind)?.get(name),
    unsaid: ctx.unsaid,
    emptyOtherwise: ctx.emptyOtherwise,
    ...style,
  };
}

/** `__shortcut__`, read. Its parts that name actions are there only if they fit the program. */
export interface Metadata {
  entries: ReadonlyMap<string, Expr>;
  names: OutputNames;
  style: Style;
  recordEntry: ProgramFacts["recordEntry"];
}

export function matchMetadata(expr: Expr | undefined): Metadata {
  const entries = entriesOf(expr);
  return {
    entries,
    recordEntry: recordsIn(entries),
    names: {
      names: textsOf(entries.get("names")),
      translated: textsOf(entries.get("output_names")),
      exceptions: textsOf(entries.get("output_names_of")),
      variableUuids: textsOf(entries.get("variable_uuids")),
    },
    style: {
      emptyRanges: entries.has(STYLE_NAMES.emptyRanges),
      dictionaryKeys: entries.has(STYLE_NAMES.dictionaryKeys),
      conditionTables: entries.has(STYLE_NAMES.conditionTables),
      conditionWords: entries.has(STYLE_NAMES.conditionWords),
      filterSettings: readFilterSettings(entries.get("filter_settings")),
    },
  };
}
