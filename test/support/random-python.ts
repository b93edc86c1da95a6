import type {
  Comment,
  CompareOp,
  Dict,
  Expr,
  If,
  Keyword,
  Match,
  Module,
  Stmt,
} from "../../src/python/ast.ts";
import { canInterpolate } from "../../src/python/print/print.ts";
import { isCommentSafe } from "../../src/python/print/strings.ts";

const NAMES = [
  "x",
  "url",
  "repeat_item",
  "contents_of_url",
  "shortcut_input",
  "Dictionary_2",
  "is_workflow_actions_downloadurl",
  "is_workflow_actions_text_replace_and_format",
  "wetter_für_morgen",
  "天気予報",
  "a_variable_with_a_name_so_long_that_not_much_else_can_stand_beside_it_on_one_line",
  "a_variable_with_a_name_so_long_that_it_does_not_fit_on_any_line_however_far_left_it_may_stand_there",
];
const ATTRIBUTES = ["keys", "name", "upper", "file_extension", "current_location_with_address", "städte"];
const KEYWORDS = ["WFURL", "end", "is_file", "WFHTTPBodyType", "WFInput", "ShowHeadersInTheResult"];
const WORDS = [
  "a",
  "the",
  "Wetter",
  "don't",
  'say "hi"',
  "{name}",
  "C:\\temp",
  "naïve",
  "東京",
  "👩‍👩‍👧",
  "❤️",
  "é",
  "x\ty",
];
const NASTY = [
  "\0",
  "\r",
  "\r\n",
  "\x1b",
  "\x7f",
  "\x85",
  "\xa0",
  "\xad",
  "\u0301",
  "\u061c",
  "\u200b",
  "\u200d",
  "\u2028",
  "\u2029",
  "\u202e",
  "\u2066",
  "\u3000",
  "\ud800",
  "\udc00",
  "\ue000",
  "\ufe0f",
  "\ufeff",
  "\ufffc",
  "\uffff",
  "\u{e0041}",
  "\u{10ffff}",
  '"""',
  "'''",
  '""""',
  "\\",
  "\\\\",
  "\\N{DASH}",
  "\\x41",
  "{",
  "}",
  "{{x}}",
  "{x!r:>{w}}",
  "#",
  "\n",
  " \n",
  "\n\n",
  " ",
  "\t",
  "'",
  '"',
];
const OPERATORS: CompareOp[] = ["==", "!=", "<", "<=", ">", ">=", "in", "not in"];
const NUMBERS = ["0", "5", "-5", "5.0", "-0.25", "1e+16", "9223372036854775808"];

/** A seeded generator of modules: the same seed gives the same modules on every machine. */
export class RandomPython {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  module(): Module {
    let body = this.statements(2, "module");
    if (this.chance(0.05)) body = this.indented(body, this.below(24));
    if (body.length === 0 || this.chance(0.8)) return { body };
    return { docstring: this.chance(0.5) ? this.text() : this.words(12), body };
  }

  private indented(body: Stmt[], levels: number): Stmt[] {
    const inner: Stmt[] = [{ kind: "Pass" }, ...body];
    if (levels === 0) return inner;
    return [
      {
        kind: "For",
        targets: ["x"],
        iter: { kind: "Name", id: "y" },
        body: this.indented(inner, levels - 1),
      },
    ];
  }

  private random(): number {
    // Mulberry32
    this.state = (this.state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  private many<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, make);
  }

  /** Short names often, the two longest rarely, and any length, to meet the end of the line at every column. */
  private name(): string {
    if (this.chance(0.2)) return "n".repeat(1 + this.below(45));
    return this.pick(this.chance(0.06) ? NAMES : NAMES.slice(0, 9));
  }

  private words(most: number): string {
    return this.many(0, most, () => this.pick(WORDS)).join(" ");
  }

