/** The grammar of what stands in brackets: arguments, subscripts, collections, fields of f-strings. */
import type { IOrAlt, IToken, TokenType } from "chevrotain";
import type { Call, Dict, Expr, FString, Range } from "../ast.ts";
import { operatorForms, isWord, readOperators, startOf, word } from "./expressions.ts";
import { joinOperands, type Operand, type Operator } from "./operators.ts";
import { type Parser, rangeOf } from "./parser.ts";
import type { Problems } from "./problems.ts";
import type { Rules } from "./rules.ts";
import { T } from "./tokens.ts";

type Brackets =
  "callArguments" | "subscript" | "comprehension" | "parentheses" | "list" | "braces" | "fString";

export function defineBrackets(p: Parser, rules: Rules): Pick<Rules, Brackets> {
  const operators = operatorForms(p);
  return {
    callArguments: p.RULE("callArguments", () => readArguments(p, rules)),
    subscript: p.RULE("subscript", () => readSubscript(p, rules)),
    comprehension: p.RULE("comprehension", (element: Expr): Expr => {
      const token = p.CONSUME(T.For);
      p.tolerable("comprehension", rangeOf(token));
      const targets: string[] = [];
      p.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => targets.push(p.CONSUME(T.Name).image) });
      p.CONSUME3(T.In);
      const first = p.SUBRULE(rules.operand);
      const row = readOperators(p, rules, first, operators) ?? { operands: [first], operators: [] };
      return p.ACTION(() => {
        const [iter, ...conditions] = splitAtIfs(row.operands, row.operators, p.problems);
        const what = { kind: "Comprehension", element, targets, iter: iter!, conditions } as const;
        return { kind: "Foreign", what, range: p.upToHere(startOf(element)) };
      });
    }),
    parentheses: p.RULE("parentheses", () => readParentheses(p, rules)),
    list: p.RULE("list", () => readList(p, rules)),
    braces: p.RULE("braces", () => readBraces(p, rules)),
    fString: p.RULE("fString", () => readFString(p, rules)),
  };
}

function readArguments(p: Parser, rules: Rules): Pick<Call, "args" | "keywords"> {
  const call: Pick<Call, "args" | "keywords"> = { args: [], keywords: [] };
  p.CONSUME(T.LParen);
  readWordArguments(p, call);
  p.MANY(() => {
    const keyword = p.OPTION2(() => p.CONSUME(T.Keyword));
    const value = word(p) ?? p.SUBRULE(rules.expression);
    if (keyword !== undefined && !p.RECORDING_PHASE) {
      call.keywords.push({ name: keyword.image, value, range: p.upToHere(keyword.startOffset) });
    } else {
      call.args.push(p.OPTION3(() => p.SUBRULE(rules.comprehension, { ARGS: [value] })) ?? value);
    }
    p.endItem(T.RParen);
    p.OPTION(p.comma);
    readWordArguments(p, call);
  });
  p.CONSUME(T.RParen);
  if (call.keywords.length > 0) p.ACTION(() => checkArguments(call, p.problems));
  return call;
}

/*
 * Most of what stands in brackets is nothing but a name, a text or a number. A row of those is read at once: the rules
 * would read the same, and ask what follows at four places for each.
 */

function readWordArguments(p: Parser, { args, keywords }: Pick<Call, "args" | "keywords">): void {
  if (p.RECORDING_PHASE) return;
  for (;;) {
    const token = p.LA(1);
    const isKeyword = token.tokenType === T.Keyword;
    if (!isItem(p, isKeyword ? 2 : 1, T.RParen)) return;
    if (isKeyword) p.SKIP_TOKEN();
    const value = word(p)!;
    if (!isKeyword) args.push(value);
    else keywords.push({ name: token.image, value, range: p.upToHere(token.startOffset) });
    if (p.LA(1).tokenType === T.Comma) p.SKIP_TOKEN();
  }
}

function readWordItems(p: Parser, items: Expr[]): void {
  if (p.RECORDING_PHASE) return;
  while (isItem(p, 1, T.RBracket)) {
    items.push(word(p)!);
    if (p.LA(1).tokenType === T.Comma) p.SKIP_TOKEN();
  }
}

function readWordEntries(p: Parser, entries: Dict["entries"]): void {
  if (p.RECORDING_PHASE) return;
  while (isWord(p.LA(1)) && p.LA(2).tokenType === T.Colon && isItem(p, 3, T.RBrace)) {
    const key = word(p)!;
    p.SKIP_TOKEN();
    entries.push({ key, value: word(p)! });
    if (p.LA(1).tokenType === T.Comma) p.SKIP_TOKEN();
  }
}

/** Whether a token is all of an item. */
function isItem(p: Parser, at: number, closer: TokenType): boolean {
  if (!isWord(p.LA(at))) return false;
  const { tokenType } = p.LA(at + 1);
  return tokenType === T.Comma || tokenType === closer;
}

function checkArguments({ args, keywords }: Pick<Call, "args" | "keywords">, problems: Problems): void {
  const firstKeyword = keywords[0]!.range!.start;
  const late = args.length === 0 ? undefined : args.find(({ range }) => range!.start > firstKeyword);
  if (late !== undefined) {
    const message = "An argument without a name stands behind one with a name.";
    problems.add("argument", late.range!.start, late.range!.end, message, "Give it a name, or put it first.");
  }
  if (keywords.length === 1) return;
  const names = new Set<string>();
  for (const { name, range } of keywords) {
    if (names.has(name)) {
      const message = `The argument \`${name}\` is given twice.`;
      problems.add("argument", range!.start, range!.start + name.length, message, "Leave one of them out.");
    }
    names.add(name);
  }
}

