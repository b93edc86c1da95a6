import { dictionary, text, type Cell, type DictionaryItem } from "./value.ts";

/** `k=v&k2=v2`, percent-decoded; values are texts. */
export function parseQuery(source: string): DictionaryItem {
  const entries = new Map<string, Cell>();
  for (const pair of source.split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const [key, value] = at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
    entries.set(percentDecode(key), text(percentDecode(value)));
  }
  return dictionary(entries);
}

/** Percent-decoded; a text with a broken escape stays as it is. */
export function percentDecode(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source;
  }
}

/** Percent-encoded but for the characters of `kept`, a regular expression's class. */
export function percentEncode(source: string, kept: RegExp): string {
  let encoded = "";
  for (const character of source) {
    if (kept.test(character)) encoded += character;
    else for (const byte of encoder.encode(character)) encoded += `%${HEX[byte]}`;
  }
  return encoded;
}

const encoder = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, "0"));