  text(): string {
    const kind = this.random();
    if (kind < 0.1) return "s".repeat(this.below(90));
    if (kind < 0.35) return this.pick(["", "a", "key", "GET", "https://example.com/api/v2/items"]);
    if (kind < 0.75) return this.words(14);
    if (kind < 0.85) return this.many(2, 4, () => this.words(6)).join("\n");
    return this.many(1, 8, () => (this.chance(0.5) ? this.pick(NASTY) : this.pick(WORDS))).join("");
  }

  expr(depth: number): Expr {
    if (depth <= 0 || this.chance(0.15)) return this.leaf();
    const below = (): Expr => this.expr(depth - 1 - this.below(2));
    switch (this.below(12)) {
      case 0:
      case 1:
      case 2:
        return {
          kind: "Call",
          func: this.callee(depth),
          args: this.args(below),
          keywords: this.keywords(below),
        };
      case 3:
        return { kind: "Attribute", value: below(), attr: this.pick(ATTRIBUTES) };
      case 4:
        return { kind: "Subscript", value: below(), index: this.chance(0.7) ? this.leaf() : below() };
      case 5:
        return { kind: "List", items: this.many(0, 5, below) };
      case 6:
        return { kind: "Dict", entries: this.entries(below) };
      case 7: {
        const rights = this.many(1, this.chance(0.8) ? 1 : 3, below);
        return { kind: "Compare", left: below(), ops: rights.map(() => this.pick(OPERATORS)), rights };
      }
      case 8:
        return { kind: "BoolOp", op: this.pick(["and", "or"]), values: this.many(2, 4, below) };
      case 9:
        return { kind: "Not", value: below() };
      case 10:
        return { kind: "BinOp", left: below(), op: this.pick(["+", "-", "*", "/", "%"]), right: below() };
      default:
        return this.chainOf(below());
    }
  }

  private leaf(): Expr {
    switch (this.below(10)) {
      case 0:
        return { kind: "Num", text: this.pick(NUMBERS) };
      case 1:
        return { kind: "Constant", value: this.pick(["True", "False", "None"]) };
      case 2:
      case 3:
      case 4:
        return { kind: "Str", value: this.chance(0.06) ? this.prose() : this.text() };
      case 5:
        return this.fString();
      default:
        return { kind: "Name", id: this.name() };
    }
  }

  /** A text of many words, and of the characters that make its literals differ. */
  private prose(): string {
    const words = this.many(20, 90, () =>
      this.pick(["word", "a", "it's", '"so"', "one,", "\\", "\r", "é", "\t", "\u0301"]),
    );
    return words.join(this.chance(0.9) ? " " : "  ");
  }

  private fString(): Expr {
    const parts: (string | Expr)[] = [];
    for (let index = this.below(5); index > 0; index--) {
      const text = this.text();
      const expr = this.expr(this.below(3));
      if (text !== "" && typeof parts.at(-1) !== "string") parts.push(text);
      if (canInterpolate(expr)) parts.push(expr);
    }
    return { kind: "FString", parts };
  }

  /** `a.b().c["d"]` ...: what fluent style is about. */
  private chainOf(value: Expr): Expr {
    let chain = value;
    for (let links = 1 + this.below(5); links > 0; links--) {
      chain = { kind: "Attribute", value: chain, attr: this.pick(ATTRIBUTES) };
      if (this.chance(0.7)) {
        const args = this.chance(0.4) ? [] : this.many(1, 2, () => this.leaf());
        chain = { kind: "Call", func: chain, args, keywords: [] };
      }
      if (this.chance(0.2)) chain = { kind: "Subscript", value: chain, index: this.leaf() };
    }
    return chain;
  }

  private callee(depth: number): Expr {
    if (this.chance(0.85)) return { kind: "Name", id: this.name() };
    return this.expr(depth - 1);
  }

  private args(make: () => Expr): Expr[] {
    return this.chance(0.4) ? [] : this.many(1, 3, make);
  }

