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
  for (const key in dict) {
    const value = dict[key]!;
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
    } else if (typeof value === "string" && isValue) {
      if (key === "Type") noteToken(value, dict, action, references);
      else if (key === "string") noteText(dict, references);
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

function noteToken(type: string, token: PlistDict, action: number, references: References): void {
  const uuid = outputOf(token);
  if (uuid !== undefined) {
    let labels = references.outputs.get(uuid);
    if (!labels) references.outputs.set(uuid, (labels = new Map()));
    // A token that calls itself a variable is written with the name that it has.
    if (type !== "ActionOutput") {
      references.disguised.add(uuid);
      return;
    }
    const name = token["OutputName"];
    const label = typeof name === "string" ? name : "";
    labels.set(label, (labels.get(label) ?? 0) + 1);
  } else if (type === "Variable") {
    const name = token["VariableName"];
    if (typeof name !== "string") return;
    references.variables.add(name);
    noteIdentity(name, token["VariableUUID"], references);
    if (name.startsWith("Repeat Index")) noteIndex(name, action, references);
  } else if (type === "Input") {
    references.readsInput.add(action);
  }
}

function noteText({ attachmentsByRange: ranges }: PlistDict, { texts }: References): void {
  if (ranges === undefined) texts.bare++;
  else if (isDict(ranges) && isEmpty(ranges)) texts.empty++;
}

function noteIdentity(name: string, uuid: PlistValue | undefined, { variableUuids }: References): void {
  const known = typeof uuid === "string" ? uuid : "";
  let uuids = variableUuids.get(name);
  if (!uuids) variableUuids.set(name, (uuids = new Map()));
  uuids.set(known, (uuids.get(known) ?? 0) + 1);
}

function noteIndex(name: string, action: number, { indexes }: References): void {
  const readers = indexes.get(name);
  if (readers) readers.push(action);
  else indexes.set(name, [action]);
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
