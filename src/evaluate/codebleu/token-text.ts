/**
 * The texts of tokens as codebleu 0.6.1 cuts them out: by the row and the column of their ends, without the line ends
 * between. Its columns count bytes of UTF-8 but are used as if they counted characters, so behind a character that is
 * not ASCII, every token of the line is cut in the wrong place.
 */
export class PublishedTokenCutter {
  readonly #text: string;
  /** Offset of each line. */
  readonly #starts: number[] = [0];
  /** Characters of the lines that are not all ASCII. */
  readonly #characters = new Map<number, string[] | undefined>();
  #row = 0;

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** @param start tokens are asked for in the order in which they stand. */
  cut(start: number, end: number): string {
    while (this.#row + 1 < this.#starts.length && this.#starts[this.#row + 1]! <= start) this.#row++;
    let last = this.#row;
    while (last + 1 < this.#starts.length && this.#starts[last + 1]! <= end) last++;
    if (last === this.#row) return this.#slice(last, start, end);
    let text = this.#slice(this.#row, start, undefined);
    for (let row = this.#row + 1; row < last; row++) text += this.#line(row);
    return text + this.#slice(last, this.#starts[last]!, end);
  }

  #slice(row: number, from: number, to: number | undefined): string {
    const start = this.#starts[row]!;
    const line = this.#line(row);
    const characters = this.#charactersOf(row, line);
    if (!characters) return line.slice(from - start, to === undefined ? undefined : to - start);
    const column = (offset: number) => Buffer.byteLength(this.#text.slice(start, offset));
    return characters.slice(column(from), to === undefined ? undefined : column(to)).join("");
  }

  #line(row: number): string {
    const next = this.#starts[row + 1];
    return this.#text.slice(this.#starts[row], next === undefined ? undefined : next - 1);
  }

  #charactersOf(row: number, line: string): string[] | undefined {
    if (!this.#characters.has(row)) {
      this.#characters.set(row, /^[\0-\x7f]*$/.test(line) ? undefined : [...line]);
    }
    return this.#characters.get(row);
  }
}
