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

/** What stands in dictionaries, by its key path. */
function flat(dict: PlistDict, path?: string, into = new PlistDict()): PlistDict {
  for (const key in dict) {
    const value = dict[key]!;
    if (isDict(value) && Object.keys(value).length > 0) flat(value, join(path, key), into);
    else into[join(path, key)] = value;
  }
  return into;
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
    dict[last] = paths[path]!;
  }
  return result;
}
