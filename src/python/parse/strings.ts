/** Strings and f-strings, and how pieces next to each other become one. */
import { CARRIAGE_RETURN, isLineBreak, LINE_FEED, type Scanner, type StringForm } from "./scanner.ts";
import { decodeString } from "./string-literal.ts";
import { T } from "./tokens.ts";

const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Strings of at most as many characters are gone through one by one: most are as short. */
const SHORT = 40;

/** What can stand behind the expression of a replacement field. */
const FIELD_END = /=\s*[!:}]|!(?!=)|:/y;

/** Beyond any text. */
const NOWHERE = 2 ** 31 - 1;

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

  /** The index of the next one from `from` on, or {@link NOWHERE}. */
  from(from: number): number {
    if (from < this.askedFrom || from > this.found) {
      const found = this.text.indexOf(this.character, from);
      this.found = found < 0 ? NOWHERE : found;
      this.askedFrom = from;
    }
    return this.found;
  }
}

/** Reads strings at the place of a scanner. */
export class StringReader {
  private readonly s: Scanner;
  private readonly backslashes: NextIndex;
  private readonly lineFeeds: NextIndex;
  private readonly carriageReturns: NextIndex;
  private readonly quotes: Readonly<Record<string, NextIndex>>;

  constructor(scanner: Scanner) {
    this.s = scanner;
    const { text } = scanner;
    this.backslashes = new NextIndex(text, "\\");
    this.lineFeeds = new NextIndex(text, "\n");
    this.carriageReturns = new NextIndex(text, "\r");
    this.quotes = { "'": new NextIndex(text, "'"), '"': new NextIndex(text, '"') };
  }

  /** A string, of which the prefix has been read; `start` is where that starts. */
  readString(start: number, prefix: string): void {
    const quote = this.s.text.charAt(this.s.pos);
    const isTriple = this.s.text.startsWith(quote + quote, this.s.pos + 1);
    const form: StringForm = { quote, isTriple, isRaw: prefix.includes("r") };
    this.s.pos += isTriple ? 3 : 1;
    if (prefix.includes("b")) {
      const hint = 'Write the text without the `b`; raw data are `Data("<base64>")`.';
      this.s.problems.add("outside", start, this.s.pos, "The dialect has no bytes.", hint);
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
    const { text, pos: content } = this.s;
    const short = isTriple ? undefined : this.readShort(quote.charCodeAt(0));
    if (short !== undefined) return short;
    let from = content;
    for (;;) {
      const end = this.quotes[quote]!.from(from);
      const lineBreak = isTriple
        ? NOWHERE
        : Math.min(this.lineFeeds.from(from), this.carriageReturns.from(from));
      const stop = Math.min(end, lineBreak, text.length);
      for (let at = this.backslashes.from(from); at < stop; at = this.backslashes.from(from)) {
        from = at + this.escapedLength(at);
      }
      // What was escaped can be what would have ended the string.
      if (from > stop && stop < text.length) continue;
      if (end < lineBreak && isTriple && !text.startsWith(quote + quote, end + 1)) {
        from = end + 1;
        continue;
      }
      this.s.pos = stop;
      break;
    }
    const isPlain = from === content && this.carriageReturns.from(content) >= this.s.pos;
    return this.decoded(content, this.s.pos, isPlain, isRaw);
  }

  /** The value of a part of the text; `isPlain` where every character stands for itself. */
  private decoded(start: number, end: number, isPlain: boolean, isRaw: boolean): string {
    const source = this.s.text.slice(start, end);
    return isPlain ? source : decodeString(source, isRaw, start, this.s.problems);
  }

  /** The value of a string that ends soon, and in which every character stands for itself. */
  private readShort(quote: number): string | undefined {
    const { text, pos: start } = this.s;
    const limit = Math.min(start + SHORT, text.length);
    for (let at = start; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.s.pos = at;
        return text.slice(start, at);
      }
      if (code === BACKSLASH || isLineBreak(code)) return undefined;
    }
    return undefined;
  }

  /** The length of a backslash and the character that it takes with it; a CR LF is one character. */
  private escapedLength(backslash: number): number {
    const isPair =
      this.s.text.charCodeAt(backslash + 1) === CARRIAGE_RETURN &&
      this.s.text.charCodeAt(backslash + 2) === LINE_FEED;
    return isPair ? 3 : 2;
  }

  /** Takes the closing quotes, or says that they are missing. */
  private endString({ quote, isTriple }: StringForm, start: number): void {
    if (this.s.text.charAt(this.s.pos) === quote) {
      this.s.pos += isTriple ? 3 : 1;
      return;
    }
    const around = this.s.frames.findLastIndex(({ opener }) => opener === "f-string");
    const form = this.s.frames[around]?.form;
    if (form?.quote === quote && !form.isTriple && !isTriple) {
      // The quote was meant to end the f-string around it.
      const message = "A replacement field of the f-string is not closed.";
      this.s.problems.add("string-end", start, start + 1, message, "Close it with `}` before the quote.");
      this.s.frames.length = around;
      return;
    }
    this.reportOpenString({ quote, isTriple }, start);
  }

  reportOpenString({ quote, isTriple }: Pick<StringForm, "quote" | "isTriple">, start: number): void {
    const quotes = isTriple ? quote.repeat(3) : quote;
    const message = `A string that starts with \`${quotes}\` does not end.`;
    const hint = isTriple
      ? `End it with \`${quotes}\`.`
      : `End it with \`${quotes}\` in its line. A quote within a string is written \`\\${quote}\`, a line break \`\\n\`.`;
    this.s.problems.add("string-end", start, start + 1, message, hint);
  }

