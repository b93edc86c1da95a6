/** What all rules of the grammar use: problems, positions, and ways to skip what cannot be read. */
import {
  EmbeddedActionsParser,
  EOF,
  type IToken,
  MismatchedTokenException,
  type TokenType,
} from "chevrotain";
import type { Range } from "../ast.ts";
import { expectation, messageProvider } from "./explain.ts";
import { type Construct, describeConstruct } from "./outside.ts";
import { Problems } from "./problems.ts";
import { T } from "./tokens.ts";

const OPENERS: ReadonlySet<TokenType> = new Set([T.LParen, T.LBracket, T.LBrace, T.FieldOpen]);
const CLOSERS: ReadonlySet<TokenType> = new Set([T.RParen, T.RBracket, T.RBrace, T.FieldClose]);

export function rangeOf(token: IToken): Range {
  return { start: token.startOffset, end: token.endOffset! + 1 };
}

/** Whether nothing of a line follows. */
export function isLineEnd(type: TokenType): boolean {
  return type === T.Newline || type === T.Indent || type === T.Dedent || type === EOF;
}

export abstract class BaseParser extends EmbeddedActionsParser {
  protected problems = new Problems();

  /** `validate`: whether chevrotain looks for mistakes in the grammar; that takes time, and a test does it. */
  constructor(validate: boolean) {
    super(Object.values(T), {
      maxLookahead: 1,
      skipValidations: !validate,
      errorMessageProvider: messageProvider,
    });
  }

  protected outside(construct: Construct, { start, end }: Range): void {
    this.ACTION(() => this.problems.add("outside", start, end, ...describeConstruct(construct)));
  }

  /** The same for what the tree holds all the same, see {@link SyntaxProblem.isTolerable}. */
  protected tolerable(construct: Construct, { start, end }: Range): void {
    this.ACTION(() => this.problems.addTolerable(start, end, ...describeConstruct(construct)));
  }

  /** From the start of something to the token that was read last. */
  protected upToHere(start: number): Range {
    return { start, end: this.LA(0).endOffset! + 1 };
  }

  /** Fails at the next token. */
  protected fail(wanted: string): never {
    const found = this.LA(1);
    throw new MismatchedTokenException(expectation(wanted, found), found, this.LA(0));
  }

  /** Goes on to a token of certain types outside of brackets, or to whatever ends the line or the bracket. */
  protected skipTo(...types: TokenType[]): void {
    for (let depth = 0; ; this.SKIP_TOKEN()) {
      const { tokenType } = this.LA(1);
      if (isLineEnd(tokenType) || (depth === 0 && types.includes(tokenType))) return;
      if (OPENERS.has(tokenType)) depth++;
      else if (CLOSERS.has(tokenType) && depth-- === 0) return;
    }
  }

  /** Behind an item in brackets: what follows must be a comma or the closing bracket. */
  protected endItem(closer: TokenType): void {
    if (this.RECORDING_PHASE) return;
    const token = this.LA(1);
    if (token.tokenType === T.Comma || token.tokenType === closer) return;
    if (token.tokenType !== T.For && token.tokenType !== T.Async) this.fail(`\`,\` or ${closer.LABEL}`);
    this.outside("comprehension", rangeOf(token));
    this.skipTo(closer);
  }

  protected readonly comma = (): IToken => this.CONSUME(T.Comma);
}
