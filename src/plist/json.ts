import { quote, ShortcutError } from "../diagnostics/error.ts";
import { parsePlistInteger } from "./integer.ts";
import { MAX_NESTING, nestedTooDeeply } from "./limits.ts";
import { decodeUnicode, isBlank, lineAndColumn } from "./text.ts";
import { PlistDict, PlistReal } from "./value.ts";
import type { PlistValue } from "./value.ts";

/**
 * Reads JSON (RFC 8259) as a property list, which is how some tools dump one.
 *
 * `JSON.parse` would not do: it makes `5.0` an integer, rounds large integers, and lets `__proto__` be special. Here
 * a number with a fraction or an exponent is a real and any other an integer; of equal keys the last wins;
 * escapes of lone surrogates survive. The text is UTF-8, or UTF-16 with a byte-order mark.
 *
 * @throws ShortcutError `SC2004` malformed, `SC2002` nesting too deep; messages name line and column.
 */
export function decodeJson(bytes: Uint8Array): PlistValue {
  return new JsonReader(decodeUnicode(bytes, "SC2004")).readDocument();
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const NUMBER = /(-?)(0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/y;
const LITERAL = /true|false|null/y;
const UNICODE_ESCAPE = /\\u([0-9a-fA-F]{4})/y;

/** What the character after a backslash stands for. */
const ESCAPES = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** A reader that goes through the text once; `position` is the index of the next UTF-16 unit. */
class JsonReader {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  readDocument(): PlistValue {
    const value = this.readValue(0);
    if (this.peek() !== "") throw this.unexpected("the end of the file");
    return value;
  }

  private readValue(depth: number): PlistValue {
    switch (this.peek()) {
      case "{":
        return this.readObject(depth);
      case "[":
        return this.readArray(depth);
      case '"':
        return this.readString();
      case "t":
      case "f":
      case "n":
        return this.readLiteral();
      default:
        return this.readNumber();
    }
  }

  private readObject(depth: number): PlistDict {
    this.open(depth);
    const dict = new PlistDict();
    if (this.skip("}")) return dict;
    do {
      if (this.peek() !== '"') throw this.unexpected("a key");
      const key = this.readString();
      if (!this.skip(":")) throw this.unexpected('":"');
      dict[key] = this.readValue(depth + 1);
    } while (this.skip(","));
    if (!this.skip("}")) throw this.unexpected('"," or "}"');
    return dict;
  }

  private readArray(depth: number): PlistValue[] {
    this.open(depth);
    const array: PlistValue[] = [];
    if (this.skip("]")) return array;
    do array.push(this.readValue(depth + 1));
    while (this.skip(","));
    if (!this.skip("]")) throw this.unexpected('"," or "]"');
    return array;
  }

  /** Goes past the bracket that opens a container, which `depth` others surround. */
  private open(depth: number): void {
    if (depth >= MAX_NESTING) throw nestedTooDeeply(lineAndColumn(this.text, this.position));
    this.position++;
  }

  private readLiteral(): boolean | null {
    const literal = this.match(LITERAL)?.[0];
    if (literal === undefined) throw this.unexpected("a value");
    return literal === "null" ? null : literal === "true";
  }

  private readNumber(): number | bigint | PlistReal {
    const start = this.position;
    const match = this.match(NUMBER);
    if (!match) throw this.unexpected("a value");
    const [all, sign, digits, rest] = match;
    if (rest !== "") return new PlistReal(Number(all));
    const integer = parsePlistInteger(digits!, sign === "-");
    if (integer === undefined) throw this.malformed("An integer has more than 128 bits", start);
    return integer;
  }

  private readString(): string {
    const start = this.position++;
    let text = "";
    for (;;) {
      const plain = this.position;
      let unit = this.text.charCodeAt(plain);
      // Beyond the end the unit is NaN, which ends the loop as well.
      while (unit >= 0x20 && unit !== QUOTE && unit !== BACKSLASH) {
        unit = this.text.charCodeAt(++this.position);
      }
      text += this.text.slice(plain, this.position);
      if (unit === BACKSLASH) {
        text += this.readEscape();
      } else if (unit === QUOTE) {
        this.position++;
        return text;
      } else if (this.position >= this.text.length) {
        throw this.malformed("A string is not closed", start);
      } else {
        throw this.unexpected("a character of a string");
      }
    }
  }

  private readEscape(): string {
    const escape = this.text.slice(this.position, this.position + 2);
    const character = ESCAPES.get(escape.charAt(1));
    if (character !== undefined) {
      this.position += 2;
      return character;
    }
    const unit = this.match(UNICODE_ESCAPE)?.[1];
    if (unit === undefined) throw this.malformed(`${quote(escape)} is no escape`);
    return String.fromCharCode(parseInt(unit, 16));
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match) this.position = pattern.lastIndex;
    return match;
  }

  /** The next character behind blanks, or "" at the end of the text. */
  private peek(): string {
    while (isBlank(this.text.charCodeAt(this.position))) this.position++;
    return this.text.charAt(this.position);
  }

  private skip(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position++;
    return true;
  }

  private unexpected(wanted: string): ShortcutError {
    const found = this.text.charAt(this.position);
    return this.malformed(
      `${found === "" ? "The end of the file" : quote(found)} stands where ${wanted} was expected`,
    );
  }

  private malformed(message: string, index = this.position): ShortcutError {
    return new ShortcutError("SC2004", `${message} (${lineAndColumn(this.text, index)}).`);
  }
}
