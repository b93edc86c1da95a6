/** Whether a code point belongs to a set. */
export type Test = (codePoint: number) => boolean;

/** A pattern, taken apart. */
export type RegexNode =
  | {
      kind: "character";
      test: Test;
      /** The one character, where it is one and its case counts. */ literal?: number;
    }
  | { kind: "sequence"; items: RegexNode[] }
  | { kind: "choice"; branches: RegexNode[] }
  | { kind: "repeat"; body: RegexNode; least: number; most: number; mode: "greedy" | "lazy" | "possessive" }
  | { kind: "capture"; index: number; body: RegexNode }
  | { kind: "atomic"; body: RegexNode }
  | { kind: "look"; behind: boolean; negated: boolean; body: RegexNode }
  | { kind: "reference"; index: number; ignoreCase: boolean }
  | { kind: "assertion"; at: Assertion };

export type Assertion =
  "start" | "end" | "lineStart" | "lineEnd" | "textEnd" | "word" | "noWord" | "grapheme";

/** A pattern that ICU would refuse; the message says why. */
export class RegexError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "RegexError";
  }
}
