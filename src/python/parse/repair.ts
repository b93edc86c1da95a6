import type { Range } from "../ast.ts";
import { parsePython } from "./parse.ts";

/** A change to the text of a program. */
export interface Repair {
  /** What was replaced, in the text as it was. */
  range: Range;
  text: string;
  /** What stands there now. One sentence. */
  message: string;
}

/** A program, repaired. */
export interface Repaired {
  text: string;
  repairs: Repair[];
  /** Where a place of the repaired text stands in the text as it was; of a replacement, what it replaces. */
  originalOf: (range: Range) => Range;
}

type Change = Range & Pick<Repair, "text" | "message">;

/**
 * Repairs what keeps programs in WorkflowBench's dialect from being Python, as far as it can mean only one thing:
 * argument names with hyphens (`Show-text=`), names of functions with hyphens, properties with blanks
 * (`app.Currency Code`), values of several words (`{"Property": Creation Date}`), dictionaries with texts in an envelope instead of quotes (`{{"string": a key}: {"string": a
 * text}}`), blocks without a statement. Strings that end in the wrong place and the like stay: what was
 * meant is anybody's guess. No line is added or taken away.
 *
 * @param functionOf the valid name of a function, by one that may hold hyphens; undefined for what is none.
 */
export function repairPython(text: string, functionOf: (name: string) => string | undefined): Repaired {
  const spelled = apply(text, findSpellings(text, functionOf));
  const blocks = apply(spelled.text, findEmptyBlocks(spelled.text));
  const { originalOf } = spelled;
  return {
    text: blocks.text,
    repairs: [
      ...spelled.repairs,
      ...blocks.repairs.map((repair) => ({ ...repair, range: originalOf(repair.range) })),
    ],
    originalOf: (range) => originalOf(blocks.originalOf(range)),
  };
}

/** @param changes in the order of their places, without an overlap. */
function apply(text: string, changes: readonly Change[]): Repaired {
  let result = "";
  let from = 0;
  const starts: number[] = [];
  for (const { start, end, text: replacement } of changes) {
    result += text.slice(from, start);
    starts.push(result.length);
    result += replacement;
    from = end;
  }
  const originalOf = (offset: number, isEnd: boolean): number => {
    const index = starts.findLastIndex((start) => (isEnd ? start < offset : start <= offset));
    if (index < 0) return offset;
    const { start, end, text: replacement } = changes[index]!;
    const behind = offset - starts[index]! - replacement.length;
    if (isEnd ? behind > 0 : behind >= 0) return end + behind;
    return isEnd ? end : start;
  };
  return {
    text: result + text.slice(from),
    repairs: changes.map(({ start, end, text, message }) => ({ range: { start, end }, text, message })),
    originalOf: ({ start, end }) => ({
      start: originalOf(start, false),
      end: Math.max(originalOf(start, false), originalOf(end, true)),
    }),
  };
}

/**
 * A text in an envelope: behind a bracket or a comma, and before a colon, it can only be a key, because no dictionary of
 * Python is one; behind that colon it is the value.
 */
const KEY = /(?<=[{,] ?)\{"string": ?([^{}\n]*)\}(?=: )/;
const ENVELOPE = /^\{"string": ?([^{}\n]*)\}/;

/** A value of several words, which no expression of Python is. */
const WORDS = /(?<=[{,] ?)("[^"\\\n]*": )(\w+(?: [\w.&-]+)+)(?=[,}])/;
const OPERATORS: ReadonlySet<string> = new Set("and or not in is if else for lambda await".split(" "));
/** A property with a blank: no name stands behind another in Python. */
const BLANK_PROPERTY = /(?<![\w.])([A-Za-z_]\w*)\.([A-Z]\w*(?: [A-Z]\w*)+)(?=[ .,:)\]}])/;

/**
 * Texts without quotes; properties with blanks; comments and strings, which are left alone but for the fields of
 * f-strings; names with hyphens; other names.
 */
