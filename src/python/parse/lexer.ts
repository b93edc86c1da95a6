// oxlint-disable max-lines -- one pass over the text, whose state all of its steps share
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
import { readNumber } from "./numbers.ts";
import type { Problems } from "./problems.ts";
import { isLineBreak, LINE_FEED } from "./scanner.ts";
import { StringLexer } from "./string-lexer.ts";
import { KEYWORDS, OPERATORS, T, Token } from "./tokens.ts";

/** Tokens of a program: 10 times the largest that was ever seen, and what a browser can hold. */
const MOST_TOKENS = 4_000_000;

const TAB = 0x09;
const FORM_FEED = 0x0c;
const BLANK = 0x20;
const DOUBLE_QUOTE = 0x22;
const HASH = 0x23;
const SINGLE_QUOTE = 0x27;
const BACKSLASH = 0x5c;
const BYTE_ORDER_MARK = 0xfeff;

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
/** What an ASCII character can be in a name. */
const nameClass = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) nameClass[code] = LETTER;
  else if (/\d/.test(character)) nameClass[code] = DIGIT;
}

const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const LONGEST_KEYWORD = Math.max(...[...KEYWORDS.keys()].map(({ length }) => length));
const STRING_PREFIX = /^(?:[rbuf]|rb|br|fr|rf)$/i;
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

class Lexer extends StringLexer {
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
    super(text, problems);
    this.pos = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    this.lineStart = this.pos;
    this.indentation = new Indentation(
      {
        indent: () => this.emit(T.Indent, "", this.pos, this.pos),
        dedent: () => this.emit(T.Dedent, "", this.pos, this.pos),
        comment: (comment, beforeClause) => this.tokens.push(commentToken(comment, beforeClause)),
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
    return this.tokens;
  }

  /** Blank lines, comments and the indentation before a line of code; says whether there is one. */
  private startLine(): boolean {
    for (;;) {
      this.lineStart = this.pos;
      this.measure();
      const code = this.text.charCodeAt(this.pos);
      if (Number.isNaN(code)) return false;
      if (code === HASH) {
        const start = this.pos;
        this.comments.addLine(this.readComment(), this.column.wide, start);
        this.skipLineBreak();
      } else if (isLineBreak(code)) {
        this.comments.interrupt();
        this.skipLineBreak();
      } else {
        break;
      }
    }
    const range = { start: this.lineStart, end: this.pos };
    const isClause = (inMatch: boolean): boolean => this.isAt(inMatch ? CASE : CLAUSE);
    const follows = { matchLine: this.lastLineIsMatch, isClause };
    const goesOn = this.indentation.line(this.column, range, this.comments.take(), follows);
    if (!goesOn) this.stop();
    this.firstToken = this.tokens.length;
    return true;
  }

  /** How far the line is indented. Where a backslash joins lines before any code, the first of them that is, counts. */
  private measure(): void {
    let column = this.measureBlanks();
    while (this.text.charCodeAt(this.pos) === BACKSLASH && this.isAt(JOINED_LINES)) {
      this.pos++;
      this.skipLineBreak();
      const next = this.measureBlanks();
      if (column.wide === 0) column = next;
    }
    this.column = column;
  }

  private measureBlanks(): Column {
    const { text } = this;
    let wide = 0;
    let narrow = 0;
    for (; ; this.pos++) {
      const code = text.charCodeAt(this.pos);
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
        return { wide, narrow };
      }
    }
  }

