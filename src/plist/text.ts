import { ShortcutError } from "../diagnostics/error.ts";
import type { ErrorCode } from "../diagnostics/catalogue.ts";

// What the readers of property lists share about text: encodings, and places to name in errors.

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Node's reader of UTF-8, which asks for no view of its own and costs a third less than a TextDecoder; browsers have none. */
const utf8Slice = (
  globalThis as {
    Buffer?: { prototype: { utf8Slice?: (this: Uint8Array, start: number, end: number) => string } };
  }
).Buffer?.prototype.utf8Slice;

/** What `utf8Slice` puts where bytes are not well-formed. */
const REPLACEMENT = "\uFFFD";

/** Characters per call of `String.fromCharCode`: its arguments go onto the stack. */
export const UNITS_PER_CALL = 4096;

/** @returns undefined if the bytes are not well-formed UTF-8. A byte-order mark counts as text. */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string | undefined {
  try {
    const text = utf8Slice?.call(bytes, start, end);
    if (text?.includes(REPLACEMENT) === false) return text;
    return utf8.decode(bytes.subarray(start, end));
  } catch {
    return undefined;
  }
}

/** Byte n is U+00nn. Not `TextDecoder("latin1")`, which is windows-1252. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += UNITS_PER_CALL) {
    text += String.fromCharCode(...bytes.subarray(at, at + UNITS_PER_CALL));
  }
  return text;
}

/**
 * The encoding of UTF-16 that a text without a byte-order mark has, told by its first character, which in markup and JSON
 * is one of ASCII; undefined for anything else.
 */
export function unmarkedUtf16([b0 = 0, b1 = 0, b2 = 0, b3 = 0]: Uint8Array):
  "utf-16le" | "utf-16be" | undefined {
  if (b0 !== 0 && b1 === 0 && b2 !== 0 && b3 === 0) return "utf-16le";
  return b0 === 0 && b1 !== 0 && b2 === 0 && b3 !== 0 ? "utf-16be" : undefined;
}

/**
 * The text of a file in UTF-8, or in UTF-16; a byte-order mark is not part of the result.
 *
 * @throws ShortcutError with `code` if the bytes are not well-formed.
 */
export function decodeUnicode(bytes: Uint8Array, code: ErrorCode): string {
  const [b0, b1, b2] = bytes;
  if (b0 === 0xff && b1 === 0xfe) return decodeUtf16(bytes, "utf-16le", code);
  if (b0 === 0xfe && b1 === 0xff) return decodeUtf16(bytes, "utf-16be", code);
  const utf16 = unmarkedUtf16(bytes);
  if (utf16 !== undefined) return decodeUtf16(bytes, utf16, code);
  const marked = b0 === 0xef && b1 === 0xbb && b2 === 0xbf;
  const text = decodeUtf8(marked ? bytes.subarray(3) : bytes);
  if (text !== undefined) return text;
  const offset = firstIllFormed(bytes);
  throw new ShortcutError(code, `The text is not well-formed UTF-8 (at byte ${offset}).`, { offset });
}

function decodeUtf16(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be", code: ErrorCode): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ShortcutError(code, `The text is not well-formed ${encoding.toUpperCase()}.`, { offset: 0 });
  }
}

/** Where `bytes`, which are not UTF-8, stop being a beginning of UTF-8; exact to the character. */
function firstIllFormed(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function isUtf8Prefix(bytes: Uint8Array): boolean {
  try {
    // "stream" lets the last character be incomplete.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether a UTF-16 unit is white space of XML and JSON, which agree on that. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x09 || unit === 0x0d;
}

/** The place of a UTF-16 index in a text, for people: both counts begin at 1. */
export function lineAndColumn(text: string, index: number): string {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return `line ${line}, column ${index - lineStart + 1}`;
}
