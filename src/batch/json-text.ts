import { MAX_NESTING } from "../plist/limits.ts";

/** A piece of JSON as it is written: numbers keep their digits, which `JSON.parse` would round. */
export interface JsonSlice {
  text: string;
  start: number;
  end: number;
}

/** What a text of JSON is, without its values being made. */
export type JsonShape =
  { kind: "object"; entries: [key: string, value: JsonSlice][] } | { kind: "array" } | { kind: "scalar" };

/**
 * Reads the outermost level of a JSON text, and checks all of it.
 *
 * @throws SyntaxError where it is no JSON (RFC 8259), or nested more deeply than a property list may be
 */
export function outlineOf(text: string): JsonShape {
  const scanner = new Scanner(text);
  const first = text.charAt(scanner.skipBlanks());
  if (first !== "{") {
    scanner.value(0);
    scanner.end();
    return { kind: first === "[" ? "array" : "scalar" };
  }
  const entries: [string, JsonSlice][] = [];
  scanner.object(0, (key, start, end) => {
    entries.push([key, { text, start, end }]);
    return true;
  });
  scanner.end();
  return { kind: "object", entries };
}

/** The value under a key of a sound JSON object; nothing behind it is looked at. */
export function sliceUnder(text: string, key: string): JsonSlice | undefined {
  const found: JsonSlice[] = [];
  new Scanner(text).object(0, (name, start, end) => {
    if (name === key) found.push({ text, start, end });
    return name !== key;
  });
  return found[0];
}

/** The text of a slice as it stands. */
export function textOf({ text, start, end }: JsonSlice): string {
  return text.slice(start, end);
}

/** The text of a slice without blanks between its parts, so that it takes one line. */
export function compactOf({ text, start, end }: JsonSlice): string {
  let compact = "";
  for (let at = start; at < end;) {
    const next = text.charCodeAt(at) === QUOTE ? stringEnd(text, at) : at + 1;
    if (!isBlank(text.charCodeAt(at))) compact += text.slice(at, next);
    at = next;
  }
  return compact;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;
}

/** Behind the quote that closes the string at `start`, or the text's end. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = quote;
    while (text.charCodeAt(slashes - 1) === BACKSLASH) slashes--;
    at = quote + 1;
    if ((quote - slashes) % 2 === 0) return at;
  }
}

const SCALAR = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

class Scanner {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  skipBlanks(): number {
    while (isBlank(this.text.charCodeAt(this.at))) this.at++;
    return this.at;
  }

  end(): void {
    if (this.skipBlanks() < this.text.length) throw this.unexpected("the end");
  }

  value(depth: number): void {
    switch (this.text.charAt(this.skipBlanks())) {
      case "{":
        this.object(depth);
        return;
      case "[":
        this.array(depth);
        return;
      case '"':
        this.string();
        return;
      default:
        SCALAR.lastIndex = this.at;
        if (!SCALAR.test(this.text)) throw this.unexpected("a value");
        this.at = SCALAR.lastIndex;
    }
  }

  /** @param take is handed each entry; answers whether to go on */
  object(depth: number, take: (key: string, start: number, end: number) => boolean = () => true): void {
    this.open(depth);
    if (this.skip("}")) return;
    do {
      if (this.text.charCodeAt(this.skipBlanks()) !== QUOTE) throw this.unexpected("a key");
      const key = this.string();
      if (!this.skip(":")) throw this.unexpected('":"');
      const start = this.skipBlanks();
      this.value(depth + 1);
      if (!take(key, start, this.at)) return;
    } while (this.skip(","));
    if (!this.skip("}")) throw this.unexpected('"," or "}"');
  }

  private array(depth: number): void {
    this.open(depth);
    if (this.skip("]")) return;
    do this.value(depth + 1);
    while (this.skip(","));
    if (!this.skip("]")) throw this.unexpected('"," or "]"');
  }

  private string(): string {
    const start = this.at;
    this.at = stringEnd(this.text, start);
    return JSON.parse(this.text.slice(start, this.at)) as string;
  }

  private open(depth: number): void {
    if (depth >= MAX_NESTING) throw new SyntaxError(`more than ${MAX_NESTING} levels of nesting`);
    this.at++;
  }

  private skip(character: string): boolean {
    if (this.text.charAt(this.skipBlanks()) !== character) return false;
    this.at++;
    return true;
  }

  private unexpected(wanted: string): SyntaxError {
    const found = this.text.charAt(this.at);
    const what = found === "" ? "the end" : JSON.stringify(found);
    return new SyntaxError(`${what} stands where ${wanted} was expected, at character ${this.at + 1}`);
  }
}
