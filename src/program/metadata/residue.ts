import type { ProgramAction } from "../../context/matching.ts";
import type { Context } from "../../context/writing.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { isSameCode } from "../../ir/condition-code.ts";
import { outputOf } from "../../ir/token.ts";
import type { Action } from "../../ir/workflow.ts";
import { isDict, strictEqual, type PlistDict, type PlistValue } from "../../plist/value.ts";
import { join, split } from "./key-path.ts";
import type { Notes, Residue, Step } from "./notes.ts";
import { rowSpelling } from "./filter-spelling.ts";
import { isSpelling, SPELLINGS, type Spelling } from "./spelling.ts";

/** All parameters of a marker together: a condition as a table of one row, or the other way round. */
export const wholeSpelling: Step = {
  find(_, notes) {
    return ({ index, parameters }, said) => {
      if (said.parameters === parameters) return;
      if ("WFConditions" in parameters === "WFConditions" in said.parameters) return;
      const spelling = "WFConditions" in parameters ? "table" : "single";
      const respelled = respell(said.parameters, spelling);
      if (!respelled) return;
      said.parameters = respelled;
      notes.spell(index, WHOLE, spelling);
    };
  },
  apply({ actions }, { residues }) {
    for (const [index, { spelled }] of residues) {
      const action = actions[index]!;
      const spelling = spelled?.get(WHOLE);
      action.parameters = (spelling && respell(action.parameters, spelling)) ?? action.parameters;
    }
  },
};

/** The key path of all parameters together; a key that is a dot gets a backslash. */
const WHOLE = ".";

/** All parameters, spelled in another way; undefined if they cannot be. */
function respell(parameters: PlistDict, spelling: Spelling): PlistDict | undefined {
  const respelled = SPELLINGS[spelling](parameters);
  return respelled !== undefined && isDict(respelled) ? respelled : undefined;
}

/** Single parameters, and what stands in them. */
export const parameters: Step = {
  find({ actions, program, ctx }, notes) {
    const groups = sharedGroups(actions, program.actions);
    const finder = new ResidueFinder(notes, ctx.usual);
    return (action, said) => {
      noteUuid(action, said, notes, ctx);
      if (said.parameters === action.parameters) return;
      finder.compare(action, said);
      noteGroup(action, said, groups, notes);
    };
  },
  apply({ actions, diagnostics }, { residues }) {
    for (const [index, residue] of residues) {
      for (const path of applyResidue(actions[index]!.parameters, residue)) {
        const message = `The metadata say how this action's ${path} was written, but it says something else now.`;
        diagnostics.push(diagnostic("SC6006", message, { action: index }));
      }
    }
  },
};

/** Keys whose value no form shows, but says in its own way: every text and number of a file is in its program. */
const NEVER_SHOWN: ReadonlySet<string> = new Set(["WFGetDictionaryValueType"]);

const BLANK = "WFConditionalActionString";

const PREFIX = "WFActionParameterFilterPrefix";

/** Keys that may have to be noted though the statement says their value. */
export const MAY_BE_NOTED: ReadonlySet<string> = new Set([...NEVER_SHOWN, PREFIX, "WFMenuItemTitle"]);

/** What no statement says: the way back fills it from something else, as most files have it. */
const DERIVED = "WFMenuItemAttributedTitle";

/** The title of a case whose item is made at run time: the program says the item, the file has what it was called. */
function isFormerTitle(key: string, parameters: PlistDict): boolean {
  const attributed = parameters[DERIVED];
  const ranges = isDict(attributed) ? attributed["attachmentsByRange"] : undefined;
  return key === "WFMenuItemTitle" && isDict(ranges) && Object.keys(ranges).length > 0;
}

/** The editor's identities, which the program says by its names and its nesting. */
const IDENTITIES: ReadonlySet<string> = new Set(["UUID", "GroupingIdentifier"]);

const GROUP = "GroupingIdentifier";

/** Each block gets a new group on the way back. What does not come out of that has to be said. */
function noteGroup(
  { index, parameters: ours }: Action,
  { parameters: theirs }: ProgramAction,
  shared: ReadonlySet<string>,
  notes: Notes,
): void {
  if (!(GROUP in ours || GROUP in theirs)) return;
  const wanted = ours[GROUP];
  const said = theirs[GROUP];
  if (wanted === undefined && said !== undefined) notes.omit(index, GROUP);
  if (typeof wanted !== "string" || wanted === said) return;
  // One that several blocks share is not made anew, nor is that of an action that opens or closes none.
  if (shared.has(wanted) || said === undefined) notes.set(index, GROUP, wanted);
}

