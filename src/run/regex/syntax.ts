import { RegexError, type RegexNode, type Test } from "./node.ts";
import {
  caseless,
  isDigit,
  isHorizontal,
  isLineEnd,
  isSpace,
  isWord,
  literal,
  not,
  propertySet,
} from "./sets.ts";

/** A pattern and how many groups it has. */
export interface ParsedRegex {
  root: RegexNode;
  groups: number;
}

interface Flags {
  ignoreCase: boolean;
  dotAll: boolean;
  multiline: boolean;
  extended: boolean;
}

const DEEPEST = 100;
const MOST_REPEATS = 1_000_000;

/**
 * Reads a pattern in ICU's syntax, with what ICU refuses refused (3.0): unknown escapes, braces that are no
 * quantifier, look-behinds without a longest length.
 *
 * @throws RegexError
 */
export function parseRegex(pattern: string, ignoreCase: boolean): ParsedRegex {
  const parser = new RegexParser(pattern, { ignoreCase, dotAll: false, multiline: false, extended: false });
  const root = parser.whole();
  return { root, groups: parser.groups };
}

class RegexParser {
  groups = 0;
  private readonly codes: number[];
  private at = 0;
  private flags: Flags;
  private depth = 0;
  /** Whether what is read stands between `\Q` and `\E`. */
  private isQuoting = false;
  private readonly names = new Map<string, number>();

  constructor(pattern: string, flags: Flags) {
    this.codes = Array.from(pattern, (character) => character.codePointAt(0)!);
    this.flags = flags;
  }

  whole(): RegexNode {
    const node = this.choice();
    if (this.at < this.codes.length) throw new RegexError("A closing parenthesis has no opening one.");
    return node;
  }

  private peek(offset = 0): string {
    const code = this.codes[this.at + offset];
    return code === undefined ? "" : String.fromCodePoint(code);
  }

  private take(sign: string): boolean {
    for (let i = 0; i < sign.length; i++) if (this.peek(i) !== sign[i]) return false;
    this.at += sign.length;
    return true;
  }

  private choice(): RegexNode {
    if (++this.depth > DEEPEST) throw new RegexError("The pattern is nested too deeply.");
    const outer = this.flags;
    const branches = [this.sequence()];
    while (this.take("|")) branches.push(this.sequence());
    this.flags = outer;
    this.depth--;
    return branches.length === 1 ? branches[0]! : { kind: "choice", branches };
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      if (this.flags.extended) this.skipSpace();
      const next = this.peek();
      if (next === "" || (!this.isQuoting && (next === "|" || next === ")"))) break;
      const atom = this.atom();
      if (atom) items.push(this.quantified(atom));
    }
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  private skipSpace(): void {
    for (;;) {
      if (/\s/.test(this.peek())) this.at++;
      else if (this.peek() === "#") {
        while (this.peek() !== "" && this.peek() !== "\n") this.at++;
      } else return;
    }
  }

  private quantified(body: RegexNode): RegexNode {
    // Inside of a quotation nothing is a quantifier; behind it, one is that of its last character.
    if (this.isQuoting && this.take("\\E")) this.isQuoting = false;
    if (this.isQuoting) return body;
    if (this.flags.extended) this.skipSpace();
    const bounds = this.quantifier();
    if (!bounds) return body;
    const mode = this.take("?") ? "lazy" : this.take("+") ? "possessive" : "greedy";
    return this.quantified({ kind: "repeat", body, ...bounds, mode });
  }

