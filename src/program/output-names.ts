import type { ProgramAction } from "../context/matching.ts";
import type { Context } from "../context/writing.ts";
import { identifiers, isMarker, type Action } from "../ir/workflow.ts";
import { calledOf, endOfChain, isPlainResult, outputSlug, resultLabel } from "../passes/name-patterns.ts";
import type { Label } from "../passes/naming.ts";
import { lastComponent, ownLabel } from "../passes/output-labels.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import { identifierOfFunction } from "../registry/names.ts";
import type { MatchedProgram } from "./match.ts";

/** How a program says what the shortcut calls its variables and outputs. */
export interface OutputNames {
  /** Python name: name in the shortcut, where the one does not follow from the other. */
  names: Map<string, string>;
  /** Default name of an output: what references call it instead, in the whole file. */
  translated: Map<string, string>;
  /** Python name: what references to this output call it, where that does not follow. */
  exceptions: Map<string, string>;
  /** Name of a variable in the shortcut: the identity that references to it carry. */
  variableUuids: Map<string, string>;
  /** What has been guessed of outputs already, by their Python names. */
  guesses?: ReadonlyMap<string, Guess>;
}

/** What an output is called where nothing is said, as far as the name follows from that which its action has for it. */
interface Guess extends Pick<Label, "label" | "custom"> {
  readonly own: string | undefined;
}

/**
 * What has to be said about names so that {@link labelOf} and {@link copyOf} find them again. References copy the name
 * of the output that they point at; a copy that differs (another language, a former name) is kept by default name for
 * the whole file, and by variable where that does not hold.
 *
 * @returns also `copies`: what most references to each output call it, by its Python name.
 */
export function collectOutputNames(ctx: Context): OutputNames & { copies: Map<string, string> } {
  const { respelled, labels } = ctx.names;
  const names = new Map(respelled);
  const guesses = new Map<string, Guess>();
  const copies = new Map<string, string>();
  // What a line that fills a variable would call its output shows in no name of the program.
  const hidden = new Set<string>();
  const others = new Set<string>();
  for (const [name, { label, custom, own, uuid }] of labels) {
    if (!ctx.missing.has(name)) {
      const guess = guessLabel(name, own);
      guesses.set(name, guess);
      if (guess.label !== label || guess.custom !== custom) names.set(name, label);
    }
    const copy = uuid === undefined ? undefined : commonest(ctx.references.outputs.get(uuid));
    if (copy === undefined) continue;
    copies.set(name, copy);
    if (copy !== label) others.add(label);
    else if (name.includes(" ")) hidden.add(label);
  }
  const translated = new Map<string, string>();
  const exceptions = new Map<string, string>();
  if (others.size > 0) {
    const counts = new Map<string, Map<string, number>>();
    for (const [name, copy] of copies) {
      const { label, custom } = labels.get(name)!;
      if (custom || !others.has(label)) continue;
      const ofLabel = counts.get(label) ?? new Map<string, number>();
      ofLabel.set(copy, (ofLabel.get(copy) ?? 0) + 1);
      counts.set(label, ofLabel);
    }
    for (const [label, ofLabel] of counts) {
      const most = commonest(ofLabel)!;
      if (most !== label) translated.set(label, most);
    }
    for (const [name, copy] of copies) {
      if (copyOf(labels.get(name)!, translated) !== copy) exceptions.set(name, copy);
    }
  }
  for (const [name, { label }] of labels) if (!name.includes(" ")) hidden.delete(label);
  for (const label of hidden) if (!translated.has(label)) ctx.usual.add(label);
  const variableUuids = new Map<string, string>();
  for (const [name, uuids] of ctx.references.variableUuids) {
    const uuid = commonest(uuids);
    if (uuid && uuids.get(uuid)! > (uuids.get("") ?? 0)) variableUuids.set(name, uuid);
  }
  return { names, translated, exceptions, copies, variableUuids, guesses };
}

/** What references call an output. */
function copyOf(
  { label, custom }: Pick<Label, "label" | "custom">,
  translated: ReadonlyMap<string, string>,
): string {
  return custom ? label : (translated.get(label) ?? label);
}

/** What the shortcut calls the output that has this Python name, and whether its author chose that. */
function labelOf(
  name: string,
  own: string | undefined,
  { names, guesses }: Pick<OutputNames, "names" | "guesses">,
): Pick<Label, "label" | "custom"> {
  const said = names.get(name);
  if (said === undefined) {
    const guess = guesses?.get(name);
    return guess && guess.own === own ? guess : guessLabel(name, own);
  }
  return { label: said, custom: own !== undefined && said !== own };
}

/** The same where nothing is said: the action's own name for its output, if the Python name follows from that. */
function guessLabel(name: string, own: string | undefined): Guess {
  if (own !== undefined && followsFrom(name, own)) return { label: own, custom: false, own };
  const called = calledOf(name);
  if (called === undefined) return { label: unslug(name), custom: own !== undefined, own };
  const identifier = identifierOfFunction(called) ?? called;
  return { label: unslug(outputSlug(lastComponent(identifier))), custom: false, own };
}

