/**
 * How an expression breaks over lines where it does not fit on one, by the rules of `ruff format`: those of its
 * formatter's public source, checked on ruff 0.17 against its layout documents (`format_ir`) and its output.
 *
 * 1. Brackets (calls, subscripts, lists, dictionaries) break after the opening and before the closing bracket.
 *    The items of a list or dictionary then stand one per line, with a comma after the last if there are several.
 *    Arguments first try to share one indented line. A sole argument that is a multi-line string stays between the
 *    parentheses directly.
 * 2. Operators break before each operator of the weakest rank among them (`and` and `or` rank alike here), all or
 *    none; stronger ones stay together as long as they fit. Outside of brackets that takes parentheses.
 * 3. A chain of calls breaks before its dots ("fluent") if, inside of brackets, at least two of its attributes
 *    are taken from a call, a subscript or something in parentheses.
 * 4. An expression that is the value of a statement gets parentheses around it depending on what it is, see
 *    {@link parenthesesOf}:
 *    - "never": it brings brackets of its own, or is a multi-line string
 *    - "if-they-help": names, literals, and what hangs on them. Only if it does not fit without them but does with
 *      them; its own brackets may always break instead
 *    - "if-it-breaks": operators and fluent chains. If {@link canBreakInside}, its own brackets are tried before
 *      parentheses around all of it
 * 5. A multi-line string expands every bracket around it.
 */
import {
  neverForeign,
  type BinOp,
  type Call,
  type Compare,
  type Dict,
  type Expr,
  type FString,
  type List,
  type Str,
} from "../ast.ts";
import { type Chain, canBreakInside, hasBreaks, isChain, isFluent, ownBracketsOf } from "./brackets.ts";
import {
  type Doc,
  commaSeparated,
  expandParent,
  fitsExpanded,
  group,
  groupInside,
  hardLine,
  ifExpanded,
  ifFlat,
  indent,
  indentInside,
  lineOrSpace,
  multilineText,
  parenthesizeIfItHelps,
  softLine,
  trailingComma,
} from "./doc.ts";
import {
  Precedence,
  type StringStyle,
  isTripleQuoted,
  numeral,
  oneLine,
  precedence,
  receiverNeedsParentheses,
  receiverOf,
  rightPrecedence,
} from "./expression.ts";
import { fStringLiteral, strLiteral } from "./flat.ts";
import { flatten, type Operation, type Term } from "./operations.ts";
import { proseLines } from "./strings.ts";

/**
 * What is around an expression: brackets, so that it may break anywhere; nothing, so that only its own brackets
 * may break; or parentheses (the id of their group) that are there only if that group is expanded.
 */
type Surroundings = "brackets" | "nothing" | number;

/** Makes the documents of one statement: ids of groups belong to it. */
export class Layout {
  private nextId = 0;
  /**
   * Lists (calls, dictionaries ...) that must have one item per line. Once a comma is printed after a last item,
   * ruff breaks that list for good. Mostly that changes nothing; but where it chooses between alternatives, the
   * next choice may be another, so the text is settled only if it comes out the same with those lists broken.
   */
  readonly expandedLists: ReadonlySet<object>;
  /** Whether there is such a choice. */
  dependsOnCommas = false;

  constructor(expandedLists: ReadonlySet<object> = new Set()) {
    this.expandedLists = expandedLists;
  }

  newId(): number {
    return this.nextId++;
  }

  /** The value of a statement, or the expression in the header of a block. */
  statementValue(expr: Expr): Doc {
    const prose = proseOf(expr, "multiline");
    if (prose) return parenthesesIfExpanded(this.newId(), prose);
    switch (this.parenthesesOf(expr)) {
      case "never":
        return this.unparenthesized(expr);
      case "if-they-help": {
        const id = this.newId();
        return parenthesizeIfItHelps(id, this.expr(expr, "multiline", id));
      }
      case "if-it-breaks": {
        const id = this.newId();
        return parenthesesIfExpanded(
          id,
          this.expr(expr, "multiline", canBreakInside(expr) ? id : "brackets"),
        );
      }
    }
  }

  /** The value of a statement where it may not get parentheses of its own. */
  unparenthesized(expr: Expr): Doc {
    return this.expr(expr, "multiline", "nothing");
  }

  /** A literal or a default value, which has no lines of its own. */
  oneLineValue(expr: Expr): Doc {
    return this.expr(expr, "one-line", "brackets");
  }

