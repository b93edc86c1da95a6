/**
 * From text to tokens.
 *
 * Written by hand and not a chevrotain lexer: what a character means in Python depends on open brackets, on the
 * f-strings around it and on the indentation before it, so that every pattern would have to be a function anyway.
 * One pass, nothing is copied; positions are offsets.
 */
import type { TokenType } from "chevrotain";
import { CommentCollector, type CommentText } from "./comments.ts";
import { type Column, Indentation } from "./indentation.ts";
import type { Problems } from "./problems.ts";
import { BLANK, DOUBLE_QUOTE, isDigit, isLetter, isLineBreak, Scanner, SINGLE_QUOTE } from "./scanner.ts";
import { emitNumber, readSign } from "./signs.ts";
import { StringReader } from "./strings.ts";
import { T, Token } from "./tokens.ts";
import { opensMatch, readWord } from "./words.ts";

/** Tokens of a program: 10 times the largest that was ever seen, and what a browser can hold. */
const MOST_TOKENS = 4_000_000;

const TAB = 0x09;
const FORM_FEED = 0x0c;
const HASH = 0x23;
const BACKSLASH = 0x5c;
const BYTE_ORDER_MARK = 0xfeff;
/** The code of what stands behind the text. */
const END = -1;

const CLAUSE = /(?:elif|else|except|finally)\b/y;
const CASE = /case\b/y;
/** A backslash at the end of a line, with something below it. */
const JOINED_LINES = /\\(?:\r\n?|\n)(?=[^])/y;
/** What can start a statement, and not the second line of a string in pieces. */
const STATEMENT_START = /[\p{XID_Start}_@][\p{XID_Continue}]*(?!["'\p{XID_Continue}])/uy;

/** What starts a line with a block below it. */
const HEADS: ReadonlySet<TokenType> = new Set([T.If, T.Elif, T.For, T.Def]);

/** The tokens of a text. Whatever the text holds, blocks and lines are complete, and something always ends. */
export function tokenize(text: string, problems: Problems): Token[] {
  return new Lexer(text, problems).run();
}

class Lexer {
  private readonly s: Scanner;
  private readonly strings: StringReader;
  private readonly indentation: Indentation;
  /** Comments before the line, and comments in it. */
  private readonly comments = new CommentCollector();
  private readonly innerComments = new CommentCollector();
  /** Where the line of text starts, and how far it is indented. */
  private lineStart: number;
  private column: Column = { wide: 0, narrow: 0 };
  /** A line break within brackets where a statement seems to start: there the line ends if they are never closed. */
  private cut: { offset: number; tokens: number } | undefined;
  private lastLineIsMatch = false;

  constructor(text: string, problems: Problems) {
    this.s = new Scanner(text, problems);
    this.strings = new StringReader(this.s);
    this.s.pos = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    this.lineStart = this.s.pos;
    this.indentation = new Indentation(
      {
        indent: () => this.s.emit(T.Indent, "", this.s.pos, this.s.pos),
        dedent: () => this.s.emit(T.Dedent, "", this.s.pos, this.s.pos),
        comment: (comment, beforeClause) => this.s.tokens.push(commentToken(comment, beforeClause)),
      },
      problems,
    );
  }

  run(): Token[] {
    while (this.startLine()) {
      this.readLine();
      this.endLine();
    }
    this.indentation.end(this.comments.take());
    return this.s.tokens;
  }

  /** Blank lines, comments and the indentation before a line of code; says whether there is one. */
  private startLine(): boolean {
    for (;;) {
      this.lineStart = this.s.pos;
      this.measure();
      const code = this.s.text.charCodeAt(this.s.pos);
      if (Number.isNaN(code)) return false;
      if (code === HASH) {
        const start = this.s.pos;
        this.comments.addLine(this.readComment(), this.column.wide, start);
        this.s.skipLineBreak();
      } else if (isLineBreak(code)) {
        this.comments.interrupt();
        this.s.skipLineBreak();
      } else {
        break;
      }
    }
    const comments = this.comments.take();
    if (comments.length > 0 || !this.indentation.isSame(this.column)) {
      const range = { start: this.lineStart, end: this.s.pos };
      const follows = { matchLine: this.lastLineIsMatch, isClause: this.isClause };
      const goesOn = this.indentation.line(this.column, range, comments, follows);
      if (!goesOn) this.s.stop();
    }
    this.s.firstToken = this.s.tokens.length;
    return true;
  }

  /** Whether the line goes on with the statement before, given whether it stands in a `match`. */
  private readonly isClause = (inMatch: boolean): boolean => this.s.isAt(inMatch ? CASE : CLAUSE);

  /** How far the line is indented. Where a backslash joins lines before any code, the first of them that is, counts. */
  private measure(): void {
    let column = this.measureBlanks();
    while (this.s.text.charCodeAt(this.s.pos) === BACKSLASH && this.s.isAt(JOINED_LINES)) {
      this.s.pos++;
      this.s.skipLineBreak();
      const next = this.measureBlanks();
      if (column.wide === 0) column = next;
    }
    this.column = column;
  }

  private measureBlanks(): Column {
    const { text, pos: start } = this.s;
    let pos = start;
    while (text.charCodeAt(pos) === BLANK) pos++;
    let wide = pos - start;
    let narrow = wide;
    for (; ; pos++) {
      const code = text.charCodeAt(pos);
      if (code === BLANK) {
        wide++;
        narrow++;
      } else if (code === TAB) {
        wide = (wide >> 3) * 8 + 8;
        narrow++;
      } else if (code === FORM_FEED) {
        wide = 0;
        narrow = 0;
      } else {
        this.s.pos = pos;
        return { wide, narrow };
      }
    }
  }

  /** The tokens of a logical line, its end included. */
  private readLine(): void {
    const { s, strings } = this;
    const { text, problems, tokens } = s;
    for (;;) {
      const frame = s.frame;
      if (frame?.opener === "f-string") {
        strings.readFStringText(frame.form!);
        continue;
      }
      let code = s.pos < text.length ? text.charCodeAt(s.pos) : END;
      if (code === BLANK) {
        s.pos++;
        continue;
      }
      if (tokens.length > MOST_TOKENS) this.refuseMore();
      if (problems.isFull) s.stop();
      if (s.pos >= text.length) code = END;
      if (isLetter(code) || code >= 128) readWord(s, strings);
      else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) strings.readString(s.pos, "");
      else if (isDigit(code)) emitNumber(s);
      else if (isLineBreak(code)) {
        if (frame === undefined) return;
        this.breakInBrackets();
      } else if (code === TAB || code === FORM_FEED) s.pos++;
      else if (code === HASH) this.readInnerComment();
      else if (code === BACKSLASH) this.readContinuation();
      else if (code !== END) readSign(s, strings, code);
      else if (s.frames.length === 0) return;
      else this.recoverFromOpenBracket();
    }
  }

  private readInnerComment(): void {
    const start = this.s.pos;
    const isAlone = this.s.text.slice(this.lineStart, start).trim() === "";
    const comment = this.readComment();
    if (isAlone) this.innerComments.addLine(comment, start - this.lineStart, start);
    else this.innerComments.addTrailing(comment, start - this.lineStart, start);
  }

  private refuseMore(): void {
    const message = `The program has more than ${MOST_TOKENS / 1e6} million words and signs.`;
    this.s.problems.add("limit", this.s.pos, this.s.pos, message, "Reading stops here.");
    this.s.stop();
  }

  private endLine(): void {
    const first = this.s.tokens[this.s.firstToken];
    this.lastLineIsMatch = false;
    if (first?.tokenType === T.Name) this.recognizeSoftKeyword(first);
    if (first !== undefined) this.s.emit(T.Newline, "", this.s.pos, this.s.pos);
    this.s.skipLineBreak();
    this.cut = undefined;
    const comments = this.innerComments.take();
    if (comments.length === 0) return;
    const type = first?.tokenType;
    const goesOn = type === T.Elif || type === T.Else || type === T.Handler || type === T.Case;
    this.s.tokens.splice(this.s.firstToken, 0, ...comments.map((comment) => commentToken(comment, goesOn)));
  }

  /** `match` and `case` at the start of a line, where they are no names: see {@link opensMatch}. */
  private recognizeSoftKeyword(first: Token): void {
    if (first.image === "match") {
      if (!opensMatch(this.s.tokens, this.s.firstToken)) return;
      first.become(T.Match);
      this.lastLineIsMatch = true;
    } else if (first.image === "case" && this.indentation.isInMatch) {
      first.become(T.Case);
    }
  }

  private readComment(): string {
    const start = this.s.pos;
    while (this.s.pos < this.s.text.length && !isLineBreak(this.s.text.charCodeAt(this.s.pos))) this.s.pos++;
    return this.s.text.slice(start, this.s.pos);
  }

  private readContinuation(): void {
    const start = this.s.pos++;
    const code = this.s.text.charCodeAt(this.s.pos);
    if (isLineBreak(code)) {
      this.s.skipLineBreak();
      this.lineStart = this.s.pos;
      if (this.s.pos < this.s.text.length) return;
    }
    const hint =
      "A backslash outside of a string goes on with the line below, and must be the last in its line.";
    this.s.problems.add("character", start, start + 1, "A backslash does not stand here.", hint);
  }

  /** A line break that ends nothing, as a bracket is open. */
  private breakInBrackets(): void {
    const offset = this.s.pos;
    this.s.skipLineBreak();
    this.lineStart = this.s.pos;
    const indentation = this.measureBlanks().wide;
    const seemsNew = indentation <= this.column.wide || this.endsLikeHead();
    if (this.cut === undefined && seemsNew && this.s.isAt(STATEMENT_START)) {
      this.cut = { offset, tokens: this.s.tokens.length };
    }
  }

  /** Whether the tokens of the line look like the head of a block, but for a bracket that is not closed. */
  private endsLikeHead(): boolean {
    return (
      this.s.tokens.at(-1)!.tokenType === T.Colon && HEADS.has(this.s.tokens[this.s.firstToken]!.tokenType)
    );
  }

  /** The text has ended, and a bracket is open: the line is taken to end where the next statement seems to start. */
  private recoverFromOpenBracket(): void {
    const frame = this.s.frames[0]!;
    const { cut } = this;
    if (cut !== undefined) {
      this.s.problems.forgetFrom(cut.offset);
      this.innerComments.forgetFrom(cut.offset);
      this.s.tokens.length = cut.tokens;
      this.s.pos = cut.offset;
      this.cut = undefined;
    }
    if (frame.form !== undefined) this.strings.reportOpenString(frame.form, frame.start);
    else this.s.reportNeverClosed(frame);
    this.s.frames = [];
  }
}

function commentToken({ lines, start, end }: CommentText, beforeClause: boolean): Token {
  return new Token(beforeClause ? T.ClauseComment : T.Comment, lines.join("\n"), start, end);
}
