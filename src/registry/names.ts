import { aliases, knownIdentifiers, lookup } from "./lookup.ts";
import {
  escapedKey,
  escapedName,
  identifierOf,
  parameterKey,
  parameterName,
  pythonName,
  unescapedKey,
  unescapedName,
} from "./naming.ts";
import { PackedGroups } from "./packed-groups.ts";
import { splitIdentifier } from "./slim-index.ts";
import {
  APPLE_PREFIX,
  unpackKeywords,
  unpackNameGroup,
  unpackNames,
  type Names,
  type Position,
  type SlimNames,
} from "./slim-names.ts";
import json from "./slim-names.json" with { type: "json" };

/** How a program names actions and their parameters: for people, or as WorkflowBench and the files do. */
export type NameStyle = "friendly" | "api";

const table: SlimNames = json;
const packedGroups = new PackedGroups(table);
const groups = new Map<string, ReturnType<typeof unpackNameGroup>>();
/** Actions that have been asked for; the registry bounds them. */
const known = new Map<string, Names>();
let usual: ReadonlyMap<string, string> | undefined;
let byOwnName: Map<string, string> | undefined;
let byFriendly: Map<string, string> | undefined;
let byWorkflowBench: Map<string, string> | undefined;

/** The names of an action; undefined for one that the registry does not know. */
function namesOf(identifier: string): Names | undefined {
  let names = known.get(identifier);
  if (names) return names;
  const [group, name] = splitIdentifier(identifier);
  let unpacked = groups.get(group);
  if (!unpacked) {
    const text = packedGroups.get(group);
    if (text === undefined) return undefined;
    groups.set(group, (unpacked = unpackNameGroup(text)));
  }
  const packed = unpacked.actions.get(name);
  if (packed === undefined) return undefined;
  names = unpackNames(packed, unpacked.prefix);
  known.set(identifier, names);
  return names;
}

/**
 * The function that stands for an action in programs of a style. No two actions share one, in either style, and
 * {@link identifierOfFunction} undoes it for all of them.
 */
export function functionName(identifier: string, style: NameStyle): string {
  const names = namesOf(identifier);
  if (names) return (style === "friendly" ? names.friendly : undefined) ?? pythonName(identifier);
  const name = pythonName(identifier);
  // An identifier that nobody knows may look like the name of one that is known.
  return friendlyNames().has(name) ? escapedName(identifier) : name;
}

/** The identifier that a function stands for, whether anybody knows the action or not; undefined for other functions. */
export function identifierOfFunction(name: string): string | undefined {
  return resolveName(name) ?? identifierOf(name) ?? unescapedName(name);
}

/** The identifier of a known action by its friendly name, or by the name that Apple's engine has for it. */
function identifierOfFriendly(name: string): string | undefined {
  const names = friendlyNames();
  return (
    names.get(name) ??
    (name.startsWith(APPLE_PREFIX) ? names.get(name.slice(APPLE_PREFIX.length)) : undefined)
  );
}

function friendlyNames(): ReadonlyMap<string, string> {
  if (byFriendly) return byFriendly;
  byFriendly = new Map(Object.entries(table.apple));
  for (const group of packedGroups.names()) {
    const { prefix, actions } = unpackNameGroup(packedGroups.get(group)!);
    for (const [name, packed] of actions) {
      const friendly = unpackNames(packed, prefix).friendly;
      if (friendly !== undefined) byFriendly.set(friendly, group === "" ? name : `${group}.${name}`);
    }
  }
  return byFriendly;
}

/**
 * The identifier of a known action by any of its names: the identifier itself, the name for people, that of the API,
 * Apple's, or a name in WorkflowBench. Undefined for any other text.
 */
export function resolveName(name: string): string | undefined {
  const own = ownNames().get(name);
  if (own !== undefined) return own;
  if (lookup(name)) return name;
  const friendly = identifierOfFriendly(name);
  if (friendly !== undefined) return friendly;
  const identifier = identifierOf(name);
  if (identifier !== undefined && lookup(identifier)) return identifier;
  byWorkflowBench ??= workflowBenchNames();
  return byWorkflowBench.get(name);
}