  parenthesesOf(expr: Expr): "never" | "if-they-help" | "if-it-breaks" {
    switch (expr.kind) {
      case "Name":
      case "Num":
      case "Constant":
        return "if-they-help";
      case "Str":
      case "FString":
        return isTripleQuoted(expr) ? "never" : "if-they-help";
      case "List":
      case "Dict":
        return "never";
      case "BoolOp":
        return "if-it-breaks";
      case "Compare":
      case "BinOp":
        return this.hasMultilineStart(expr) ? "never" : "if-it-breaks";
      case "Not":
        return precedence(expr.value) < Precedence.not ? "never" : this.parenthesesOf(expr.value);
      case "Call":
      case "Attribute":
      case "Subscript": {
        if (isFluent(expr)) return "if-it-breaks";
        const receiver = receiverOf(expr);
        return receiverNeedsParentheses(receiver) ? "never" : this.parenthesesOf(receiver);
      }
      case "Foreign":
        return neverForeign();
    }
  }

  /** A multi-line string, an operator and brackets: such a line begins and ends well without parentheses. */
  private hasMultilineStart(expr: Compare | BinOp): boolean {
    const second = expr.kind === "BinOp" ? expr.right : expr.rights[0]!;
    const least = expr.kind === "BinOp" ? rightPrecedence(expr) : Precedence.add;
    return isTripleQuoted(expr.left) && (precedence(second) < least || ownBracketsOf(second) !== "none");
  }

  private expr(expr: Expr, style: StringStyle, around: Surroundings): Doc {
    switch (expr.kind) {
      case "Name":
        return expr.id;
      case "Num":
        return numeral(expr);
      case "Constant":
        return expr.value;
      case "Str":
      case "FString":
        return literalOf(expr, style);
      case "List":
        return this.list(expr, style, around);
      case "Dict":
        return this.dict(expr, style, around);
      case "Compare":
      case "BoolOp":
      case "BinOp":
        return this.operation(expr, style, around);
      case "Not":
        return ["not ", this.operand(expr.value, precedence(expr.value) < Precedence.not, style, around)];
      case "Call":
      case "Attribute":
      case "Subscript":
        if (around !== "nothing" && isFluent(expr)) return group(this.chain(expr, style, around, true));
        return this.chain(expr, style, around, false);
      case "Foreign":
        return neverForeign();
    }
  }

  private operand(expr: Expr, parentheses: boolean, style: StringStyle, around: Surroundings): Doc {
    if (!parentheses) return this.expr(expr, style, around);
    return bracketed("(", this.expr(expr, style, "brackets"), ")", around);
  }

  private list(list: List, style: StringStyle, around: Surroundings): Doc {
    if (list.items.length === 0) return "[]";
    const items = this.items(
      list,
      list.items.map((item) => this.item(item, style)),
    );
    return bracketed("[", items, "]", around);
  }

  private dict(dict: Dict, style: StringStyle, around: Surroundings): Doc {
    if (dict.entries.length === 0) return "{}";
    const entries = this.items(
      dict,
      dict.entries.map(({ key, value }) =>
        group([this.expr(key, oneLine(style), "brackets"), ": ", this.item(value, style)]),
      ),
    );
    return bracketed("{", entries, "}", around);
  }

  private chain(expr: Chain, style: StringStyle, around: Surroundings, fluent: boolean): Doc {
    const receiver = receiverOf(expr);
    const parentheses = receiverNeedsParentheses(receiver);
    const before =
      isChain(receiver) && !parentheses
        ? this.chain(receiver, style, around, fluent)
        : this.operand(receiver, parentheses, style, around);
    switch (expr.kind) {
      case "Call":
        return [before, this.arguments(expr, style, around)];
      case "Subscript":
        return [before, bracketed("[", this.expr(expr.index, oneLine(style), "brackets"), "]", around)];
      case "Attribute": {
        const breaks = fluent && (parentheses || receiver.kind === "Call" || receiver.kind === "Subscript");
        return [before, breaks ? softLine : "", `.${expr.attr}`];
      }
    }
  }

  private arguments(call: Call, style: StringStyle, around: Surroundings): Doc {
    const { args, keywords } = call;
    const count = args.length + keywords.length;
    if (count === 0) return "()";
    const only = args[0];
    if (count === 1 && only !== undefined && style === "multiline" && isTripleQuoted(only)) {
      return hugged(this.expr(only, style, "brackets"), around);
    }
    const items = this.items(call, [
      ...args.map((argument) => this.item(argument, style)),
      ...keywords.map(({ name, value }): Doc => [`${name}=`, this.item(value, style)]),
    ]);
    return bracketed("(", group(items), ")", around);
  }

