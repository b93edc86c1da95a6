/**
 * String literals: from any text to a literal that CPython 3.11 reads back as that text and that `ruff format`
 * leaves alone.
 *
 * A text may come from anywhere. Whatever it holds, it must not leave its literal, and it must not look like
 * something that it is not: what is invisible, reorders a line or joins its neighbours is written as an escape.
 */
import {
  escapeCharacter,
  escapeText,
  hasHidden,
  type LineFeeds,
  startsWithMark,
  HAS_BEYOND_ASCII,
  HAS_BRACE,
  HAS_DOUBLE_QUOTE,
  HAS_LINE_FEED,
  RETURN,
  SPACE,
  traitsOf,
} from "./escapes.ts";
import { unitAt } from "./width.ts";

export type Quote = '"' | "'";

/** How often a character occurs. */
export function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}

/** Double quotes, unless single ones need fewer escapes. */
function preferredQuote(parts: readonly unknown[]): Quote {
  let balance = 0;
  for (const part of parts) {
    if (typeof part === "string") balance += count(part, '"') - count(part, "'");
  }
  return balance > 0 ? "'" : '"';
}

/** Whether at least two lines of a text show something: only then do triple quotes help a reader. */
export function hasSeveralLines(text: string): boolean {
  if (!text.includes("\n")) return false;
  const lineBreak = text.indexOf("\n", text.search(/\S/));
  return lineBreak >= 0 && /\S/.test(text.slice(lineBreak));
}

function quotedContent(text: string, quote: Quote, traits: number): string {
  const escaped = escapeText(text, "escaped", traits);
  return text.includes(quote) ? escaped.replaceAll(quote, "\\" + quote) : escaped;
}

/** What stands between triple quotes: never three quotes in a row, and no quote right before the closing ones. */
function tripleQuotedContent(text: string, lineFeeds: LineFeeds, last: boolean, traits: number): string {
  if (last && text.endsWith('"')) {
    return tripleQuotedContent(text.slice(0, -1), lineFeeds, false, traits) + '\\"';
  }
  const escaped = escapeText(text, lineFeeds, traits);
  // Escapes neither add nor part quotes; the escaped text is not looked at, because it may be in pieces still.
  return text.includes('"""') ? escaped.replace(/""(?=")/g, '""\\') : escaped;
}

/**
 * The literal of a text. With `multiline`, a text of several lines is put between triple quotes with its line
 * breaks as they are; otherwise every literal is one line.
 */
export function printStr(value: string, options: { multiline: boolean }, traits = traitsOf(value)): string {
  if ((traits & ~HAS_BRACE) === 0) return `"${value}"`;
  if (options.multiline && (traits & HAS_LINE_FEED) !== 0 && hasSeveralLines(value)) {
    return `"""${tripleQuotedContent(value, "raw", true, traits)}"""`;
  }
  const quote = (traits & HAS_DOUBLE_QUOTE) === 0 ? '"' : preferredQuote([value]);
  return quote + quotedContent(value, quote, traits) + quote;
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
  if (text.length > countWords(text) * MEAN_WORD) return undefined;
  const words = text.match(/[^ \r]*[ \r]*/g)!.filter((word) => word !== "");
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

/** The words of a text, each with the blanks and returns behind it. */
function countWords(text: string): number {
  let words = 1;
  let wasBlank = false;
  for (let index = 0; index < text.length; index++) {
    const unit = unitAt(text, index);
    const isBlank = unit === SPACE || unit === RETURN;
    if (wasBlank && !isBlank) words++;
    wasBlank = isBlank;
  }
  return words;
}

/** The same of an f-string: a letter for each interpolation is enough to tell. */
export function partsHaveSeveralLines(parts: readonly unknown[]): boolean {
  if (!parts.some((part) => typeof part === "string" && part.includes("\n"))) return false;
  return hasSeveralLines(parts.map((part) => (typeof part === "string" ? part : "x")).join(""));
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
  const triple = options.multiline && partsHaveSeveralLines(parts);
  const quote = triple ? '"' : preferredQuote(parts);
  const innerQuote = triple || quote === "'" ? '"' : "'";
  const delimiter = triple ? '"""' : quote;
  const pieces = parts.map((part, index) => {
    if (typeof part !== "string") return `{${interpolate(part, innerQuote)}}`;
    const traits = traitsOf(part);
    const text = triple
      ? tripleQuotedContent(part, "raw", index === parts.length - 1, traits)
      : quotedContent(part, quote, traits);
    return (traits & HAS_BRACE) === 0 ? text : text.replace(/[{}]/g, "$&$&");
  });
  return [`f${delimiter}`, ...pieces, delimiter];
}

/** Whether a text can be a string inside an f-string: no escape and no quote of any kind. */
export function canStandInFString(text: string): boolean {
  const traits = traitsOf(text) & ~HAS_BRACE;
  return traits === 0 || (traits === HAS_BEYOND_ASCII && !startsWithMark(text) && !hasHidden(text));
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
  const inner = value.slice(first, last);
  return (
    escapeDocstringEdge(value.slice(0, first)) +
    tripleQuotedContent(inner, lineFeeds, last === value.length, traitsOf(inner)) +
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
