// oxlint-disable max-lines -- one grammar: each rule stands behind those that it uses
/** The grammar of expressions. */
import type { IOrAlt, IToken, ParserMethod, TokenType } from "chevrotain";
import type { Call, Dict, Expr, FString, Range } from "../ast.ts";
import { BaseParser, rangeOf } from "./base-parser.ts";
import { isTooDeep } from "./depth.ts";
import { joinOperands, type Operand, type Operator } from "./operators.ts";
import type { Construct } from "./outside.ts";
import type { Problems } from "./problems.ts";
import { T } from "./tokens.ts";

/** Chains and operators that one expression may have before its depth is looked at. */
const MANY_LINKS = 400;

/**
 * Operators are read as a row, and joined by their strength afterwards: a rule for each strength would make eight
 * calls for every name. Lookahead is one token everywhere.
 *
 * Rules may nest as deep as brackets do, and the lexer limits that; everything else that can repeat is a loop.
 */
export abstract class ExpressionParser extends BaseParser {
  /** How much of the current expression nests without brackets. */
  private links = 0;

  /** An expression that no other holds. */
  protected wholeExpression(index: number): Expr {
    this.links = 0;
    const expr = this.word() ?? this.subrule(index, this.expression);
    if (this.links > MANY_LINKS && isTooDeep(expr)) {
      const message = "The expression is nested too deeply.";
      this.problems.add("limit", expr.range!.start, expr.range!.end, message, "Assign parts of it to names.");
      // Whoever reads the tree reads it by recursion.
      return { kind: "Constant", value: "None", range: expr.range! };
    }
    return expr;
  }

  /**
   * A name, a text or a number alone, which is what most expressions are: {@link expression} would read the same, by way
   * of two rules. Undefined for anything else, and while the grammar is recorded.
   */
  private word(): Expr | undefined {
    if (this.RECORDING_PHASE) return undefined;
    const token = this.LA(1);
    const { tokenType } = token;
    if (tokenType !== T.Name && tokenType !== T.Str && tokenType !== T.Num) return undefined;
    if (GOES_ON[this.LA(2).tokenTypeIdx] !== 0) return undefined;
    this.SKIP_TOKEN();
    const range = rangeOf(token);
    if (tokenType === T.Name) return { kind: "Name", id: token.image, range };
    return tokenType === T.Str
      ? { kind: "Str", value: token.image, range }
      : { kind: "Num", text: token.image, range };
  }

  protected readonly expression: ParserMethod<[], Expr> = this.RULE("expression", () => {
    const first = this.SUBRULE(this.operand);
    let operands: Operand[] | undefined;
    let operators: Operator[] | undefined;
    this.MANY(() => {
      operands ??= [first];
      operators ??= [];
      operators.push(this.OR(this.operatorForms));
      operands.push(this.SUBRULE2(this.operand));
      this.links++;
    });
    if (operands === undefined && first.kind !== "Negation") return first;
    return this.ACTION(() => joinOperands(operands ?? [first], operators ?? [], this.problems));
  });

  private readonly operatorForms: IOrAlt<Operator>[] = [
    { ALT: () => operatorOf(this.CONSUME(T.Operator)) },
    { ALT: () => operatorOf(this.CONSUME(T.In)) },
    { ALT: () => operatorOf(this.CONSUME(T.Sign)) },
    { ALT: () => operatorOf(this.CONSUME(T.Star)) },
    { ALT: () => operatorOf(this.CONSUME(T.At)) },
    { ALT: () => operatorOf(this.CONSUME(T.If)) },
    { ALT: () => operatorOf(this.CONSUME(T.Else)) },
    {
      ALT: () => {
        const { startOffset } = this.CONSUME(T.Not);
        this.CONSUME2(T.In);
        return { spelling: "not in", range: this.upToHere(startOffset) };
      },
    },
  ];

  /** What stands between operators: a value and what hangs on it, or such a value with signs and `not`s before it. */
  protected readonly operand: ParserMethod<[], Operand> = this.RULE("operand", () => {
    let value = this.OR(this.atomForms);
    this.MANY(() => {
      this.receiver = value as Expr;
      value = this.OR2(this.trailerForms);
      this.links++;
    });
    return value;
  });