  /** A value in brackets. */
  private item(expr: Expr, style: StringStyle): Doc {
    return proseOf(expr, style) ?? this.expr(expr, style, "brackets");
  }

  /** What stands between the brackets of a list; a sole item has no comma after it. */
  private items(list: Call | List | Dict, items: Doc[]): Doc[] {
    const docs = commaSeparated(items);
    if (items.length > 1) docs.push(trailingComma(list));
    if (this.expandedLists.has(list)) docs.push(expandParent);
    return docs;
  }

  private operation(expr: Operation, style: StringStyle, around: Surroundings): Doc {
    const terms: Term[] = [];
    flatten(expr, terms);
    return breakingGroup(this.terms(terms, style, around), around);
  }

  /** Operands and operators, with a possible line break before each operator of the weakest rank. */
  private terms(terms: Term[], style: StringStyle, around: Surroundings): Doc {
    const weakest = Math.min(...terms.slice(1).map((term) => term.rank));
    const docs: Doc[] = [];
    let start = 0;
    for (let end = 1; end <= terms.length; end++) {
      if (end < terms.length && terms[end]!.rank !== weakest) continue;
      const first = terms[start]!;
      if (start > 0) docs.push(breakBeforeOperator(around), `${first.operator} `);
      docs.push(
        end - start === 1
          ? this.operand(first.operand, first.parentheses, style, around)
          : breakingGroup(this.terms(terms.slice(start, end), style, around), around),
      );
      start = end;
    }
    return docs;
  }
}

const TRIPLE_QUOTE = '"""';

/**
 * A literal never breaks inside, but how ruff takes it apart matters: it looks at the width at the end of each
 * piece, so opening quotes stand alone; and a group, of which it has some in interpolations, makes it measure the
 * rest of the line if it stands after a line break.
 */
function literalOf(expr: Str | FString, style: StringStyle): Doc {
  if (expr.kind === "Str") {
    const literal = strLiteral(expr.value, style);
    if (!literal.startsWith(TRIPLE_QUOTE)) return literal;
    return [TRIPLE_QUOTE, pieceOf(literal.slice(TRIPLE_QUOTE.length))];
  }
  return fStringLiteral(expr, style).map((piece, index) => {
    const part = expr.parts[index - 1];
    const doc = pieceOf(piece);
    return part === undefined || typeof part === "string" || !hasBreaks(part) ? doc : group(doc);
  });
}

/** A long text in literals on lines of their own, which Python joins; undefined for any other expression. */
function proseOf(expr: Expr, style: StringStyle): Doc | undefined {
  const lines = expr.kind === "Str" && style === "multiline" ? proseLines(expr.value) : undefined;
  return lines?.flatMap((line, i): Doc[] => [...(i > 0 ? [hardLine] : []), strLiteral(line, "one-line")]);
}

function pieceOf(piece: string): Doc {
  return piece.includes("\n") ? multilineText(piece) : piece;
}

/** Content in parentheses that are there only if group `id` is expanded. */
export function parenthesesIfExpanded(id: number, content: Doc): Doc {
  return group(
    [ifExpanded(id, "("), indentInside(id, [softLine, content]), softLine, ifExpanded(id, ")")],
    id,
  );
}

function bracketed(open: string, content: Doc, close: string, around: Surroundings): Doc {
  return [open, ownBrackets(group([indent([softLine, content]), softLine]), around), close];
}

function hugged(content: Doc, around: Surroundings): Doc {
  return ["(", ownBrackets(group(content), around), ")"];
}

/** Brackets that break do not ask for the parentheses around the whole expression. */
function ownBrackets(content: Doc, around: Surroundings): Doc {
  return typeof around === "number" ? fitsExpanded(around, content) : content;
}

function breakingGroup(content: Doc, around: Surroundings): Doc {
  if (around === "nothing") return content;
  return around === "brackets" ? group(content) : groupInside(around, content);
}

function breakBeforeOperator(around: Surroundings): Doc {
  if (around === "nothing") return " ";
  if (around === "brackets") return lineOrSpace;
  return [ifExpanded(around, lineOrSpace), ifFlat(around, " ")];
}
