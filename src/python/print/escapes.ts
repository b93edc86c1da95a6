/** What a text cannot show as it is, and the escapes for that. */
import { isZeroWidth, unitAt } from "./width.ts";

/**
 * What is escaped, as ranges of code points (both ends inclusive), backslash and line feed aside:
 * - control characters (C0, DEL, C1), and all spaces but the plain and the ideographic one
 * - format characters: soft hyphen, bidirectional controls, zero-width space and non-joiner, word joiner, byte
 *   order mark, Arabic and hieroglyphic signs; the Hangul, Khmer, Mongolian and Braille fillers, which show
 *   nothing
 * - line and paragraph separator
 * - lone surrogates, private use, noncharacters, the object replacement character
 * - planes 14 to 16: tags, variation selectors that can smuggle text, private use
 *
 * Two are missing because they are part of visible emoji; see {@link hiddenLength}.
 */
const HIDDEN: readonly (readonly [number, number])[] = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x890, 0x891],
  [0x8e2, 0x8e2],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200c],
  [0x200e, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xe000, 0xf8ff],
  [0xfdd0, 0xfdef],
  [0xfe00, 0xfe0d],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffc],
  [0xfffe, 0xffff],
  [0x110bd, 0x110bd],
  [0x110cd, 0x110cd],
  [0x13430, 0x1343f],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0x10ffff],
];

const ZERO_WIDTH_JOINER = 0x200d;
const TEXT_SELECTOR = 0xfe0e;
const EMOJI_SELECTOR = 0xfe0f;

/** Of every UTF-16 unit: 0 it is visible, 1 it is hidden, 2 that depends on its neighbours. */
const attention = new Uint8Array(0x10000);
for (const [start, end] of HIDDEN) attention.fill(1, start, Math.min(end, 0xffff) + 1);
attention.fill(2, 0xd800, 0xe000);
for (const joiner of [ZERO_WIDTH_JOINER, TEXT_SELECTOR, EMOJI_SELECTOR]) attention[joiner] = 2;

/** How many units of a text, from `index` on, form a hidden character: 0, 1 or 2. */
function hiddenLength(text: string, index: number): number {
  const unit = unitAt(text, index);
  const kind = attention[unit]!;
  if (kind < 2) return kind;
  const before = index > 0 ? unitAt(text, index - 1) : 0;
  if (unit === ZERO_WIDTH_JOINER) return joinsEmoji(text, index) ? 0 : 1;
  if (unit === TEXT_SELECTOR || unit === EMOJI_SELECTOR) return selectsEmoji(text, index) ? 0 : 1;
  if (unit >= 0xdc00) return before >= 0xd800 && before < 0xdc00 ? 0 : 1;
  const codePoint = text.codePointAt(index)!;
  if (codePoint === unit) return 1;
  return isHiddenBeyond(codePoint) ? 2 : 0;
}

const HIDDEN_BEYOND = HIDDEN.filter(([, end]) => end > 0xffff);

/** Whether a character beyond UTF-16 is hidden. Most of them are emoji, so this is asked for each of those. */
function isHiddenBeyond(codePoint: number): boolean {
  for (const [start, end] of HIDDEN_BEYOND) if (codePoint >= start && codePoint <= end) return true;
  return false;
}

const KEYCAP = "\u20e3";

/** Whether a variation selector stands behind an emoji, whose look it selects; digits are emoji only as keycaps. */
function selectsEmoji(text: string, index: number): boolean {
  const codePoint = index > 0 ? codePointBefore(text, index) : undefined;
  if (codePoint === undefined || !/\p{Emoji}/u.test(String.fromCodePoint(codePoint))) return false;
  return codePoint > 0x7f || text.startsWith(KEYCAP, index + 1);
}

/** Whether a zero-width joiner stands between two emoji, the first with or without its selector. */
function joinsEmoji(text: string, index: number): boolean {
  const before = text.codePointAt(index - 1) === EMOJI_SELECTOR || isEmoji(codePointBefore(text, index));
  return before && isEmoji(text.codePointAt(index + 1));
}

function codePointBefore(text: string, index: number): number | undefined {
  const codePoint = text.codePointAt(index - 2);
  return codePoint !== undefined && codePoint > 0xffff ? codePoint : text.codePointAt(index - 1);
}

/** Arrows, technical signs, symbols and pictographs: where emoji that are joined come from. */
function isEmoji(codePoint = 0): boolean {
  return (codePoint >= 0x2190 && codePoint <= 0x2bff) || (codePoint >= 0x1f000 && codePoint <= 0x1faff);
}

export function hasHidden(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (attention[unitAt(text, index)] !== 0 && hiddenLength(text, index) > 0) return true;
  }
  return false;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
export const RETURN = 0x0d;
export const SPACE = 0x20;
const DELETE = 0x7f;
const BACKSLASH = 0x5c;

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

export function escapeCharacter(character: string): string {
  const named = NAMED_ESCAPES[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0)!;
  const hex = code.toString(16);
  if (code < 0x100) return "\\x" + hex.padStart(2, "0");
  if (code < 0x10000) return "\\u" + hex.padStart(4, "0");
  return "\\U" + hex.padStart(8, "0");
}

/** Whether a text starts with a mark that would combine with whatever stands before it. */
export function startsWithMark(text: string): boolean {
  return text !== "" && isZeroWidth(text.codePointAt(0)!);
}

/** How line feeds in a text are printed: as escapes, or as they are. */
export type LineFeeds = "escaped" | "raw";

/**
 * Texts of megabytes are escaped in pieces: those of a few pages are made where short-lived values are, so that the only
 * large copy is the one that whoever writes the program makes.
 */
