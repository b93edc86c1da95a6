import type { Action, Workflow } from "../../ir/workflow.ts";
import { isDict, PlistDict, type PlistValue } from "../../plist/value.ts";
import { py, type Expr, type Stmt } from "../../python/ast.ts";
import type { Context } from "../../context/writing.ts";
import { Entries, entriesOf, matchData, writeData } from "../../values/data.ts";
import {
  matchProgram,
  nameOutputs,
  type MatchedProgram,
  type ProgramAction,
  type ProgramFacts,
} from "../match.ts";
import type { MatchContext } from "../../context/matching.ts";
import { collectOutputNames, type OutputNames } from "../output-names.ts";
import { writeProperties } from "./properties.ts";
import { residueOf, respell, WHOLE, wholeSpelling, type Residue } from "./residue.ts";
import { isSpelling } from "./spelling.ts";

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
  const extras = workflow.actions.filter((action) => action.extras);
  const keys = extras.map(({ index, extras }): [string, Expr] => [String(index), writeData(extras!, ctx)]);
  const style = styleOf(workflow.actions, ctx);
  for (const name of STYLES) if (style[name]) entries.set(STYLE_NAMES[name], py.bool(true));

  const program = matchProgram(body, factsOf(ctx, names, style));
  nameOutputs(program, ctx.lookup, names);
  const { residues, implicit } = compareActions(workflow.actions, program, ctx);
  if (keys.length + residues.size + implicit.length > 0) {
    entries.set("actions", py.str(fingerprint(workflow.actions)));
  }
  entries.add("action_keys", keys);
  if (implicit.length > 0) entries.set("implicit_inputs", py.str(printNumbers(implicit)));
  writeResidues(residues, entries, ctx);
  return py.dict(entries.list);
}

function texts(map: ReadonlyMap<string, string>): [string, Expr][] {
  return [...map].map(([key, text]) => [key, py.str(text)]);
}

/** Habits of the app that wrote the file; see {@link MatchContext}. */
export type Style = Pick<ProgramFacts, "emptyRanges" | "conditionTables" | "conditionWords">;
const STYLES = ["emptyRanges", "conditionTables", "conditionWords"] as const;
const STYLE_NAMES = {
  emptyRanges: "empty_ranges",
  conditionTables: "condition_tables",
  conditionWords: "condition_words",
} as const;

function styleOf(actions: readonly Action[], ctx: Context): Style {
  let [tables, singles, words] = [0, 0, 0];
  for (const { parameters } of actions) {
    if ("WFConditions" in parameters) tables++;
    else if ("WFCondition" in parameters) singles++;
    if (typeof parameters["WFCondition"] === "string") words++;
  }
  const { empty, bare } = ctx.references.texts;
  return {
    emptyRanges: empty > bare,
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
    ...style,
  };
}

/** What the statements of a program leave unsaid, by action; and the actions whose input the file leaves out. */
function compareActions(
  actions: readonly Action[],
  program: MatchedProgram,
  ctx: Context,
): { residues: Map<number, Residue>; implicit: number[] } {
  const residues = new Map<number, Residue>();
  const implicit: number[] = [];
  const groups = sharedGroups(actions, program.actions);
  let inputs = 0;
  actions.forEach((action, i) => {
    const said = program.actions[i];
    if (!said || action.malformed !== undefined) return;
    const spelling = wholeSpelling(action.parameters, said.parameters);
    const respelled = spelling && respell(said.parameters, spelling);
    if (respelled) said.parameters = respelled;
    const key = inputKeyOf(said, ctx);
    if (key !== undefined) {
      if (!(key in action.parameters) && ctx.flow.implicit.get(i)) {
        implicit.push(inputs);
        delete said.parameters[key];
      }
      inputs++;
    }
    const residue = residueOf(action.parameters, said.parameters) ?? emptyResidue();
    if (respelled) residue.spelled.set(WHOLE, spelling);
    addGroup(residue, action.parameters, said.parameters, groups);
    const uuid = action.parameters["UUID"];
    if (typeof uuid === "string" && ctx.references.outputs.has(uuid)) {
      const isSaid = said.output !== undefined && ctx.names.output(uuid) === said.output;
      if (!isSaid) residue.set.set("UUID", ctx.names.known(uuid) ?? uuid);
    }
    if (!isEmptyResidue(residue)) residues.set(i, residue);
  });
  return { residues, implicit };
}

const GROUP = "GroupingIdentifier";

/** Each block gets a new group on the way back. What does not come out of that has to be said. */
function addGroup(
  residue: Residue,
  { [GROUP]: wanted }: PlistDict,
  { [GROUP]: said }: PlistDict,
  shared: ReadonlySet<string>,
): void {
  if (wanted === undefined && said !== undefined) residue.omitted.push(GROUP);
  if (typeof wanted !== "string" || wanted === said) return;
  // One that several blocks share is not made anew, nor is that of an action that opens or closes none.
  if (shared.has(wanted) || said === undefined) residue.set.set(GROUP, wanted);
}

function emptyResidue(): Residue {
  return { set: new Map(), instead: new Map(), spelled: new Map(), omitted: [] };
}

function isEmptyResidue({ set, instead, spelled, omitted }: Residue): boolean {
  return set.size + instead.size + spelled.size + omitted.length === 0;
}

/** The input that an action is given, if it is given one. */
export function inputKeyOf(action: ProgramAction, { lookup }: Pick<Context, "lookup">): string | undefined {
  const key = lookup(action.identifier)?.inputKey;
  return key !== undefined && key in action.parameters ? key : undefined;
}

