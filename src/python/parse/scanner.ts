/** What all parts of the lexer share: the place in the text, the tokens so far, and what is open. */
import type { TokenType } from "chevrotain";
import type { Problems } from "./problems.ts";
import { T, Token } from "./tokens.ts";

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;

/** As many as CPython takes; what is below it can be read by recursion. */
const DEEPEST_BRACKETS = 200;

/** A quote that a string ends with, and how it reads what stands before that. */
export interface StringForm {
  /** One character. */
  quote: string;
  isTriple: boolean;
  isRaw: boolean;
}

/** What is open: a bracket, a replacement field of an f-string, or an f-string of which the text is being read. */
export interface Frame {
  opener: "(" | "[" | "{" | "field" | "f-string";
  start: number;
  /** Of an f-string. */
  form?: StringForm;
}

const CLOSERS: Readonly<Record<Frame["opener"], string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
  field: "}",
  "f-string": "",
};

const CLOSER_TYPES: Readonly<Partial<Record<Frame["opener"], TokenType>>> = {
  "(": T.RParen,
  "[": T.RBracket,
  "{": T.RBrace,
  field: T.FieldClose,
};

export function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

export abstract class Scanner {
  protected readonly text: string;
  protected readonly problems: Problems;
  protected readonly tokens: Token[] = [];
  protected pos = 0;
  /** The first token of the logical line, as an index. */
  protected firstToken = 0;
  protected frames: Frame[] = [];

  constructor(text: string, problems: Problems) {
    this.text = text;
    this.problems = problems;
  }

  protected emit(type: TokenType, image: string, start: number, end: number): void {
    this.tokens.push(new Token(type, image, start, end));
  }

  /** The token before, if it is in the same line. */
  protected get lastInLine(): Token | undefined {
    return this.tokens.length > this.firstToken ? this.tokens.at(-1) : undefined;
  }

  /** Goes to the end of the text: what follows is not read. */
  protected stop(): void {
    this.pos = this.text.length;
    this.frames = [];
  }

  protected skipLineBreak(): void {
    const code = this.text.charCodeAt(this.pos);
    if (code === CARRIAGE_RETURN && this.text.charCodeAt(this.pos + 1) === LINE_FEED) this.pos += 2;
    else if (isLineBreak(code)) this.pos++;
  }

  protected open(frame: Frame): void {
    if (this.frames.length < DEEPEST_BRACKETS) {
      this.frames.push(frame);
      return;
    }
    const message = `Brackets are nested deeper than ${DEEPEST_BRACKETS} levels.`;
    this.problems.add("limit", frame.start, frame.start + 1, message, "Reading stops here.");
    this.stop();
  }

  /** Reads a closing bracket. It closes the innermost one that it fits; where it fits none, the innermost one. */
  protected readCloser(closer: string): void {
    const start = this.pos++;
    const innermost = this.frames.at(-1);
    if (innermost === undefined || (innermost.opener === "field" && closer !== "}")) {
      const message = `\`${closer}\` closes nothing: no bracket is open.`;
      this.problems.add("bracket", start, this.pos, message, "Remove it, or open a bracket before it.");
      return;
    }
    const string = this.frames.findLastIndex(({ opener }) => opener === "f-string");
    const fitting = this.frames.findLastIndex(({ opener }) => CLOSERS[opener] === closer);
    const at = fitting > string ? fitting : this.frames.length - 1;
    if (at !== fitting) {
      const hint = `Close it with \`${CLOSERS[innermost.opener]}\`.`;
      this.problems.add(
        "bracket",
        start,
        this.pos,
        `\`${closer}\` does not close \`${innermost.opener}\`.`,
        hint,
      );
    } else if (at < this.frames.length - 1) {
      const message = `\`${innermost.opener}\` is not closed: \`${closer}\` comes first.`;
      const hint = `Close it with \`${CLOSERS[innermost.opener]}\`.`;
      this.problems.add("bracket", innermost.start, innermost.start + 1, message, hint);
    }
    const { opener } = this.frames[at]!;
    this.frames.length = at;
    this.emit(CLOSER_TYPES[opener]!, closer, start, this.pos);
  }

  protected reportNeverClosed({ opener, start }: Frame): void {
    const hint = `Close it with \`${CLOSERS[opener]}\`.`;
    this.problems.add("bracket", start, start + 1, `\`${opener}\` is never closed.`, hint);
  }
}