const PIECE = 1 << 15;

/** Escapes backslashes, what is hidden, and a mark at the start, which would combine with the quote before it. */
export function escapeText(text: string, lineFeeds: LineFeeds, traits: number): string {
  if ((traits & (HAS_BEYOND_ASCII | HAS_HIDDEN)) !== 0) return escapeEach(text, lineFeeds);
  const escaping = lineFeeds === "escaped" ? HAS_NAMED | HAS_LINE_FEED : HAS_NAMED;
  if ((traits & escaping) === 0) return text;
  // Such texts are simple (scripts, pages, encoded files): whole-text replacements are ten times as fast.
  if (text.length <= PIECE) return escapePiece(text, lineFeeds);
  let escaped = "";
  for (let at = 0; at < text.length; at += PIECE) {
    escaped += escapePiece(text.slice(at, at + PIECE), lineFeeds);
  }
  return escaped;
}

function escapePiece(text: string, lineFeeds: LineFeeds): string {
  let escaped = text;
  if (text.includes("\\")) escaped = escaped.replace(/\\/g, "\\\\");
  if (text.includes("\r")) escaped = escaped.replace(/\r/g, "\\r");
  if (text.includes("\t")) escaped = escaped.replace(/\t/g, "\\t");
  if (lineFeeds === "escaped" && text.includes("\n")) escaped = escaped.replace(/\n/g, "\\n");
  return escaped;
}

function escapeEach(text: string, lineFeeds: LineFeeds): string {
  const keepsLineFeeds = lineFeeds === "raw";
  let escaped = "";
  let done = 0;
  if (startsWithMark(text)) {
    done = text.codePointAt(0)! > 0xffff ? 2 : 1;
    escaped = escapeCharacter(text.slice(0, done));
  }
  for (let index = done; index < text.length; index++) {
    const unit = unitAt(text, index);
    let length = 1;
    if (unit >= SPACE && unit < DELETE) {
      if (unit !== BACKSLASH) continue;
    } else if (unit === LINE_FEED) {
      if (keepsLineFeeds) continue;
    } else {
      length = attention[unit] === 0 ? 0 : hiddenLength(text, index);
      if (length === 0) continue;
    }
    escaped += text.slice(done, index) + escapeCharacter(text.slice(index, index + length));
    done = index + length;
    index = done - 1;
  }
  return done === 0 ? text : escaped + text.slice(done);
}

/** What a text can hold that decides how it is written: its traits, a sum. What is not among them can stand in any literal. */
export const HAS_LINE_FEED = 1;
export const HAS_BRACE = 2;
export const HAS_BEYOND_ASCII = 4;
export const HAS_DOUBLE_QUOTE = 8;
const HAS_SINGLE_QUOTE = 16;
/** A backslash, a tab or a return. */
const HAS_NAMED = 32;
/** Another control character. */
export const HAS_HIDDEN = 64;

/** The traits of the characters of ASCII. */
const traits = new Uint8Array(0x80);
traits.fill(HAS_HIDDEN, 0, SPACE);
traits[DELETE] = HAS_HIDDEN;
for (const unit of [TAB, RETURN, BACKSLASH]) traits[unit] = HAS_NAMED;
traits[LINE_FEED] = HAS_LINE_FEED;
traits[0x22] = HAS_DOUBLE_QUOTE;
traits[0x27] = HAS_SINGLE_QUOTE;
for (const brace of [0x7b, 0x7d]) traits[brace] = HAS_BRACE;

/** From this length on, a text is looked at as bytes, four at once: that takes a fifth of the time. */
const LONG_TEXT = 256;

const encoder = new TextEncoder();
const bytes = new Uint8Array(PIECE);
const words = new Uint32Array(bytes.buffer);

/** The traits of a text, or of its first units. */
export function traitsOf(text: string, length = text.length): number {
  const ofBytes = length < LONG_TEXT ? undefined : traitsOfBytes(text);
  if (ofBytes !== undefined) return ofBytes;
  let found = 0;
  for (let index = 0; index < length; index++) {
    const unit = unitAt(text, index);
    found |= unit < 0x80 ? traits[unit]! : HAS_BEYOND_ASCII;
  }
  return found;
}

/** The same of a long text, which may have braces in any case; undefined for one that is not all ASCII. */
function traitsOfBytes(text: string): number | undefined {
  let found: number = HAS_BRACE;
  for (let at = 0; at < text.length; at += PIECE) {
    const length = Math.min(PIECE, text.length - at);
    // What is not ASCII takes more bytes, or has no room.
    const { read, written } = encoder.encodeInto(text.slice(at, at + length), bytes);
    if (read !== length || written !== length) return undefined;
    found |= controlsIn(length);
  }
  if (text.includes('"')) found |= HAS_DOUBLE_QUOTE;
  if (text.includes("'")) found |= HAS_SINGLE_QUOTE;
  return text.includes("\\") ? found | HAS_NAMED : found;
}

/** The traits of the control characters among the first bytes. */
function controlsIn(length: number): number {
  let found = 0;
  const full = length >> 2;
  for (let index = 0; index < full; index++) {
    const four = words[index]!;
    // Sets the highest bit of a byte below 0x20, and of 0x7F; maybe of one above the former, too.
    if ((((four - 0x20202020) | (four + 0x01010101)) & 0x80808080) === 0) continue;
    for (let at = index << 2, end = at + 4; at < end; at++) found |= traits[bytes[at]!]!;
  }
  for (let at = full << 2; at < length; at++) found |= traits[bytes[at]!]!;
  return found;
}
