/**
 * String literals: from any text to a literal that CPython 3.11 reads back as that text and that `ruff format`
 * leaves alone.
 *
 * A text may come from anywhere. Whatever it holds, it must not leave its literal, and it must not look like
 * something that it is not: what is invisible, reorders a line or joins its neighbours is written as an escape.
 */
import { isZeroWidth } from "./width.ts";

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
  const unit = text.charCodeAt(index);
  const kind = attention[unit]!;
  if (kind < 2) return kind;
  const before = index > 0 ? text.charCodeAt(index - 1) : 0;
  if (unit === ZERO_WIDTH_JOINER) return joinsEmoji(text, index) ? 0 : 1;
  if (unit === TEXT_SELECTOR || unit === EMOJI_SELECTOR) return selectsEmoji(text, index) ? 0 : 1;
  if (unit >= 0xdc00) return before >= 0xd800 && before < 0xdc00 ? 0 : 1;
  const codePoint = text.codePointAt(index)!;
  if (codePoint === unit) return 1;
  return HIDDEN.some(([start, end]) => codePoint >= start && codePoint <= end) ? 2 : 0;
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

function hasHidden(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (attention[text.charCodeAt(index)] !== 0 && hiddenLength(text, index) > 0) return true;
  }
  return false;
}

/** Printable ASCII without quote, apostrophe and backslash: text that is its own literal. */
const plain = /^[ !#-&(-[\]-~]*$/;

const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapeCharacter(character: string): string {
  const named = NAMED_ESCAPES[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0)!;
  const hex = code.toString(16);
  if (code < 0x100) return "\\x" + hex.padStart(2, "0");
  if (code < 0x10000) return "\\u" + hex.padStart(4, "0");
  return "\\U" + hex.padStart(8, "0");
}

/** Whether a text starts with a mark that would combine with whatever stands before it. */
function startsWithMark(text: string): boolean {
  return text !== "" && isZeroWidth(text.codePointAt(0)!);
}

/** How line feeds in a text are printed: as escapes, or as they are. */
type LineFeeds = "escaped" | "raw";

/** ASCII in which nothing but line breaks, tabs and backslashes needs an escape. */
const SIMPLE = /^[\t\n\r -~]*$/;

/** Escapes backslashes, what is hidden, and a mark at the start, which would combine with the quote before it. */
function escapeText(text: string, lineFeeds: LineFeeds): string {
  return SIMPLE.test(text) ? escapeSimple(text, lineFeeds) : escapeEach(text, lineFeeds);
}

/**
 * Texts of megabytes are escaped in pieces: those of a few pages are made where short-lived values are, so that the only
 * large copy is the one that whoever writes the program makes.
 */
const PIECE = 1 << 15;

/** Texts of megabytes are simple (scripts, pages, encoded files): whole-text replacements are ten times as fast. */
function escapeSimple(text: string, lineFeeds: LineFeeds): string {
  if (text.length <= PIECE) return escapePiece(text, lineFeeds);
  const isEscaped =
    text.includes("\\") ||
    text.includes("\r") ||
    text.includes("\t") ||
    (lineFeeds === "escaped" && text.includes("\n"));
  if (!isEscaped) return text;
  let escaped = "";
  for (let at = 0; at < text.length; at += PIECE) {
    escaped += escapePiece(text.slice(at, at + PIECE), lineFeeds);
  }
  return escaped;
}

function escapePiece(text: string, lineFeeds: LineFeeds): string {
  let escaped = text;
  if (escaped.includes("\\")) escaped = escaped.replace(/\\/g, "\\\\");
  if (escaped.includes("\r")) escaped = escaped.replace(/\r/g, "\\r");
  if (escaped.includes("\t")) escaped = escaped.replace(/\t/g, "\\t");
  if (lineFeeds === "escaped" && escaped.includes("\n")) escaped = escaped.replace(/\n/g, "\\n");
  return escaped;
}

function escapeEach(text: string, lineFeeds: LineFeeds): string {
  let escaped = "";
  let done = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    let length = 0;
    if (attention[unit] !== 0) length = hiddenLength(text, index);
    else if (unit === BACKSLASH || (unit === LINE_FEED && lineFeeds === "escaped")) length = 1;
    if (index === 0 && startsWithMark(text)) length = text.codePointAt(0)! > 0xffff ? 2 : 1;
    if (length === 0) continue;
    escaped += text.slice(done, index) + escapeCharacter(text.slice(index, index + length));
    done = index + length;
    index = done - 1;
  }
  return done === 0 ? text : escaped + text.slice(done);
}