function followsFrom(name: string, own: string): boolean {
  // One that only fills a variable or a result has no name of its own to tell anything by.
  if (name.includes(" ") || endOfChain(name) !== undefined) return true;
  const slug = outputSlug(own);
  if (name === slug) return true;
  const bare = withoutNumber(name);
  return bare === slug || isPlainResult(bare);
}

/** `wake_time_2` -> `wake_time`. Few names have a number, which is quicker seen than looked for. */
function withoutNumber(name: string): string {
  const last = name.charCodeAt(name.length - 1);
  return last >= 48 && last <= 57 ? name.replace(/_\d+$/, "") : name;
}

/** The name that an output has if nothing else is said: `wake_time_2` -> `Wake Time`. */
function unslug(name: string): string {
  return name
    .replace(/^(if_result|menu_result|repeat_results)_/, "")
    .replace(/_\d+$/, "")
    .replace(/(^|_)(.)/g, (_, bar: string, letter: string) => (bar ? " " : "") + letter.toUpperCase());
}

/**
 * Gives outputs and the references to them the names that they have in the shortcut.
 *
 * @param translated see {@link OutputNames}; so is `exceptions`. An empty name is one that references do not have.
 * @returns what references to each output are called, by its Python name.
 */
export function nameOutputs(
  { actions, names: { tokens, missing } }: MatchedProgram,
  lookup: Context["lookup"],
  said: OutputNames,
): Map<string, string> {
  const { translated, exceptions } = said;
  const copies = new Map<string, string>();
  for (const [name, label] of missing) copies.set(name, exceptions.get(name) ?? label);
  for (const action of actions) {
    const name = action.output;
    if (name === undefined) continue;
    const label = outputLabel(name, action, said, lookup);
    if (label.custom) action.parameters["CustomOutputName"] ??= label.label;
    if (!copies.has(name)) copies.set(name, exceptions.get(name) ?? copyOf(label, translated));
  }
  for (const { token, name } of tokens) {
    const copy = copies.get(name);
    if (copy) token["OutputName"] = copy;
  }
  titleCases(actions);
  return copies;
}

/** What the shortcut calls the output of an action that has this Python name. */
function outputLabel(
  name: string,
  action: Action,
  names: Pick<OutputNames, "names" | "guesses">,
  lookup: Context["lookup"],
): Pick<Label, "label" | "custom"> {
  return labelOf(
    name,
    isMarker(action) ? resultLabel(name) : ownLabel(action, lookup(action.identifier)),
    names,
  );
}

/** The name that its author has given to the output of an action, as far as its Python name tells. */
export function customName(
  name: string | undefined,
  action: Action,
  names: Pick<OutputNames, "names" | "guesses">,
  lookup: Context["lookup"],
): string | undefined {
  if (name === undefined) return undefined;
  const { label, custom } = outputLabel(name, action, names, lookup);
  return custom ? label : undefined;
}

/** Titles of cases whose items have variables: the app shows what these are called. */
function titleCases(actions: readonly ProgramAction[]): void {
  for (const { identifier, parameters } of actions) {
    if (identifier !== identifiers.menu) continue;
    const { WFMenuItemTitle: title, WFMenuItemAttributedTitle: attributed } = parameters;
    if (title !== undefined || !isDict(attributed)) continue;
    const { string: text, attachmentsByRange: ranges } = attributed;
    if (typeof text !== "string" || !isDict(ranges)) continue;
    parameters["WFMenuItemTitle"] = text.replaceAll("\ufffc", (_, at: number) =>
      titleOf(ranges[`{${at}, 1}`]),
    );
  }
}

/** `Version`, `result (Version)`: what a variable is called, and what of it is read. */
function titleOf(token: PlistValue | undefined): string {
  if (!isDict(token)) return "";
  const { OutputName: output, VariableName: variable, Type: type, Aggrandizements: chain } = token;
  const name =
    typeof output === "string" ? output : typeof variable === "string" ? variable : SPECIAL.get(type);
  const part = (Array.isArray(chain) ? chain : []).findLast((step) => isDict(step) && partOf(step));
  return isDict(part) ? `${name ?? ""} (${partOf(part)})` : (name ?? "");
}

function partOf({ DictionaryKey: key, PropertyName: property }: PlistDict): string | undefined {
  return typeof key === "string" ? key : typeof property === "string" ? property : undefined;
}

const SPECIAL = new Map<PlistValue | undefined, string>([
  ["ExtensionInput", "Shortcut Input"],
  ["Clipboard", "Clipboard"],
  ["CurrentDate", "Current Date"],
  ["Ask", "Ask Each Time"],
]);

function commonest(counts: ReadonlyMap<string, number> | undefined): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [text, count] of counts ?? []) if (count > most) [best, most] = [text, count];
  return best;
}
