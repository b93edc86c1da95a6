/** Strings and f-strings, and how pieces next to each other become one. */
import type { Problems } from "./problems.ts";
import { CARRIAGE_RETURN, LINE_FEED, isLineBreak, Scanner, type StringForm } from "./scanner.ts";
import { decodeString } from "./string-literal.ts";
import { T } from "./tokens.ts";

const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** What can stand behind the expression of a replacement field. */
const FIELD_END = /=\s*[!:}]|!(?!=)|:/y;

/** Where a character occurs next: asked again and again, it looks at each part of a text once. */
class NextIndex {
  private readonly text: string;
  private readonly character: string;
  private askedFrom = 0;
  private found = -1;

  constructor(text: string, character: string) {
    this.text = text;
    this.character = character;
  }

  /** The index of the next one from `from` on, or infinity. */
  from(from: number): number {
    if (from < this.askedFrom || from > this.found) {
      const found = this.text.indexOf(this.character, from);
      this.found = found < 0 ? Infinity : found;
      this.askedFrom = from;
    }
    return this.found;
  }
}

export abstract class StringLexer extends Scanner {
  private readonly backslashes: NextIndex;
  private readonly lineFeeds: NextIndex;
  private readonly carriageReturns: NextIndex;
  private readonly quotes: Readonly<Record<string, NextIndex>>;

  constructor(text: string, problems: Problems) {
    super(text, problems);
    this.backslashes = new NextIndex(text, "\\");
    this.lineFeeds = new NextIndex(text, "\n");
    this.carriageReturns = new NextIndex(text, "\r");
    this.quotes = { "'": new NextIndex(text, "'"), '"': new NextIndex(text, '"') };
  }

  /** A string, of which the prefix has been read; `start` is where that starts. */
  protected readString(start: number, prefix: string): void {
    const quote = this.text.charAt(this.pos);
    const isTriple = this.text.startsWith(quote + quote, this.pos + 1);
    const form: StringForm = { quote, isTriple, isRaw: prefix.includes("r") };
    this.pos += isTriple ? 3 : 1;
    if (prefix.includes("b")) {
      const hint = 'Write the text without the `b`; raw data are `Data("<base64>")`.';
      this.problems.add("outside", start, this.pos, "The dialect has no bytes.", hint);
    }
    if (prefix.includes("f")) {
      this.startFString(start, form);
      return;
    }
    const value = this.readContent(form);
    this.endString(form, start);
    this.emitText(value, start);
  }

  /** The value of a string, up to the quote that ends it, or to where it ends without one. */
  private readContent({ quote, isTriple, isRaw }: StringForm): string {
    const content = this.pos;
    let from = content;
    for (;;) {
      const end = this.quotes[quote]!.from(from);
      const lineBreak = isTriple
        ? Infinity
        : Math.min(this.lineFeeds.from(from), this.carriageReturns.from(from));
      const backslash = this.backslashes.from(from);
      if (backslash < end && backslash < lineBreak) {
        from = backslash + this.escapedLength(backslash);
        continue;
      }
      if (end < lineBreak && isTriple && !this.text.startsWith(quote + quote, end + 1)) {
        from = end + 1;
        continue;
      }
      this.pos = Math.min(end, lineBreak, this.text.length);
      break;
    }
    const source = this.text.slice(content, this.pos);
    const isPlain = from === content && this.carriageReturns.from(content) >= this.pos;
    return isPlain ? source : decodeString(source, isRaw, content, this.problems);
  }

  /** The length of a backslash and the character that it takes with it; a CR LF is one character. */
  private escapedLength(backslash: number): number {
    const isPair =
      this.text.charCodeAt(backslash + 1) === CARRIAGE_RETURN &&
      this.text.charCodeAt(backslash + 2) === LINE_FEED;
    return isPair ? 3 : 2;
  }

  /** Takes the closing quotes, or says that they are missing. */
  private endString({ quote, isTriple }: StringForm, start: number): void {
    if (this.text.charAt(this.pos) === quote) {
      this.pos += isTriple ? 3 : 1;
      return;
    }
    const around = this.frames.findLastIndex(({ opener }) => opener === "f-string");
    const form = this.frames[around]?.form;
    if (form?.quote === quote && !form.isTriple && !isTriple) {
      // The quote was meant to end the f-string around it.
      const message = "A replacement field of the f-string is not closed.";
      this.problems.add("string-end", start, start + 1, message, "Close it with `}` before the quote.");
      this.frames.length = around;
      return;
    }
    this.reportOpenString({ quote, isTriple }, start);
  }

  protected reportOpenString(
    { quote, isTriple }: Pick<StringForm, "quote" | "isTriple">,
    start: number,
  ): void {
    const quotes = isTriple ? quote.repeat(3) : quote;
    const message = `A string that starts with \`${quotes}\` does not end.`;
    const hint = isTriple
      ? `End it with \`${quotes}\`.`
      : `End it with \`${quotes}\` in its line. A quote within a string is written \`\\${quote}\`, a line break \`\\n\`.`;
    this.problems.add("string-end", start, start + 1, message, hint);
  }

