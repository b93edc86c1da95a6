/**
 * The layout of the commonest statements, written at once: literals, displays and calls of plain names, and these in
 * one another. It is what {@link Layout} and `printDoc` come to for such statements, without a document in between,
 * and leaves everything else to them: operators, chains, subscripts.
 */
import type { Call, Dict, Expr, FString, List, Str } from "../ast.ts";
import { indentation, INDENT_WIDTH, LINE_WIDTH } from "./doc-printer.ts";
import { flatExpr, fStringLiteral, isTooWide, isTripleQuoted, strLiteral } from "./expression.ts";
import { count, proseLines } from "./strings.ts";
import { columnAfter } from "./width.ts";

/** Lines of text, without a line break at the end. */
export interface DirectLines {
  text: string;
  lineCount: number;
}

/**
 * The lines of a statement that does not fit on one: `before` (`name = `, `return `) and a value; undefined for a
 * value of another shape.
 *
 * @param indent columns before the statement.
 * @param mayGetParentheses whether the value can stand in parentheses of its own; not where it is the statement.
 */
export function layoutDirectly(
  before: string,
  value: Expr,
  indent: number,
  mayGetParentheses: boolean,
): DirectLines | undefined {
  const printer = new DirectPrinter(indent);
  return printer.statement(before, value, mayGetParentheses) ? printer.lines : undefined;
}

/** The lines of a list of names that does not fit behind `before`: each has its own. */
export function layoutNames(before: string, names: readonly string[], indent: number): DirectLines {
  const outer = indentation(indent);
  const inner = indentation(indent + INDENT_WIDTH);
  const lines = names.map((name) => `${inner}${name},\n`);
  return { text: `${outer}${before}(\n${lines.join("")}${outer})`, lineCount: names.length + 2 };
}

/** Methods that write an expression return false where it has a shape that is not theirs. */
class DirectPrinter {
  readonly lines: DirectLines = { text: "", lineCount: 0 };
  private indent: number;

  constructor(indent: number) {
    this.indent = indent;
  }

  statement(before: string, value: Expr, mayGetParentheses: boolean): boolean {
    if (mayGetParentheses) {
      if (value.kind === "Str" || value.kind === "FString") return this.literalValue(before, value);
      // The name of a function that ends beyond the line could get parentheses.
      if (value.kind === "Call" && !this.fits(`${before}${calleeOf(value) ?? ""}(`)) return false;
    }
    return this.broken(before, value, "");
  }

  /** A literal that is a value: in parentheses if it fits on a line of its own. */
  private literalValue(before: string, literal: Str | FString): boolean {
    if (isProse(literal)) return false;
    const text = literalText(literal);
    const isWide = isTripleQuoted(literal) || isTooWideLiteral(literal);
    if (isWide || !this.fits(`${before}(`) || !this.fitsInside(text)) {
      this.line(before + text, lineBreaksIn(literal));
      return true;
    }
    this.line(`${before}(`);
    this.indent += INDENT_WIDTH;
    this.line(text);
    this.indent -= INDENT_WIDTH;
    this.line(")");
    return true;
  }

  /** An expression that does not fit on the line, with what stands before and after it there. */
  private broken(before: string, expr: Expr, after: string): boolean {
    switch (expr.kind) {
      case "Str":
      case "FString":
        if (isProse(expr)) return false;
        this.line(before + literalText(expr) + after, lineBreaksIn(expr));
        return true;
      case "List":
        return this.display(`${before}[`, expr, `]${after}`);
      case "Dict":
        return this.display(`${before}{`, expr, `}${after}`);
      case "Call":
        return this.call(before, expr, after);
      default:
        return false;
    }
  }

