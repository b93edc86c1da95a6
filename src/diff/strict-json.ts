import { isDict, PlistDate, PlistReal, PlistUid, type PlistValue } from "../plist/value.ts";

/** A property list value as one text: two values have the same text exactly if no reader can tell them apart. */
export function strictJson(value: PlistValue): string {
  if (Array.isArray(value)) return `[${value.map(strictJson).join(",")}]`;
  if (isDict(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${strictJson(value[key]!)}`).join(",")}}`;
  }
  if (value instanceof PlistReal) return `r${Object.is(value.value, -0) ? "-0" : value.value}`;
  if (value instanceof PlistDate) return `d${value.seconds}`;
  if (value instanceof PlistUid) return `u${value.value}`;
  if (value instanceof Uint8Array) return `b${value.join(",")}`;
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}
