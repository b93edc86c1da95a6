/** What can be wrong with a text that should be a program of the dialect. */
import type { Range } from "../ast.ts";

/** Stable names; one is never given a second meaning. */
export type SyntaxProblemKind =
  /** Something else stands where the grammar wants a certain token or an expression. */
  | "unexpected"
  /** Python that is sound, but not part of the dialect. */
  | "outside"
  /** A character that Python does not know outside of strings and comments. */
  | "character"
  /** A string that does not end. */
  | "string-end"
  /** An escape in a string that does not hold what it announces. */
  | "escape"
  /** A number that Python does not read. */
  | "number"
  /** A bracket that is not closed, or closed by another one. */
  | "bracket"
  /** Indentation that fits no block, or that mixes tabs and blanks. */
  | "indentation"
  /** A block without a statement. */
  | "empty-block"
  /** Arguments or parameters that Python refuses: in the wrong order, or given twice. */
  | "argument"
  /** An assignment to something that is no name. */
  | "target"
  /** Nested too deeply, or too long: reading stops there. */
  | "limit";

export interface SyntaxProblem {
  range: Range;
  kind: SyntaxProblemKind;
  /** What was found, and what was expected. One sentence. */
  message: string;
  /** What to write instead; absent where the message says it all. */
  hint?: string;
  /** Whether the tree holds what was found, so that the tolerant reading can say it in the dialect. */
  isTolerable?: true;
}

/** Nobody reads more; a text that has more is no program. */
export const MOST_PROBLEMS = 100;

/** The problems of one text, at most {@link MOST_PROBLEMS}. */
export class Problems {
  readonly list: SyntaxProblem[] = [];

  get isFull(): boolean {
    return this.list.length >= MOST_PROBLEMS;
  }

  add(kind: SyntaxProblemKind, start: number, end: number, message: string, hint?: string): void {
    if (this.isFull) return;
    this.list.push({ range: { start, end }, kind, message, ...(hint !== undefined && { hint }) });
  }

  /** Python that is not part of the dialect, and that the tree holds as {@link Foreign}. */
  addTolerable(start: number, end: number, message: string, hint: string): void {
    if (this.isFull) return;
    this.list.push({ range: { start, end }, kind: "outside", message, hint, isTolerable: true });
  }

  /** Whether a problem starts in a part of the text: another one there is likely to follow from it. */
  hasWithin(start: number, end: number): boolean {
    return this.list.some(({ range }) => range.start >= start && range.start <= end);
  }

  /** Forgets what was found from an offset on. */
  forgetFrom(offset: number): void {
    const kept = this.list.filter(({ range }) => range.start < offset);
    this.list.splice(0, this.list.length, ...kept);
  }

  /** In the order of the text. */
  sorted(): SyntaxProblem[] {
    return this.list.toSorted((a, b) => a.range.start - b.range.start);
  }
}
