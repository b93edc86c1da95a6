import { isBlank, stripEnd } from "./python-text.ts";

/**
 * Python text without comments and docstrings, as codebleu 0.6.1 takes them out before it looks at syntax and data
 * flow: the text is cut into tokens by the rules of Python's `tokenize` (3.8 to 3.11), and put together again from
 * them. What that does to a text is part of the score:
 *
 * - A string is taken for a docstring when the token before it ends a line or an indentation, or when it starts in
 *   column 0, were it in the middle of a call.
 * - Lines that a backslash joins become one; blanks between tokens become spaces; blank lines go.
 * - A text that `tokenize` refuses (a string or a bracket without an end, a dedent to nowhere) stays as it is, with its
 *   comments.
 */
export function stripComments(source: string): string {
  try {
    return new CommentStripper(source).run();
  } catch (error) {
    if (error instanceof UnreadableText) return source;
    throw error;
  }
}

class UnreadableText extends Error {}

type Kind = "comment" | "string" | "indent" | "newline" | "other";

const PREFIX = "(?:[bB][rR]?|[rR][bB]?|[uU]|[fF][rR]?|[rR][fF])?";
const NUMBER = [
  String.raw`[0-9](?:_?[0-9])*[jJ]`,
  String.raw`(?:[0-9](?:_?[0-9])*\.(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:[eE][-+]?[0-9](?:_?[0-9])*)?[jJ]?`,
  String.raw`[0-9](?:_?[0-9])*[eE][-+]?[0-9](?:_?[0-9])*[jJ]?`,
  "0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+",
  "0(?:_?0)*|[1-9](?:_?[0-9])*",
];
const OPERATOR = String.raw`\*\*=|//=|>>=|<<=|\.\.\.|!=|%=|&=|\*\*|\*=|\+=|-=|->|//|/=|:=|<<|<=|==|>=|>>|@=|\^=|\|=|[-%&()*+,./:;<=>@[\]^{|}~]`;
const ONE_LINE_STRING = ["'", '"'].map(
  (quote) => String.raw`${PREFIX}${quote}[^\n${quote}\\]*(?:\\[^\n][^\n${quote}\\]*)*(?:${quote}|\\\r?\n)`,
);
/** What stands next in a line, tried in this order. */
const TOKEN = new RegExp(
  String.raw`[ \f\t]*(?:(?<joint>\\\r?\n|$)|(?<comment>#[^\r\n]*)|(?<triple>${PREFIX}(?:'''|"""))` +
    String.raw`|(?<other>${NUMBER.join("|")}|(?<newline>\r?\n)|(?<operator>${OPERATOR}))` +
    String.raw`|(?<string>${ONE_LINE_STRING.join("|")})|(?<name>[\p{L}\p{N}_]+))`,
  "uy",
);