  private quantifier(): { least: number; most: number } | undefined {
    if (this.take("*")) return { least: 0, most: Infinity };
    if (this.take("+")) return { least: 1, most: Infinity };
    if (this.take("?")) return { least: 0, most: 1 };
    if (!this.take("{")) return undefined;
    let content = "";
    while (this.peek() !== "}" && this.peek() !== "" && content.length < 20)
      content += String.fromCodePoint(this.codes[this.at++]!);
    const match = /^\s*(\d+)\s*(?:(,)\s*(\d+)?\s*)?$/.exec(content);
    if (!match || !this.take("}")) throw new RegexError("A brace is no quantifier.");
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] === undefined ? Infinity : Number(match[3]);
    if (most < least || least > MOST_REPEATS)
      throw new RegexError("A quantifier has its bounds the wrong way round.");
    return { least, most };
  }

  private character(test: Test, literal?: number): RegexNode {
    if (this.flags.ignoreCase)
      return { kind: "character", test: literal === undefined ? caseless(test) : test };
    return literal === undefined ? { kind: "character", test } : { kind: "character", test, literal };
  }

  private plain(code: number): RegexNode {
    return this.character(literal(code, this.flags.ignoreCase), code);
  }

  private atom(): RegexNode | undefined {
    if (this.isQuoting) {
      this.isQuoting = !this.take("\\E");
      return this.isQuoting ? this.plain(this.codes[this.at++]!) : undefined;
    }
    const sign = this.peek();
    switch (sign) {
      case "(":
        return this.group();
      case "[":
        return this.character(this.set());
      case ".":
        this.at++;
        return { kind: "character", test: this.flags.dotAll ? () => true : not(isLineEnd) };
      case "^":
        this.at++;
        return { kind: "assertion", at: this.flags.multiline ? "lineStart" : "start" };
      case "$":
        this.at++;
        return { kind: "assertion", at: this.flags.multiline ? "lineEnd" : "end" };
      case "\\":
        return this.escape();
      case "*":
      case "+":
      case "?":
      case "{":
      case "}":
        throw new RegexError(`"${sign}" stands where it means nothing.`);
      default:
        return this.plain(this.codes[this.at++]!);
    }
  }

  private group(): RegexNode | undefined {
    this.at++;
    if (this.take("?#")) {
      while (this.peek() !== ")") {
        if (this.peek() === "") throw new RegexError("A comment has no end.");
        this.at++;
      }
      this.at++;
      return undefined;
    }
    if (this.take("?:")) return this.closed(this.choice());
    if (this.take("?>")) return { kind: "atomic", body: this.closed(this.choice()) };
    for (const [sign, behind, negated] of LOOKS) {
      if (!this.take(sign)) continue;
      const body = this.closed(this.choice());
      if (behind && widthOf(body)[1] === Infinity)
        throw new RegexError("A look-behind has no longest length.");
      return { kind: "look", behind, negated, body };
    }
    if (this.take("?<")) return this.capture(this.groupName());
    if (this.take("?")) return this.flagGroup();
    return this.capture(undefined);
  }

  private capture(name: string | undefined): RegexNode {
    const index = ++this.groups;
    if (name !== undefined) {
      if (this.names.has(name)) throw new RegexError("Two groups have one name.");
      this.names.set(name, index);
    }
    return { kind: "capture", index, body: this.closed(this.choice()) };
  }

  private groupName(): string {
    let name = "";
    while (/[A-Za-z0-9]/.test(this.peek())) name += String.fromCodePoint(this.codes[this.at++]!);
    if (!/^[A-Za-z]/.test(name) || !this.take(">")) throw new RegexError("A group has no valid name.");
    return name;
  }

  private closed(node: RegexNode): RegexNode {
    if (!this.take(")")) throw new RegexError("An opening parenthesis has no closing one.");
    return node;
  }

  /** `(?i)`, `(?s-m)`, `(?x:...)`. */
  private flagGroup(): RegexNode | undefined {
    const flags = { ...this.flags };
    let value = true;
    for (;;) {
      const sign = String.fromCodePoint(this.codes[this.at++] ?? 0);
      if (sign === "-" && value) value = false;
      else if (sign === "i") flags.ignoreCase = value;
      else if (sign === "s") flags.dotAll = value;
      else if (sign === "m") flags.multiline = value;
      else if (sign === "x") flags.extended = value;
      else if (sign === "w") continue;
      else if (sign === ")") {
        // For the rest of the group around it.
        this.flags = flags;
        return undefined;
      } else if (sign === ":") {
        const outer = this.flags;
        this.flags = flags;
        const body = this.closed(this.choice());
        this.flags = outer;
        return body;
      } else throw new RegexError("A group begins with something unknown.");
    }
  }

  private escape(): RegexNode | undefined {
    this.at++;
    const sign = this.peek();
    if (sign === "") throw new RegexError("The pattern ends with a backslash.");
    const assertion = ASSERTIONS[sign];
    if (assertion) {
      this.at++;
      return { kind: "assertion", at: assertion };
    }
    if (sign === "Q") {
      this.at++;
      this.isQuoting = true;
      return undefined;
    }
    if (sign === "R") {
      this.at++;
      const pair: RegexNode = { kind: "sequence", items: [this.plainCode(0x0d), this.plainCode(0x0a)] };
      return {
        kind: "atomic",
        body: { kind: "choice", branches: [pair, { kind: "character", test: isLineEnd }] },
      };
    }
    if (sign === "X") {
      this.at++;
      const any: RegexNode = { kind: "character", test: () => true };
      const more: RegexNode = { kind: "repeat", body: any, least: 1, most: Infinity, mode: "lazy" };
      return {
        kind: "atomic",
        body: { kind: "sequence", items: [more, { kind: "assertion", at: "grapheme" }] },
      };
    }
    if (sign === "k") return this.namedReference();
    if (/[1-9]/.test(sign)) return this.numberedReference();
    const set = this.escapedSet();
    return set ? this.character(set) : this.plain(this.escapedCode());
  }

  private plainCode(code: number): RegexNode {
    return { kind: "character", test: literal(code, false), literal: code };
  }

  private namedReference(): RegexNode {
    this.at++;
    if (!this.take("<")) throw new RegexError("A back reference has no name.");
    const index = this.names.get(this.groupName());
    if (index === undefined) throw new RegexError("A back reference names no group.");
    return { kind: "reference", index, ignoreCase: this.flags.ignoreCase };
  }

  /** As many digits as there are groups for. */
  private numberedReference(): RegexNode {
    let index = Number(this.peek());
    this.at++;
    const total = this.totalGroups();
    while (/\d/.test(this.peek()) && index * 10 + Number(this.peek()) <= total) {
      index = index * 10 + Number(this.peek());
      this.at++;
    }
    if (index > total) throw new RegexError("A back reference names no group.");
    return { kind: "reference", index, ignoreCase: this.flags.ignoreCase };
  }

  /** How many groups the whole pattern has, roughly: those that are still to come count, too. */
  private totalGroups(): number {
    let count = 0;
    for (let i = 0; i < this.codes.length; i++) {
      const sign = String.fromCodePoint(this.codes[i]!);
      if (sign === "\\") i++;
      else if (sign === "(" && this.codes[i + 1] !== 0x3f) count++;
      else if (
        sign === "(" &&
        this.codes[i + 2] === 0x3c &&
        this.codes[i + 3] !== 0x3d &&
        this.codes[i + 3] !== 0x21
      )
        count++;
    }
    return count;
  }

  /** `\d`, `\p{...}` and their like, behind the backslash; undefined, and nothing is taken, for anything else. */
  private escapedSet(): Test | undefined {
    const sign = this.peek();
    const set = SETS[sign];
    if (set) {
      this.at++;
      return set;
    }
    if (sign !== "p" && sign !== "P") return undefined;
    this.at++;
    if (!this.take("{")) throw new RegexError("A property has no name.");
    let name = "";
    while (this.peek() !== "}") {
      if (this.peek() === "" || name.length > 60) throw new RegexError("A property has no name.");
      name += String.fromCodePoint(this.codes[this.at++]!);
    }
    this.at++;
    const negated = (sign === "P") !== name.startsWith("^");
    const test = propertySet(name.replace(/^\^/, ""));
    return negated ? not(test) : test;
  }

  /** The character that an escape stands for. */
  private escapedCode(): number {
    const code = this.codes[this.at++]!;
    const sign = String.fromCodePoint(code);
    const control = CONTROLS[sign];
    if (control !== undefined) return control;
    switch (sign) {
      case "u":
        return this.hexadecimal(4, 4);
      case "U":
        return this.hexadecimal(8, 8);
      case "x":
        if (!this.take("{")) return this.hexadecimal(1, 2);
        return this.closedCode(this.hexadecimal(1, 6));
      case "0": {
        let digits = "";
        while (/[0-7]/.test(this.peek()) && digits.length < 3)
          digits += String.fromCodePoint(this.codes[this.at++]!);
        return parseInt(digits || "0", 8);
      }
      case "c":
        return (this.codes[this.at++] ?? 0) & 0x1f;
    }
    if (/[A-Za-z0-9]/.test(sign)) throw new RegexError(`"\\${sign}" means nothing.`);
    return code;
  }

  private closedCode(code: number): number {
    if (!this.take("}")) throw new RegexError("A character's number has no end.");
    return code;
  }

  private hexadecimal(least: number, most: number): number {
    let digits = "";
    while (digits.length < most && /[0-9A-Fa-f]/.test(this.peek()))
      digits += String.fromCodePoint(this.codes[this.at++]!);
    const code = parseInt(digits, 16);
    if (digits.length < least || code > 0x10ffff) throw new RegexError("A character's number is not valid.");
    return code;
  }

  /** A set in brackets, with sets in it, intersections and differences. */
  private set(): Test {
    if (++this.depth > DEEPEST) throw new RegexError("The pattern is nested too deeply.");
    this.at++;
    const negated = this.take("^");
    const posix = negated ? undefined : this.posixSet();
    if (posix) {
      this.depth--;
      return posix;
    }
    let whole: Test | undefined;
    let operator: "&" | "-" | undefined;
    let tests: Test[] = [];
    const close = () => {
      const parts = tests;
      const right: Test = parts.length === 1 ? parts[0]! : (code) => parts.some((test) => test(code));
      const left = whole;
      if (left === undefined) whole = right;
      else
        whole = operator === "&" ? (code) => left(code) && right(code) : (code) => left(code) && !right(code);
      tests = [];
    };
    for (let first = true; ; first = false) {
      if (this.flags.extended && /\s/.test(this.peek())) {
        this.at++;
        continue;
      }
      const sign = this.peek();
      if (sign === "") throw new RegexError("A set has no end.");
      if (sign === "]" && !first) break;
      if (sign === "[") tests.push(this.set());
      else if (!first && this.take("&&")) {
        close();
        operator = "&";
      } else if (!first && this.peek() === "-" && this.peek(1) === "-") {
        this.at += 2;
        close();
        operator = "-";
      } else tests.push(this.range());
    }
    this.at++;
    close();
    this.depth--;
    return negated ? not(whole!) : whole!;
  }

  /** `[:alpha:]`, behind its bracket. */
  private posixSet(): Test | undefined {
    if (this.peek() !== ":") return undefined;
    const rest = String.fromCodePoint(...this.codes.slice(this.at, this.at + 64));
    const match = /^:(\^?)([^:\]]+):\]/.exec(rest);
    if (!match) return undefined;
    this.at += Array.from(match[0]).length;
    const test = propertySet(match[2]!);
    return match[1] === "^" ? not(test) : test;
  }

  private range(): Test {
    const low = this.member();
    if (typeof low !== "number") return low;
    if (
      this.peek() !== "-" ||
      this.peek(1) === "]" ||
      this.peek(1) === "" ||
      this.peek(1) === "[" ||
      this.peek(1) === "-"
    ) {
      return (code) => code === low;
    }
    this.at++;
    const high = this.member();
    if (typeof high !== "number" || high < low)
      throw new RegexError("A range of a set is the wrong way round.");
    return (code) => code >= low && code <= high;
  }

  private member(): number | Test {
    if (!this.take("\\")) return this.codes[this.at++]!;
    if (this.peek() === "b") {
      this.at++;
      return 0x08;
    }
    if (this.peek() === "") throw new RegexError("The pattern ends with a backslash.");
    return this.escapedSet() ?? this.escapedCode();
  }
}

const LOOKS: [sign: string, behind: boolean, negated: boolean][] = [
  ["?=", false, false],
  ["?!", false, true],
  ["?<=", true, false],
  ["?<!", true, true],
];

const ASSERTIONS: Readonly<Record<string, "word" | "noWord" | "start" | "end" | "textEnd">> = {
  b: "word",
  B: "noWord",
  A: "start",
  Z: "end",
  z: "textEnd",
};

const SETS: Readonly<Record<string, Test>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
  h: isHorizontal,
  H: not(isHorizontal),
  v: isLineEnd,
  V: not(isLineEnd),
};

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };

/** How many code points a node matches at least and at most. */
export function widthOf(node: RegexNode): [least: number, most: number] {
  switch (node.kind) {
    case "character":
      return [1, 1];
    case "sequence":
      return node.items.map(widthOf).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case "choice":
      return node.branches
        .map(widthOf)
        .reduce(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)], [Infinity, 0]);
    case "repeat": {
      const [least, most] = widthOf(node.body);
      return [least * node.least, most === 0 ? 0 : most * node.most];
    }
    case "capture":
    case "atomic":
      return widthOf(node.body);
    case "reference":
      return [0, Infinity];
    default:
      return [0, 0];
  }
}
