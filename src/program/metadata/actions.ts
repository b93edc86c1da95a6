import type { Context } from "../../context/writing.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Action } from "../../ir/workflow.ts";
import { isDict, PlistDict, type PlistValue } from "../../plist/value.ts";
import { py, type Expr } from "../../python/ast.ts";
import { entriesOf, matchData, textsOf, writeData, type Entries } from "../../values/data.ts";
import type { MatchedProgram } from "../match.ts";
import { implicitInputs } from "./implicit-inputs.ts";
import { noteFilterCodes } from "./filter-codes.ts";
import { Notes, type NotedProgram, type Residue, type Step } from "./notes.ts";
import { parseNumbers, printNumbers } from "./number-list.ts";
import { parameters, wholeSpelling } from "./residue.ts";
import { isSpelling } from "./spelling.ts";
import { unsaidDefaults } from "./unsaid-defaults.ts";
import { writeUnsaidActions } from "./unsaid-variables.ts";

/** Keys that stand beside the identifier and the parameters of an action. */
const extraKeys: Step = {
  find(_, notes) {
    return ({ index, extras }) => {
      if (extras) notes.extras.set(index, extras);
    };
  },
  apply({ actions }, notes) {
    for (const [index, extras] of notes.extras) {
      const action = actions[index];
      if (action) action.extras = extras;
    }
  },
};

/**
 * Each step goes on with what the one before it has left, on the way there as on the way back: so the order stands here,
 * and only here.
 */
const STEPS: readonly Step[] = [wholeSpelling, implicitInputs, unsaidDefaults, parameters, extraKeys];

/**
 * What the metadata say of single actions: that in which the statements, matched as `compile` would match them, differ
 * from the file. It counts actions, so a fingerprint of them stands with it.
 */
export function writeActionNotes(
  actions: readonly Action[],
  program: MatchedProgram,
  entries: Entries,
  ctx: Context,
): void {
  const notes = new Notes();
  const visits = STEPS.map((step) => step.find({ actions, program, ctx }, notes));
  for (let i = 0; i < actions.length; i++) {
    const action = actions[i]!;
    const said = program.actions[i];
    if (said && action.malformed === undefined) for (const visit of visits) visit(action, said);
  }
  noteFilterCodes(actions, ctx);
  if (notes.isEmpty && ctx.unsaid.size + ctx.emptyOtherwise.size === 0) return;
  entries.set("actions", py.str(fingerprint(actions)));
  writeUnsaidActions(ctx, entries);
  entries.add(
    "action_keys",
    [...notes.extras].map(([index, extras]) => [String(index), writeData(extras, ctx)]),
  );
  if (notes.defaults.length > 0) entries.set("defaults", py.str(printNumbers(notes.defaults)));
  if (notes.implicit.length > 0) entries.set("implicit_inputs", py.str(printNumbers(notes.implicit)));
  writeResidues(notes.residues, entries, ctx);
}

/** The inverse of {@link writeActionNotes}: only if the program has the same actions in the same order as it had then. */
export function applyActionNotes(program: NotedProgram, entries: ReadonlyMap<string, Expr>): void {
  const { actions, diagnostics } = program;
  const written = entries.get("actions");
  if (!written) return;
  if (!fitsNotes(actions, entries)) {
    diagnostics.push(
      diagnostic(
        "SC6006",
        "The program has other actions than when its metadata were written: what these say of single actions is left out.",
      ),
    );
    return;
  }
  const notes = matchActionNotes(program, entries);
  for (const step of STEPS) step.apply(program, notes);
}

/** Whether the actions are those that the metadata were written for. */
export function fitsNotes(
  actions: readonly Pick<Action, "identifier">[],
  entries: ReadonlyMap<string, Expr>,
): boolean {
  const written = entries.get("actions");
  return written?.kind === "Str" && written.value === fingerprint(actions);
}

function matchActionNotes(program: MatchedProgram, entries: ReadonlyMap<string, Expr>): Notes {
  const { actions, ctx } = program;
  const notes = new Notes();
  matchResidues(entries, notes, program);
  const defaults = entries.get("defaults");
  if (defaults?.kind === "Str") notes.defaults = parseNumbers(defaults.value, actions.length - 1);
  const implicit = entries.get("implicit_inputs");
  // No action has more than one input.
  if (implicit?.kind === "Str") notes.implicit = parseNumbers(implicit.value, actions.length - 1);
  for (const [index, expr] of entriesOf(entries.get("action_keys"))) {
    const extras = matchData(expr, ctx);
    if (isDict(extras)) notes.extras.set(Number(index), extras);
  }
  return notes;
}

