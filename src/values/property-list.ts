import { helper, within, type Context } from "../context/writing.ts";
import { printBase64 } from "../plist/print-scalars.ts";
import { parseBase64 } from "../plist/scalars.ts";
import { PlistDate, PlistDict, PlistReal, PlistUid, type PlistValue } from "../plist/value.ts";
import { py, type Expr } from "../python/ast.ts";
import { integerOf, matchNumber } from "./scalars.ts";

/** Writes a value in its own spelling; one that is nested too deeply for Python's parser as JSON. */
export function withinBrackets(value: PlistValue, brackets: number, ctx: Context, write: () => Expr): Expr {
  return within(ctx, brackets, write) ?? writeFlat(value, ctx);
}

/** A value that is nested too deeply for Python's parser. */
export function writeFlat(value: PlistValue, ctx: Context): Expr {
  return helper(ctx, "PropertyList", [py.str(flatten(value))]);
}

/** A deeply nested value as JSON with a tag before each scalar, so that nothing of its type is lost. */
export function flatten(value: PlistValue): string {
  return JSON.stringify(tagged(value));
}

function tagged(value: PlistValue): unknown {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number" || typeof value === "bigint") return { integer: String(value) };
  if (value instanceof PlistReal) return { real: Object.is(value.value, -0) ? "-0" : String(value.value) };
  if (value instanceof PlistDate) return { date: String(value.seconds) };
  if (value instanceof PlistUid) return { uid: String(value.value) };
  if (value instanceof Uint8Array) return { data: printBase64(value) };
  if (Array.isArray(value)) return value.map(tagged);
  return { dict: Object.entries(value).map(([key, item]) => [key, tagged(item)]) };
}

/** The inverse of {@link flatten}; null for a text that it never writes. */
export function unflatten(text: string): PlistValue {
  try {
    return untagged(JSON.parse(text));
  } catch {
    return null;
  }
}

function untagged(value: unknown): PlistValue {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (Array.isArray(value)) return value.map(untagged);
  if (typeof value !== "object") return null;
  const [[tag, content] = ["", ""]] = Object.entries(value!);
  switch (tag) {
    case "integer":
      return matchNumber(String(content));
    case "real":
      return new PlistReal(Number(content));
    case "date":
      return new PlistDate(Number(content));
    case "uid":
      return new PlistUid(integerOf(String(content)));
    case "data":
      return parseBase64(String(content)) ?? null;
    case "dict": {
      const dict = new PlistDict();
      for (const [key, item] of content as [string, unknown][]) dict[key] = untagged(item);
      return dict;
    }
    default:
      return null;
  }
}