/** From within a string to behind its end, by its quotes. */
const STRING_END: Record<string, RegExp> = {
  "'": /[^'\\]*(?:\\[^\n][^'\\]*)*'/y,
  '"': /[^"\\]*(?:\\[^\n][^"\\]*)*"/y,
  "'''": /[^'\\]*(?:(?:\\[^\n]|'(?!''))[^'\\]*)*'''/y,
  '"""': /[^"\\]*(?:(?:\\[^\n]|"(?!""))[^"\\]*)*"""/y,
};

const TAB = 8;

class CommentStripper {
  readonly #lines: string[];
  #row = 0;
  #out: string[] = [];
  #indents = [0];
  #brackets = 0;
  /** Whether the line before ended with a backslash. */
  #continued = false;
  /** A string that is still open at the end of its line. */
  #open: { end: RegExp; text: string; row: number; column: number } | undefined;
  /**
   * Whether lines of an open string must end with a backslash. Python forgets to take that back where one does not, so
   * that it then holds for a string in three quotes, too.
   */
  #needsBackslash = false;
  /** Of the token before. A text starts as if it had just been indented. */
  #previous: Kind = "indent";
  #lastRow = -1;
  #lastColumn = 0;

  constructor(source: string) {
    // Lines keep their ends.
    this.#lines = source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  }

  run(): string {
    for (const line of this.#lines) {
      if (!this.#readLine(line)) break;
      this.#row++;
    }
    if (this.#open || this.#brackets !== 0 || this.#continued) throw new UnreadableText();
    const kept = this.#out
      .join("")
      .split("\n")
      .filter((line) => !isBlank(line));
    return kept.join("\n");
  }

  /** Whether there is more to read. */
  #readLine(line: string): boolean {
    let column = 0;
    if (this.#open) {
      const end = this.#closeString(line);
      if (end === undefined) return true;
      column = end;
    } else if (this.#brackets === 0 && !this.#continued) {
      const start = this.#startLine(line);
      if (start !== "read on") return start === "next line";
      column = /^[ \t\f]*/.exec(line)![0].length;
    }
    this.#continued = false;
    this.#readTokens(line, column);
    return true;
  }

  /** Where an open string ends in this line, if it does. */
  #closeString(line: string): number | undefined {
    const open = this.#open!;
    open.end.lastIndex = 0;
    if (open.end.test(line)) {
      const column = open.end.lastIndex;
      this.#token("string", open.text + line.slice(0, column), open.row, open.column, column);
      this.#open = undefined;
      this.#needsBackslash = false;
      return column;
    }
    open.text += line;
    if (this.#needsBackslash && !/\\\r?\n$/.test(line)) {
      this.#token("other", open.text, open.row, open.column, line.length);
      this.#open = undefined;
    }
    return undefined;
  }

  /** Measures the indentation of a line that starts a statement. */
  #startLine(line: string): "read on" | "next line" | "end" {
    let width = 0;
    let start = 0;
    for (; start < line.length; start++) {
      if (line[start] === " ") width++;
      else if (line[start] === "\t") width = (Math.floor(width / TAB) + 1) * TAB;
      else if (line[start] === "\f") width = 0;
      else break;
    }
    if (start === line.length) return "end";
    if (/[#\r\n]/.test(line[start]!)) {
      let rest = start;
      if (line[start] === "#") {
        rest = line.length;
        while (/[\r\n]/.test(line[rest - 1]!)) rest--;
        this.#token("comment", line.slice(start, rest), this.#row, start, rest);
      }
      this.#token("other", line.slice(rest), this.#row, rest, line.length);
      return "next line";
    }
    if (width > this.#indents.at(-1)!) {
      this.#indents.push(width);
      this.#token("indent", line.slice(0, start), this.#row, 0, start);
    }
    while (width < this.#indents.at(-1)!) {
      if (!this.#indents.includes(width)) throw new UnreadableText();
      this.#indents.pop();
      this.#token("other", "", this.#row, start, start);
    }
    return "read on";
  }

  #readTokens(line: string, from: number): void {
    let column = from;
    while (column < line.length) {
      TOKEN.lastIndex = column;
      const found = TOKEN.exec(line);
      if (!found) {
        const char = String.fromCodePoint(line.codePointAt(column)!);
        this.#token("other", char, this.#row, column, column + char.length);
        column += char.length;
        continue;
      }
      const { joint, comment, triple, operator, newline, string } = found.groups!;
      const end = TOKEN.lastIndex;
      const text = joint ?? comment ?? triple ?? string ?? found.groups!["other"] ?? found.groups!["name"]!;
      const start = end - text.length;
      column = end;
      if (joint !== undefined) {
        if (joint !== "") this.#continued = true;
      } else if (comment !== undefined) this.#token("comment", comment, this.#row, start, end);
      else if (triple !== undefined) {
        const close = STRING_END[triple.slice(-3)]!;
        close.lastIndex = end;
        if (!close.test(line)) {
          this.#open = { end: close, text: line.slice(start), row: this.#row, column: start };
          return;
        }
        column = close.lastIndex;
        this.#token("string", line.slice(start, column), this.#row, start, column);
      } else if (string !== undefined) {
        if (string.endsWith("\n")) {
          const close = STRING_END[/['"]/.exec(string)![0]]!;
          this.#open = { end: close, text: line.slice(start), row: this.#row, column: start };
          this.#needsBackslash = true;
          return;
        }
        this.#token("string", string, this.#row, start, end);
      } else if (newline !== undefined) {
        this.#token(this.#brackets > 0 ? "other" : "newline", newline, this.#row, start, end);
      } else {
        if (operator !== undefined && "([{".includes(operator)) this.#brackets++;
        else if (operator !== undefined && ")]}".includes(operator)) this.#brackets--;
        this.#token("other", text, this.#row, start, end);
      }
    }
  }

  /** Puts a token where it stood; it ends in the line that is being read. */
  #token(kind: Kind, text: string, row: number, column: number, endColumn: number): void {
    if (row > this.#lastRow) this.#lastColumn = 0;
    if (column > this.#lastColumn) this.#out.push(" ".repeat(column - this.#lastColumn));
    const isDocstring =
      kind === "string" && (this.#previous === "indent" || this.#previous === "newline" || column === 0);
    if (kind !== "comment" && !isDocstring) this.#out.push(text);
    this.#previous = kind;
    this.#lastRow = this.#row;
    this.#lastColumn = endColumn;
  }
}

/**
 * A program without comments as the paper's own scripts take them out before they score: every line is cut at its first
 * `#`, be it in a string, and loses the blanks before it; empty lines go.
 */
export function cutComments(source: string): string {
  return source
    .split("\n")
    .map((line) => stripEnd(line.split("#")[0]!))
    .filter((line) => line !== "")
    .join("\n");
}
