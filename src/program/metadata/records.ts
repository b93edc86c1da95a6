import type { Context } from "../../context/writing.ts";
import { isDict, PlistDict, type PlistValue } from "../../plist/value.ts";
import { py, type Expr } from "../../python/ast.ts";
import { Entries, entriesOf, matchData, writeData } from "../../values/data.ts";
import type { ProgramFacts } from "../match.ts";
import { join, split } from "./key-path.ts";

const ENTRY = "records";

/** `"records": {"App": {"Drafts": {...}}}`: what the body does not say of records that it calls by a name, by key path. */
export function writeRecords(ctx: Context, entries: Entries): void {
  const kinds: [string, Expr][] = [];
  for (const [kind, records] of ctx.records ?? []) {
    const ofKind = new Entries();
    for (const [name, entry] of records) {
      if (entry !== undefined) ofKind.set(name, writeData(isDict(entry) ? flat(entry) : entry, ctx));
    }
    if (ofKind.list.length > 0) kinds.push([kind, py.dict(ofKind.list)]);
  }
  entries.add(ENTRY, kinds);
}

/** The inverse of {@link writeRecords}: reads those that the program asks for. */
export function recordsIn(entries: ReadonlyMap<string, Expr>): ProgramFacts["recordEntry"] {
  const kinds = new Map([...entriesOf(entries.get(ENTRY))].map(([kind, of]) => [kind, entriesOf(of)]));
  return (kind, name, ctx) => {
    const expr = kinds.get(kind)?.get(name);
    const entry = expr && matchData(expr, ctx);
    return isDict(entry) ? nested(entry) : entry;
  };
}

/** Dictionaries that hold nothing but one value, together with it: a key path in place of a key for each. */
function flat(dict: PlistDict): PlistDict {
  const result = new PlistDict();
  for (const key in dict) {
    let path = join(undefined, key);
    let value = dict[key]!;
    while (isDict(value)) {
      const keys: string[] = Object.keys(value);
      if (keys.length !== 1) break;
      path = join(path, keys[0]!);
      value = value[keys[0]!]!;
    }
    result[path] = isDict(value) ? flat(value) : value;
  }
  return result;
}

/** The inverse of {@link flat}. */
function nested(paths: PlistDict): PlistDict {
  const result = new PlistDict();
  for (const path in paths) {
    const keys = split(path);
    const last = keys.pop()!;
    let dict = result;
    for (const key of keys) {
      const inner: PlistValue | undefined = dict[key];
      dict = isDict(inner) ? inner : (dict[key] = new PlistDict());
    }
    const value = paths[path]!;
    dict[last] = isDict(value) ? nested(value) : value;
  }
  return result;
}
