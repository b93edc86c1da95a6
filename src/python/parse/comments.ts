/** Comments as they are met: lines that belong together become one. */

/** One comment: lines of the same column that follow each other directly. */
export interface CommentText {
  lines: string[];
  /** Where its first `#` stands, tabs counted to the next multiple of 8. */
  column: number;
  start: number;
  end: number;
}

export class CommentCollector {
  private comments: CommentText[] = [];
  private mayGoOn = false;

  /** A comment that has its line for itself. */
  addLine(text: string, column: number, start: number): void {
    const last = this.comments.at(-1);
    if (this.mayGoOn && last !== undefined && last.column === column) {
      last.lines.push(commentLine(text));
      last.end = start + text.length;
      return;
    }
    this.addTrailing(text, column, start);
    this.mayGoOn = true;
  }

  /** A comment behind something else. */
  addTrailing(text: string, column: number, start: number): void {
    this.comments.push({ lines: [commentLine(text)], column, start, end: start + text.length });
    this.mayGoOn = false;
  }

  /** A line that is no comment: the next comment is another one. */
  interrupt(): void {
    this.mayGoOn = false;
  }

  forgetFrom(offset: number): void {
    this.comments = this.comments.filter(({ start }) => start < offset);
    this.mayGoOn = false;
  }

  /** All comments since the last call. */
  take(): CommentText[] {
    const taken = this.comments;
    if (taken.length > 0) this.comments = [];
    this.mayGoOn = false;
    return taken;
  }
}

/** What a comment says: without the `#`, one blank behind it, and blanks at the end, which nobody sees. */
function commentLine(text: string): string {
  return text.slice(text[1] === " " ? 2 : 1).trimEnd();
}
