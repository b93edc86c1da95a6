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

/** How deep groups and sets may stand in each other. */
export const DEEPEST = 100;

/** How many code points a node matches at least and at most. */
export function widthOf(node: RegexNode): [least: number, most: number] {
  switch (node.kind) {
    case "character":
      return [1, 1];
    case "sequence":
      return node.items.map(widthOf).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case "choice":
      return node.branches
        .map(widthOf)
        .reduce(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)], [Infinity, 0]);
    case "repeat": {
      const [least, most] = widthOf(node.body);
      return [least * node.least, most === 0 ? 0 : most * node.most];
    }
    case "capture":
    case "atomic":
      return widthOf(node.body);
    case "reference":
      return [0, Infinity];
    default:
      return [0, 0];
  }
}
