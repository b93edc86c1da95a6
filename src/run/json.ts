import { Decimal } from "./decimal.ts";
import { ActionFailure } from "./stop.ts";
import { boolean, dictionary, number, text, type Cell, type DictionaryItem } from "./value.ts";

const DEEPEST = 500;

/**
 * JSON by RFC 8259, with the order of keys kept, numbers as they are written, and the last of equal keys at the place
 * of the first. Undefined if it is none, or nested too deeply.
 */
export function parseJson(source: string): Cell | undefined {
  const parser = new JsonParser(source);
  try {
    return parser.document();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class JsonParser {
  private readonly source: string;
  private at = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  document(): Cell {
    if (this.source.charCodeAt(0) === 0xfeff) this.at = 1;
    const cell = this.value();
    this.space();
    if (this.at < this.source.length) throw new SyntaxError("more than one value");
    return cell;
  }

  private value(): Cell {
    this.space();
    switch (this.source[this.at]) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case '"':
        return text(this.string());
      case "t":
        return this.word("true", boolean(true));
      case "f":
        return this.word("false", boolean(false));
      case "n":
        return this.word("null", null);
      default:
        return this.number();
    }
  }

  private object(): DictionaryItem {
    const entries = new Map<string, Cell>();
    this.open();
    if (!this.skip("}")) {
      do {
        this.space();
        const key = this.string();
        this.space();
        if (!this.skip(":")) throw new SyntaxError("no colon");
        entries.set(key, this.value());
        this.space();
      } while (this.skip(","));
      if (!this.skip("}")) throw new SyntaxError("no end");
    }
    this.depth--;
    return dictionary(entries);
  }

  private array(): Cell[] {
    const cells: Cell[] = [];
    this.open();
    if (!this.skip("]")) {
      do {
        cells.push(this.value());
        this.space();
      } while (this.skip(","));
      if (!this.skip("]")) throw new SyntaxError("no end");
    }
    this.depth--;
    return cells;
  }

  private open(): void {
    if (++this.depth > DEEPEST) throw new SyntaxError("too deep");
    this.at++;
    this.space();
  }

  private string(): string {
    const start = this.at;
    if (this.source[start] !== '"') throw new SyntaxError("no string");
    let end = start + 1;
    for (; this.source[end] !== '"'; end++) {
      if (end >= this.source.length) throw new SyntaxError("no end of string");
      if (this.source[end] === "\\") end++;
    }
    this.at = end + 1;
    // Escapes and control characters are JSON.parse's business.
    return JSON.parse(this.source.slice(start, end + 1)) as string;
  }

  private number(): Cell {
    NUMERAL.lastIndex = this.at;
    const numeral = NUMERAL.exec(this.source)?.[0];
    if (numeral === undefined) throw new SyntaxError("no value");
    this.at += numeral.length;
    return number(jsonNumber(numeral));
  }

  private word<T>(word: string, cell: T): T {
    if (!this.source.startsWith(word, this.at)) throw new SyntaxError("no value");
    this.at += word.length;
    return cell;
  }

  private skip(sign: string): boolean {
    if (this.source[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private space(): void {
    while (SPACE.has(this.source.charCodeAt(this.at))) this.at++;
  }
}

const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);
const NUMERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const INT64 = new Decimal(2).pow(63);

/** Q50: integers are exact as far as 64 bits reach, all other numbers are doubles. */
function jsonNumber(numeral: string): Decimal {
  if (/^-?\d{1,19}$/.test(numeral)) {
    const exact = new Decimal(numeral);
    if (exact.abs().lt(INT64)) return exact;
  }
  const double = Number(numeral);
  return Number.isFinite(double) ? new Decimal(double) : new Decimal(0);
}

/**
 * A cell as JSON: compact, keys in their order (1.5).
 *
 * @param leaf what is written of an item that JSON has no word for, as text.
 * @param slashes whether `/` becomes `\/`, as Apple's writer has it.
 */
export function printJson(
  cell: Cell,
  leaf: (item: Exclude<Cell, null | readonly Cell[]>) => string,
  slashes: boolean,
): string {
  const quoted = (content: string) => {
    const printed = JSON.stringify(content);
    return slashes ? printed.replaceAll("/", "\\/") : printed;
  };
  const print = (cell: Cell, depth: number): string => {
    if (cell === null) return "null";
    if (depth > DEEPEST) throw new ActionFailure("A dictionary is nested too deeply to be read as text.");
    if (!("kind" in cell)) return `[${cell.map((inner) => print(inner, depth + 1)).join(",")}]`;
    switch (cell.kind) {
      case "text":
        return quoted(cell.text);
      case "number":
        return jsonNumeral(cell.value);
      case "boolean":
        return cell.value ? "true" : "false";
      case "dictionary":
        return `{${[...cell.entries].map(([key, value]) => `${quoted(key)}:${print(value, depth + 1)}`).join(",")}}`;
      default:
        return quoted(leaf(cell));
    }
  };
  return print(cell, 0);
}

function jsonNumeral(value: Decimal): string {
  if (value.isZero()) return "0";
  return value.e < 21 && value.e > -7 ? value.toFixed() : value.toString();
}
