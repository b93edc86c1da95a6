/**
 * The layout of the commonest statements, written at once: literals, displays, calls and items of plain names, and
 * these in one another. It is what {@link Layout} and `printDoc` come to for such statements, without a
 * document in between, and leaves everything else to them: operators, chains.
 */
import type { Call, Dict, Expr, FString, List, Str, Subscript } from "../ast.ts";
import { isTripleQuoted } from "./expression.ts";
import { flatExpr, type FlatWriter, fStringLiteral, strLiteral } from "./flat.ts";
import { count, proseLines } from "./strings.ts";
import { INDENT_WIDTH } from "./width.ts";

/**
 * Writes a value that does not fit on the line on which a statement has begun: `name = `, `return `.
 *
 * @param indent columns before the statement.
 * @param mayGetParentheses whether the value can stand in parentheses of its own; not where it is the statement.
 * @returns how many lines were added; undefined for a value of another shape, of which anything may have been written.
 */
export function writeDirectly(
  writer: FlatWriter,
  value: Expr,
  indent: number,
  mayGetParentheses: boolean,
): number | undefined {
  const printer = new DirectPrinter(writer, indent);
  return printer.statement(value, mayGetParentheses) ? printer.lineBreaks : undefined;
}

/** Writes a list of names that does not fit on the line: each has its own. Returns how many lines were added. */
export function writeNames(writer: FlatWriter, names: readonly string[], indent: number): number {
  writer.symbol("(");
  for (const name of names) {
    writer.newLine(indent + INDENT_WIDTH);
    writer.word(name);
    writer.symbol(",");
  }
  writer.newLine(indent);
  writer.symbol(")");
  return names.length + 1;
}

/** Methods that write an expression return false where it has a shape that is not theirs. */
class DirectPrinter {
  lineBreaks = 0;
  private readonly writer: FlatWriter;
  private indent: number;

  constructor(writer: FlatWriter, indent: number) {
    this.writer = writer;
    this.indent = indent;
  }

  statement(value: Expr, mayGetParentheses: boolean): boolean {
    if (mayGetParentheses) {
      if (value.kind === "Str" || value.kind === "FString") return this.literalValue(value);
      // Where the bracket behind a name is beyond the line, all of it gets parentheses if they help.
      const name = value.kind === "Call" ? value.func : value.kind === "Subscript" ? value.value : undefined;
      if (name !== undefined) {
        const plain = calleeOf(name);
        if (plain === undefined) return false;
        if (!this.writer.hasRoomFor(plain, 1)) return this.inParentheses(value);
      }
    }
    return this.broken(value, "");
  }

  /** A literal that is a value: in parentheses if it fits on a line of its own. */
  private literalValue(literal: Str | FString): boolean {
    if (isProse(literal)) return false;
    if (!this.inParentheses(literal)) this.literal(literal);
    return true;
  }

  /** A value on a line of its own, in parentheses, if it fits there; else nothing is written. */
  private inParentheses(value: Expr): boolean {
    const { writer } = this;
    const { text, column } = writer;
    writer.symbol("(");
    if (writer.fits()) {
      this.newLine(INDENT_WIDTH);
      if (writer.expr(value, "multiline")) {
        this.newLine(-INDENT_WIDTH);
        writer.symbol(")");
        return true;
      }
      this.indent -= INDENT_WIDTH;
      this.lineBreaks--;
    }
    writer.text = text;
    writer.column = column;
    return false;
  }

  /** A literal as it is, wherever it ends. */
  private literal(literal: Str | FString): void {
    this.writer.block(
      literal.kind === "Str"
        ? strLiteral(literal.value, "multiline")
        : fStringLiteral(literal, "multiline").join(""),
    );
    this.lineBreaks += lineBreaksIn(literal);
  }

  /** An expression that does not fit on the line, and what stands after it there. */
  private broken(expr: Expr, after: string): boolean {
    switch (expr.kind) {
      case "Str":
      case "FString":
        if (isProse(expr)) return false;
        this.literal(expr);
        this.writer.symbol(after);
        return true;
      case "List":
        return this.display("[", expr, `]${after}`);
      case "Dict":
        return this.display("{", expr, `}${after}`);
      case "Call":
        return this.call(expr, after);
      case "Subscript":
        return this.subscript(expr, after);
      default:
        return false;
    }
  }

