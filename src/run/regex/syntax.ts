import { PatternCursor } from "./cursor.ts";
import { escapedCode, escapedSet } from "./escapes.ts";
import { DEEPEST, RegexError, widthOf, type RegexNode, type Test } from "./node.ts";
import { readSet } from "./set-syntax.ts";
import { caseless, isLineEnd, literal, not } from "./sets.ts";

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
  private readonly cursor: PatternCursor;
  private flags: Flags;
  private depth = 0;
  /** Whether what is read stands between `\Q` and `\E`. */
  private isQuoting = false;
  private readonly names = new Map<string, number>();

  constructor(pattern: string, flags: Flags) {
    this.cursor = new PatternCursor(pattern);
    this.flags = flags;
  }

  whole(): RegexNode {
    const node = this.choice();
    if (this.cursor.at < this.cursor.codes.length)
      throw new RegexError("A closing parenthesis has no opening one.");
    return node;
  }

  private choice(): RegexNode {
    if (++this.depth > DEEPEST) throw new RegexError("The pattern is nested too deeply.");
    const outer = this.flags;
    const branches = [this.sequence()];
    while (this.cursor.take("|")) branches.push(this.sequence());
    this.flags = outer;
    this.depth--;
    return branches.length === 1 ? branches[0]! : { kind: "choice", branches };
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      if (this.flags.extended) this.skipSpace();
      const next = this.cursor.peek();
      if (next === "" || (!this.isQuoting && (next === "|" || next === ")"))) break;
      const atom = this.atom();
      if (atom) items.push(this.quantified(atom));
    }
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  private skipSpace(): void {
    for (;;) {
      if (/\s/.test(this.cursor.peek())) this.cursor.at++;
      else if (this.cursor.peek() === "#") {
        while (this.cursor.peek() !== "" && this.cursor.peek() !== "\n") this.cursor.at++;
      } else return;
    }
  }

  private quantified(body: RegexNode): RegexNode {
    // Inside of a quotation nothing is a quantifier; behind it, one is that of its last character.
    if (this.isQuoting && this.cursor.take("\\E")) this.isQuoting = false;
    if (this.isQuoting) return body;
    if (this.flags.extended) this.skipSpace();
    const bounds = this.quantifier();
    if (!bounds) return body;
    const mode = this.cursor.take("?") ? "lazy" : this.cursor.take("+") ? "possessive" : "greedy";
    return this.quantified({ kind: "repeat", body, ...bounds, mode });
  }

  private quantifier(): { least: number; most: number } | undefined {
    if (this.cursor.take("*")) return { least: 0, most: Infinity };
    if (this.cursor.take("+")) return { least: 1, most: Infinity };
    if (this.cursor.take("?")) return { least: 0, most: 1 };
    if (!this.cursor.take("{")) return undefined;
    let content = "";
    while (this.cursor.peek() !== "}" && this.cursor.peek() !== "" && content.length < 20)
      content += this.cursor.nextSign();
    const match = /^\s*(\d+)\s*(?:(,)\s*(\d+)?\s*)?$/.exec(content);
    if (!match || !this.cursor.take("}")) throw new RegexError("A brace is no quantifier.");
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
      this.isQuoting = !this.cursor.take("\\E");
      return this.isQuoting ? this.plain(this.cursor.next()) : undefined;
    }
    const sign = this.cursor.peek();
    switch (sign) {
      case "(":
        return this.group();
      case "[":
        return this.character(readSet(this.cursor, this.flags.extended, this.depth + 1));
      case ".":
        this.cursor.at++;
        return { kind: "character", test: this.flags.dotAll ? () => true : not(isLineEnd) };
      case "^":
        this.cursor.at++;
        return { kind: "assertion", at: this.flags.multiline ? "lineStart" : "start" };
      case "$":
        this.cursor.at++;
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
        return this.plain(this.cursor.next());
    }
  }

  private group(): RegexNode | undefined {
    this.cursor.at++;
    if (this.cursor.take("?#")) {
      while (this.cursor.peek() !== ")") {
        if (this.cursor.peek() === "") throw new RegexError("A comment has no end.");
        this.cursor.at++;
      }
      this.cursor.at++;
      return undefined;
    }
    if (this.cursor.take("?:")) return this.closed(this.choice());
    if (this.cursor.take("?>")) return { kind: "atomic", body: this.closed(this.choice()) };
    for (const [sign, behind, negated] of LOOKS) {
      if (!this.cursor.take(sign)) continue;
      const body = this.closed(this.choice());
      if (behind && widthOf(body)[1] === Infinity)
        throw new RegexError("A look-behind has no longest length.");
      return { kind: "look", behind, negated, body };
    }
    if (this.cursor.take("?<")) return this.capture(this.groupName());
    if (this.cursor.take("?")) return this.flagGroup();
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
    while (/[A-Za-z0-9]/.test(this.cursor.peek())) name += this.cursor.nextSign();
    if (!/^[A-Za-z]/.test(name) || !this.cursor.take(">")) throw new RegexError("A group has no valid name.");
    return name;
  }

  private closed(node: RegexNode): RegexNode {
    if (!this.cursor.take(")")) throw new RegexError("An opening parenthesis has no closing one.");
    return node;
  }

  /** `(?i)`, `(?s-m)`, `(?x:...)`. */
  private flagGroup(): RegexNode | undefined {
    const flags = { ...this.flags };
    let value = true;
    for (;;) {
      const sign = String.fromCodePoint(this.cursor.codes[this.cursor.at++] ?? 0);
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
    this.cursor.at++;
    const sign = this.cursor.peek();
    if (sign === "") throw new RegexError("The pattern ends with a backslash.");
    const assertion = ASSERTIONS[sign];
    if (assertion) {
      this.cursor.at++;
      return { kind: "assertion", at: assertion };
    }
    if (sign === "Q") {
      this.cursor.at++;
      this.isQuoting = true;
      return undefined;
    }
    if (sign === "R") {
      this.cursor.at++;
      const pair: RegexNode = { kind: "sequence", items: [this.plainCode(0x0d), this.plainCode(0x0a)] };
      return {
        kind: "atomic",
        body: { kind: "choice", branches: [pair, { kind: "character", test: isLineEnd }] },
      };
    }
    if (sign === "X") {
      this.cursor.at++;
      const any: RegexNode = { kind: "character", test: () => true };
      const more: RegexNode = { kind: "repeat", body: any, least: 1, most: Infinity, mode: "lazy" };
      return {
        kind: "atomic",
        body: { kind: "sequence", items: [more, { kind: "assertion", at: "grapheme" }] },
      };
    }
    if (sign === "k") return this.namedReference();
    if (/[1-9]/.test(sign)) return this.numberedReference();
    const set = escapedSet(this.cursor);
    return set ? this.character(set) : this.plain(escapedCode(this.cursor));
  }

  private plainCode(code: number): RegexNode {
    return { kind: "character", test: literal(code, false), literal: code };
  }

  private namedReference(): RegexNode {
    this.cursor.at++;
    if (!this.cursor.take("<")) throw new RegexError("A back reference has no name.");
    const index = this.names.get(this.groupName());
    if (index === undefined) throw new RegexError("A back reference names no group.");
    return { kind: "reference", index, ignoreCase: this.flags.ignoreCase };
  }

  /** As many digits as there are groups for. */
  private numberedReference(): RegexNode {
    let index = Number(this.cursor.peek());
    this.cursor.at++;
    const total = this.totalGroups();
    while (/\d/.test(this.cursor.peek()) && index * 10 + Number(this.cursor.peek()) <= total) {
      index = index * 10 + Number(this.cursor.peek());
      this.cursor.at++;
    }
    if (index > total) throw new RegexError("A back reference names no group.");
    return { kind: "reference", index, ignoreCase: this.flags.ignoreCase };
  }

  /** How many groups the whole pattern has, roughly: those that are still to come count, too. */
  private totalGroups(): number {
    let count = 0;
    for (let i = 0; i < this.cursor.codes.length; i++) {
      const sign = String.fromCodePoint(this.cursor.codes[i]!);
      if (sign === "\\") i++;
      else if (sign === "(" && this.cursor.codes[i + 1] !== 0x3f) count++;
      else if (
        sign === "(" &&
        this.cursor.codes[i + 2] === 0x3c &&
        this.cursor.codes[i + 3] !== 0x3d &&
        this.cursor.codes[i + 3] !== 0x21
      )
        count++;
    }
    return count;
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