/** Grouping identifiers that do not belong to exactly one block: they cannot be made anew. */
function sharedGroups(actions: readonly Action[], said: readonly ProgramAction[]): Set<string> {
  const ours = new Map<string, string>();
  const theirs = new Map<string, string>();
  const shared = new Set<string>();
  actions.forEach(({ parameters }, i) => {
    if (!(GROUP in parameters)) return;
    const group = parameters[GROUP];
    const other = said[i]?.parameters[GROUP];
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

/** The UUID of an output that is read, where the statement does not say it by its name. */
function noteUuid(
  { index, parameters }: Action,
  { output }: ProgramAction,
  notes: Notes,
  ctx: Context,
): void {
  const uuid = parameters["UUID"];
  if (typeof uuid !== "string" || !ctx.references.outputs.has(uuid)) return;
  if (output !== undefined && ctx.names.output(uuid) === output) return;
  notes.set(index, "UUID", ctx.names.known(uuid) ?? uuid);
}

/** Finds what has to be done to the parameters that a statement says, for them to become those of the file. */
class ResidueFinder {
  readonly #notes: Notes;
  readonly #usual: Context["usual"];
  /** The number of the action that is compared. */
  #index = 0;

  /** @param usual where values go that no statement shows, and the way back writes unasked. */
  constructor(notes: Notes, usual: Context["usual"]) {
    this.#notes = notes;
    this.#usual = usual;
  }

  compare({ index, parameters }: Action, said: ProgramAction): void {
    this.#index = index;
    this.#dicts(parameters, said.parameters, undefined, true);
  }

  #dicts(wanted: PlistDict, said: PlistDict, path: string | undefined, isTop: boolean): void {
    for (const key in wanted) {
      const value = wanted[key]!;
      const other = said[key];
      // Most are said as they are, see `known.ts`.
      if (value === other && !MAY_BE_NOTED.has(key)) continue;
      if (isTop && isIdentity(key, value)) continue;
      const isOther = isTop && key === DERIVED && other !== undefined && !strictEqual(value, other);
      const isPrefix = key === PREFIX && `${path}.`.startsWith("WFConditions.");
      const isFormer = isTop && isFormerTitle(key, wanted);
      if (other === undefined || isOther || ((isFormer || (isPrefix && value !== other)) && isScalar(value)))
        this.#notes.set(this.#index, join(path, key), value);
      else {
        if ((NEVER_SHOWN.has(key) || isPrefix) && value === other) this.#note(value);
        this.#values(value, other, path, key);
      }
    }
    for (const key in said) {
      if (!(key in wanted) && !(isTop && isIdentity(key, said[key]!)))
        this.#notes.omit(this.#index, join(path, key));
    }
  }

  /** @param parent the key path of what holds the values under `key`; few differ, so that few need a path of their own. */
  #values(wanted: PlistValue, said: PlistValue, parent: string | undefined, key: string): void {
    if (wanted === said) return;
    const areDicts = isDict(wanted) && isDict(said) && !isOtherOutput(wanted, said);
    // Texts in envelopes differ in a part that has a name of its own.
    if (!areDicts || "WFSerializationType" in wanted) {
      if (strictEqual(wanted, said)) return this.#nested(wanted, parent, key);
      const spelling = spellingOf(wanted, said);
      if (spelling) {
        this.#notes.spell(this.#index, join(parent, key), spelling);
        return;
      }
    }
    const path = join(parent, key);
    const chain = path.endsWith("Aggrandizements") ? chainSpelling(wanted, said) : undefined;
    if (chain) {
      this.#notes.spell(this.#index, path, chain);
    } else if (areDicts) {
      const rows = path === "WFConditions" ? undefined : rowSpelling(wanted);
      const respelled = rows && SPELLINGS[rows](said);
      if (rows && respelled) this.#notes.spell(this.#index, path, rows);
      this.#dicts(wanted, respelled && isDict(respelled) ? respelled : said, path, false);
    } else if (Array.isArray(wanted) && Array.isArray(said) && wanted.length === said.length) {
      wanted.forEach((item, i) => this.#values(item, said[i]!, path, String(i)));
    } else if (path.endsWith(".OutputName") || isSameCode(said, wanted)) {
      this.#notes.set(this.#index, path, wanted);
    } else {
      this.#notes.instead(this.#index, path, [said, wanted]);
    }
  }

  /** Equal values still may hold what is always written. */
  #nested(value: PlistValue, parent: string | undefined, key: string): void {
    if (!isDict(value) || value["WFSerializationType"] !== "WFContentPredicateTableTemplate") return;
    const payload = value["Value"];
    const prefix = isDict(payload) ? payload["WFActionParameterFilterPrefix"] : undefined;
    if (prefix !== undefined && parent === undefined && key === "WFConditions") this.#note(prefix);
  }

  #note(value: PlistValue): void {
    if (typeof value === "string" || typeof value === "number") this.#usual.add(value);
  }
}

