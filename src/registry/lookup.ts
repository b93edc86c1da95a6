import type { ActionFacts } from "./action-facts.ts";
import { PackedGroups } from "./packed-groups.ts";
import { splitIdentifier, unpackAction, unpackGroup, type SlimIndex } from "./slim-index.ts";
import json from "./slim-index.json" with { type: "json" };

export type { ActionFacts, OutputKind } from "./action-facts.ts";

const index: SlimIndex = json;
const packed = new PackedGroups(index);
let strings: string[] | undefined;
/** Groups and actions that have been looked up; the registry bounds them both. */
const groups = new Map<string, Map<string, string>>();
const actions = new Map<string, ActionFacts>();

/** What is known about an action, by its identifier as files have it (case counts); undefined for an unknown one. */
export function lookup(identifier: string): ActionFacts | undefined {
  const known = actions.get(identifier);
  if (known) return known;
  const [group, name] = splitIdentifier(identifier);
  const action = actionsOf(group)?.get(name);
  if (action === undefined) return undefined;
  strings ??= index.strings.split("|");
  const facts = unpackAction(identifier, action, strings);
  actions.set(identifier, facts);
  return facts;
}

/** Names by which WorkflowBench knows an action, where they do not follow from its identifier. */
export const aliases: Readonly<Record<string, string>> = index.aliases;

/** Every identifier that is known. */
export function* knownIdentifiers(): Generator<string> {
  for (const group of packed.names()) {
    for (const name of actionsOf(group)!.keys()) yield `${group}.${name}`;
  }
}

function actionsOf(group: string): Map<string, string> | undefined {
  const known = groups.get(group);
  if (known) return known;
  const text = packed.get(group);
  if (text === undefined) return undefined;
  const unpacked = unpackGroup(text);
  groups.set(group, unpacked);
  return unpacked;
}