const FNV_PRIME = 0x01000193;

/**
 * Tells whether metadata that count actions still fit: the same actions in the same order give the same text. 32 bits
 * of FNV-1a over their identifiers; nobody gains anything by two lists that share it.
 */
function fingerprint(actions: readonly Pick<Action, "identifier">[]): string {
  let hash = 0x811c9dc5;
  for (const { identifier } of actions) {
    for (let i = 0; i < identifier.length; i++) hash = Math.imul(hash ^ identifier.charCodeAt(i), FNV_PRIME);
    // A zero behind each.
    hash = Math.imul(hash, FNV_PRIME);
  }
  return `${actions.length} ${(hash >>> 0).toString(16)}`;
}

/** The residues, those that are equal together: `"residue": {"3 17": {"Show-text": True}}`. */
function writeResidues(residues: ReadonlyMap<number, Residue>, entries: Entries, ctx: Context): void {
  const sorted = [...residues].sort(([a], [b]) => a - b);
  const parts: [name: string, of: (residue: Residue) => Expr | undefined][] = [
    ["residue", ({ set }) => set && writeSet(set, ctx)],
    ["instead", ({ instead }) => instead && writeInstead(instead, ctx)],
    ["spelling", ({ spelled }) => spelled && writeTexts(spelled)],
    ["omitted", ({ omitted }) => omitted && py.list(omitted.sort().map((path) => py.str(path)))],
  ];
  for (const [name, of] of parts) {
    const groups = new Map<string, { indexes: number[]; value: Expr }>();
    for (const [index, residue] of sorted) {
      const { set, spelled } = residue;
      const short = shortKey(name === "residue" ? set : name === "spelling" ? spelled : undefined);
      const known = short === undefined ? undefined : groups.get(short);
      const value = known?.value ?? of(residue);
      if (!value) continue;
      const key = short ?? JSON.stringify(value);
      const group = known ?? groups.get(key);
      if (group) group.indexes.push(index);
      else groups.set(key, { indexes: [index], value });
    }
    entries.add(
      name,
      [...groups.values()].map(({ indexes, value }) => [printNumbers(indexes), value]),
    );
  }
}

/** What tells a part of a residue that is of one text, number or switch, as most are, from all others, before it is written. */
function shortKey(said: ReadonlyMap<string, PlistValue> | undefined): string | undefined {
  if (said?.size !== 1) return undefined;
  // How long the path is says where the value begins.
  for (const [path, value] of said)
    if (typeof value !== "object") return `${typeof value} ${path.length} ${path}${value}`;
  return undefined;
}

function writeSet(set: ReadonlyMap<string, PlistValue>, ctx: Context): Expr {
  const data = new PlistDict();
  for (const [path, value] of set) data[path] = value;
  return writeData(data, ctx);
}

/** What the statement says, and what the file has in its place. */
function writeInstead(instead: NonNullable<Residue["instead"]>, ctx: Context): Expr {
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

/** What the metadata say of each action, by its number. */
function matchResidues(
  entries: ReadonlyMap<string, Expr>,
  notes: Notes,
  { actions, ctx }: MatchedProgram,
): void {
  const each = (name: string, apply: (index: number, value: Expr) => void) => {
    for (const [numbers, value] of entriesOf(entries.get(name))) {
      for (const index of parseNumbers(numbers, actions.length - 1)) apply(index, value);
    }
  };
  each("residue", (index, value) => {
    const data: PlistValue = matchData(value, ctx);
    if (isDict(data)) for (const path in data) notes.set(index, path, data[path]!);
  });
  each("instead", (index, value) => {
    for (const [path, pair] of entriesOf(value)) {
      const [said, wanted] = pair.kind === "List" ? pair.items.map((item) => matchData(item, ctx)) : [];
      if (said !== undefined && wanted !== undefined) notes.instead(index, path, [said, wanted]);
    }
  });
  each("spelling", (index, value) => {
    for (const [path, name] of textsOf(value)) if (isSpelling(name)) notes.spell(index, path, name);
  });
  each("omitted", (index, value) => {
    if (value.kind !== "List") return;
    for (const path of value.items) if (path.kind === "Str") notes.omit(index, path.value);
  });
}