  private readonly atomForms: IOrAlt<Operand>[] = [
    {
      ALT: () => {
        const token = this.CONSUME(T.Name);
        return { kind: "Name", id: token.image, range: rangeOf(token) };
      },
    },
    {
      ALT: () => {
        const token = this.CONSUME(T.Str);
        return { kind: "Str", value: token.image, range: rangeOf(token) };
      },
    },
    {
      ALT: () => {
        const token = this.CONSUME(T.Num);
        return { kind: "Num", text: token.image, range: rangeOf(token) };
      },
    },
    { ALT: () => ({ kind: "Constant", value: "True", range: rangeOf(this.CONSUME(T.True)) }) },
    { ALT: () => ({ kind: "Constant", value: "False", range: rangeOf(this.CONSUME(T.False)) }) },
    { ALT: () => ({ kind: "Constant", value: "None", range: rangeOf(this.CONSUME(T.None)) }) },
    { ALT: () => this.SUBRULE(this.fString) },
    { ALT: () => this.SUBRULE(this.parentheses) },
    { ALT: () => this.SUBRULE(this.list) },
    { ALT: () => this.SUBRULE(this.braces) },
    { ALT: () => this.unreadable("ellipsis", this.CONSUME(T.Ellipsis)) },
    { ALT: () => this.unreadable("lambda", this.CONSUME(T.Lambda)) },
    { ALT: () => this.unreadable("yield", this.CONSUME(T.Yield)) },
    {
      ALT: () => {
        const prefixes: IToken[] = [];
        this.AT_LEAST_ONE(() => prefixes.push(this.OR3(this.prefixForms)));
        // All prefixes are taken, so this goes no deeper.
        const value = this.SUBRULE(this.operand);
        return this.ACTION(() => this.applyPrefixes(prefixes, value as Expr));
      },
    },
  ];

  private readonly prefixForms: IOrAlt<IToken>[] = [
    { ALT: () => this.CONSUME2(T.Not) },
    { ALT: () => this.CONSUME2(T.Sign) },
    { ALT: () => this.CONSUME2(T.Star) },
    { ALT: () => this.CONSUME(T.Tilde) },
    { ALT: () => this.CONSUME(T.Await) },
  ];

  private applyPrefixes(prefixes: IToken[], operand: Expr): Operand {
    let value = operand;
    const nots: number[] = [];
    this.links += prefixes.length;
    for (const prefix of prefixes.toReversed()) {
      const range = rangeOf(prefix);
      if (prefix.tokenType === T.Not) {
        nots.unshift(prefix.startOffset);
      } else if (nots.length > 0) {
        const hint = "Put parentheses around the `not` and what it negates.";
        this.problems.add("unexpected", nots[0]!, nots[0]! + 3, "Expected a value, found `not`.", hint);
      } else if (prefix.image === "-" && value.kind === "Num" && !value.text.startsWith("-")) {
        value = {
          kind: "Num",
          text: `-${value.text}`,
          range: { ...value.range!, start: prefix.startOffset },
        };
      } else if (prefix.tokenType === T.Sign) {
        this.tolerable("sign", range);
        const what = { kind: "Signed", op: prefix.image, value } as const;
        value = { kind: "Foreign", what, range: { start: prefix.startOffset, end: value.range!.end } };
      } else {
        this.outside(PREFIXES.get(prefix.tokenType)!, range);
      }
    }
    if (nots.length === 0) return value;
    return { kind: "Negation", value, nots, range: { start: nots[0]!, end: value.range!.end } };
  }

  /** Something of which the rest is not read: it goes to the end of the item. */
  private unreadable(construct: Construct, token: IToken): Expr {
    this.ACTION(() => {
      this.outside(construct, rangeOf(token));
      if (construct === "lambda") this.skipTo(T.Colon);
      if (construct !== "ellipsis") this.skipTo(T.Comma);
    });
    return { kind: "Constant", value: "None", range: rangeOf(token) };
  }

  /** What the forms below hang on: set right before they are read. */
  private receiver: Expr = { kind: "Constant", value: "None" };

  private readonly trailerForms: IOrAlt<Expr>[] = [
    {
      ALT: () => {
        const func = this.receiver;
        const call: Call = { kind: "Call", func, ...this.SUBRULE(this.callArguments) };
        call.range = this.upToHere(startOf(func));
        return call;
      },
    },
    {
      ALT: () => {
        const value = this.receiver;
        this.CONSUME(T.Dot);
        const attr = this.CONSUME2(T.Name).image;
        return { kind: "Attribute", value, attr, range: this.upToHere(startOf(value)) };
      },
    },
    {
      ALT: () => {
        const value = this.receiver;
        const index = this.SUBRULE(this.subscript);
        return { kind: "Subscript", value, index, range: this.upToHere(startOf(value)) };
      },
    },
  ];

  private readonly keyword = (): IToken => this.CONSUME(T.Keyword);