function isIdentity(key: string, value: PlistValue): boolean {
  return IDENTITIES.has(key) && typeof value === "string";
}

/** Whether a token reads another output than what is said, or none: only as a whole does it say an output by its name. */
function isOtherOutput(wanted: PlistDict, said: PlistDict): boolean {
  return "OutputUUID" in wanted && outputOf(wanted) !== outputOf(said);
}

function isScalar(value: PlistValue): boolean {
  return typeof value !== "object";
}

/** How a chain of steps is spelled, where it only differs in what keys are read of. */
function chainSpelling(wanted: PlistValue, said: PlistValue): Spelling | undefined {
  return (["dictionary keys", "keys alone"] as const).find((name) => {
    const value = SPELLINGS[name](said);
    return value !== undefined && strictEqual(value, wanted);
  });
}

const NAMES = Object.keys(SPELLINGS).filter(isSpelling);

function spellingOf(wanted: PlistValue, said: PlistValue): Spelling | undefined {
  if (Array.isArray(wanted) || Array.isArray(said)) return undefined;
  return NAMES.find((name) => {
    const value = SPELLINGS[name](said);
    return value !== undefined && strictEqual(value, wanted);
  });
}

/**
 * Applies what the metadata say of an action to the parameters that its statement says, but for {@link WHOLE}, which
 * comes before.
 *
 * @returns the key paths where something did not fit, because the statement says something else by now.
 */
function applyResidue(parameters: PlistDict, { set, instead, spelled, omitted }: Residue): string[] {
  const unfit: string[] = [];
  for (const [path, spelling] of spelled ?? []) {
    if (path === WHOLE) continue;
    const place = find(parameters, path);
    const old = place && place.container[place.key];
    const value = old === undefined ? undefined : SPELLINGS[spelling](old);
    if (place && value !== undefined) place.container[place.key] = value;
    else unfit.push(path);
  }
  for (const path of omitted ?? []) {
    const place = find(parameters, path);
    // The operand that an If leaves empty is said as the empty text.
    const isChanged = place?.key === BLANK && place.container[BLANK] !== "";
    if (place && !Array.isArray(place.container) && !isChanged) delete place.container[place.key];
    else unfit.push(path);
  }
  for (const [path, [said, wanted]] of instead ?? []) {
    const place = find(parameters, path);
    if (place && strictEqual(place.container[place.key], said)) place.container[place.key] = wanted;
    else unfit.push(path);
  }
  for (const [path, value] of set ?? []) {
    const place = find(parameters, path);
    // What the statement says goes before what the metadata say.
    const isFree =
      place && (place.container[place.key] === undefined || strictEqual(place.container[place.key], value));
    // A group of several blocks has no identifier of its own.
    const isGroup = path === "GroupingIdentifier";
    // Between the rows of a table of one, no word stands that could say something else.
    const isUnsaid = path.endsWith(PREFIX) && hasOneRow(place?.container);
    const isSame = path.endsWith(".OutputName") || isSameCode(place?.container[place.key], value);
    const isFormer = path === DERIVED || isFormerTitle(path, parameters);
    if (place && (isFree || isSame || isGroup || isUnsaid || isFormer)) place.container[place.key] = value;
    else unfit.push(path);
  }
  return unfit;
}

function hasOneRow(table: PlistDict | undefined): boolean {
  const rows = table?.["WFActionParameterFilterTemplates"];
  return Array.isArray(rows) && rows.length === 1;
}

/** The container that holds a place; an array is indexed by text, which JavaScript takes. */
function find(root: PlistDict, path: string): { container: PlistDict; key: string } | undefined {
  const keys = split(path);
  const key = keys.pop()!;
  let container: PlistValue | undefined = root;
  for (const step of keys) {
    container = isDict(container) || Array.isArray(container) ? (container as PlistDict)[step] : undefined;
  }
  if (Array.isArray(container)) return /^\d+$/.test(key) ? { container: container as never, key } : undefined;
  return isDict(container) ? { container, key } : undefined;
}