const PIECES = new RegExp(
  [
    KEY,
    WORDS,
    BLANK_PROPERTY,
    /#.*|([A-Za-z]{0,2})("""|'''|"|')|(?<![\w.])[A-Za-z_]\w*(?:-\w+)+(?=\s*[(=])|[A-Za-z_]\w*/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

function findSpellings(text: string, functionOf: (name: string) => string | undefined): Change[] {
  const changes: Change[] = [];
  const pieces = new RegExp(PIECES);
  for (let match = pieces.exec(text); match; match = pieces.exec(text)) {
    const [piece, key, before, words, owner, property, prefix, quote] = match;
    const start = match.index;
    const end = start + piece.length;
    if (key !== undefined) {
      changes.push(quoted(key, start, end));
      const lineEnd = text.indexOf("\n", end);
      const value = ENVELOPE.exec(text.slice(end + 2, lineEnd < 0 ? text.length : lineEnd));
      if (!value) continue;
      pieces.lastIndex = end + 2 + value[0].length;
      changes.push(quoted(value[1]!, end + 2, pieces.lastIndex));
    } else if (words !== undefined) {
      const from = start + before!.length;
      if (!words.split(" ").some((word) => OPERATORS.has(word))) changes.push(quoted(words, from, end));
    } else if (property !== undefined) {
      changes.push({ start, end, ...asGetattr(owner!, property, '"') });
    } else if (quote !== undefined) {
      const close = endOfString(text, end, quote);
      if (/f/i.test(prefix!)) findProperties(text.slice(start, close), start, changes);
      pieces.lastIndex = close;
    } else if (piece.includes("-") && !piece.startsWith("#")) {
      const isArgument = /^\s*=(?!=)/.test(text.slice(end, end + 20));
      const change = respell(piece, isArgument, functionOf);
      if (change) changes.push({ start, end, ...change });
    }
  }
  return changes;
}

function quoted(content: string, start: number, end: number): Change {
  const message = "Read as a text: it stood without its quotes.";
  return { start, end, text: JSON.stringify(content), message };
}

function asGetattr(owner: string, property: string, quote: string): Pick<Change, "text" | "message"> {
  const text = `getattr(${owner}, ${quote}${property}${quote})`;
  return { text, message: `Read as ${text}: a property with a blank is no attribute.` };
}

/** An argument's name keeps its hyphen as an underscore, as in `Show_text`; a function's is spelled as ours is. */
function respell(
  name: string,
  isArgument: boolean,
  functionOf: (name: string) => string | undefined,
): Pick<Change, "text" | "message"> | undefined {
  const text = isArgument ? (/^Show-\w+$/.test(name) ? name.replace("-", "_") : undefined) : functionOf(name);
  return text === undefined ? undefined : { text, message: `Read as ${text}: a name holds no hyphen.` };
}

/** Behind the quotes that close a string; the end of the line, or of the text, where nothing does. */
function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (quote.length === 1 && text[at] === "\n") return at;
  }
  return text.length;
}

const PROPERTY = /\{([A-Za-z_]\w*)\.([A-Z]\w*(?: [A-Za-z#]\w*)+)\}/g;

function findProperties(literal: string, offset: number, changes: Change[]): void {
  const quote = /['"]/.exec(literal)?.[0] === "'" ? '"' : "'";
  for (const { 0: all, 1: name, 2: property, index } of literal.matchAll(PROPERTY)) {
    const start = offset + index + 1;
    changes.push({ start, end: start + all.length - 2, ...asGetattr(name!, property!, quote) });
  }
}

/** The ends of lines that open a block which is not there. */
function findEmptyBlocks(text: string): Change[] {
  const changes: Change[] = [];
  for (const { kind, range } of parsePython(text).problems) {
    if (kind !== "empty-block") continue;
    const lineEnd = text.indexOf("\n", range.start);
    const line = text.slice(range.start, lineEnd < 0 ? text.length : lineEnd);
    const colon = range.start + line.lastIndexOf(":");
    if (colon < range.start || !/^:\s*$/.test(text.slice(colon, lineEnd < 0 ? text.length : lineEnd)))
      continue;
    changes.push({
      start: colon,
      end: colon + 1,
      text: ": pass",
      message: "A block without a statement does nothing.",
    });
  }
  return changes;
}