  /** A string, joined to the one before it if there is nothing between them. */
  private emitText(value: string, start: number): void {
    const last = this.s.lastInLine;
    if (last?.tokenType === T.Str) {
      last.image += value;
      last.endOffset = this.s.pos - 1;
    } else if (last?.tokenType === T.FStringEnd) {
      this.s.tokens.pop();
      if (value !== "") this.s.emit(T.FStringText, value, start, this.s.pos);
      this.s.emit(T.FStringEnd, "", this.s.pos, this.s.pos);
    } else {
      this.s.emit(T.Str, value, start, this.s.pos);
    }
  }

  private startFString(start: number, form: StringForm): void {
    const last = this.s.lastInLine;
    if (last?.tokenType === T.FStringEnd) {
      this.s.tokens.pop();
    } else if (last?.tokenType === T.Str) {
      this.s.tokens.pop();
      this.s.emit(T.FStringStart, "", last.startOffset, last.startOffset);
      if (last.image !== "") this.s.emit(T.FStringText, last.image, last.startOffset, last.endOffset + 1);
    } else {
      this.s.emit(T.FStringStart, "", start, this.s.pos);
    }
    this.s.open({ opener: "f-string", start, form });
  }

  /** Text of an f-string, up to a replacement field or the end. */
  readFStringText(form: StringForm): void {
    const { text, problems, pos: start } = this.s;
    const quote = form.quote.charCodeAt(0);
    let value = "";
    let done = start;
    let pos = start;
    /** Whether every character since `done` stands for itself. */
    let isPlain = true;
    for (; pos < text.length; pos++) {
      const code = text.charCodeAt(pos);
      if (code === OPEN_BRACE || code === CLOSE_BRACE) {
        if (text.charCodeAt(pos + 1) === code) {
          pos++;
          value += this.decoded(done, pos, isPlain, form.isRaw);
          done = pos + 1;
          isPlain = true;
        } else if (code === OPEN_BRACE) {
          break;
        } else {
          const hint = "A brace in the text of an f-string is written twice: `}}`.";
          problems.add("bracket", pos, pos + 1, "`}` closes nothing: no `{` is open.", hint);
        }
      } else if (code === BACKSLASH) {
        isPlain = false;
        pos += this.fStringEscapeLength(pos, form) - 1;
      } else if (code === quote || isLineBreak(code)) {
        if (this.endsFString(pos, code, form)) break;
        if (code === CARRIAGE_RETURN) isPlain = false;
      }
    }
    pos = Math.min(pos, text.length);
    value += this.decoded(done, pos, isPlain, form.isRaw);
    this.s.pos = pos;
    if (value !== "") this.s.emit(T.FStringText, value, start, pos);
    if (this.s.text.charCodeAt(pos) === OPEN_BRACE) {
      this.s.pos++;
      this.s.emit(T.FieldOpen, "{", pos, pos + 1);
      this.s.open({ opener: "field", start: pos });
      return;
    }
    const frame = this.s.frames.pop()!;
    this.endString(form, frame.start);
    this.s.emit(T.FStringEnd, "", this.s.pos, this.s.pos);
  }

  /** Whether an f-string ends at a character: at its quote, or at a line break that it cannot hold. */
  private endsFString(pos: number, code: number, { quote, isTriple }: StringForm): boolean {
    if (!isTriple) return isLineBreak(code) || code === quote.charCodeAt(0);
    return code === quote.charCodeAt(0) && this.s.text.startsWith(quote + quote, pos + 1);
  }

  /**
   * How much a backslash takes with it, itself included. No brace: `\{x}` is a backslash and a field; but the braces of
   * `\N{...}` are its own.
   */
  private fStringEscapeLength(backslash: number, { isRaw }: StringForm): number {
    const next = this.s.text.charCodeAt(backslash + 1);
    if (next === OPEN_BRACE || next === CLOSE_BRACE) return 1;
    if (!isRaw && this.s.text.startsWith("N{", backslash + 1)) {
      const name = /\\N\{[^{}'"\r\n]*\}/y;
      name.lastIndex = backslash;
      return name.exec(this.s.text)?.[0].length ?? 2;
    }
    return this.escapedLength(backslash);
  }

  /** What can stand between the expression of a replacement field and its end; says whether there is any. */
  readFieldEnd(): boolean {
    const start = this.s.pos;
    FIELD_END.lastIndex = start;
    if (!FIELD_END.test(this.s.text)) return false;
    const form = this.s.frames.at(-2)!.form!;
    let depth = 0;
    for (; this.s.pos < this.s.text.length; this.s.pos++) {
      const code = this.s.text.charCodeAt(this.s.pos);
      if (code === OPEN_BRACE) depth++;
      else if (code === CLOSE_BRACE && depth-- === 0) break;
      else if (this.endsFString(this.s.pos, code, form)) break;
    }
    const character = this.s.text.charAt(start);
    const what = character === "!" ? "a conversion" : character === ":" ? "a format" : "`=`";
    const hint = "Leave it out; format a date with `format_date(...)`, a number with `format_number(...)`.";
    const message = `A replacement field of the dialect has no more than an expression: ${what} was found.`;
    this.s.problems.add("outside", start, this.s.pos, message, hint);
    if (this.s.text.charCodeAt(this.s.pos) !== CLOSE_BRACE) {
      this.s.frames.pop();
      this.s.emit(T.FieldClose, "", this.s.pos, this.s.pos);
    }
    return true;
  }
}