/** The editor's own actions by both names: nearly all that is called, found without a look at the tables of the apps. */
function ownNames(): ReadonlyMap<string, string> {
  if (byOwnName) return byOwnName;
  byOwnName = new Map();
  for (const group of packedGroups.namesAtHand()) {
    if (!group.startsWith("is.workflow.")) continue;
    const { prefix, actions } = unpackNameGroup(packedGroups.get(group)!);
    for (const [name, packed] of actions) {
      const identifier = `${group}.${name}`;
      byOwnName.set(pythonName(identifier), identifier);
      const { friendly } = unpackNames(packed, prefix);
      if (friendly !== undefined) byOwnName.set(friendly, identifier);
    }
  }
  return byOwnName;
}

/** WorkflowBench's names: identifiers with `_` for each dot and nothing escaped, and those that differ from that. */
function workflowBenchNames(): Map<string, string> {
  const names = new Map(Object.entries(aliases));
  for (const identifier of knownIdentifiers()) names.set(identifier.replaceAll(".", "_"), identifier);
  return names;
}

const NO_POSITIONS: readonly Position[] = [];

/** What stands in a friendly call without its keyword, in its order. */
export function positionsOf(identifier: string): readonly Position[] {
  return namesOf(identifier)?.positions ?? NO_POSITIONS;
}

/** The keyword for a parameter in programs of a style; {@link keyOfKeyword} undoes both. */
export function keywordOf(identifier: string, key: string, style: NameStyle): string {
  const names = namesOf(identifier);
  const own = names && ownKeyword(names, key, identifier);
  if (own !== undefined) return style === "friendly" ? own : parameterName(key);
  const name = style === "friendly" ? (regularKeyword(key) ?? parameterName(key)) : parameterName(key);
  // A key that nobody knows may look like the keyword of one that is known.
  return keyOfKeyword(identifier, name) === key ? name : escapedKey(key);
}

/** The key that a keyword stands for, whatever its style. */
export function keyOfKeyword(identifier: string, keyword: string): string {
  const key = keysOf(identifier).get(keyword);
  return key ?? regularKey(keyword) ?? parameterKey(keyword) ?? unescapedKey(keyword) ?? keyword;
}

const keys = new Map<string, ReadonlyMap<string, string>>();
const NO_KEYS: ReadonlyMap<string, string> = new Map();

/** All keys of an action by their keywords. */
function keysOf(identifier: string): ReadonlyMap<string, string> {
  let found = keys.get(identifier);
  if (found) return found;
  const names = namesOf(identifier);
  if (!names) return NO_KEYS;
  const all = new Map(names.also);
  const listed = [...(lookup(identifier)?.parameterOrder ?? []), ...names.keywords.keys()];
  for (const key of listed) all.set(ownKeyword(names, key, identifier) ?? parameterName(key), key);
  keys.set(identifier, (found = all));
  return found;
}

/** The keyword of a parameter that the registry knows. */
function ownKeyword(names: Names, key: string, identifier: string): string | undefined {
  const own = names.keywords.get(key);
  if (own !== undefined) return own;
  if (!lookup(identifier)?.parameterOrder.includes(key)) return undefined;
  usual ??= unpackKeywords(table.keywords.split(" "));
  return usual.get(key) ?? parameterName(key);
}

const REGULAR_KEY = /^WF(?:[A-Z][a-z0-9]+)+$/;
const REGULAR_KEYWORD = /^wf(?:_[a-z][a-z0-9]+)+$/;

/** `WFOldSetting` -> `wf_old_setting`, for keys that nobody knows; undefined for keys of another shape. */
function regularKeyword(key: string): string | undefined {
  return REGULAR_KEY.test(key)
    ? `wf${key.slice(2).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
    : undefined;
}

function regularKey(keyword: string): string | undefined {
  if (!REGULAR_KEYWORD.test(keyword)) return undefined;
  return `WF${keyword.slice(2).replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}`;
}