  /** A string, joined to the one before it if there is nothing between them. */
  private emitText(value: string, start: number): void {
    const last = this.lastInLine;
    if (last?.tokenType === T.Str) {
      last.image += value;
      last.endOffset = this.pos - 1;
    } else if (last?.tokenType === T.FStringEnd) {
      this.tokens.pop();
      if (value !== "") this.emit(T.FStringText, value, start, this.pos);
      this.emit(T.FStringEnd, "", this.pos, this.pos);
    } else {
      this.emit(T.Str, value, start, this.pos);
    }
  }

  private startFString(start: number, form: StringForm): void {
    const last = this.lastInLine;
    if (last?.tokenType === T.FStringEnd) {
      this.tokens.pop();
    } else if (last?.tokenType === T.Str) {
      this.tokens.pop();
      this.emit(T.FStringStart, "", last.startOffset, last.startOffset);
      if (last.image !== "") this.emit(T.FStringText, last.image, last.startOffset, last.endOffset + 1);
    } else {
      this.emit(T.FStringStart, "", start, this.pos);
    }
    this.open({ opener: "f-string", start, form });
  }

  /** Text of an f-string, up to a replacement field or the end. */
  protected readFStringText(form: StringForm): void {
    const start = this.pos;
    let value = "";
    let done = start;
    let pos = start;
    const flush = (): void => {
      value += decodeString(this.text.slice(done, pos), form.isRaw, done, this.problems);
    };
    for (; pos < this.text.length; pos++) {
      const code = this.text.charCodeAt(pos);
      if (code === OPEN_BRACE || code === CLOSE_BRACE) {
        if (this.text.charCodeAt(pos + 1) === code) {
          pos++;
          flush();
          done = pos + 1;
        } else if (code === OPEN_BRACE) {
          break;
        } else {
          const hint = "A brace in the text of an f-string is written twice: `}}`.";
          this.problems.add("bracket", pos, pos + 1, "`}` closes nothing: no `{` is open.", hint);
        }
      } else if (code === BACKSLASH) {
        pos += this.fStringEscapeLength(pos, form) - 1;
      } else if (this.endsFString(pos, code, form)) {
        break;
      }
    }
    pos = Math.min(pos, this.text.length);
    flush();
    this.pos = pos;
    if (value !== "") this.emit(T.FStringText, value, start, pos);
    if (this.text.charCodeAt(pos) === OPEN_BRACE) {
      this.pos++;
      this.emit(T.FieldOpen, "{", pos, pos + 1);
      this.open({ opener: "field", start: pos });
      return;
    }
    const frame = this.frames.pop()!;
    this.endString(form, frame.start);
    this.emit(T.FStringEnd, "", this.pos, this.pos);
  }

  /** Whether an f-string ends at a character: at its quote, or at a line break that it cannot hold. */
  private endsFString(pos: number, code: number, { quote, isTriple }: StringForm): boolean {
    if (!isTriple) return isLineBreak(code) || code === quote.charCodeAt(0);
    return code === quote.charCodeAt(0) && this.text.startsWith(quote + quote, pos + 1);
  }

  /**
   * How much a backslash takes with it, itself included. No brace: `\{x}` is a backslash and a field; but the braces of
   * `\N{...}` are its own.
   */
  private fStringEscapeLength(backslash: number, { isRaw }: StringForm): number {
    const next = this.text.charCodeAt(backslash + 1);
    if (next === OPEN_BRACE || next === CLOSE_BRACE) return 1;
    if (!isRaw && this.text.startsWith("N{", backslash + 1)) {
      const name = /\\N\{[^{}'"\r\n]*\}/y;
      name.lastIndex = backslash;
      return name.exec(this.text)?.[0].length ?? 2;
    }
    return this.escapedLength(backslash);
  }

  /** What can stand between the expression of a replacement field and its end; says whether there is any. */
  protected readFieldEnd(): boolean {
    const start = this.pos;
    FIELD_END.lastIndex = start;
    if (!FIELD_END.test(this.text)) return false;
    const form = this.frames.at(-2)!.form!;
    let depth = 0;
    for (; this.pos < this.text.length; this.pos++) {
      const code = this.text.charCodeAt(this.pos);
      if (code === OPEN_BRACE) depth++;
      else if (code === CLOSE_BRACE && depth-- === 0) break;
      else if (this.endsFString(this.pos, code, form)) break;
    }
    const character = this.text.charAt(start);
    const what = character === "!" ? "a conversion" : character === ":" ? "a format" : "`=`";
    const hint = "Leave it out; format a date with `format_date(...)`, a number with `format_number(...)`.";
    const message = `A replacement field of the dialect has no more than an expression: ${what} was found.`;
    this.problems.add("outside", start, this.pos, message, hint);
    if (this.text.charCodeAt(this.pos) !== CLOSE_BRACE) {
      this.frames.pop();
      this.emit(T.FieldClose, "", this.pos, this.pos);
    }
    return true;
  }
}