export type Quote = '"' | "'";

/** How often a character occurs. */
export function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}

/** Double quotes, unless single ones need fewer escapes. */
function preferredQuote(texts: readonly string[]): Quote {
  let balance = 0;
  for (const text of texts) balance += count(text, '"') - count(text, "'");
  return balance > 0 ? "'" : '"';
}

/** Whether at least two lines of a text show something: only then do triple quotes help a reader. */
export function hasSeveralLines(text: string): boolean {
  const lineBreak = text.indexOf("\n", text.search(/\S/));
  return lineBreak >= 0 && /\S/.test(text.slice(lineBreak));
}

function quotedContent(text: string, quote: Quote): string {
  const escaped = escapeText(text, "escaped");
  return text.includes(quote) ? escaped.replaceAll(quote, "\\" + quote) : escaped;
}

/** What stands between triple quotes: never three quotes in a row, and no quote right before the closing ones. */
function tripleQuotedContent(text: string, lineFeeds: LineFeeds, last: boolean): string {
  if (last && text.endsWith('"')) return tripleQuotedContent(text.slice(0, -1), lineFeeds, false) + '\\"';
  const escaped = escapeText(text, lineFeeds);
  // Escapes neither add nor part quotes; the escaped text is not looked at, because it may be in pieces still.
  return text.includes('"""') ? escaped.replace(/""(?=")/g, '""\\') : escaped;
}

/**
 * The literal of a text. With `multiline`, a text of several lines is put between triple quotes with its line
 * breaks as they are; otherwise every literal is one line.
 */
export function printStr(value: string, options: { multiline: boolean }): string {
  if (plain.test(value)) return `"${value}"`;
  if (options.multiline && hasSeveralLines(value)) {
    return `"""${tripleQuotedContent(value, "raw", true)}"""`;
  }
  const quote = preferredQuote([value]);
  return quote + quotedContent(value, quote) + quote;
}

/** As long as this a text still stands on one line, wherever it starts. */
const LONGEST_LINE = 160;
/** Beyond this, a text is a file, and not something that one reads where it stands. */
const LONGEST_PROSE = 4000;
/** How much of a long text stands on a line. */
const LINE_OF_PROSE = 64;
const LONGEST_WORD = 64;
/** Letters from blank to blank: with more of them, blanks stand between data and not between words. */
const MEAN_WORD = 9;

/**
 * A long text of words, cut behind blanks and old line breaks, to be written as literals that follow each other. Undefined
 * for one that is no longer than a line, and for what one does not read: encoded data, addresses.
 */
export function proseLines(text: string): string[] | undefined {
  if (text.length <= LONGEST_LINE || text.length > LONGEST_PROSE || text.includes("\n")) return undefined;
  const words = text.match(/[^ \r]*[ \r]*/g)!.filter((word) => word !== "");
  if (text.length > words.length * MEAN_WORD) return undefined;
  if (words.some((word) => word.trimEnd().length > LONGEST_WORD)) return undefined;
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && (line.length + word.trimEnd().length > LINE_OF_PROSE || line.endsWith("\r"))) {
      lines.push(line);
      line = "";
    }
    line += word;
  }
  return [...lines, line];
}

/** The texts of an f-string with a letter for each interpolation: enough to tell how many lines show something. */
export function outlineOf(parts: readonly unknown[]): string {
  return parts.map((part) => (typeof part === "string" ? part : "x")).join("");
}

