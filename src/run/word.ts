import type { PlistValue } from "../plist/value.ts";

/** A parameter that holds a word: a name, a unit. Of a damaged file, where it may be anything, the empty one. */
export function wordOf(value: PlistValue | undefined, otherwise = ""): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : otherwise;
}