  private keywords(make: () => Expr): Keyword[] {
    const count = this.chance(0.4) ? 0 : this.below(KEYWORDS.length);
    return KEYWORDS.slice(0, count).map((name) => ({ name, value: make() }));
  }

  private entries(make: () => Expr): Dict["entries"] {
    return this.many(0, 4, () => ({
      key: this.chance(0.8) ? { kind: "Str" as const, value: this.text() } : make(),
      value: make(),
    }));
  }

  private statements(depth: number, place: "module" | "function" | "block"): Stmt[] {
    const body: Stmt[] = [];
    for (let count = this.below(place === "module" ? 9 : 4); count >= 0; count--) {
      if (this.chance(0.15)) body.push(this.comment());
      if (place !== "module" || count > 0) body.push(this.statement(depth, place));
      if (this.chance(0.05)) body.push(this.comment());
    }
    return body;
  }

  private statement(depth: number, place: "module" | "function" | "block"): Stmt {
    const nested = depth > 0 ? this.below(14) : 14;
    switch (nested) {
      case 0:
      case 1:
        return this.ifStatement(depth);
      case 2: {
        const targets = this.many(1, 2, () => this.name());
        return { kind: "For", targets, iter: this.value(), body: this.statements(depth - 1, "block") };
      }
      case 3:
        return this.match(depth);
      case 4: {
        let defaults = false;
        const params = [...new Set(this.many(0, 5, () => this.name()))].map((name) => {
          defaults ||= this.chance(0.3);
          return defaults ? { name, default: this.expr(this.below(3)) } : { name };
        });
        return {
          kind: "FunctionDef",
          name: this.name(),
          params,
          body: this.statements(depth - 1, "function"),
        };
      }
      default:
        return this.simple(place);
    }
  }

  private value(): Expr {
    return this.expr(this.below(4));
  }

  private simple(place: "module" | "function" | "block"): Stmt {
    switch (this.below(12)) {
      case 0:
        return { kind: "Pass" };
      case 1:
        return { kind: "Import", name: this.pick(["json", "os.path"]) };
      case 2:
        return { kind: "ImportFrom", module: "shortcut_actions", names: this.many(1, 5, () => this.name()) };
      case 3:
        return place === "module" ? { kind: "Pass" } : { kind: "Return" };
      case 4:
        return place === "module"
          ? { kind: "ExprStmt", value: this.value() }
          : { kind: "Return", value: this.value() };
      case 5:
      case 6:
        return { kind: "ExprStmt", value: this.value() };
      case 7:
        return { kind: "Assign", targets: [this.name()], annotation: this.name(), value: this.value() };
      case 8:
        return { kind: "Assign", targets: this.many(2, 3, () => this.name()), value: this.value() };
      default:
        return { kind: "Assign", targets: [this.name()], value: this.value() };
    }
  }

  private ifStatement(depth: number): If {
    const branch = () => ({ test: this.value(), body: this.statements(depth - 1, "block") });
    const statement: If = { kind: "If", ...branch(), elifs: this.chance(0.6) ? [] : this.many(1, 2, branch) };
    if (this.chance(0.5)) statement.orelse = { body: this.statements(depth - 1, "block") };
    return statement;
  }

  private match(depth: number): Match {
    const body = () => this.statements(depth - 1, "block");
    const cases: Match["cases"] = this.many(1, 3, () => ({
      pattern: this.chance(0.8) ? { kind: "Str", value: this.text() } : { kind: "Constant", value: "None" },
      body: body(),
    }));
    if (this.chance(0.5)) cases.push({ pattern: { kind: "Name", id: "_" }, body: body() });
    return { kind: "Match", subject: this.value(), lead: this.many(0, 1, () => this.comment()), cases };
  }

  private comment(): Comment {
    const lines = this.many(1, 3, () => (this.chance(0.2) ? this.text() : this.words(20))).filter(
      isCommentSafe,
    );
    return { kind: "Comment", lines: lines.length > 0 ? lines : ["-"] };
  }
}
