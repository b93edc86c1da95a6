/** A pattern as it is read, code point by code point. */
export class PatternCursor {
  at = 0;
  readonly codes: readonly number[];

  constructor(pattern: string) {
    this.codes = Array.from(pattern, (character) => character.codePointAt(0)!);
  }

  /** What stands here, or further on; "" behind the end. */
  peek(offset = 0): string {
    const code = this.codes[this.at + offset];
    return code === undefined ? "" : String.fromCodePoint(code);
  }

  /** Goes on behind a sign if it stands here. */
  take(sign: string): boolean {
    for (let i = 0; i < sign.length; i++) if (this.peek(i) !== sign[i]) return false;
    this.at += sign.length;
    return true;
  }

  /** The next code point, which has to be there. */
  next(): number {
    return this.codes[this.at++]!;
  }

  /** The same as text. */
  nextSign(): string {
    return String.fromCodePoint(this.next());
  }
}