/**
 * The literal of an f-string, in pieces: each text and each interpolation is one, the quotes belong to the first
 * and the last. `interpolate` prints an expression between braces; it is given the quote that the strings in that
 * expression must use, as Python 3.11 has no escapes there and ends the f-string at its own quote.
 */
export function printFString<Expression>(
  parts: readonly (string | Expression)[],
  interpolate: (expression: Expression, quote: Quote) => string,
  options: { multiline: boolean },
): string[] {
  const triple = options.multiline && hasSeveralLines(outlineOf(parts));
  const quote = triple ? '"' : preferredQuote(parts.filter((part) => typeof part === "string"));
  const innerQuote = triple || quote === "'" ? '"' : "'";
  const delimiter = triple ? '"""' : quote;
  const pieces = parts.map((part, index) => {
    if (typeof part !== "string") return `{${interpolate(part, innerQuote)}}`;
    const text = triple
      ? tripleQuotedContent(part, "raw", index === parts.length - 1)
      : quotedContent(part, quote);
    return part.includes("{") || part.includes("}") ? text.replace(/[{}]/g, "$&$&") : text;
  });
  return [`f${delimiter}`, ...pieces, delimiter];
}

/** Whether a text can be a string inside an f-string: no escape and no quote of any kind. */
export function canStandInFString(text: string): boolean {
  return plain.test(text) || !(/["'\\\n]/.test(text) || startsWithMark(text) || hasHidden(text));
}

/**
 * A string that stands as a docstring: `ruff format` strips and indents the source of a docstring, so whatever
 * it would take away or move is written as an escape. `topLevel`: the docstring of a module, the only place where
 * lines can stand as they are.
 */
export function printDocstring(value: string, topLevel: boolean): string {
  if (topLevel && hasSeveralLines(value) && isSettledDocstring(value)) {
    return `"""${docstringContent(value, "raw")}"""`;
  }
  return `"""${docstringContent(value, "escaped")}"""`;
}

/** Whether every line is where ruff would put it: no blanks at line ends, at least one line not indented. */
function isSettledDocstring(value: string): boolean {
  if (value.trim() !== value || /[^\S\n]\n|\n(?! )[^\S\n]/.test(value)) return false;
  return /\n[^\s]/.test(value);
}

function docstringContent(value: string, lineFeeds: LineFeeds): string {
  const first = /^[\s"]/.test(value) ? 1 : 0;
  const last = value.length > first && /\s$/.test(value) ? value.length - 1 : value.length;
  return (
    escapeDocstringEdge(value.slice(0, first)) +
    tripleQuotedContent(value.slice(first, last), lineFeeds, last === value.length) +
    escapeDocstringEdge(value.slice(last))
  );
}

function escapeDocstringEdge(character: string): string {
  if (character === '"') return '\\"';
  return character === "" ? "" : escapeCharacter(character);
}

/** Comments that tools act on: formatter switches, type checker and linter pragmas, editors' modelines, PEP 723 metadata. */
const PRAGMA = new RegExp(
  [
    "(?:^|#)\\s*(?:fmt|yapf|type|pyright|mypy|isort|ruff|pylint|pyre|pytype|ty|pragma|cython|flake8|autopep8)\\s*[:=]",
    "(?:^|#)\\s*(?:no(?:qa|sec|sonar)|skipcq|pyre-(?:ignore|fixme|strict|unsafe))\\b",
    "(?:^|\\s)(?:vim?|ex):|-\\*-",
    "^///|^!",
  ].join("|"),
  "i",
);
/** PEP 263: in the first two lines of a file it decides how CPython decodes the source. */
const CODING_COOKIE = /coding[:=][ \t]*[-\w.]/;

/**
 * Whether a line can stand in a comment behind `# `: `ruff format` leaves it as it is, no tool takes it for an
 * instruction, and it shows what it holds (the same characters are refused that strings escape).
 */
export function isCommentSafe(line: string): boolean {
  return !(
    line.includes("\n") ||
    startsWithMark(line) ||
    hasHidden(line) ||
    /\s$/.test(line) ||
    PRAGMA.test(line) ||
    CODING_COOKIE.test(line)
  );
}
