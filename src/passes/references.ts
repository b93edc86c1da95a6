import { ByIndex } from "../ir/by-index.ts";
import { setsVariable, variableNameOf, type Action } from "../ir/workflow.ts";
import { outputOf } from "../ir/token.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";

/** What the tokens of a shortcut refer to. */
export interface References {
  /**
   * For each OutputUUID that a token names: the output names that tokens write beside it, with their number.
   * These names are copies, possibly stale or localised; an absent one is counted under "". None are counted of tokens
   * that call themselves variables.
   */
  outputs: Map<string, Map<string, number>>;
  /** By the index of an action: its UUID. */
  uuids: ByIndex<string>;
  /** By the index of an action: what its author calls its output; it may hold anything. */
  customNames: ByIndex<PlistValue>;
  /** UUIDs of outputs that tokens read which call themselves variables. */
  disguised: Set<string>;
  /** Actions (by index) that hold the `Input` token of old files. */
  readsInput: Set<number>;
  /** Names of variables, in the order in which they first appear. */
  variables: Set<string>;
  /** For each variable, the identities that its tokens carry, with their number; an absent one is counted under "". */
  variableUuids: Map<string, Map<string, number>>;
  /** For each index of a repeat, the actions that read it, in their order. */
  indexes: Map<string, number[]>;
  /** Texts without tokens in an envelope: how many have an empty `attachmentsByRange`, how many have none. */
  texts: { empty: number; bare: number };
  /** Keys that are taken of variables: how many after these are read as dictionaries, how many of them as they are. */
  keys: { coerced: number; alone: number };
}

/** Collects the tokens of every parameter, at any depth. */
export function collectReferences(actions: Action[]): References {
  const references: References = {
    outputs: new Map(),
    uuids: new ByIndex(),
    customNames: new ByIndex(),
    disguised: new Set(),
    readsInput: new Set(),
    variables: new Set(),
    variableUuids: new Map(),
    indexes: new Map(),
    texts: { empty: 0, bare: 0 },
    keys: { coerced: 0, alone: 0 },
  };
  for (const action of actions) {
    const { index, parameters, extras, malformed } = action;
    visitMembers(parameters, index, references, false);
    if (extras !== undefined) visit(extras, index, references);
    if (malformed !== undefined) visit(malformed, index, references);
    if (setsVariable(action.identifier)) {
      const name = variableNameOf(action);
      if (name !== undefined) references.variables.add(name);
    }
  }
  return references;
}

function visit(value: PlistValue, action: number, references: References): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, action, references);
  } else if (isDict(value)) {
    visitMembers(value, action, references, true);
  }
}

/**
 * One go through the keys of a dictionary, which can be a token or a text with tokens, unless it holds the parameters of
 * an action.
 *
 * The order of keys means nothing, so nothing may follow from it: where it could, they are taken by their names.
 */
function visitMembers(dict: PlistDict, action: number, references: References, isValue: boolean): void {
  let first: PlistValue | undefined;
  let firstKey = "";
  let second: PlistValue | undefined;
  let secondKey = "";
  let keys: string[] | undefined;
  let type: string | undefined;
  let uuid: string | undefined;
  let label = "";
  let name: string | undefined;
  let isText = false;
  for (const key in dict) {
    const value = dict[key]!;
    if (!isValue && key === "CustomOutputName") references.customNames.set(action, value);
    if (typeof value === "object") {
      if (first === undefined) {
        first = value;
        firstKey = key;
      } else if (keys) {
        keys.push(key);
      } else if (second === undefined) {
        second = value;
        secondKey = key;
      } else {
        keys = [firstKey, secondKey, key];
      }
      if (key === "Aggrandizements" && isValue && Array.isArray(value)) countKeys(value, references.keys);
    } else if (typeof value === "string") {
      // Each is looked at here anyway, which costs less than to look for it later.
      if (!isValue) {
        if (key === "UUID") references.uuids.set(action, value);
      } else if (key === "Type") type = value;
      else if (key === "OutputUUID") uuid = value;
      else if (key === "OutputName") label = value;
      else if (key === "VariableName") name = value;
      else if (key === "string") isText = true;
    }
  }
  if (isText) noteText(dict, references);
  if (type !== undefined) {
    // Some programs write a token of an output as a variable without a name.
    const isOutput = uuid !== undefined && (type === "ActionOutput" || outputOf(dict) !== undefined);
    if (isOutput) noteOutput(uuid!, type, label, references);
    else if (type === "Input") references.readsInput.add(action);
    else if (type === "Variable" && name !== undefined) {
      noteVariable(name, dict["VariableUUID"], action, references);
    }
  }
  if (first === undefined) return;
  if (keys) {
    for (const key of keys.sort()) visit(dict[key]!, action, references);
  } else if (second === undefined) {
    visit(first, action, references);
  } else {
    // Most have one or two: no list is sorted for them.
    visit(firstKey < secondKey ? first : second, action, references);
    visit(firstKey < secondKey ? second : first, action, references);
  }
}

function noteOutput(uuid: string, type: string, label: string, { outputs, disguised }: References): void {
  let labels = outputs.get(uuid);
  if (!labels) outputs.set(uuid, (labels = new Map()));
  // A token that calls itself a variable is written with the name that it has.
  if (type === "ActionOutput") labels.set(label, (labels.get(label) ?? 0) + 1);
  else disguised.add(uuid);
}

function noteVariable(
  name: string,
  uuid: PlistValue | undefined,
  action: number,
  { variables, variableUuids, indexes }: References,
): void {
  const known = typeof uuid === "string" ? uuid : "";
  let uuids = variableUuids.get(name);
  if (!uuids) {
    variableUuids.set(name, (uuids = new Map()));
    variables.add(name);
  }
  uuids.set(known, (uuids.get(known) ?? 0) + 1);
  if (!name.startsWith("Repeat Index")) return;
  const readers = indexes.get(name);
  if (readers) readers.push(action);
  else indexes.set(name, [action]);
}

function noteText({ attachmentsByRange: ranges }: PlistDict, { texts }: References): void {
  if (ranges === undefined) texts.bare++;
  else if (isDict(ranges) && isEmpty(ranges)) texts.empty++;
}

function countKeys(chain: readonly PlistValue[], keys: References["keys"]): void {
  let before: PlistValue | undefined;
  for (const step of chain) {
    const type = isDict(step) ? step["Type"] : undefined;
    if (type === KEY) {
      if (before === COERCION) keys.coerced++;
      else keys.alone++;
    }
    before = type;
  }
}

const KEY = "WFDictionaryValueVariableAggrandizement";
const COERCION = "WFCoercionVariableAggrandizement";

function isEmpty(dict: PlistDict): boolean {
  for (const _ in dict) return false;
  return true;
}