  private readonly callArguments: ParserMethod<[], Pick<Call, "args" | "keywords">> = this.RULE(
    "callArguments",
    () => {
      const call: Pick<Call, "args" | "keywords"> = { args: [], keywords: [] };
      this.CONSUME(T.LParen);
      this.MANY(() => {
        const keyword = this.OPTION2(this.keyword);
        const value = this.word() ?? this.SUBRULE(this.expression);
        if (keyword !== undefined && !this.RECORDING_PHASE) {
          call.keywords.push({ name: keyword.image, value, range: this.upToHere(keyword.startOffset) });
        } else {
          call.args.push(this.OPTION3(() => this.SUBRULE(this.comprehension, { ARGS: [value] })) ?? value);
        }
        this.endItem(T.RParen);
        this.OPTION(this.comma);
      });
      this.CONSUME(T.RParen);
      if (call.keywords.length > 0) this.ACTION(() => checkArguments(call, this.problems));
      return call;
    },
  );

  private readonly subscript: ParserMethod<[], Expr> = this.RULE("subscript", (): Expr => {
    const { startOffset } = this.CONSUME(T.LBracket);
    const index = this.OPTION(() => this.SUBRULE(this.expression));
    let colon: IToken | undefined;
    const end = this.OPTION2(() => {
      colon = this.CONSUME(T.Colon);
      return this.OPTION3(() => this.SUBRULE2(this.expression));
    });
    this.ACTION(() => {
      const { tokenType } = this.LA(1);
      if (tokenType === T.Colon || tokenType === T.Comma) {
        this.outside("slice", rangeOf(this.LA(1)));
        this.skipTo(T.RBracket);
      } else if (colon !== undefined) {
        this.tolerable("slice", rangeOf(colon));
      } else if (index === undefined) this.fail("a value");
    });
    this.CONSUME(T.RBracket);
    const range = this.upToHere(startOffset);
    if (colon !== undefined) return { kind: "Foreign", what: { kind: "Slice", start: index, end }, range };
    return index ?? { kind: "Constant", value: "None", range };
  });

