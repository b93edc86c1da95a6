import { FILTER_SETTINGS, type FilterSettings } from "../../context/matching.ts";
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
  const style = styleOf(workflow.actions, ctx);
  for (const name of STYLES) if (style[name]) entries.set(STYLE_NAMES[name], py.bool(true));
  const { filterSettings } = style;
  if (filterSettings !== FILTER_SETTINGS) {
    entries.add(
      "filter_settings",
      Object.entries(filterSettings).map(([key, value]) => [key, py.bool(value as boolean)]),
    );
  }

  const facts = factsOf(ctx, names, style);
  const known = knownFrom(workflow.actions, names.copies, style.emptyRanges);
  let program = matchProgram(body, facts, { known });
  if (!areCalledSo(names.copies, nameOutputs(program, ctx.lookup, names))) {
    program = matchProgram(body, facts);
    nameOutputs(program, ctx.lookup, names);
  }
  writeActionNotes(workflow.actions, program, entries, ctx);
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
    const isBounded = payload["WFContentPredicateBoundedDate"];
    if (typeof isBounded === "boolean") bounded += isBounded ? 1 : -1;
  }
  if (!hasFilter) return FILTER_SETTINGS;
  return { Removable: removable >= 0, WFContentPredicateBoundedDate: bounded > 0 };
}

function readFilterSettings(expr: Expr | undefined): FilterSettings {
  const said = entriesOf(expr);
  const isTrue = (key: keyof FilterSettings): boolean => {
    const value = said.get(key);
    return value?.kind === "Constant" ? value.value === "True" : FILTER_SETTINGS[key];
  };
  return {
    Removable: isTrue("Removable"),
    WFContentPredicateBoundedDate: isTrue("WFContentPredicateBoundedDate"),
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

function factsOf(ctx: Context, { names }: OutputNames, style: Style): ProgramFacts {
  const identifiers = new Map([...ctx.functions].map(([identifier, name]) => [name, identifier]));
  return {
    lookup: ctx.lookup,
    identifierOf: (name) => identifiers.get(name),
    respelled: names,
    uuidOf: (name) => ctx.names.labels.get(name)?.uuid ?? name,
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
}

export function matchMetadata(expr: Expr | undefined): Metadata {
  const entries = entriesOf(expr);
  return {
    entries,
    names: {
      names: textsOf(entries.get("names")),
      translated: textsOf(entries.get("output_names")),
      exceptions: textsOf(entries.get("output_names_of")),
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
