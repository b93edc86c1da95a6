import type { ActionNames, ActionRecord } from "../../registry/records/record.ts";
import { splitIdentifier } from "../../registry/slim-index.ts";
import { builtInName, packPositions, snakeOf, type SlimNames } from "../../registry/slim-names.ts";

const NONE = "-";

/** A record that has been given its names. */
export type NamedRecord = ActionRecord & { names: ActionNames };

export function packNames(records: readonly NamedRecord[]): SlimNames {
  const usual = usualKeywords(records);
  const byGroup = new Map<string, NamedRecord[]>();
  for (const record of records) {
    const [group] = splitIdentifier(record.identifier);
    const others = byGroup.get(group);
    if (others) others.push(record);
    else byGroup.set(group, [record]);
  }
  const groups: Record<string, string> = {};
  for (const [group, members] of byGroup) groups[group] = packGroup(members, usual);
  const keywords = [...usual].map(([key, keyword]) => packKeyword(key, keyword)).join(" ");
  return { keywords, groups, apple: packAppleNames(records) };
}

/** What most actions that have a key call it, where several do. */
function usualKeywords(records: readonly NamedRecord[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { names } of records) {
    for (const [key, keyword] of Object.entries(names.keywords)) {
      const ofKey = counts.get(key) ?? new Map<string, number>();
      counts.set(key, ofKey.set(keyword, (ofKey.get(keyword) ?? 0) + 1));
    }
  }
  const usual = new Map<string, string>();
  for (const [key, ofKey] of counts) {
    const [most] = [...ofKey].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (most![1] > 1) usual.set(key, most![0]);
  }
  return usual;
}

function packGroup(records: readonly NamedRecord[], usual: ReadonlyMap<string, string>): string {
  const named = records.filter(({ names, pythonName }) => names.friendly !== pythonName);
  const prefix = commonPrefix(named.map(({ names }) => names.friendly));
  const actions = records.map(({ identifier, pythonName, parameters, names }) => {
    const { friendly, main, next = [], keywords } = names;
    const parameterKeys = new Set(parameters.map(({ key }) => key));
    const own: string[] = [];
    for (const key of new Set([...parameterKeys, ...Object.keys(keywords)])) {
      const keyword = keywords[key];
      // Of other keys nobody knows that the action has them unless it lists them.
      if (keyword === usual.get(key) && parameterKeys.has(key)) continue;
      own.push(packKeyword(key, keyword ?? key));
    }
    for (const [keyword, key] of Object.entries(names.also ?? {})) own.push(`${key}:${keyword}`);
    const name = friendly === pythonName ? NONE : friendly.slice(prefix.length);
    const positions = packPositions([...(main === undefined ? [] : [{ key: main }]), ...next]);
    const fields = [splitIdentifier(identifier)[1], name, positions, ...own];
    while (fields.at(-1) === NONE) fields.pop();
    return fields.join(" ");
  });
  return [prefix, ...actions].join("|");
}

function packKeyword(key: string, keyword: string): string {
  if (/[ |=:]/.test(key)) throw new Error(`Cannot pack the parameter key ${key}.`);
  if (keyword === key) return key;
  return `${key}=${keyword === snakeOf(key) ? "" : keyword}`;
}

/** What several names begin with, up to a `_`. */
function commonPrefix(names: readonly string[]): string {
  const [first = "", ...others] = names;
  if (others.length === 0) return "";
  let length = 0;
  while (others.every((name) => name[length] === first[length]) && length < first.length) length++;
  return first.slice(0, first.lastIndexOf("_", length - 1) + 1);
}

/** Several actions may share a name of Apple's: the one that has it as its own, or else the first. */
function packAppleNames(records: readonly NamedRecord[]): Record<string, string> {
  const own = new Set(records.flatMap(({ names }) => [names.friendly, builtInName(names.friendly)]));
  const apple: Record<string, string> = {};
  for (const { identifier, names } of records) {
    const { apple: name } = names;
    if (name !== undefined && !own.has(name) && !Object.hasOwn(apple, name)) apple[name] = identifier;
  }
  return apple;
}
