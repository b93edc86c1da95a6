/** Blocks by indentation: which ones a line opens and closes, and which one a comment belongs to. */
import type { CommentText } from "./comments.ts";
import type { Problems } from "./problems.ts";

/** As many as CPython takes. */
const DEEPEST = 100;

/** How far a line is indented. */
export interface Column {
  /** A tab goes to the next multiple of 8. */
  wide: number;
  /** A tab counts as one: two lines that compare differently by the two measures mix tabs and blanks. */
  narrow: number;
}

interface Block extends Column {
  /** Whether it holds the cases of a `match`. */
  ofMatch: boolean;
}

/** Takes what the indentation of a line means, in order. */
export interface BlockEvents {
  indent(): void;
  dedent(): void;
  /** `beforeClause`: what follows goes on with the statement before (`else`, `case`). */
  comment(comment: CommentText, beforeClause: boolean): void;
}

export class Indentation {
  private readonly blocks: Block[] = [{ wide: 0, narrow: 0, ofMatch: false }];
  private readonly events: BlockEvents;
  private readonly problems: Problems;

  constructor(events: BlockEvents, problems: Problems) {
    this.events = events;
    this.problems = problems;
  }

  /** Whether a line was indented with tabs: without any, all columns agree. */
  private hasTabs = false;

  private get top(): Block {
    return this.blocks[this.blocks.length - 1]!;
  }

  /** Whether the innermost block holds the cases of a `match`. */
  get isInMatch(): boolean {
    return this.top.ofMatch;
  }

  /** Whether a line stands in the innermost block, which most do. */
  isSame({ wide, narrow }: Column): boolean {
    const { top } = this;
    return top.wide === wide && top.narrow === narrow;
  }

  /**
   * A line of code. `comments` are those between the line before it and this one; `isClause` tells whether it goes on
   * with the statement before, given whether it stands in a `match`.
   *
   * @returns whether reading can go on.
   */
  line(
    column: Column,
    range: { start: number; end: number },
    comments: CommentText[],
    follows: { matchLine: boolean; isClause: (inMatch: boolean) => boolean },
  ): boolean {
    if (this.hasTabs || column.wide !== column.narrow) this.checkTabs(column, range);
    if (column.wide > this.top.wide) {
      if (this.blocks.length > DEEPEST) {
        const message = `Blocks are nested deeper than ${DEEPEST} levels.`;
        this.problems.add("limit", range.start, range.end, message, "Reading stops here.");
        return false;
      }
      this.blocks.push({ wide: column.wide, narrow: column.narrow, ofMatch: follows.matchLine });
      this.events.indent();
      for (const comment of comments) this.events.comment(comment, false);
      return true;
    }
    this.place(comments, column.wide, follows.isClause);
    while (this.top.wide > column.wide && this.blocks.at(-2)!.wide >= column.wide) this.close();
    if (this.top.wide !== column.wide) {
      const message = "The indentation of this line is that of no block around it.";
      const hint = "Lines of one block start in the same column.";
      this.problems.add("indentation", range.start, range.end, message, hint);
    }
    return true;
  }

  /** The end of the file closes all blocks. */
  end(comments: CommentText[]): void {
    this.place(comments, 0, () => false);
    while (this.blocks.length > 1) this.close();
  }

  /**
   * A comment belongs to the innermost block that it is not left of, of those that end before the next line or go on
   * in it. Blocks right of it end before it.
   */
  private place(comments: CommentText[], next: number, isClause: (inMatch: boolean) => boolean): void {
    for (const comment of comments) {
      const column = Math.max(comment.column, next);
      while (this.top.wide > column) this.close();
      this.events.comment(comment, this.top.wide <= next && isClause(this.top.ofMatch));
    }
  }

  private close(): void {
    this.blocks.pop();
    this.events.dedent();
  }

  private checkTabs(column: Column, { start, end }: { start: number; end: number }): void {
    this.hasTabs = true;
    const block = this.blocks.findLast(({ wide }) => wide <= column.wide)!;
    const isConsistent =
      block.wide === column.wide ? block.narrow === column.narrow : block.narrow < column.narrow;
    if (isConsistent) return;
    const message =
      "Tabs and blanks are mixed in the indentation, so that its depth depends on the width of a tab.";
    this.problems.add("indentation", start, end, message, "Indent with blanks only, four for each level.");
  }
}
