/** What all parts of the lexer share: the place in the text, the tokens so far, and what is open. */
import type { TokenType } from "chevrotain";
import type { Problems } from "./problems.ts";
import { T, Token } from "./tokens.ts";

export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const BLANK = 0x20;
export const DOUBLE_QUOTE = 0x22;
export const SINGLE_QUOTE = 0x27;

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

/** Whether an ASCII character can start a name. */
export function isLetter(code: number): boolean {
  return nameClass[code] === LETTER;
}

/** Whether an ASCII character can stand in a name. */
export function isNamePart(code: number): boolean {
  return nameClass[code]! > OTHER;
}

export function isDigit(code: number): boolean {
  return nameClass[code] === DIGIT;
}

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

export class Scanner {
  readonly text: string;
  readonly problems: Problems;
  readonly tokens: Token[] = [];
  pos = 0;
  /** The first token of the logical line, as an index. */
  firstToken = 0;
  frames: Frame[] = [];

  constructor(text: string, problems: Problems) {
    this.text = text;
    this.problems = problems;
  }

  emit(type: TokenType, image: string, start: number, end: number): void {
    this.tokens.push(new Token(type, image, start, end));
  }

  /** What was opened last. */
  get frame(): Frame | undefined {
    return this.frames.length > 0 ? this.frames[this.frames.length - 1] : undefined;
  }

  /** Whether a pattern, which has to be sticky, fits here. */
  isAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.pos;
    return pattern.test(this.text);
  }

  /** The token before, if it is in the same line. */
  get lastInLine(): Token | undefined {
    return this.tokens.length > this.firstToken ? this.tokens[this.tokens.length - 1] : undefined;
  }

  /** Goes to the end of the text: what follows is not read. */
  stop(): void {
    this.pos = this.text.length;
    this.frames = [];
  }

  skipLineBreak(): void {
    const code = this.text.charCodeAt(this.pos);
    if (code === CARRIAGE_RETURN && this.text.charCodeAt(this.pos + 1) === LINE_FEED) this.pos += 2;
    else if (isLineBreak(code)) this.pos++;
  }

  open(frame: Frame): void {
    if (this.frames.length < DEEPEST_BRACKETS) {
      this.frames.push(frame);
      return;
    }
    const message = `Brackets are nested deeper than ${DEEPEST_BRACKETS} levels.`;
    this.problems.add("limit", frame.start, frame.start + 1, message, "Reading stops here.");
    this.stop();
  }

  /** Reads a closing bracket. It closes the innermost one that it fits; where it fits none, the innermost one. */
  readCloser(closer: string): void {
    const start = this.pos++;
    const innermost = this.frame;
    if (innermost !== undefined && CLOSERS[innermost.opener] === closer) {
      this.frames.pop();
      this.emit(CLOSER_TYPES[innermost.opener]!, closer, start, this.pos);
      return;
    }
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

  reportNeverClosed({ opener, start }: Frame): void {
    const hint = `Close it with \`${CLOSERS[opener]}\`.`;
    this.problems.add("bracket", start, start + 1, `\`${opener}\` is never closed.`, hint);
  }
}