  /** A literal in the brackets of a name, on a line of its own. */
  private subscript({ value, index }: Subscript, after: string): boolean {
    const name = calleeOf(value);
    if (name === undefined || (index.kind !== "Str" && index.kind !== "FString")) return false;
    const { writer } = this;
    writer.word(name);
    writer.symbol("[");
    this.newLine(INDENT_WIDTH);
    writer.block(flatExpr(index, "one-line"));
    this.newLine(-INDENT_WIDTH);
    writer.symbol(`]${after}`);
    return true;
  }

  private call(call: Call, after: string): boolean {
    const { args, keywords } = call;
    const callee = calleeOf(call.func);
    const count = args.length + keywords.length;
    if (callee === undefined || count === 0) return false;
    const { writer } = this;
    writer.word(callee);
    writer.symbol("(");
    const only = args[0];
    if (count === 1 && only !== undefined && isTripleQuoted(only)) return this.broken(only, `)${after}`);
    this.newLine(INDENT_WIDTH);
    const { text } = writer;
    if (!(writer.arguments(call, "multiline") && writer.fits())) {
      writer.text = text;
      writer.column = this.indent;
      if (!this.arguments(call, count > 1 ? "," : "")) return false;
    }
    this.newLine(-INDENT_WIDTH);
    writer.symbol(`)${after}`);
    return true;
  }

  /** Arguments that do not share a line. */
  private arguments({ args, keywords }: Call, comma: string): boolean {
    let isFirst = true;
    for (const argument of args) {
      if (!isFirst) this.newLine(0);
      isFirst = false;
      if (!this.item(argument, comma)) return false;
    }
    for (const { name, value } of keywords) {
      if (!isFirst) this.newLine(0);
      isFirst = false;
      this.writer.word(name);
      this.writer.symbol("=");
      if (!this.item(value, comma)) return false;
    }
    return true;
  }

  private display(open: string, list: List | Dict, close: string): boolean {
    const count = list.kind === "List" ? list.items.length : list.entries.length;
    if (count === 0) return false;
    const comma = count > 1 ? "," : "";
    this.writer.symbol(open);
    this.indent += INDENT_WIDTH;
    if (list.kind === "List") {
      for (const item of list.items) {
        this.newLine(0);
        if (!this.item(item, comma)) return false;
      }
    } else {
      for (const { key, value } of list.entries) {
        if (key.kind !== "Str") return false;
        this.newLine(0);
        this.writer.word(`${strLiteral(key.value, "one-line")}: `);
        if (!this.item(value, comma)) return false;
      }
    }
    this.newLine(-INDENT_WIDTH);
    this.writer.symbol(close);
    return true;
  }

  /** One of several items, on the line that has begun or on more. */
  private item(expr: Expr, comma: string): boolean {
    const { writer } = this;
    const { text, column } = writer;
    if (writer.expr(expr, "multiline")) {
      writer.symbol(comma);
      if (writer.fits()) return true;
    }
    writer.text = text;
    writer.column = column;
    return this.broken(expr, comma);
  }

  private newLine(columns: number): void {
    this.indent += columns;
    this.lineBreaks++;
    this.writer.newLine(this.indent);
  }
}

/** What is called, where it cannot break: a name, or attributes of one. */
function calleeOf(func: Expr): string | undefined {
  if (func.kind === "Name") return func.id;
  if (func.kind !== "Attribute") return undefined;
  const value = calleeOf(func.value);
  return value === undefined ? undefined : `${value}.${func.attr}`;
}

/** Whether a literal is written as several that follow each other. */
const isProse = (literal: Str | FString): boolean =>
  literal.kind === "Str" && proseLines(literal.value) !== undefined;

/** Line breaks in the text of a literal: those of its value, or none. */
function lineBreaksIn(literal: Str | FString): number {
  if (!isTripleQuoted(literal)) return 0;
  if (literal.kind === "Str") return count(literal.value, "\n");
  return literal.parts.reduce((sum, part) => sum + (typeof part === "string" ? count(part, "\n") : 0), 0);
}
