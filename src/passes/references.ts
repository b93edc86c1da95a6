import { setsVariable, stringParameter, type Action } from "../ir/workflow.ts";
import { outputOf } from "../ir/token.ts";
import { isDict, PlistDate, PlistReal, PlistUid, type PlistDict, type PlistValue } from "../plist/value.ts";

/** What the tokens of a shortcut refer to. */
export interface References {
  /**
   * For each OutputUUID that a token names: the output names that tokens write beside it, with their number.
   * These names are copies, possibly stale or localised; an absent one is counted under "". None are counted of tokens
   * that call themselves variables.
   */
  outputs: Map<string, Map<string, number>>;
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
    readsInput: new Set(),
    variables: new Set(),
    variableUuids: new Map(),
    indexes: new Map(),
    texts: { empty: 0, bare: 0 },
    keys: { coerced: 0, alone: 0 },
  };
  for (const action of actions) {
    const { index, parameters, extras, malformed } = action;
    visitMembers(parameters, index, references);
    for (const value of [extras, malformed]) if (value !== undefined) visit(value, index, references);
    if (setsVariable(action.identifier)) {
      const name = stringParameter(action, "WFVariableName");
      if (name !== undefined) references.variables.add(name);
    }
  }
  return references;
}

function visit(value: PlistValue, action: number, references: References): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) visit(item, action, references);
    return;
  }
  if (
    value instanceof Uint8Array ||
    value instanceof PlistReal ||
    value instanceof PlistDate ||
    value instanceof PlistUid
  ) {
    return;
  }
  const type = value["Type"];
  const uuid = outputOf(value);
  if (uuid !== undefined) {
    let labels = references.outputs.get(uuid);
    if (!labels) references.outputs.set(uuid, (labels = new Map()));
    // A token that calls itself a variable is written with the name that it has.
    if (type === "ActionOutput") {
      const name = value["OutputName"];
      const label = typeof name === "string" ? name : "";
      labels.set(label, (labels.get(label) ?? 0) + 1);
    }
  } else if (type === "Variable") {
    const name = value["VariableName"];
    if (typeof name === "string") {
      references.variables.add(name);
      noteIdentity(name, value["VariableUUID"], references);
      if (name.startsWith("Repeat Index")) noteIndex(name, action, references);
    }
  } else if (type === "Input") {
    references.readsInput.add(action);
  }
  const chain = value["Aggrandizements"];
  if (Array.isArray(chain)) countKeys(chain, references.keys);
  const { string: text, attachmentsByRange: ranges } = value;
  if (typeof text === "string") {
    if (ranges === undefined) references.texts.bare++;
    else if (isDict(ranges) && isEmpty(ranges)) references.texts.empty++;
  }
  visitMembers(value, action, references);
}

/** The order of keys means nothing, so nothing may follow from it: where it could, they are taken by their names. */
function visitMembers(dict: PlistDict, action: number, references: References): void {
  let first: string | undefined;
  let second: string | undefined;
  let keys: string[] | undefined;
  for (const key in dict) {
    if (typeof dict[key] !== "object") continue;
    if (first === undefined) first = key;
    else if (keys) keys.push(key);
    else if (second === undefined) second = key;
    else keys = [first, second, key];
  }
  if (first === undefined) return;
  if (keys) {
    for (const key of keys.sort()) visit(dict[key]!, action, references);
  } else if (second === undefined) {
    visit(dict[first]!, action, references);
  } else {
    // Most have one or two: no list is sorted for them.
    visit(dict[first < second ? first : second]!, action, references);
    visit(dict[first < second ? second : first]!, action, references);
  }
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
  const typeOf = (step: PlistValue | undefined) => (isDict(step) ? step["Type"] : undefined);
  chain.forEach((step, i) => {
    if (typeOf(step) !== KEY) return;
    if (typeOf(chain[i - 1]) === COERCION) keys.coerced++;
    else keys.alone++;
  });
}

const KEY = "WFDictionaryValueVariableAggrandizement";
const COERCION = "WFCoercionVariableAggrandizement";

function isEmpty(dict: PlistDict): boolean {
  for (const _ in dict) return false;
  return true;
}
