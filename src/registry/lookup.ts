import type { ActionFacts } from "./action-facts.ts";
import { identifierOf } from "./naming.ts";
import { splitIdentifier, unpackAction, unpackGroup, type SlimIndex } from "./slim-index.ts";
import json from "./slim-index.json" with { type: "json" };

export type { ActionFacts, OutputKind } from "./action-facts.ts";

const index: SlimIndex = json;
let strings: string[] | undefined;
/** Groups and actions that have been looked up; the registry bounds them both. */
const groups = new Map<string, Map<string, string>>();
const actions = new Map<string, ActionFacts>();
let identifiersByName: Map<string, string> | undefined;

/** What is known about an action, by its identifier as files have it (case counts); undefined for an unknown one. */
export function lookup(identifier: string): ActionFacts | undefined {
  const known = actions.get(identifier);
  if (known) return known;
  const [group, name] = splitIdentifier(identifier);
  const packed = actionsOf(group)?.get(name);
  if (packed === undefined) return undefined;
  strings ??= index.strings.split("|");
  const facts = unpackAction(identifier, packed, strings);
  actions.set(identifier, facts);
  return facts;
}

/**
 * The identifier of a known action by any of its names: the identifier itself, our Python name, or a name in
 * WorkflowBench. Undefined for any other text.
 */
export function resolveName(name: string): string | undefined {
  if (lookup(name)) return name;
  const identifier = identifierOf(name);
  if (identifier !== undefined && lookup(identifier)) return identifier;
  identifiersByName ??= nameAll();
  return identifiersByName.get(name);
}

function actionsOf(group: string): Map<string, string> | undefined {
  let unpacked = groups.get(group);
  if (!unpacked && Object.hasOwn(index.groups, group)) {
    unpacked = unpackGroup(index.groups[group]!);
    groups.set(group, unpacked);
  }
  return unpacked;
}

/** WorkflowBench's names: identifiers with `_` for each dot and nothing escaped, and those that differ from that. */
function nameAll(): Map<string, string> {
  const names = new Map(Object.entries(index.aliases));
  for (const group of Object.keys(index.groups)) {
    for (const name of actionsOf(group)!.keys()) {
      const identifier = `${group}.${name}`;
      names.set(identifier.replaceAll(".", "_"), identifier);
    }
  }
  return names;
}