/** Grouping identifiers that do not belong to exactly one block: they cannot be made anew. */
function sharedGroups(actions: readonly Action[], said: readonly ProgramAction[]): Set<string> {
  const ours = new Map<string, string>();
  const theirs = new Map<string, string>();
  const shared = new Set<string>();
  actions.forEach(({ parameters }, i) => {
    const group = parameters["GroupingIdentifier"];
    const other = said[i]?.parameters["GroupingIdentifier"];
    if (typeof group !== "string") return;
    if (typeof other !== "string") {
      shared.add(group);
      return;
    }
    const known = theirs.get(other);
    if ((ours.get(group) ?? other) !== other) shared.add(group);
    if (known !== undefined && known !== group) shared.add(group).add(known);
    ours.set(group, other);
    theirs.set(other, group);
  });
  return shared;
}

/** The residues, those that are equal together: `"residue": {"3 17": {"Show-text": True}}`. */
function writeResidues(residues: ReadonlyMap<number, Residue>, entries: Entries, ctx: Context): void {
  const parts: [name: string, of: (residue: Residue) => Expr | undefined][] = [
    ["residue", ({ set }) => (set.size > 0 ? writeSet(set, ctx) : undefined)],
    ["instead", ({ instead }) => (instead.size > 0 ? writeInstead(instead, ctx) : undefined)],
    ["spelling", ({ spelled }) => (spelled.size > 0 ? writeTexts(spelled) : undefined)],
    [
      "omitted",
      ({ omitted }) => (omitted.length > 0 ? py.list(omitted.sort().map((path) => py.str(path))) : undefined),
    ],
  ];
  for (const [name, of] of parts) {
    const groups = new Map<string, { indexes: number[]; value: Expr }>();
    for (const [index, residue] of residues) {
      const value = of(residue);
      if (!value) continue;
      const key = JSON.stringify(value);
      const group = groups.get(key);
      if (group) group.indexes.push(index);
      else groups.set(key, { indexes: [index], value });
    }
    entries.add(
      name,
      [...groups.values()].map(({ indexes, value }) => [printNumbers(indexes), value]),
    );
  }
}

function writeSet(set: Residue["set"], ctx: Context): Expr {
  const data = new PlistDict();
  for (const [path, value] of set) data[path] = value;
  return writeData(data, ctx);
}

/** What the statement says, and what the file has in its place. */
function writeInstead(instead: Residue["instead"], ctx: Context): Expr {
  const sorted = [...instead].sort(([a], [b]) => (a < b ? -1 : 1));
  return py.dict(
    sorted.map(([path, values]) => ({
      key: py.str(path),
      value: py.list(values.map((value) => writeData(value, ctx))),
    })),
  );
}

function writeTexts(map: ReadonlyMap<string, string>): Expr {
  const sorted = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return py.dict(sorted.map(([key, text]) => ({ key: py.str(key), value: py.str(text) })));
}

/** Increasing numbers, runs as ranges: `3 7-9`. */
function printNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(" ");
}

/** The inverse of {@link printNumbers}; nothing beyond `most` is counted out. */
export function parseNumbers(text: string, most: number): number[] {
  return text.split(" ").flatMap((run) => {
    const [from = NaN, to = from] = run.split("-").map(Number);
    const end = Math.min(to, most);
    return Number.isInteger(from) && Number.isInteger(end) && end >= from
      ? Array.from({ length: end - from + 1 }, (_, i) => from + i)
      : [];
  });
}

/**
 * Tells whether metadata that count actions still fit: the same actions in the same order give the same text. 32 bits
 * of FNV-1a over their identifiers; nobody gains anything by two lists that share it.
 */
export function fingerprint(actions: readonly Pick<Action, "identifier">[]): string {
  let hash = 0x811c9dc5;
  for (const { identifier } of actions) {
    for (let i = 0; i <= identifier.length; i++) {
      hash = Math.imul(hash ^ (identifier.charCodeAt(i) || 0), 0x01000193) >>> 0;
    }
  }
  return `${actions.length} ${hash.toString(16)}`;
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
      conditionTables: entries.has(STYLE_NAMES.conditionTables),
      conditionWords: entries.has(STYLE_NAMES.conditionWords),
    },
  };
}

function textsOf(expr: Expr | undefined): Map<string, string> {
  const result = new Map<string, string>();
  for (const [key, value] of entriesOf(expr)) if (value.kind === "Str") result.set(key, value.value);
  return result;
}

/** What the metadata say of each action, by its number. */
export function matchResidues(
  entries: ReadonlyMap<string, Expr>,
  count: number,
  ctx: MatchContext,
): Map<number, Residue> {
  const residues = new Map<number, Residue>();
  const each = (name: string, apply: (residue: Residue, value: Expr) => void) => {
    for (const [numbers, value] of entriesOf(entries.get(name))) {
      for (const index of parseNumbers(numbers, count - 1)) {
        let residue = residues.get(index);
        if (!residue) residues.set(index, (residue = emptyResidue()));
        apply(residue, value);
      }
    }
  };
  each("residue", ({ set }, value) => {
    const data: PlistValue = matchData(value, ctx);
    if (isDict(data)) for (const path in data) set.set(path, data[path]!);
  });
  each("instead", ({ instead }, value) => {
    for (const [path, pair] of entriesOf(value)) {
      const [said, wanted] = pair.kind === "List" ? pair.items.map((item) => matchData(item, ctx)) : [];
      if (said !== undefined && wanted !== undefined) instead.set(path, [said, wanted]);
    }
  });
  each("spelling", ({ spelled }, value) => {
    for (const [path, name] of textsOf(value)) if (isSpelling(name)) spelled.set(path, name);
  });
  each("omitted", ({ omitted }, value) => {
    if (value.kind !== "List") return;
    for (const path of value.items) if (path.kind === "Str") omitted.push(path.value);
  });
  return residues;
}
