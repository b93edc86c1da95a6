import type { OutputKind } from "../action-facts.ts";

const KINDS: ReadonlyMap<string, OutputKind> = new Map([
  ["Any", "any"],
  ["str", "text"],
  ["RichText", "text"],
  ["int", "number"],
  ["float", "number"],
  ["bool", "boolean"],
  ["datetime", "date"],
  ["dict", "dictionary"],
  ["URL", "url"],
  ["File", "file"],
  ["Folder", "file"],
  ["PDF", "file"],
  ["Image", "image"],
  ["PhotoAsset", "image"],
  ["Media", "media"],
  ["Quantity", "quantity"],
  ["Duration", "quantity"],
]);

/** The kind of a Python type; of a list, that of its items; of a union, the one that all its members have. */
export function outputKindOf(pythonType = "Any"): OutputKind {
  const items = /^list\[(.*)\]$/.exec(pythonType)?.[1] ?? pythonType;
  const kinds = new Set(items.split(" | ").map((name) => KINDS.get(name) ?? "other"));
  const [kind] = kinds;
  return kinds.size === 1 ? kind! : "any";
}
