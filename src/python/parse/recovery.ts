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
  type ParserMethod,
  type TokenType,
} from "chevrotain";
import type { Stmt } from "../ast.ts";
import { expectation, hintFor } from "./explain.ts";
import { isLineEnd, rangeOf } from "./base-parser.ts";
import { ExpressionParser } from "./expressions.ts";
import { Problems } from "./problems.ts";
import { type Token, T } from "./tokens.ts";

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

export abstract class RecoveringParser extends ExpressionParser {
  protected text = "";
  /** The statements of the block that is being read. */
  protected body: Stmt[] = [];

  protected abstract readonly statements: ParserMethod<[], void>;

  /** Reads all tokens of a text. Problems that the lexer found are known already. */
  read(tokens: Token[], text: string, problems: Problems): Stmt[] {
    const body: Stmt[] = [];
    this.input = tokens;
    this.text = text;
    this.problems = problems;
    this.body = body;
    this.statements();
    // What was read is the caller's; the parser lives on.
    this.input = [];
    this.body = [];
    this.text = "";
    this.problems = new Problems();
    return body;
  }

  protected add(statement: Stmt): void {
    this.ACTION(() => this.body.push(statement));
  }

  /** Reads a statement; where that fails, tells why and goes on behind it. */
  protected readOrRecover(read: () => void): void {
    const { body } = this;
    try {
      read();
    } catch (error) {
      if (!isRecognitionException(error as Error)) throw error;
      this.body = body;
      const { message, token } = error as IRecognitionException;
      this.report(message, token);
      if (this.LA(1).tokenType !== T.Dedent) this.skipLineAndBlocks();
    }
  }

  /** Skips what can start no statement; says whether there was something. */
  protected skipStray(wanted = "a statement"): boolean {
    if (this.RECORDING_PHASE) return false;
    const token = this.LA(1);
    if (token.tokenType === T.Dedent || token.tokenType === EOF) return false;
    if (token.tokenType === T.Indent) {
      const message = "The line is indented, but no block starts before it.";
      this.reportAs("indentation", message, token, "Lines of one block start in the same column.");
    } else if (CLAUSES.has(token.tokenType)) {
      const owner = token.tokenType === T.Handler ? "try" : "if";
      const hint = `It belongs to the \`${owner}\` in the same column before it.`;
      this.reportAs("unexpected", `There is no \`${owner}\` before this \`${token.image}\`.`, token, hint);
    } else if (token.tokenType !== T.Case) {
      // A case without its `match` follows from an error in the line of that.
      this.report(expectation(wanted, token), token);
    }
    this.skipLineAndBlocks();
    return true;
  }

  /** The colon of a line that opens a block. Where it is missing at the end of the line, the block is read all the same. */
  protected colon(index: number): void {
    if (!this.RECORDING_PHASE && this.LA(1).tokenType === T.Newline) {
      const hint = "A line that opens a block ends with a colon.";
      this.reportAs("unexpected", expectation("`:`", this.LA(1)), this.LA(1), hint);
    } else {
      this.consume(index, T.Colon);
    }
  }

  protected missingBlock(head: IToken): void {
    const message = "A block is expected below this line, indented further than it.";
    this.reportAs("empty-block", message, head, "A block that does nothing holds `pass`.");
  }

  /**
   * Goes behind the line, reads the block below it into the current one, and does the same with clauses that follow
   * (`else`). A text with too many problems is not read further.
   */
  protected skipLineAndBlocks(): void {
    do {
      while (!isLineEnd(this.LA(1).tokenType)) this.SKIP_TOKEN();
      if (this.LA(1).tokenType === T.Newline) this.SKIP_TOKEN();
      if (this.LA(1).tokenType === T.Indent) {
        this.SKIP_TOKEN();
        this.SUBRULE9(this.statements);
        if (this.LA(1).tokenType === T.Dedent) this.SKIP_TOKEN();
      }
      while (this.problems.isFull && this.LA(1).tokenType !== EOF) this.SKIP_TOKEN();
    } while (CLAUSES.has(this.LA(1).tokenType));
  }

  private report(message: string, token: IToken): void {
    this.reportAs("unexpected", message, token, hintFor(token, this.LA(0)));
  }

  /** Tells a problem, unless there is one in the line already: then this one is likely to follow from it. */
  private reportAs(
    kind: "unexpected" | "indentation" | "empty-block",
    message: string,
    token: IToken,
    hint: string | undefined,
  ): void {
    const { start, end } = this.currentLine();
    if (this.problems.hasWithin(start, end)) return;
    const range = token.tokenType === EOF ? { start: end, end } : rangeOf(token);
    this.problems.add(kind, range.start, range.end, message, hint);
  }

  /** The logical line of the next token, from its first token to its end; where that is no word, the line before. */
  private currentLine(): { start: number; end: number } {
    const isBetween = (at: number): boolean => SEPARATORS.has(this.LA(at).tokenType);
    let last = 1;
    if (this.LA(1).tokenType === T.Indent) while (isBetween(last) && !this.isOutside(last)) last++;
    else while (isBetween(last) && !this.isOutside(last - 1)) last--;
    let first = last;
    while (!isBetween(first - 1)) first--;
    while (!isBetween(last)) last++;
    const end = this.LA(last);
    return {
      start: this.LA(first).startOffset || 0,
      end: end.tokenType === EOF ? this.text.length : end.startOffset,
    };
  }

  /** Whether there is no token at a place, seen from here. */
  private isOutside(at: number): boolean {
    return this.LA(at).tokenType === EOF;
  }
}