function readSubscript(p: Parser, rules: Rules): Expr {
  const { startOffset } = p.CONSUME(T.LBracket);
  const index = p.OPTION(() => p.SUBRULE(rules.expression));
  let colon: IToken | undefined;
  const end = p.OPTION2(() => {
    colon = p.CONSUME(T.Colon);
    return p.OPTION3(() => p.SUBRULE2(rules.expression));
  });
  p.ACTION(() => {
    const { tokenType } = p.LA(1);
    if (tokenType === T.Colon || tokenType === T.Comma) {
      p.outside("slice", rangeOf(p.LA(1)));
      p.skipTo(T.RBracket);
    } else if (colon !== undefined) {
      p.tolerable("slice", rangeOf(colon));
    } else if (index === undefined) p.fail("a value");
  });
  p.CONSUME(T.RBracket);
  const range = p.upToHere(startOffset);
  if (colon !== undefined) return { kind: "Foreign", what: { kind: "Slice", start: index, end }, range };
  return index ?? { kind: "Constant", value: "None", range };
}

/** In a comprehension an `if` has no `else`: it starts a condition. */
function splitAtIfs(operands: Operand[], operators: Operator[], problems: Problems): Expr[] {
  const parts: Expr[] = [];
  let from = 0;
  for (let i = 0; i <= operators.length; i++) {
    if (i < operators.length && operators[i]!.spelling !== "if") continue;
    parts.push(joinOperands(operands.slice(from, i + 1), operators.slice(from, i), problems));
    from = i + 1;
  }
  return parts;
}

function readParentheses(p: Parser, rules: Rules): Expr {
  const { startOffset } = p.CONSUME(T.LParen);
  const items: Expr[] = [];
  let comma: IToken | undefined;
  p.MANY(() => {
    items.push(word(p) ?? p.SUBRULE(rules.expression));
    p.endItem(T.RParen);
    comma = p.OPTION(p.comma) ?? comma;
  });
  p.CONSUME(T.RParen);
  const [first] = items;
  if (comma === undefined && first !== undefined) return first;
  const range = p.upToHere(startOffset);
  p.tolerable("tuple", range);
  return { kind: "Foreign", what: { kind: "Tuple", items }, range };
}

function readList(p: Parser, rules: Rules): Expr {
  const { startOffset } = p.CONSUME(T.LBracket);
  const items: Expr[] = [];
  let comprehension: Expr | undefined;
  readWordItems(p, items);
  p.MANY(() => {
    const item = word(p) ?? p.SUBRULE(rules.expression);
    items.push(item);
    comprehension = p.OPTION2(() => p.SUBRULE(rules.comprehension, { ARGS: [item] })) ?? comprehension;
    p.endItem(T.RBracket);
    p.OPTION(p.comma);
    readWordItems(p, items);
  });
  p.CONSUME(T.RBracket);
  const range = p.upToHere(startOffset);
  if (comprehension === undefined) return { kind: "List", items, range };
  if (items.length > 1) p.outside("comprehension", range);
  return comprehension;
}

function readBraces(p: Parser, rules: Rules): Expr {
  const { startOffset } = p.CONSUME(T.LBrace);
  const entries: Dict["entries"] = [];
  let withoutValue = 0;
  readWordEntries(p, entries);
  p.MANY(() => {
    const isSpread = p.LA(1).tokenType === T.Star;
    const key = word(p) ?? p.SUBRULE(rules.expression);
    const value = p.OPTION(() => {
      p.CONSUME(T.Colon);
      return word(p) ?? p.SUBRULE2(rules.expression);
    });
    p.endItem(T.RBrace);
    p.OPTION2(p.comma);
    if (value !== undefined) entries.push({ key, value });
    else if (!isSpread) withoutValue++;
    readWordEntries(p, entries);
  });
  p.CONSUME(T.RBrace);
  const range = p.upToHere(startOffset);
  p.ACTION(() => checkBraces(p, entries.length, withoutValue, range));
  return { kind: "Dict", entries, range };
}

function checkBraces(p: Parser, entries: number, withoutValue: number, range: Range): void {
  if (withoutValue === 0) return;
  const { start, end } = range;
  if (entries === 0) p.outside("set", range);
  else if (!p.problems.hasWithin(start, end)) {
    const hint = "An entry of a dictionary is `key: value`.";
    p.problems.add("unexpected", start, end, "An entry of the dictionary has no value.", hint);
  }
}

function readFString(p: Parser, rules: Rules): FString {
  const { startOffset } = p.CONSUME(T.FStringStart);
  const parts: FString["parts"] = [];
  const pieces: [IOrAlt<void>, IOrAlt<void>] = [
    { ALT: () => addText(parts, p.CONSUME(T.FStringText).image) },
    {
      ALT: () => {
        p.CONSUME(T.FieldOpen);
        parts.push(word(p) ?? p.SUBRULE(rules.expression));
        p.ACTION(() => checkField(p));
        p.CONSUME(T.FieldClose);
      },
    },
  ];
  p.MANY(() => {
    if (p.RECORDING_PHASE) p.OR(pieces);
    else pieces[p.LA(1).tokenType === T.FStringText ? 0 : 1].ALT();
  });
  p.CONSUME(T.FStringEnd);
  return { kind: "FString", parts, range: p.upToHere(startOffset) };
}

/** Texts next to each other, as of strings in pieces, are one. */
function addText(parts: FString["parts"], text: string): void {
  const last = parts.at(-1);
  if (typeof last === "string") parts[parts.length - 1] = last + text;
  else parts.push(text);
}

function checkField(p: Parser): void {
  const token = p.LA(1);
  if (token.tokenType !== T.Comma) return;
  p.outside("tuple", rangeOf(token));
  p.skipTo(T.FieldClose);
}