  /** What follows the element: `for targets in iter if condition`. */
  private readonly comprehension: ParserMethod<[element: Expr], Expr> = this.RULE(
    "comprehension",
    (element: Expr): Expr => {
      const token = this.CONSUME(T.For);
      this.tolerable("comprehension", rangeOf(token));
      const targets: string[] = [];
      this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => targets.push(this.CONSUME(T.Name).image) });
      this.CONSUME3(T.In);
      const operands: Operand[] = [this.SUBRULE(this.operand)];
      const operators: Operator[] = [];
      this.MANY(() => {
        operators.push(this.OR(this.operatorForms));
        operands.push(this.SUBRULE2(this.operand));
      });
      return this.ACTION(() => {
        const [iter, ...conditions] = this.splitAtIfs(operands, operators);
        const what = { kind: "Comprehension", element, targets, iter: iter!, conditions } as const;
        return { kind: "Foreign", what, range: this.upToHere(startOf(element)) };
      });
    },
  );

  /** In a comprehension an `if` has no `else`: it starts a condition. */
  private splitAtIfs(operands: Operand[], operators: Operator[]): Expr[] {
    const parts: Expr[] = [];
    let from = 0;
    for (let i = 0; i <= operators.length; i++) {
      if (i < operators.length && operators[i]!.spelling !== "if") continue;
      parts.push(joinOperands(operands.slice(from, i + 1), operators.slice(from, i), this.problems));
      from = i + 1;
    }
    return parts;
  }

  /** A value in parentheses, which are no part of it. */
  private readonly parentheses: ParserMethod<[], Expr> = this.RULE("parentheses", (): Expr => {
    const { startOffset } = this.CONSUME(T.LParen);
    const items: Expr[] = [];
    let comma: IToken | undefined;
    this.MANY(() => {
      items.push(this.word() ?? this.SUBRULE(this.expression));
      this.endItem(T.RParen);
      comma = this.OPTION(this.comma) ?? comma;
    });
    this.CONSUME(T.RParen);
    const [first] = items;
    if (comma === undefined && first !== undefined) return first;
    const range = this.upToHere(startOffset);
    this.tolerable("tuple", range);
    return { kind: "Foreign", what: { kind: "Tuple", items }, range };
  });

  private readonly list: ParserMethod<[], Expr> = this.RULE("list", (): Expr => {
    const { startOffset } = this.CONSUME(T.LBracket);
    const items: Expr[] = [];
    let comprehension: Expr | undefined;
    this.MANY(() => {
      const item = this.word() ?? this.SUBRULE(this.expression);
      items.push(item);
      comprehension = this.OPTION2(() => this.SUBRULE(this.comprehension, { ARGS: [item] })) ?? comprehension;
      this.endItem(T.RBracket);
      this.OPTION(this.comma);
    });
    this.CONSUME(T.RBracket);
    const range = this.upToHere(startOffset);
    if (comprehension === undefined) return { kind: "List", items, range };
    if (items.length > 1) this.outside("comprehension", range);
    return comprehension;
  });

  private readonly braces: ParserMethod<[], Expr> = this.RULE("braces", (): Expr => {
    const { startOffset } = this.CONSUME(T.LBrace);
    const entries: Dict["entries"] = [];
    let withoutValue = 0;
    this.MANY(() => {
      const isSpread = this.LA(1).tokenType === T.Star;
      const key = this.word() ?? this.SUBRULE(this.expression);
      const value = this.OPTION(() => {
        this.CONSUME(T.Colon);
        return this.word() ?? this.SUBRULE2(this.expression);
      });
      this.endItem(T.RBrace);
      this.OPTION2(this.comma);
      if (value !== undefined) entries.push({ key, value });
      else if (!isSpread) withoutValue++;
    });
    this.CONSUME(T.RBrace);
    this.ACTION(() => this.checkBraces(entries.length, withoutValue, this.upToHere(startOffset)));
    return { kind: "Dict", entries, range: this.upToHere(startOffset) };
  });

  private checkBraces(entries: number, withoutValue: number, range: Range): void {
    if (withoutValue === 0) return;
    if (entries === 0) this.outside("set", range);
    else if (!this.problems.hasWithin(range.start, range.end)) {
      const hint = "An entry of a dictionary is `key: value`.";
      this.problems.add(
        "unexpected",
        range.start,
        range.end,
        "An entry of the dictionary has no value.",
        hint,
      );
    }
  }

  private readonly fString: ParserMethod<[], FString> = this.RULE("fString", (): FString => {
    const { startOffset } = this.CONSUME(T.FStringStart);
    const parts: FString["parts"] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => addText(parts, this.CONSUME(T.FStringText).image) },
        {
          ALT: () => {
            this.CONSUME(T.FieldOpen);
            parts.push(this.word() ?? this.SUBRULE(this.expression));
            this.ACTION(() => this.checkField());
            this.CONSUME(T.FieldClose);
          },
        },
      ]);
    });
    this.CONSUME(T.FStringEnd);
    return { kind: "FString", parts, range: this.upToHere(startOffset) };
  });

  private checkField(): void {
    const token = this.LA(1);
    if (token.tokenType !== T.Comma) return;
    this.outside("tuple", rangeOf(token));
    this.skipTo(T.FieldClose);
  }
}

/** By the number of a token's type: whether it goes on with a value, as a bracket or an operator does. */
const GOES_ON = new Uint8Array(Math.max(...Object.values(T).map((type) => type.tokenTypeIdx!)) + 1);
for (const type of [
  T.LParen,
  T.Dot,
  T.LBracket,
  T.Operator,
  T.In,
  T.Sign,
  T.Star,
  T.At,
  T.If,
  T.Else,
  T.Not,
]) {
  GOES_ON[type.tokenTypeIdx!] = 1;
}

const PREFIXES: ReadonlyMap<TokenType, Construct> = new Map([
  [T.Star, "star"],
  [T.Tilde, "tilde"],
  [T.Await, "await"],
]);

function operatorOf(token: IToken): Operator {
  return { spelling: token.image, range: rangeOf(token) };
}

/** While chevrotain records the grammar, values are stand-ins without a range. */
function startOf({ range }: Expr): number {
  return range?.start ?? 0;
}

/** Texts next to each other, as of strings in pieces, are one. */
function addText(parts: FString["parts"], text: string): void {
  const last = parts.at(-1);
  if (typeof last === "string") parts[parts.length - 1] = last + text;
  else parts.push(text);
}

function checkArguments({ args, keywords }: Pick<Call, "args" | "keywords">, problems: Problems): void {
  const firstKeyword = keywords[0]!.range!.start;
  const late = args.find(({ range }) => range!.start > firstKeyword);
  if (late !== undefined) {
    const message = "An argument without a name stands behind one with a name.";
    problems.add("argument", late.range!.start, late.range!.end, message, "Give it a name, or put it first.");
  }
  const names = new Set<string>();
  for (const { name, range } of keywords) {
    if (names.has(name)) {
      const message = `The argument \`${name}\` is given twice.`;
      problems.add("argument", range!.start, range!.start + name.length, message, "Leave one of them out.");
    }
    names.add(name);
  }
}
