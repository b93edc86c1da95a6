import { ShortcutError } from "../diagnostics/error.ts";

/**
 * The text of a program's file, as CPython reads it (PEP 263): UTF-8, or the encoding that a comment in the first two
 * lines names. A byte order mark is no part of it.
 *
 * @throws ShortcutError SC6101, with the place of the first byte that is none of the encoding
 */
export function decodeSource(bytes: Uint8Array): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasMark ? bytes.subarray(3) : bytes;
  const named = encodingOf(content);
  const name = named === undefined ? "utf-8" : plainName(named.name);
  if (hasMark && name !== "utf-8") {
    const message = `The file begins with the mark of UTF-8, and its line ${named!.line} names another encoding.`;
    throw new ShortcutError("SC6101", message, {
      hint: "Take the comment out, or save the file without the mark.",
    });
  }
  const decoder = decoderOf(name);
  if (!decoder) {
    const message = `No encoding of Python is called "${named!.name}" (line ${named!.line}).`;
    throw new ShortcutError("SC6101", message, { hint: "Save the file as UTF-8, and take the comment out." });
  }
  const text = decoder(content);
  const zero = content.indexOf(0);
  const isSound = text !== undefined && zero < 0;
  if (isSound) return text;
  const at =
    zero >= 0 && (text !== undefined || decoder(content.subarray(0, zero)) !== undefined)
      ? zero
      : firstWrong(content, decoder);
  const before = content.subarray(0, at);
  const lines = [...before].filter(
    (byte, i) => byte === 0x0a || (byte === 0x0d && before[i + 1] !== 0x0a),
  ).length;
  const start = Math.max(before.lastIndexOf(0x0a), before.lastIndexOf(0x0d)) + 1;
  const column = (decoder(before.subarray(start)) ?? "").length;
  const byte = content[at]!.toString(16).padStart(2, "0");
  const what =
    content[at] === 0 ? "is a null character, which Python does not read" : `(0x${byte}) is not ${name}`;
  throw new ShortcutError("SC6101", `Line ${lines + 1}, column ${column + 1}: the byte ${what}.`, {
    hint: named
      ? "Save the file in the encoding that its first lines name, or as UTF-8 without that comment."
      : "Save the file as UTF-8, or name its encoding in the first line: `# -*- coding: latin-1 -*-`.",
    offset: at + (hasMark ? 3 : 0),
  });
}

const BLANK = /^[ \t\f]*(?:#.*)?$/;
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** The encoding that one of the first two lines names. */
function encodingOf(bytes: Uint8Array): { name: string; line: number } | undefined {
  let start = 0;
  for (let line = 1; line <= 2; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end++;
    const text = latin1(bytes.subarray(start, end));
    const name = COOKIE.exec(text)?.[1];
    if (name !== undefined) return { name, line };
    if (!BLANK.test(text) || end >= bytes.length) return undefined;
    start = end + (bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? 2 : 1);
  }
  return undefined;
}

/** Python's own spellings of the encodings that a comment usually names. */
const PLAIN_NAMES: Readonly<Record<string, string>> = {
  utf8: "utf-8",
  u8: "utf-8",
  utf: "utf-8",
  "utf-8-sig": "utf-8",
  "latin-1": "latin-1",
  latin1: "latin-1",
  latin: "latin-1",
  l1: "latin-1",
  "iso-8859-1": "latin-1",
  "iso8859-1": "latin-1",
  "8859": "latin-1",
  ascii: "ascii",
  "us-ascii": "ascii",
  "646": "ascii",
  cp1252: "windows-1252",
  sjis: "shift-jis",
  "s-jis": "shift-jis",
  eucjp: "euc-jp",
  euckr: "euc-kr",
  macroman: "macintosh",
  "mac-roman": "macintosh",
  "latin-9": "iso-8859-15",
  latin2: "iso-8859-2",
};

function plainName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll("_", "-")
    .replace(/^iso-?(8859)-?(\d+)$/, "iso-$1-$2");
  if (/^utf-8(?:-|$)/.test(plain)) return "utf-8";
  return PLAIN_NAMES[plain] ?? plain.replace(/^cp(125\d)$/, "windows-$1");
}

/** Encodings in which Python and the Encoding Standard read every sound text alike. */
const STANDARD =
  /^(?:utf-8|windows-125[013-8]|iso-8859-(?:2|3|4|5|6|7|8|10|13|14|15|16)|koi8-[ru]|macintosh|shift-jis|euc-jp|euc-kr|gbk|gb18030|big5)$/;
/** 0x80 to 0x9F of Windows' Latin alphabet, a full stop where there is nothing. Some versions of Node read it wrongly. */
const WINDOWS_LATIN = "€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ";

type Decoder = (bytes: Uint8Array) => string | undefined;

function decoderOf(name: string): Decoder | undefined {
  if (name === "latin-1") return latin1;
  if (name === "ascii") return (bytes) => (bytes.every((byte) => byte < 0x80) ? latin1(bytes) : undefined);
  if (name === "windows-1252") return windowsLatin;
  if (!STANDARD.test(name)) return undefined;
  const decoder = standardDecoder(name === "shift-jis" ? "shift_jis" : name);
  if (!decoder) return undefined;
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  };
}

function windowsLatin(bytes: Uint8Array): string | undefined {
  const text = latin1(bytes).replace(/[\x80-\x9f]/g, (letter) => WINDOWS_LATIN[letter.charCodeAt(0) - 0x80]!);
  return bytes.some((byte) => byte >= 0x80 && byte <= 0x9f && WINDOWS_LATIN[byte - 0x80] === ".")
    ? undefined
    : text;
}

function standardDecoder(label: string) {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    // A Node without all of ICU.
    return undefined;
  }
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

/** The first byte up to which everything can be read. */
function firstWrong(bytes: Uint8Array, decoder: Decoder): number {
  // The longest start that is sound, but for a character that its end cuts.
  let [sound, wrong] = [0, bytes.length];
  while (wrong - sound > 4) {
    const middle = (sound + wrong) >> 1;
    const isSound = [0, 1, 2, 3].some((more) => decoder(bytes.subarray(0, middle + more)) !== undefined);
    if (isSound) sound = middle;
    else wrong = middle;
  }
  let last = Math.max(0, sound - 4);
  for (let end = last; end <= Math.min(bytes.length, wrong + 4); end++) {
    if (decoder(bytes.subarray(0, end)) !== undefined) last = end;
  }
  return Math.min(last, bytes.length - 1);
}
