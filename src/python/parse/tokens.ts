/** The tokens of Python, as far as the grammar tells them apart. */
import { createToken, type IToken, type TokenType } from "chevrotain";

function tokenType(name: string, label: string): TokenType {
  return createToken({ name, label });
}

const symbol = (name: string, spelling: string): TokenType => tokenType(name, `\`${spelling}\``);

/** What a message calls a token is its label. */
export const T = {
  Name: tokenType("Name", "a name"),
  /** A name and the `=` behind it, within parentheses: the start of a keyword argument. */
  Keyword: tokenType("Keyword", "a keyword argument"),
  Num: tokenType("Num", "a number"),
  Str: tokenType("Str", "a string"),
  FStringStart: tokenType("FStringStart", "an f-string"),
  FStringText: tokenType("FStringText", "text"),
  FStringEnd: tokenType("FStringEnd", "the end of the f-string"),
  FieldOpen: symbol("FieldOpen", "{"),
  FieldClose: symbol("FieldClose", "}"),

  Newline: tokenType("Newline", "the end of the line"),
  Indent: tokenType("Indent", "an indented block"),
  Dedent: tokenType("Dedent", "the end of the block"),
  Comment: tokenType("Comment", "a comment"),
  /** A comment before `elif`, `else` or `case`: what follows goes on with the statement before. */
  ClauseComment: tokenType("ClauseComment", "a comment"),

  LParen: symbol("LParen", "("),
  RParen: symbol("RParen", ")"),
  LBracket: symbol("LBracket", "["),
  RBracket: symbol("RBracket", "]"),
  LBrace: symbol("LBrace", "{"),
  RBrace: symbol("RBrace", "}"),
  Comma: symbol("Comma", ","),
  Colon: symbol("Colon", ":"),
  Semicolon: symbol("Semicolon", ";"),
  Dot: symbol("Dot", "."),
  Assign: symbol("Assign", "="),
  Arrow: symbol("Arrow", "->"),
  At: symbol("At", "@"),
  Ellipsis: symbol("Ellipsis", "..."),
  /** `*` and `**`: an operator, or a mark before an argument. */
  Star: tokenType("Star", "`*`"),
  /** `+` and `-`: an operator, or a sign. */
  Sign: tokenType("Sign", "`+` or `-`"),
  Tilde: symbol("Tilde", "~"),
  /** Every operator that stands between two operands and nowhere else, but for `in`. */
  Operator: tokenType("Operator", "an operator"),
  AugmentedAssign: tokenType("AugmentedAssign", "an assignment"),
  Bang: symbol("Bang", "!"),

  True: symbol("True", "True"),
  False: symbol("False", "False"),
  None: symbol("None", "None"),
  Not: symbol("Not", "not"),
  In: symbol("In", "in"),
  If: symbol("If", "if"),
  Elif: symbol("Elif", "elif"),
  Else: symbol("Else", "else"),
  For: symbol("For", "for"),
  Match: symbol("Match", "match"),
  Case: symbol("Case", "case"),
  Def: symbol("Def", "def"),
  Return: symbol("Return", "return"),
  Pass: symbol("Pass", "pass"),
  Import: symbol("Import", "import"),
  From: symbol("From", "from"),
  As: symbol("As", "as"),
  Lambda: symbol("Lambda", "lambda"),
  Await: symbol("Await", "await"),
  Yield: symbol("Yield", "yield"),
  Async: symbol("Async", "async"),
  /** The first word of a block that the dialect does not have: `while`, `try`, `with`, `class`. */
  OutsideBlock: tokenType("OutsideBlock", "a block"),
  /** The first word of a line that the dialect does not have: `raise`, `break` ... */
  OutsideLine: tokenType("OutsideLine", "a statement"),
  /** `except` and `finally`. */
  Handler: tokenType("Handler", "`except`"),
} as const;

const KEYWORD_TYPES: readonly (readonly [words: string, type: TokenType])[] = [
  ["True", T.True],
  ["False", T.False],
  ["None", T.None],
  ["and or is", T.Operator],
  ["not", T.Not],
  ["in", T.In],
  ["if", T.If],
  ["elif", T.Elif],
  ["else", T.Else],
  ["for", T.For],
  ["def", T.Def],
  ["return", T.Return],
  ["pass", T.Pass],
  ["import", T.Import],
  ["from", T.From],
  ["as", T.As],
  ["lambda", T.Lambda],
  ["await", T.Await],
  ["yield", T.Yield],
  ["async", T.Async],
  ["while try with class", T.OutsideBlock],
  ["raise assert del global nonlocal break continue", T.OutsideLine],
  ["except finally", T.Handler],
];

/** The words that are no names; `match` and `case` are names everywhere but at the start of certain lines. */
export const KEYWORDS: ReadonlyMap<string, TokenType> = new Map(
  KEYWORD_TYPES.flatMap(([words, type]) => words.split(" ").map((word) => [word, type] as const)),
);

/** Operators of more than one character, and those of one that need no closer look, longest first by length. */
export const OPERATORS: ReadonlyMap<string, TokenType> = new Map([
  ...["**=", "//=", "<<=", ">>=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@="].map(
    (spelling) => [spelling, T.AugmentedAssign] as const,
  ),
  ...["//", "<<", ">>", "==", "!=", "<=", ">=", ":=", "<>", "/", "%", "&", "|", "^", "<", ">"].map(
    (spelling) => [spelling, T.Operator] as const,
  ),
  ["**", T.Star],
  ["*", T.Star],
  ["+", T.Sign],
  ["-", T.Sign],
  ["->", T.Arrow],
  ["...", T.Ellipsis],
  ["=", T.Assign],
  [":", T.Colon],
  [".", T.Dot],
  [";", T.Semicolon],
  [",", T.Comma],
  ["@", T.At],
  ["~", T.Tilde],
  ["!", T.Bang],
]);

/** A token. `image` is what it means rather than its spelling: a string's value, a name as Python folds it. */
export class Token implements IToken {
  tokenType: TokenType;
  tokenTypeIdx: number;
  image: string;
  startOffset: number;
  /** Of the last character, as chevrotain has it; before the start where a token has none. */
  endOffset: number;

  constructor(type: TokenType, image: string, start: number, end: number) {
    this.tokenType = type;
    this.tokenTypeIdx = type.tokenTypeIdx!;
    this.image = image;
    this.startOffset = start;
    this.endOffset = end - 1;
  }

  become(type: TokenType): void {
    this.tokenType = type;
    this.tokenTypeIdx = type.tokenTypeIdx!;
  }
}
