/**
 * How reading goes on behind an error: with the next line.
 *
 * Chevrotain's own recovery inserts and drops tokens; in a text made of lines it is simpler, and tells less nonsense,
 * to give up the line, keep the lines of the block below it, and tell one problem for it. This costs nothing where
 * there is no error.
 */
import {
  EOF,
  type IRecognitionException,
  isRecognitionException,
  type IToken,
  type TokenType,
} from "chevrotain";
import { expectation, hintFor } from "./explain.ts";
import { isLineEnd, type Parser, rangeOf } from "./parser.ts";
import type { Rules } from "./rules.ts";
import { T } from "./tokens.ts";

/** What goes on with a statement that was given up. */
const CLAUSES: ReadonlySet<TokenType> = new Set([T.Elif, T.Else, T.Handler]);
/** What stands between lines. */
const SEPARATORS: ReadonlySet<TokenType> = new Set([
  T.Newline,
  T.Indent,
  T.Dedent,
  T.Comment,
  T.ClauseComment,
  EOF,
]);

/** Reads a statement; where that fails, tells why and goes on behind it. */
export function readOrRecover(p: Parser, rules: Rules, read: () => void): void {
  const { body } = p;
  try {
    read();
  } catch (error) {
    if (!isRecognitionException(error as Error)) throw error;
    p.body = body;
    const { message, token } = error as IRecognitionException;
    report(p, message, token);
    if (p.LA(1).tokenType !== T.Dedent) skipLineAndBlocks(p, rules);
  }
}

/** Skips what can start no statement; says whether there was something. */
export function skipStray(p: Parser, rules: Rules, wanted = "a statement"): boolean {
  if (p.RECORDING_PHASE) return false;
  const token = p.LA(1);
  if (token.tokenType === T.Dedent || token.tokenType === EOF) return false;
  if (token.tokenType === T.Indent) {
    const message = "The line is indented, but no block starts before it.";
    reportAs(p, "indentation", message, token, "Lines of one block start in the same column.");
  } else if (CLAUSES.has(token.tokenType)) {
    const owner = token.tokenType === T.Handler ? "try" : "if";
    const hint = `It belongs to the \`${owner}\` in the same column before it.`;
    reportAs(p, "unexpected", `There is no \`${owner}\` before this \`${token.image}\`.`, token, hint);
  } else if (token.tokenType !== T.Case) {
    // A case without its `match` follows from an error in the line of that.
    report(p, expectation(wanted, token), token);
  }
  skipLineAndBlocks(p, rules);
  return true;
}

/** The colon of a line that opens a block. Where it is missing at the end of the line, the block is read all the same. */
export function colon(p: Parser, index: number): void {
  if (!p.RECORDING_PHASE && p.LA(1).tokenType === T.Newline) {
    const hint = "A line that opens a block ends with a colon.";
    reportAs(p, "unexpected", expectation("`:`", p.LA(1)), p.LA(1), hint);
  } else {
    p.consume(index, T.Colon);
  }
}

export function missingBlock(p: Parser, head: IToken): void {
  const message = "A block is expected below this line, indented further than it.";
  reportAs(p, "empty-block", message, head, "A block that does nothing holds `pass`.");
}

/**
 * Goes behind the line, reads the block below it into the current one, and does the same with clauses that follow
 * (`else`). A text with too many problems is not read further.
 */
export function skipLineAndBlocks(p: Parser, rules: Rules): void {
  do {
    while (!isLineEnd(p.LA(1).tokenType)) p.SKIP_TOKEN();
    if (p.LA(1).tokenType === T.Newline) p.SKIP_TOKEN();
    if (p.LA(1).tokenType === T.Indent) {
      p.SKIP_TOKEN();
      p.SUBRULE9(rules.statements);
      if (p.LA(1).tokenType === T.Dedent) p.SKIP_TOKEN();
    }
    while (p.problems.isFull && p.LA(1).tokenType !== EOF) p.SKIP_TOKEN();
  } while (CLAUSES.has(p.LA(1).tokenType));
}

function report(p: Parser, message: string, token: IToken): void {
  reportAs(p, "unexpected", message, token, hintFor(token, p.LA(0)));
}

/** Tells a problem, unless there is one in the line already: then this one is likely to follow from it. */
function reportAs(
  p: Parser,
  kind: "unexpected" | "indentation" | "empty-block",
  message: string,
  token: IToken,
  hint: string | undefined,
): void {
  const { start, end } = currentLine(p);
  if (p.problems.hasWithin(start, end)) return;
  const range = token.tokenType === EOF ? { start: end, end } : rangeOf(token);
  p.problems.add(kind, range.start, range.end, message, hint);
}

/** The logical line of the next token, from its first token to its end; where that is no word, the line before. */
function currentLine(p: Parser): { start: number; end: number } {
  const isBetween = (at: number): boolean => SEPARATORS.has(p.LA(at).tokenType);
  /** Whether there is no token at a place, seen from here. */
  const isOutside = (at: number): boolean => p.LA(at).tokenType === EOF;
  let last = 1;
  if (p.LA(1).tokenType === T.Indent) while (isBetween(last) && !isOutside(last)) last++;
  else while (isBetween(last) && !isOutside(last - 1)) last--;
  let first = last;
  while (!isBetween(first - 1)) first--;
  while (!isBetween(last)) last++;
  const end = p.LA(last);
  return {
    start: p.LA(first).startOffset || 0,
    end: end.tokenType === EOF ? p.text.length : end.startOffset,
  };
}
