/** The grammar of expressions: values, what hangs on them, and operators between them. */
import type { IOrAlt, IToken, TokenType } from "chevrotain";
import type { Constant, Expr, Name, Num, Str } from "../ast.ts";
import { isTooDeep } from "./depth.ts";
import { joinOperands, type Operand, type Operator } from "./operators.ts";
import type { Construct } from "./outside.ts";
import { type Parser, rangeOf } from "./parser.ts";
import type { Rules } from "./rules.ts";
import { T } from "./tokens.ts";

/** Chains and operators that one expression may have before its depth is looked at. */
const MANY_LINKS = 400;

/**
 * Operators are read as a row, and joined by their strength afterwards: a rule for each strength would make eight
 * calls for every name. Lookahead is one token everywhere.
 *
 * Rules may nest as deep as brackets do, and the lexer limits that; everything else that can repeat is a loop.
 */
export function defineExpressions(p: Parser, rules: Rules): Pick<Rules, "expression" | "operand"> {
  const operators = operatorForms(p);
  const atoms = atomForms(p, rules);
  const trailers = trailerForms(p, rules);
  return {
    expression: p.RULE("expression", () => {
      const first = p.SUBRULE(rules.operand);
      const row = readOperators(p, rules, first, operators);
      if (row === undefined && first.kind !== "Negation") return first;
      return p.ACTION(() => joinOperands(row?.operands ?? [first], row?.operators ?? [], p.problems));
    }),
    operand: p.RULE("operand", () => {
      let value: Operand = plain(p) ?? p.OR(atoms);
      if (!p.RECORDING_PHASE && GOES_ON[p.LA(1).tokenTypeIdx] === 0) return value;
      p.MANY(() => {
        trailers.receiver = value as Expr;
        value = p.OR2(trailers.forms);
        p.links++;
      });
      return value;
    }),
  };
}

/** An expression that no other holds. */
export function wholeExpression(p: Parser, rules: Rules, index: number): Expr {
  p.links = 0;
  const expr = word(p) ?? p.subrule(index, rules.expression);
  if (p.links > MANY_LINKS && isTooDeep(expr)) {
    const message = "The expression is nested too deeply.";
    p.problems.add("limit", expr.range!.start, expr.range!.end, message, "Assign parts of it to names.");
    // Whoever reads the tree reads it by recursion.
    return { kind: "Constant", value: "None", range: expr.range! };
  }
  return expr;
}

/**
 * A name, a text or a number alone, which is what most expressions are: the rule would read the same, by way of two
 * rules. Undefined for anything else, and while the grammar is recorded.
 */
export function word(p: Parser): Expr | undefined {
  return GOES_ON[p.LA(2).tokenTypeIdx] === 0 ? plain(p) : undefined;
}

/** The same where anything may follow it. */
function plain(p: Parser): Name | Str | Num | undefined {
  if (p.RECORDING_PHASE) return undefined;
  const token = p.LA(1);
  if (!isWord(token)) return undefined;
  p.SKIP_TOKEN();
  return wordOf(token);
}

function wordOf(token: IToken): Name | Str | Num {
  const { tokenType } = token;
  const range = rangeOf(token);
  if (tokenType === T.Name) return { kind: "Name", id: token.image, range };
  return tokenType === T.Str
    ? { kind: "Str", value: token.image, range }
    : { kind: "Num", text: token.image, range };
}

