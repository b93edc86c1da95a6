/** What to say where the grammar wants something else. */
import type { IParserErrorMessageProvider, IToken, TokenType } from "chevrotain";
import { KEYWORDS, T } from "./tokens.ts";

/** What a rule wants where none of its alternatives fits. */
const WANTED: Readonly<Record<string, string>> = {
  operand: "a value",
  statement: "a statement",
  block: "the end of the line",
  forTargets: "a name",
  parameter: "a parameter",
  importFrom: "a name",
};

/** Messages without hints; see {@link hintFor}. */
export const messageProvider: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual }) => expectation(nameOf(expected), actual),
  buildNotAllInputParsedMessage: ({ firstRedundant }) => expectation("the end of the file", firstRedundant),
  buildNoViableAltMessage: ({ actual, ruleName }) =>
    expectation(WANTED[ruleName] ?? "something else", actual[0]!),
  buildEarlyExitMessage: ({ actual, ruleName }) =>
    expectation(WANTED[ruleName] ?? "something else", actual[0]!),
};

/** In brackets, a comma or the closing bracket can follow a value; `:` can start the body of a block. */
function nameOf(type: TokenType): string {
  const isCloser = type === T.RParen || type === T.RBracket || type === T.RBrace;
  return isCloser ? `\`,\` or ${type.LABEL}` : (type.LABEL ?? type.name);
}

export function expectation(wanted: string, found: IToken): string {
  return `Expected ${wanted}, found ${describeToken(found)}.`;
}

const LONGEST_NAME = 40;

/** What a token is, for a message. */
export function describeToken({ tokenType, image }: IToken): string {
  switch (tokenType) {
    case T.Name:
      return image.length > LONGEST_NAME ? "a name" : `the name \`${image}\``;
    case T.Keyword:
      return image.length > LONGEST_NAME ? "a keyword argument" : `\`${image}=\``;
    case T.Num:
      return image.length > LONGEST_NAME ? "a number" : `the number \`${image}\``;
    case T.Operator:
    case T.Sign:
    case T.Star:
    case T.AugmentedAssign:
    case T.OutsideBlock:
    case T.OutsideLine:
    case T.Handler:
      return `\`${image}\``;
    default:
      return tokenType.LABEL ?? "the end of the file";
  }
}

/** What to do about it, judged by the token that was found and the one before it. */
export function hintFor(found: IToken, previous: IToken): string | undefined {
  switch (found.tokenType) {
    case T.Assign:
      return "`=` assigns to a name at the start of a line; `==` compares.";
    case T.Keyword:
      return "`=` within parentheses is for arguments of a call; `==` compares.";
    case T.Newline:
      return previous.tokenType === T.Dot ? "Write the name of a property behind the point." : undefined;
    case T.FieldClose:
      return "Put a value between the braces of an f-string; a brace as text is written twice.";
    case T.Bang:
      return "Negate with `not`; `!=` means not equal.";
    case T.Colon:
      return "A colon ends the line that opens a block, and stands between key and value in a dictionary.";
  }
  if (KEYWORDS.has(found.image) && previous.tokenType === T.Dot) {
    return `\`${found.image}\` is a word of Python: write \`getattr(x, "${found.image}")\`.`;
  }
  if (isValue(previous) && isValue(found)) {
    return previous.tokenType === T.Name
      ? "Arguments of a call stand in parentheses, and a comma stands between two values."
      : "A comma or an operator is missing; a quote within a string needs a backslash before it.";
  }
  return undefined;
}

function isValue({ tokenType }: IToken): boolean {
  return (
    tokenType === T.Name ||
    tokenType === T.Keyword ||
    tokenType === T.Num ||
    tokenType === T.Str ||
    tokenType === T.FStringStart ||
    tokenType === T.FStringEnd
  );
}