  private isAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.pos;
    return pattern.test(this.text);
  }

  /** The tokens of a logical line, its end included. */
  private readLine(): void {
    for (;;) {
      if (this.frames.length > 0) {
        const frame = this.frames.at(-1)!;
        if (frame.opener === "f-string") {
          this.readFStringText(frame.form!);
          continue;
        }
      }
      if (this.text.charCodeAt(this.pos) === BLANK) {
        this.pos++;
        continue;
      }
      if (this.tokens.length > MOST_TOKENS) this.refuseMore();
      if (this.problems.isFull) this.stop();
      const code = this.text.charCodeAt(this.pos);
      if (code === TAB || code === FORM_FEED) this.pos++;
      else if (code >= 128 || nameClass[code] === LETTER) this.readName();
      else if (nameClass[code] === DIGIT) this.readNumber();
      else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) this.readString(this.pos, "");
      else if (isLineBreak(code)) {
        if (this.frames.length === 0) return;
        this.breakInBrackets();
      } else if (code === HASH) {
        const start = this.pos;
        const isAlone = this.text.slice(this.lineStart, start).trim() === "";
        const comment = this.readComment();
        if (isAlone) this.innerComments.addLine(comment, start - this.lineStart, start);
        else this.innerComments.addTrailing(comment, start - this.lineStart, start);
      } else if (code === BACKSLASH) this.readContinuation();
      else if (!Number.isNaN(code)) this.readSymbol(this.text.charAt(this.pos));
      else if (this.frames.length === 0) return;
      else this.recoverFromOpenBracket();
    }
  }

  private refuseMore(): void {
    const message = `The program has more than ${MOST_TOKENS / 1e6} million words and signs.`;
    this.problems.add("limit", this.pos, this.pos, message, "Reading stops here.");
    this.stop();
  }

  private endLine(): void {
    const first = this.tokens[this.firstToken];
    this.lastLineIsMatch = false;
    if (first?.tokenType === T.Name) this.recognizeSoftKeyword(first);
    if (first !== undefined) this.emit(T.Newline, "", this.pos, this.pos);
    this.skipLineBreak();
    this.cut = undefined;
    const comments = this.innerComments.take();
    if (comments.length === 0) return;
    const type = first?.tokenType;
    const goesOn = type === T.Elif || type === T.Else || type === T.Handler || type === T.Case;
    this.tokens.splice(this.firstToken, 0, ...comments.map((comment) => commentToken(comment, goesOn)));
  }

  /** `match` and `case` at the start of a line, where they are no names: see {@link opensMatch}. */
  private recognizeSoftKeyword(first: Token): void {
    if (first.image === "match") {
      if (!opensMatch(this.tokens, this.firstToken)) return;
      first.become(T.Match);
      this.lastLineIsMatch = true;
    } else if (first.image === "case" && this.indentation.isInMatch) {
      first.become(T.Case);
    }
  }

  private readComment(): string {
    const start = this.pos;
    while (this.pos < this.text.length && !isLineBreak(this.text.charCodeAt(this.pos))) this.pos++;
    return this.text.slice(start, this.pos);
  }

  private readContinuation(): void {
    const start = this.pos++;
    const code = this.text.charCodeAt(this.pos);
    if (isLineBreak(code)) {
      this.skipLineBreak();
      this.lineStart = this.pos;
      if (this.pos < this.text.length) return;
    }
    const hint =
      "A backslash outside of a string goes on with the line below, and must be the last in its line.";
    this.problems.add("character", start, start + 1, "A backslash does not stand here.", hint);
  }

  private readName(): void {
    const { text, pos: start } = this;
    let end = start;
    let isPlain = true;
    for (; ; end++) {
      const code = text.charCodeAt(end);
      if (code >= 128) isPlain = false;
      else if (!(nameClass[code]! > OTHER)) break;
    }
    this.pos = end;
    const name = text.slice(start, end);
    if (!isPlain) {
      this.emit(T.Name, this.foldedName(name, start), start, this.pos);
      return;
    }
    if (name.length <= 2) {
      const next = this.text.charCodeAt(this.pos);
      if ((next === DOUBLE_QUOTE || next === SINGLE_QUOTE) && STRING_PREFIX.test(name)) {
        this.readString(start, name.toLowerCase());
        return;
      }
    }
    const keyword = name.length <= LONGEST_KEYWORD ? KEYWORDS.get(name) : undefined;
    this.emit(keyword ?? T.Name, name, start, this.pos);
  }

  /** A name with letters beyond ASCII, as Python compares it. */
  private foldedName(name: string, start: number): string {
    const folded = name.normalize("NFKC");
    if (IDENTIFIER.test(folded)) return folded;
    let at = 0;
    for (const character of name) {
      if (!IDENTIFIER.test(`_${character}`.normalize("NFKC"))) {
        this.problems.add(
          "character",
          start + at,
          start + at + character.length,
          ...strangeCharacter(character),
        );
        break;
      }
      at += character.length;
    }
    if (at === name.length) {
      this.problems.add("character", start, this.pos, "A name starts with a letter or `_`.");
    }
    return name;
  }

  private readNumber(): void {
    const start = this.pos;
    const { text, end } = readNumber(this.text, start, this.problems);
    this.pos = end;
    this.emit(T.Num, text, start, end);
  }

  private readSymbol(character: string): void {
    const start = this.pos;
    switch (character) {
      case "(":
      case "[":
      case "{":
        this.pos++;
        this.open({ opener: character, start });
        this.emit(
          character === "(" ? T.LParen : character === "[" ? T.LBracket : T.LBrace,
          character,
          start,
          start + 1,
        );
        return;
      case ")":
      case "]":
      case "}":
        this.readCloser(character);
        return;
    }
    if (character === "." && nameClass[this.text.charCodeAt(start + 1)] === DIGIT) {
      this.readNumber();
      return;
    }
    if (character === ",") {
      this.pos++;
      this.emit(T.Comma, character, start, this.pos);
      return;
    }
    if (this.frames.at(-1)?.opener === "field" && this.readFieldEnd()) return;
    if (character === "=" && this.endsKeyword()) {
      this.pos++;
      this.tokens.at(-1)!.become(T.Keyword);
      return;
    }
    // A sign behind a sign may belong to it; nearly none does.
    const next = this.text.charCodeAt(start + 1);
    const isAlone = next === BLANK || next === LINE_FEED || nameClass[next]! > OTHER;
    for (let length = isAlone ? 1 : 3; length > 0; length--) {
      const spelling = this.text.slice(start, start + length);
      const type = OPERATORS.get(spelling);
      if (type === undefined) continue;
      this.pos += spelling.length;
      this.emit(type, spelling, start, this.pos);
      return;
    }
    while (this.text.charAt(this.pos) === character) this.pos++;
    this.problems.add("character", start, this.pos, ...strangeCharacter(character));
  }

  /** Whether a `=` makes the name before it a keyword: in a call, and not in the head of a function. */
  private endsKeyword(): boolean {
    if (this.text[this.pos + 1] === "=" || this.frames.at(-1)?.opener !== "(") return false;
    if (this.frames.length === 1 && this.tokens[this.firstToken]!.tokenType === T.Def) return false;
    return this.tokens.at(-1)!.tokenType === T.Name;
  }

  /** A line break that ends nothing, as a bracket is open. */
  private breakInBrackets(): void {
    const offset = this.pos;
    this.skipLineBreak();
    this.lineStart = this.pos;
    const indentation = this.measureBlanks().wide;
    const seemsNew = indentation <= this.column.wide || this.endsLikeHead();
    if (this.cut === undefined && seemsNew && this.isAt(STATEMENT_START)) {
      this.cut = { offset, tokens: this.tokens.length };
    }
  }

  /** Whether the tokens of the line look like the head of a block, but for a bracket that is not closed. */
  private endsLikeHead(): boolean {
    return this.tokens.at(-1)!.tokenType === T.Colon && HEADS.has(this.tokens[this.firstToken]!.tokenType);
  }

  /** The text has ended, and a bracket is open: the line is taken to end where the next statement seems to start. */
  private recoverFromOpenBracket(): void {
    const frame = this.frames[0]!;
    const { cut } = this;
    if (cut !== undefined) {
      this.problems.forgetFrom(cut.offset);
      this.innerComments.forgetFrom(cut.offset);
      this.tokens.length = cut.tokens;
      this.pos = cut.offset;
      this.cut = undefined;
    }
    if (frame.form !== undefined) this.reportOpenString(frame.form, frame.start);
    else this.reportNeverClosed(frame);
    this.frames = [];
  }
}