  private call(before: string, call: Call, after: string): boolean {
    const callee = calleeOf(call);
    const { args, keywords } = call;
    const count = args.length + keywords.length;
    if (callee === undefined || count === 0) return false;
    const only = args[0];
    if (count === 1 && only !== undefined && isTripleQuoted(only)) {
      return this.broken(`${before}${callee}(`, only, `)${after}`);
    }
    const items = args.map((argument) => flatExpr(argument, "multiline"));
    for (const { name, value } of keywords) items.push(`${name}=${flatExpr(value, "multiline")}`);
    this.line(`${before}${callee}(`);
    this.indent += INDENT_WIDTH;
    const together = items.join(", ");
    if (this.fits(together)) this.line(together);
    else if (!this.arguments(call, items)) return false;
    this.indent -= INDENT_WIDTH;
    this.line(`)${after}`);
    return true;
  }

  private arguments({ args, keywords }: Call, items: string[]): boolean {
    const comma = items.length > 1 ? "," : "";
    return items.every((flat, index) => {
      const keyword = keywords[index - args.length];
      return keyword === undefined
        ? this.item("", args[index]!, flat, comma)
        : this.item(`${keyword.name}=`, keyword.value, flat, comma);
    });
  }

  private display(before: string, list: List | Dict, after: string): boolean {
    const count = list.kind === "List" ? list.items.length : list.entries.length;
    if (count === 0) return false;
    const comma = count > 1 ? "," : "";
    this.line(before);
    this.indent += INDENT_WIDTH;
    const written =
      list.kind === "List"
        ? list.items.every((item) => this.item("", item, flatExpr(item, "multiline"), comma))
        : list.entries.every((entry) => this.entry(entry, comma));
    this.indent -= INDENT_WIDTH;
    this.line(after);
    return written;
  }

  private entry({ key, value }: Dict["entries"][number], comma: string): boolean {
    if (key.kind !== "Str") return false;
    const before = `${strLiteral(key.value, "one-line")}: `;
    return this.item(before, value, before + flatExpr(value, "multiline"), comma);
  }

  /** One of several items, on a line of its own or more; `flat` is all of it on one line. */
  private item(before: string, expr: Expr, flat: string, comma: string): boolean {
    if (!this.fits(flat + comma)) return this.broken(before, expr, comma);
    this.line(flat + comma);
    return true;
  }

  private fits(line: string): boolean {
    return columnAfter(line, this.indent, LINE_WIDTH) <= LINE_WIDTH;
  }

  private fitsInside(line: string): boolean {
    return columnAfter(line, this.indent + INDENT_WIDTH, LINE_WIDTH) <= LINE_WIDTH;
  }

  private line(text: string, lineBreaks = 0): void {
    const { lines } = this;
    lines.text += (lines.lineCount === 0 ? "" : "\n") + indentation(this.indent) + text;
    lines.lineCount += 1 + lineBreaks;
  }
}

/** What is called, where it cannot break: a name, or attributes of one. */
function calleeOf({ func }: Call): string | undefined {
  return isPlainName(func) ? flatExpr(func, "multiline") : undefined;
}

function isPlainName(expr: Expr): boolean {
  return expr.kind === "Name" || (expr.kind === "Attribute" && isPlainName(expr.value));
}

function literalText(literal: Str | FString): string {
  return literal.kind === "Str"
    ? strLiteral(literal.value, "multiline")
    : fStringLiteral(literal, "multiline").join("");
}

/** Whether a literal is written as several that follow each other. */
const isProse = (literal: Str | FString): boolean =>
  literal.kind === "Str" && proseLines(literal.value) !== undefined;

/** Whether a text without line breaks fits on no line: escapes only make it wider. */
function isTooWideLiteral(literal: Str | FString): boolean {
  return literal.kind === "Str" && !literal.value.includes("\n") && isTooWide(literal.value);
}

/** Line breaks in the text of a literal: those of its value, or none. */
function lineBreaksIn(literal: Str | FString): number {
  if (!isTripleQuoted(literal)) return 0;
  if (literal.kind === "Str") return count(literal.value, "\n");
  return literal.parts.reduce((sum, part) => sum + (typeof part === "string" ? count(part, "\n") : 0), 0);
}
