/**
 * Expressions on one line.
 *
 * Most statements fit on one line, so this is the path that must be fast: texts are appended and measured in one go, and
 * writing stops where the line is full. Whoever has tried in vain takes back what was written by setting `text` to what
 * it was: a text that grows by appending is a chain of its parts, so that costs nothing.
 */
import { ShortcutError } from "../../diagnostics/error.ts";
import { neverForeign, type Call, type Expr, type FString } from "../ast.ts";
import {
  boolOperandPrecedence,
  type StringStyle,
  numeral,
  oneLine,
  Precedence,
  precedence,
  rankOf,
  receiverNeedsParentheses,
  rightPrecedence,
} from "./expression.ts";
import { HAS_BEYOND_ASCII, HAS_BRACE, HAS_HIDDEN, HAS_LINE_FEED, traitsOf } from "./escapes.ts";
import {
  canStandInFString,
  hasSeveralLines,
  partsHaveSeveralLines,
  printFString,
  printStr,
} from "./strings.ts";
import { columnAfter, indentation, isWider, LINE_WIDTH } from "./width.ts";

/**
 * Characters of a program. A large shortcut's has 2 million (measured on 918 files); a small file can be made to
 * repeat one long name, or to indent, until no machine holds the text.
 */
const LONGEST_PROGRAM = 100_000_000;

/** Methods that write an expression return false, and may leave it unfinished, where it goes beyond the line. */
export class FlatWriter {
  /** All that has been written. */
  text = "";
  /** The column behind it; where lines have no end, that does not matter. */
  column = 0;
  private readonly limit: number;

  constructor(limit = LINE_WIDTH) {
    this.limit = limit;
  }

  /** Begins a line, `indent` columns in. */
  newLine(indent: number): void {
    this.checkLength();
    this.text += this.text.length === 0 ? indentation(indent) : lineStart(indent);
    this.column = indent;
  }

  /** @throws ShortcutError `SC3003` if the program is longer than anybody's. */
  checkLength(): void {
    if (this.text.length <= LONGEST_PROGRAM) return;
    const message = `As Python, this shortcut has more than ${LONGEST_PROGRAM / 1e6} million characters.`;
    throw new ShortcutError("SC3003", message, {
      hint: "Shortcuts writes no such files: this one was made to break its readers.",
    });
  }

  fits(): boolean {
    return this.column <= this.limit;
  }

  /** Whether a text and some more columns would end within the line that has begun. */
  hasRoomFor(text: string, columns: number): boolean {
    return columnAfter(text, this.column, this.limit) + columns <= this.limit;
  }

  /** Punctuation and keywords, where what follows is going to be measured. */
  symbol(ascii: string): void {
    this.text += ascii;
    this.column += ascii.length;
  }

  /** Any text. It is written as a whole even if it goes beyond the line. */
  word(text: string): boolean {
    this.text += text;
    this.column = columnAfter(text, this.column, this.limit);
    return this.column <= this.limit;
  }

  /** Text that has lines of its own, or is wider than a line: nobody asks for the column behind it. */
  block(text: string): void {
    this.text += text;
  }

  expr(expr: Expr, style: StringStyle): boolean {
    switch (expr.kind) {
      case "Name":
        return this.word(expr.id);
      case "Str":
        return this.str(expr.value, style);
      case "Call":
        if (!this.receiver(expr.func, style)) return false;
        this.symbol("(");
        if (!this.arguments(expr, style)) return false;
        this.symbol(")");
        return this.fits();
      case "Num":
        return this.word(numeral(expr));
      case "Constant":
        return this.word(expr.value);
      case "Subscript":
        if (!this.receiver(expr.value, style)) return false;
        this.symbol("[");
        if (!this.expr(expr.index, oneLine(style))) return false;
        this.symbol("]");
        return this.fits();
      case "FString":
        return this.fString(expr, style);
      case "Compare":
        if (!this.operand(expr.left, Precedence.add, style)) return false;
        for (let index = 0; index < expr.ops.length; index++) {
          this.symbol(` ${expr.ops[index]!} `);
          if (!this.operand(expr.rights[index]!, Precedence.add, style)) return false;
        }
        return true;
      case "Dict":
        return this.dict(expr.entries, style);
      case "List":
        this.symbol("[");
        if (!this.row(expr.items, style)) return false;
        this.symbol("]");
        return this.fits();
      case "Attribute":
        if (!this.receiver(expr.value, style)) return false;
        this.symbol(".");
        return this.word(expr.attr);
      case "Not":
        this.symbol("not ");
        return this.operand(expr.value, Precedence.not, style);
      case "BinOp":
        if (!this.operand(expr.left, rankOf(expr), style)) return false;
        this.symbol(` ${expr.op} `);
        return this.operand(expr.right, rightPrecedence(expr), style);
      case "BoolOp": {
        const least = boolOperandPrecedence(expr);
        for (let index = 0; index < expr.values.length; index++) {
          if (index > 0) this.symbol(` ${expr.op} `);
          if (!this.operand(expr.values[index]!, least, style)) return false;
        }
        return true;
      }
      case "Foreign":
        return neverForeign();
    }
  }