export function isWord({ tokenType }: IToken): boolean {
  return tokenType === T.Name || tokenType === T.Str || tokenType === T.Num;
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

/** Operands and what stands between them; undefined if there is nothing behind the first. */
export function readOperators(
  p: Parser,
  rules: Rules,
  first: Operand,
  forms: IOrAlt<Operator>[],
): { operands: Operand[]; operators: Operator[] } | undefined {
  let row: { operands: Operand[]; operators: Operator[] } | undefined;
  // What most values are followed by, without asking the grammar.
  if (!p.RECORDING_PHASE && GOES_ON[p.LA(1).tokenTypeIdx] === 0) return row;
  p.MANY(() => {
    row ??= { operands: [first], operators: [] };
    row.operators.push(p.OR(forms));
    row.operands.push(p.SUBRULE2(rules.operand));
    p.links++;
  });
  return row;
}

export function operatorForms(p: Parser): IOrAlt<Operator>[] {
  const operators = [T.Operator, T.In, T.Sign, T.Star, T.At, T.If, T.Else].map((type) => ({
    ALT: () => {
      const token = p.CONSUME(type);
      return { spelling: token.image, range: rangeOf(token) };
    },
  }));
  return [
    ...operators,
    {
      ALT: () => {
        const { startOffset } = p.CONSUME(T.Not);
        p.CONSUME2(T.In);
        return { spelling: "not in", range: p.upToHere(startOffset) };
      },
    },
  ];
}

function atomForms(p: Parser, rules: Rules): IOrAlt<Operand>[] {
  const prefixes = [T.Not, T.Sign, T.Star, T.Tilde, T.Await].map((type) => ({ ALT: () => p.CONSUME2(type) }));
  return [
    ...[T.Name, T.Str, T.Num].map((type) => ({ ALT: () => wordOf(p.CONSUME(type)) })),
    ...[T.True, T.False, T.None].map((type) => ({ ALT: () => constantOf(p.CONSUME(type)) })),
    { ALT: () => p.SUBRULE(rules.fString) },
    { ALT: () => p.SUBRULE(rules.parentheses) },
    { ALT: () => p.SUBRULE(rules.list) },
    { ALT: () => p.SUBRULE(rules.braces) },
    ...UNREADABLE.map(([construct, type]) => ({ ALT: () => unreadable(p, construct, p.CONSUME(type)) })),
    {
      ALT: () => {
        const read: IToken[] = [];
        p.AT_LEAST_ONE(() => read.push(p.OR3(prefixes)));
        // All prefixes are taken, so this goes no deeper.
        const value = p.SUBRULE(rules.operand);
        return p.ACTION(() => applyPrefixes(p, read, value as Expr));
      },
    },
  ];
}

function constantOf(token: IToken): Constant {
  return { kind: "Constant", value: token.image as Constant["value"], range: rangeOf(token) };
}

const PREFIXES: ReadonlyMap<TokenType, Construct> = new Map([
  [T.Star, "star"],
  [T.Tilde, "tilde"],
  [T.Await, "await"],
]);

function applyPrefixes(p: Parser, prefixes: IToken[], operand: Expr): Operand {
  let value = operand;
  const nots: number[] = [];
  p.links += prefixes.length;
  for (const prefix of prefixes.toReversed()) {
    const range = rangeOf(prefix);
    if (prefix.tokenType === T.Not) {
      nots.unshift(prefix.startOffset);
    } else if (nots.length > 0) {
      const hint = "Put parentheses around the `not` and what it negates.";
      p.problems.add("unexpected", nots[0]!, nots[0]! + 3, "Expected a value, found `not`.", hint);
    } else if (prefix.image === "-" && value.kind === "Num" && !value.text.startsWith("-")) {
      value = {
        kind: "Num",
        text: `-${value.text}`,
        range: { ...value.range!, start: prefix.startOffset },
      };
    } else if (prefix.tokenType === T.Sign) {
      p.tolerable("sign", range);
      const what = { kind: "Signed", op: prefix.image, value } as const;
      value = { kind: "Foreign", what, range: { start: prefix.startOffset, end: value.range!.end } };
    } else {
      p.outside(PREFIXES.get(prefix.tokenType)!, range);
    }
  }
  if (nots.length === 0) return value;
  return { kind: "Negation", value, nots, range: { start: nots[0]!, end: value.range!.end } };
}

const UNREADABLE: readonly (readonly [Construct, TokenType])[] = [
  ["ellipsis", T.Ellipsis],
  ["lambda", T.Lambda],
  ["yield", T.Yield],
];

/** Something of which the rest is not read: it goes to the end of the item. */
function unreadable(p: Parser, construct: Construct, token: IToken): Expr {
  p.ACTION(() => {
    p.outside(construct, rangeOf(token));
    if (construct === "lambda") p.skipTo(T.Colon);
    if (construct !== "ellipsis") p.skipTo(T.Comma);
  });
  return { kind: "Constant", value: "None", range: rangeOf(token) };
}

/** What can hang on a value: `receiver`, set right before they are read. */
interface Trailers {
  receiver: Expr;
  forms: IOrAlt<Expr>[];
}

function trailerForms(p: Parser, rules: Rules): Trailers {
  const trailers: Trailers = {
    receiver: { kind: "Constant", value: "None" },
    forms: [
      {
        ALT: () => {
          const func = trailers.receiver;
          const { args, keywords } = p.SUBRULE(rules.callArguments);
          const range = p.upToHere(startOf(func));
          return { kind: "Call", func, args, keywords, range };
        },
      },
      {
        ALT: () => {
          const value = trailers.receiver;
          p.CONSUME(T.Dot);
          const attr = p.CONSUME2(T.Name).image;
          return { kind: "Attribute", value, attr, range: p.upToHere(startOf(value)) };
        },
      },
      {
        ALT: () => {
          const value = trailers.receiver;
          const index = p.SUBRULE(rules.subscript);
          return { kind: "Subscript", value, index, range: p.upToHere(startOf(value)) };
        },
      },
    ],
  };
  return trailers;
}

/** While chevrotain records the grammar, values are stand-ins without a range. */
export function startOf({ range }: Expr): number {
  return range?.start ?? 0;
}