function commentToken({ lines, start, end }: CommentText, beforeClause: boolean): Token {
  return new Token(beforeClause ? T.ClauseComment : T.Comment, lines.join("\n"), start, end);
}

/**
 * Whether a line that starts with the name `match` is the head of a block: it is if something follows that cannot
 * follow a name, or if the line ends with a colon.
 */
function opensMatch(tokens: Token[], at: number): boolean {
  if (tokens.at(-1)!.tokenType === T.Colon) return tokens.length - at > 2;
  switch (tokens[at + 1]?.tokenType) {
    case T.Name:
    case T.Num:
    case T.Str:
    case T.FStringStart:
    case T.LBrace:
    case T.True:
    case T.False:
    case T.None:
      return true;
    default:
      return false;
  }
}

function strangeCharacter(character: string): [message: string, hint: string] {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  const name = /[\p{C}\p{Z}\p{M}]/u.test(character) ? `U+${code}` : `\`${character}\` (U+${code})`;
  const hint = /[\u2018-\u201f\u00ab\u00bb\u2039\u203a]/.test(character)
    ? "Strings stand between straight quotes, `\"` or `'`."
    : /\p{Z}/u.test(character)
      ? "Write a plain blank."
      : "Outside of strings and comments, there are only letters, digits and Python's own signs.";
  return [`The character ${name} does not stand here.`, hint];
}
