import { isDict, PlistDict, strictEqual, type PlistValue } from "./value.ts";

/*
 * What differs between two dictionaries, as RFC 7396 (JSON Merge Patch) has it for JSON: keys with their new values, null
 * for a key that is taken out, and a patch of its own for a dictionary in both. A property list has no null of its own.
 */

/** What turns `from` into `to`; empty if they are equal. */
export function patchOf(from: PlistDict, to: PlistDict): PlistDict {
  const patch = new PlistDict();
  for (const key in from) if (to[key] === undefined) patch[key] = null;
  for (const key in to) {
    const [old, value] = [from[key], to[key]!];
    if (old === undefined || !strictEqual(old, value)) {
      patch[key] = isDict(old) && isDict(value) ? patchOf(old, value) : value;
    }
  }
  return patch;
}

/** A copy of a dictionary with a patch applied; nothing of the copy is shared with either. */
export function patched(from: PlistDict, patch: PlistDict): PlistDict {
  const result = new PlistDict();
  for (const key in from) if (!(key in patch)) result[key] = copyOf(from[key]!);
  for (const key in patch) {
    const [old, value] = [from[key], patch[key]!];
    if (value === null) continue;
    result[key] = isDict(value) ? patched(isDict(old) ? old : new PlistDict(), value) : copyOf(value);
  }
  return result;
}

/** A value that shares nothing with another. */
export function copyOf(value: PlistValue): PlistValue {
  if (Array.isArray(value)) return value.map(copyOf);
  return isDict(value) ? patched(value, new PlistDict()) : value;
}