  /** What stands between the parentheses of a call. */
  arguments({ args, keywords }: Call, style: StringStyle): boolean {
    if (!this.row(args, style)) return false;
    let isFirst = args.length === 0;
    for (const { name, value } of keywords) {
      if (!isFirst) this.symbol(", ");
      isFirst = false;
      this.word(name);
      this.symbol("=");
      if (!this.expr(value, style)) return false;
    }
    return true;
  }

  private row(items: readonly Expr[], style: StringStyle): boolean {
    for (let index = 0; index < items.length; index++) {
      if (index > 0) this.symbol(", ");
      if (!this.expr(items[index]!, style)) return false;
    }
    return true;
  }

  private dict(entries: readonly { key: Expr; value: Expr }[], style: StringStyle): boolean {
    let isFirst = true;
    this.symbol("{");
    for (const { key, value } of entries) {
      if (!isFirst) this.symbol(", ");
      isFirst = false;
      if (!this.expr(key, oneLine(style))) return false;
      this.symbol(": ");
      if (!this.expr(value, style)) return false;
    }
    this.symbol("}");
    return this.fits();
  }

  private operand(operand: Expr, least: number, style: StringStyle): boolean {
    return precedence(operand) < least ? this.inParentheses(operand, style) : this.expr(operand, style);
  }

  private receiver(receiver: Expr, style: StringStyle): boolean {
    return receiverNeedsParentheses(receiver)
      ? this.inParentheses(receiver, style)
      : this.expr(receiver, style);
  }

  private inParentheses(expr: Expr, style: StringStyle): boolean {
    this.symbol("(");
    if (!this.expr(expr, style)) return false;
    this.symbol(")");
    return this.fits();
  }

  private str(value: string, style: StringStyle): boolean {
    if (style !== "multiline" && style !== "one-line") return this.word(strLiteral(value, style));
    const { length } = value;
    const traits = traitsOf(value, Math.min(length, LINE_WIDTH));
    if (this.isBeyond(value, traits)) return false;
    if (length <= LINE_WIDTH && (traits & ~HAS_BRACE) === 0) {
      this.text += `"${value}"`;
      this.column += length + 2;
      return true;
    }
    const isMultiline = style === "multiline";
    if (isMultiline && this.limit !== Infinity && hasSeveralLines(value)) return false;
    return this.word(
      printStr(value, { multiline: isMultiline }, length <= LINE_WIDTH ? traits : traitsOf(value)),
    );
  }

  /** Whether a text in quotes ends beyond the line, however it is escaped; `traits` are those of its beginning. */
  private isBeyond(value: string, traits: number): boolean {
    const room = this.limit - this.column - 2;
    return value.length > room && ((traits & HAS_BEYOND_ASCII) === 0 || isWider(value, room));
  }

  private fString(expr: FString, style: StringStyle): boolean {
    let traits = 0;
    for (const part of expr.parts) {
      if (typeof part !== "string") continue;
      const some = traitsOf(part, Math.min(part.length, LINE_WIDTH));
      if (this.isBeyond(part, some)) return false;
      traits |= part.length > LINE_WIDTH ? some | HAS_LINE_FEED | HAS_HIDDEN : some;
    }
    const hasLineFeed = (traits & HAS_LINE_FEED) !== 0;
    if (hasLineFeed && style === "multiline" && this.limit !== Infinity) {
      if (partsHaveSeveralLines(expr.parts)) return false;
    }
    if (traits !== 0) return this.word(fStringLiteral(expr, style).join(""));
    this.symbol('f"');
    for (const part of expr.parts) {
      if (typeof part === "string") {
        this.symbol(part);
        continue;
      }
      this.symbol("{");
      if (!this.expr(part, "'")) return false;
      this.symbol("}");
    }
    this.symbol('"');
    return this.fits();
  }
}

/** Line breaks with the blanks behind them. */
const lineStarts: string[] = [];

function lineStart(indent: number): string {
  return (lineStarts[indent] ??= `\n${indentation(indent)}`);
}

/** The text of an expression on one line. */
export function flatExpr(expr: Expr, style: StringStyle): string {
  const writer = new FlatWriter(Infinity);
  writer.expr(expr, style);
  return writer.text;
}

export function strLiteral(value: string, style: StringStyle): string {
  if (style === "multiline" || style === "one-line")
    return printStr(value, { multiline: style === "multiline" });
  if (!canStandInFString(value)) throw new Error("A string cannot stand in an f-string: see canInterpolate");
  return style + value + style;
}

/** The pieces of an f-string: see {@link printFString}. */
export function fStringLiteral(expr: FString, style: StringStyle): string[] {
  if (style !== "multiline" && style !== "one-line") {
    throw new Error("An f-string cannot stand in an f-string: see canInterpolate");
  }
  return printFString(expr.parts, flatExpr, { multiline: style === "multiline" });
}
